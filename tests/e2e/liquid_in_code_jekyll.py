#!/usr/bin/python3
"""What MK030 says that Jekyll runs, Jekyll runs: it is not in the page. What it leaves alone between raw tags is there."""
import html, json, os, re, shutil, subprocess, sys, tempfile
from pathlib import Path

galley = os.environ.get("GALLEY_BIN")
if not galley or not shutil.which("jekyll"):
    print("skipped: needs galley and jekyll")
    sys.exit(77)
cases = Path(os.environ["GALLEY_ROOT"]) / "fixtures/rules/MK030"
failed = 0
with tempfile.TemporaryDirectory() as folder:
    site = Path(folder) / "site"
    (site / "_posts").mkdir(parents=True)
    (site / "_includes").mkdir()
    (site / "_includes/c.html").write_text("included")
    (site / "_posts/f.rb").write_text("puts 1\n")
    (site / "_config.yml").write_text("permalink: /:title.html\n")
    for post in cases.glob("*/_posts/*"):
        shutil.copy(post, site / "_posts" / f"{post.name[:11]}{post.parent.parent.name}-{post.name[11:]}")
    out = Path(folder) / "out"
    subprocess.run(["jekyll", "build", "-q", "--safe", "--disable-disk-cache", "-s", site, "-d", out], check=True)
    run = subprocess.run([galley, "lint", site, "--select", "MK030", "--format", "json"], capture_output=True, text=True)
    findings = json.loads(run.stdout)
    for post in sorted((site / "_posts").glob("*-*")):
        page = html.unescape(re.sub("<[^>]*>", "", (out / f"{post.stem[11:]}.html").read_text()))
        source = post.read_bytes()
        own = [f for f in findings if f["path"].endswith(post.name)]
        if not own:
            print(f"{post.name}: nothing was reported")
            failed += 1
        for f in own:
            text = source[f["offset"]:f["offset"] + f["length"]].decode()
            if text in page:
                print(f"{post.name}:{f['line']}: {text} is on the page, though MK030 says that Jekyll runs it")
                failed += 1
        for text in re.findall(r"{% raw %}(.*?){% endraw %}", source.decode(), re.S):
            if text not in page:
                print(f"{post.name}: {text} stands between raw tags, and is not on the page")
                failed += 1
sys.exit(1 if failed else 0)
