#!/usr/bin/python3
"""`galley convert --to html` says what Jekyll says of the same posts (layout `{{ content }}`), by an independent comparison.

    jekyll_html.py [BUILD_FOLDER] [--all] [-v]

Takes the posts of the sample corpora beside the checkout: every fifth, or all with --all. Their bodies go through Jekyll as
documents of a collection, so that no post is left out for its name or date. What Liquid would look up in a site that is
not there (objects, `link`, `post_url`, `include`) is a word on both sides; its other tags stand as they are. With -v the first
difference of each post that differs is shown. Skips where Jekyll or the corpora are absent."""
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

root = os.environ.get("GALLEY_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
program = os.environ.get("GALLEY_BIN") or root + "/build/release/galley"
shared = os.path.join(root, "../shared")
everything = "--all" in sys.argv
verbose = "-v" in sys.argv

# The least share of a corpus that must agree. What is left is told by -v.
CORPORA = {"finews": (100.0, False), "rails-weblog": (100.0, True), "ruby-lang": (100.0, True)}

FRONT_MATTER = re.compile(rb"\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)", re.S | re.M)
LOOKED_UP = re.compile(rb"\{\{.*?\}\}|\{%-?\s*(?:link|post_url|include|include_relative)\b.*?%\}", re.S)


def skip(why):
    print("skipped: " + why)
    sys.exit(77)


if not shutil.which("jekyll"):
    skip("Jekyll is not installed")
if not os.path.isdir(shared + "/corpus"):
    skip("the sample corpora are not beside the checkout")
sys.path.insert(0, shared + "/tools")
try:
    import semcmp
except ImportError as e:
    skip(str(e))


def compare(job):
    name, ours, theirs = job
    try:
        with open(ours, encoding="utf-8", errors="replace") as a, open(theirs, encoding="utf-8", errors="replace") as b:
            return name, semcmp.deep(semcmp.same, a.read(), b.read())
    except FileNotFoundError as e:
        return name, "missing: " + str(e)


def posts_of(corpus):
    found = []
    for folder, _, names in os.walk(os.path.join(shared, "corpus", corpus)):
        found += [os.path.join(folder, n) for n in names if n.endswith((".md", ".markdown", ".html"))]
    return sorted(found)


def judge(corpus, sampled):
    with tempfile.TemporaryDirectory() as site:
        os.makedirs(site + "/_docs")
        os.makedirs(site + "/_layouts")
        with open(site + "/_config.yml", "w") as f:
            f.write("collections: {docs: {output: true, permalink: '/docs/:path.html'}}\ntimezone: Asia/Shanghai\n")
        with open(site + "/_layouts/plain.html", "w") as f:
            f.write("{{ content }}")
        names = []
        posts = posts_of(corpus)
        for i, path in enumerate(posts[:: 1 if everything or not sampled else 5]):
            with open(path, "rb") as f:
                body = FRONT_MATTER.sub(b"", f.read(), count=1)
            body = LOOKED_UP.sub(b"LOOKEDUP", body)
            name = "d%05d" % i
            with open("%s/_docs/%s%s" % (site, name, os.path.splitext(path)[1]), "wb") as f:
                f.write(b"---\nlayout: plain\n---\n" + body)
            names.append((os.path.relpath(path, shared + "/corpus"), name))
        built = subprocess.run(["jekyll", "build", "--safe", "-q", "--disable-disk-cache", "-s", site, "-d", site + "/built"], capture_output=True)
        if built.returncode:
            print(built.stderr.decode(errors="replace")[-2000:])
            return 0, len(names)
        done = subprocess.run([program, "convert", site + "/_docs", "--to", "html", "-o", site + "/ours", "-q"], capture_output=True)
        sys.stdout.write(done.stderr.decode(errors="replace")[:2000])
        jobs = [(n, "%s/ours/%s.html" % (site, d), "%s/built/docs/%s.html" % (site, d)) for n, d in names]
        same = 0
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
            for name, difference in pool.map(compare, jobs, chunksize=20):
                if difference is None:
                    same += 1
                elif verbose:
                    print("%s: %s" % (name, str(difference)[:600]))
                else:
                    print("differs: " + name)
        return same, len(names)


bad = False
for corpus, (least, sampled) in CORPORA.items():
    same, total = judge(corpus, sampled)
    share = 100.0 * same / max(total, 1)
    print("%s: %d of %d say what Jekyll says: %.2f %%" % (corpus, same, total, share))
    bad = bad or share < least or total == 0
sys.exit(bad)
