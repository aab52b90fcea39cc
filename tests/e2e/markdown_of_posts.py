#!/usr/bin/python3
"""Posts as Markdown, in every flavour: (1) rendered by that flavour's own renderer, the Markdown says what the post's HTML says; (2) read
again `--from` the flavour and written again, it is the same byte for byte.

    markdown_of_posts.py [BUILD_FOLDER] [--all] [-v]

The renderers are cmark-gfm with GitHub's extensions, cmark-gfm with none, and kramdown with its GFM parser; the comparison is semcmp.py's.
The post's HTML is galley's own, which jekyll_html.py holds to Jekyll's. What Liquid would look up is a word on both sides. Takes the
posts of the sample corpora beside the checkout: one of fifteen, or all with --all. Skips where a renderer or the corpora are absent."""
import concurrent.futures
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile

root = os.environ.get("GALLEY_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
program = os.environ.get("GALLEY_BIN") or root + "/build/release/galley"
shared = os.path.join(root, "../shared")
step = 1 if "--all" in sys.argv else 15
verbose = "-v" in sys.argv

LOOKED_UP = re.compile(rb"\{\{.*?\}\}|\{%-?\s*(?:link|post_url|include|include_relative)\b.*?%\}", re.S)
# What Liquid prints nothing for stands in the Markdown, and Jekyll takes it away before it renders.
HIDDEN = re.compile(r"\{%-?\s*(comment|capture)\b.*?%\}.*?\{%-?\s*end\1\s*-?%\}|\{%-?\s*(?:assign|if|unless|for|case|when|else|elsif|raw|end\w+)\b.*?%\}", re.S)
GFM = sum((["-e", x] for x in ("table", "strikethrough", "autolink", "tasklist", "footnotes")), [])
KRAMDOWN = """require 'kramdown'; require 'kramdown-parser-gfm'
ARGV.each { |f| File.write(f + '.html', Kramdown::Document.new(File.read(f, encoding: 'UTF-8'), input: 'GFM', auto_ids: false,
  hard_wrap: false, syntax_highlighter: nil).to_html) }"""


def skip(why):
    print("skipped: " + why)
    sys.exit(77)


if not os.path.isdir(shared + "/corpus"):
    skip("the sample corpora are not beside the checkout")
if not shutil.which("cmark-gfm"):
    skip("cmark-gfm is not installed")
if subprocess.run(["ruby", "-e", KRAMDOWN], capture_output=True).returncode:
    skip("kramdown and its GFM parser are not installed")
sys.path.insert(0, shared + "/tools")
try:
    import semcmp
except ImportError as e:
    skip(str(e))


def files_below(folder):
    found = []
    for at, _, names in os.walk(folder):
        found += [os.path.relpath(os.path.join(at, n), folder) for n in names]
    return sorted(found)


def convert(source, to, out, *more):
    done = subprocess.run([program, "convert", source, "--to", to, "-o", out, "-q", *more], capture_output=True, text=True, errors="replace")
    for line in done.stderr.splitlines()[:5]:
        print("%s: %s" % (to, line[:400]))
    return done.returncode == 0


def body_of(path):
    with open(path, encoding="utf-8", errors="replace") as f:
        text = f.read()
    match = re.match(r"---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$\n?", text, re.S | re.M)
    return HIDDEN.sub("", text[match.end():] if match else text)


def judge(job):
    html, body, flavour = job
    if flavour == "kramdown":
        with open(body + ".html", encoding="utf-8") as f:
            rendered = f.read()
    else:
        command = ["cmark-gfm", "--unsafe", *(GFM if flavour == "gfm" else []), body]
        rendered = subprocess.run(command, capture_output=True).stdout.decode("utf-8", "replace")
    with open(html, encoding="utf-8", errors="replace") as f:
        return semcmp.deep(semcmp.same, f.read(), rendered)


def main():
    bad = 0
    with tempfile.TemporaryDirectory() as work:
        names = [os.path.join(c, n) for c in sorted(os.listdir(shared + "/corpus")) for n in files_below(os.path.join(shared, "corpus", c))]
        names = [n for n in names if n.endswith((".md", ".markdown", ".html")) and os.sep in n][::step]
        for name in names:
            os.makedirs(os.path.dirname(os.path.join(work, "in", name)), exist_ok=True)
            with open(os.path.join(shared, "corpus", name), "rb") as f, open(os.path.join(work, "in", name), "wb") as o:
                o.write(LOOKED_UP.sub(b"LOOKEDUP", f.read()))
        convert(work + "/in", "html", work + "/html", "--front-matter", "none")
        htmls = files_below(work + "/html")
        assert htmls and len(htmls) == len(names), "every post has its HTML"
        for flavour in ("gfm", "commonmark", "kramdown"):
            once, twice, bodies = (work + "/" + flavour + x for x in ("", "-again", "-body"))
            lossless = convert(work + "/in", flavour, once)
            convert(once, flavour, twice, "--from", flavour)
            jobs = []
            for i, html in enumerate(htmls):
                body = "%s/%05d.md" % (bodies, i)
                os.makedirs(bodies, exist_ok=True)
                with open(body, "w", encoding="utf-8") as o:
                    o.write(body_of("%s/%s.md" % (once, html[:-5])))
                jobs.append(("%s/html/%s" % (work, html), body, flavour))
            if flavour == "kramdown":
                for i in range(0, len(jobs), 400):
                    subprocess.run(["ruby", "-e", KRAMDOWN] + [j[1] for j in jobs[i:i + 400]], check=True)
            different = unsteady = 0
            with concurrent.futures.ProcessPoolExecutor(2) as pool:
                for html, difference in zip(htmls, pool.map(judge, jobs, chunksize=10)):
                    if difference is None:
                        continue
                    different += 1
                    if verbose or different < 5:
                        print("%s: %s says something else: %s" % (flavour, html[:-5], str(difference)[:500]))
            for html in htmls:
                pair = []
                for folder in (once, twice):
                    try:
                        with open("%s/%s.md" % (folder, html[:-5]), encoding="utf-8", errors="replace", newline="") as f:
                            pair.append(f.read().split("\n"))
                    except FileNotFoundError:
                        pair.append(["(not written)"])
                if pair[0] != pair[1]:
                    unsteady += 1
                    if verbose or unsteady < 5:
                        lines = list(difflib.unified_diff(*pair, lineterm="", n=0))[2:8]
                        print("%s: %s written again:\n  %s" % (flavour, html[:-5], "\n  ".join(x[:300] for x in lines)))
            print("%s: %d of %d posts say the same, %d of %d stay as they are when written again" %
                  (flavour, len(jobs) - different, len(jobs), len(jobs) - unsteady, len(jobs)))
            bad += different + unsteady + (not lossless)
    return 1 if bad else 0


sys.exit(main())
