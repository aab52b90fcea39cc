#!/usr/bin/python3
"""LK003, LK004 and LK020, which know only a site's sources, name the broken links within it that html-proofer 3 finds in what
Jekyll builds of it, and no others.

    site_links.py [BUILD_FOLDER] [--posts N] [-v]

Judges the fixtures of these rules and a made archive (its posts with other defects taken out, since Jekyll stops at some). Skips
where Jekyll, html-proofer or the tool that makes archives is absent (the archive only)."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from urllib.parse import unquote, urljoin, urlsplit

root = os.environ.get("GALLEY_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
program = os.environ.get("GALLEY_BIN") or root + "/build/release/galley"
shared = os.path.join(root, "../shared")
verbose = "-v" in sys.argv
posts = int(sys.argv[sys.argv.index("--posts") + 1]) if "--posts" in sys.argv else 400
RULES = ["LK003", "LK004", "LK020"]
# What html-proofer alone reports, and why galley does not.
EXPLAINED = {
    "LK003-liquid": {"/nothing", "/nothing.html"},  # Liquid that only a build can evaluate
    "LK004-headings": {"#/route", "#:~:text=Here"},  # a program's route, and text that the browser looks for
}


def skip(why):
    print("skipped: " + why)
    sys.exit(77)


def sites(temporary):
    out = {}
    for rule in RULES:
        folder = os.path.join(root, "fixtures/rules", rule)
        for case in sorted(os.listdir(folder)):
            if os.path.exists(os.path.join(folder, case, "_config.yml")):
                site = os.path.join(temporary, "sites", rule + "-" + case)
                shutil.copytree(os.path.join(folder, case), site, ignore=shutil.ignore_patterns("expected", "fixed", "README"))
                with open(site + "/_config.yml", encoding="utf-8") as f:
                    if "theme:" not in f.read():  # which needs its gem
                        shutil.rmtree(site + "/_plugins", ignore_errors=True)
                        out[rule + "-" + case] = site
    maker = shared + "/tools/make_archive.py"
    if os.path.exists(maker):
        site = os.path.join(temporary, "sites", "made")
        subprocess.run([sys.executable, maker, site, "--posts", str(posts), "--defects", "0.5", "--seed", "11"], check=True, stdout=subprocess.DEVNULL)
        with open(site + "/defects.tsv", encoding="utf-8") as f:
            for line in f:
                path, rule = line.split("\t")[:2]
                if not rule.startswith("LK") and os.path.exists(os.path.join(site, path)):
                    os.remove(os.path.join(site, path))
        os.remove(site + "/defects.tsv")
        out["made"] = site
    return out


def config_of(site, key):
    with open(site + "/_config.yml", encoding="utf-8") as f:
        found = re.search(r"^%s: *['\"]?([^'\"\n]*)" % key, f.read(), re.M)
    return found[1].strip() if found else ""


def galleys(site):
    run = subprocess.run([program, "lint", site, "--isolated", "--select", ",".join(RULES), "--format", "jsonl", "--no-cache", "--fail-on", "never"], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit("galley failed on %s: %s" % (site, run.stderr))
    found = set()
    for line in run.stdout.splitlines():
        f = json.loads(line)
        source = os.path.relpath(f["path"], site)
        quoted = re.findall(r"`([^`]*)`", f["message"])
        if f["code"] == "LK004":
            found.add((source, "#" + quoted[-1]))
        else:
            found.add((source, quoted[0]))
    return found


def proofers(site, built, failures):
    run = subprocess.run([program, "urls", site, "--format", "jsonl"], capture_output=True, text=True)
    pages = {e["file"]: e for e in map(json.loads, run.stdout.splitlines())}
    urls = {unquote(e["url"]) for e in pages.values()}
    found, unread = set(), []
    for page, message in failures:
        entry = pages.get(os.path.relpath(page, built))
        if entry is None or entry["kind"] not in ("post", "document"):
            continue  # galley lints posts
        link = re.search(r"internally linking to (\S+?); the file exists, but the hash '(.*)' does not exist", message)
        if link:
            # It says so of files that are not there, too.
            path = unquote(urlsplit(urljoin(entry["url"], link[1])).path)
            there = urls & {path, path + ".html", path.rstrip("/") + "/", path + "index.html"}
            found.add((entry["source"], "#" + unquote(link[2]) if there else path))
            continue
        link = re.search(r"linking to internal hash #(.*) that does not exist", message)
        if link:
            found.add((entry["source"], "#" + unquote(link[1])))
            continue
        link = re.search(r"internally linking to (.+?), which does not exist", message) or re.search(r"internally linking to a directory (\S+) without trailing slash", message) \
            or re.search(r"internal image (.+?) does not exist", message)
        if link:
            found.add((entry["source"], unquote(urlsplit(urljoin(entry["url"], link[1])).path)))
        else:
            unread.append(message)
    return found, unread


def main():
    if not shutil.which("jekyll"):
        skip("Jekyll is not installed")
    if subprocess.run(["ruby", "-e", "require 'html-proofer'"], capture_output=True).returncode != 0:
        skip("html-proofer is not installed (apt-get install ruby-html-proofer)")
    wrong, total, arguments, all_sites = 0, 0, [], {}
    with tempfile.TemporaryDirectory() as temporary:
        for name, site in sites(temporary).items():
            built = os.path.join(temporary, "built", name)
            base = config_of(site, "baseurl")
            run = subprocess.run(["jekyll", "build", "-q", "--disable-disk-cache", "-s", site, "-d", built + base], capture_output=True, text=True, cwd=temporary)
            if run.returncode != 0:
                print("%s: Jekyll fails: %s" % (name, run.stderr.strip().split("\n")[-1]))
                wrong += 1
                continue
            arguments.append(built + "=" + config_of(site, "url"))
            all_sites[name] = (site, built)
        run = subprocess.run(["ruby", root + "/tests/oracles/site_links.rb", *arguments], capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(run.stderr)
        failures = json.loads(run.stdout.strip().split("\n")[-1])
        for name, (site, built) in all_sites.items():
            ours = galleys(site)
            theirs, unread = proofers(site, built + config_of(site, "baseurl"), failures[built])
            total += len(theirs)
            # Beside `baseurl` is another site, of which nobody here knows.
            base = config_of(site, "baseurl")
            theirs = {(source, what) for source, what in theirs if what.startswith("#") or not base or what == base or what.startswith(base + "/")}
            theirs = {(source, what) for source, what in theirs if what not in EXPLAINED.get(name, ())}
            if ours != theirs:
                wrong += 1
                print("%s: galley alone %s, html-proofer alone %s" % (name, sorted(ours - theirs)[:8], sorted(theirs - ours)[:8]))
            if verbose:
                print("%s: %d broken; not compared: %s" % (name, len(theirs), sorted(set(unread))[:5]))
    print("%d sites, %d broken links, %d sites differ" % (len(all_sites), total, wrong))
    return 1 if wrong or total < 10 else 0


sys.exit(main())
