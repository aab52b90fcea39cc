#!/usr/bin/python3
"""Rules over the whole archive, from the command line: what one post is told is what the whole run tells of it, whatever the cache
and the number of threads; a change of another post counts at once; comments, baseline and a broken cache behave. Duplicate bodies are
compared with an exact Jaccard similarity that is written here, and conflicts of URLs with what Jekyll warns of."""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

program = os.environ.get("GALLEY_BIN") or "build/release/galley"
failures = []


def fail(what):
    failures.append(what)
    print("FAILED " + str(what)[:1500])


class Site:
    def __init__(self, work):
        self.path = os.path.join(work, "site")
        self.cache = os.path.join(work, "cache")
        os.makedirs(self.path + "/_posts")
        self.env = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": self.cache, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        self.env.update({n: os.environ[n] for n in ("ASAN_OPTIONS", "HOME") if n in os.environ})

    def write(self, name, text, old=True):
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)

    def lint(self, *paths, select="AR", more=(), stdin=None):
        done = subprocess.run([program, "lint", *paths, "--select", select, "--format", "jsonl", "-q", "--now", "2024-06-01T00:00:00Z", *more],
                              cwd=self.path, env=self.env, capture_output=True, input=stdin, timeout=120)
        if done.returncode not in (0, 1):
            fail("status %d: %s" % (done.returncode, done.stderr))
        return [json.loads(line) for line in done.stdout.decode().splitlines()]


def told(findings):
    return sorted((f["path"], f["code"], f["message"]) for f in findings)


def words(r, n):
    return "".join(chr(0x4E00 + r.randrange(4000)) for _ in range(n))


def mutated(r, text, times):
    for _ in range(times):
        at = r.randrange(len(text))
        text = text[:at] + r.choice(["", words(r, 1), words(r, 2)]) + text[at + 1:]
    return text


def shingles(text):
    return {text[i:i + 5] for i in range(len(text) - 4)}


def jaccard(a, b):
    return len(a & b) / len(a | b)


def duplicate_bodies():
    r = random.Random(5)
    with tempfile.TemporaryDirectory() as work:
        site = Site(work)
        site.write("_config.yml", "title: x\n")
        texts = {}
        for base in range(80):
            first = words(r, r.choice([60, 150, 400, 1200]))
            for copy in range(5):
                text = mutated(r, first, r.randrange(len(first) // 20 + 1)) if copy else first
                name = "_posts/2022-%02d-%02d-%d.md" % (r.randrange(1, 13), r.randrange(1, 29), len(texts))
                texts[name] = shingles(text)
                cut = len(text) // 3
                site.write(name, "---\ntitle: t%d\n---\n%s\n\n<p>%s</p>\n" % (len(texts), text[:cut], text[cut:]))
        together = set()
        for f in site.lint(".", select="AR003"):
            group = [f["path"]] + [x["path"] for x in f["related"]]
            if f["path"] != max(group):
                fail("not told at the last: %s" % group)
            together.update((a, b) for a in group for b in group if a < b)
        names = sorted(texts)
        over = under = 0
        for i, a in enumerate(names):
            for b in names[i + 1:]:
                exact = jaccard(texts[a], texts[b])
                over += exact > 0.9
                under += 0.4 < exact < 0.7
                if exact > 0.9 and (a, b) not in together:
                    fail("missed at %.3f: %s %s" % (exact, a, b))
                if exact < 0.7 and (a, b) in together:
                    fail("told at %.3f: %s %s" % (exact, a, b))
        print("duplicate bodies: %d pairs over 0.9, %d from 0.4 to 0.7, %d told" % (over, under, len(together)))
        if over < 50 or under < 50:
            fail("the sample shows nothing")


def one_among_many():
    r = random.Random(8)
    with tempfile.TemporaryDirectory() as work:
        site = Site(work)
        site.write("_config.yml", "permalink: /:categories/:title.html\n")
        names = []
        for i in range(60):
            name = "_posts/2022-01-%02d-p%d.md" % (i % 28 + 1, i // 2)
            body = words(r, 200) if i % 5 else "甲" * 3 + words(random.Random(i % 3), 200)
            site.write(name, "---\ntitle: t%d\ntags: [%s]\n---\n%s\n" % (i, r.choice(["Web", "web", "Ｗeb", "x"]), body))
            names.append(name)
        time.sleep(2.1)  # what was just written is not trusted
        whole = told(site.lint("."))
        if len({c for _, c, _ in whole}) < 3:
            fail("few rules found anything: %s" % whole)
        for jobs in "1", "2", "7":
            for more in (), ("--no-cache",):
                if told(site.lint(".", more=("-j", jobs, *more))) != whole:
                    fail("differs with --jobs %s %s" % (jobs, more))
        # Of a group the last post that is named tells; so each is told of, and what the whole run tells of it too.
        for name in r.sample(names, 12):
            ours, plain = told(site.lint(name)), told(site.lint(name, more=("--no-cache",)))
            if ours != plain:
                fail("%s: %s with the cache, %s without" % (name, ours, plain))
            if any(p != name for p, _, _ in ours):
                fail("told of another post: %s" % ours)
            missing = [f for f in whole if f[0] == name and f[1] not in {c for _, c, _ in ours}]
            if missing:
                fail("%s alone is not told %s" % (name, missing))
            with open(os.path.join(site.path, name), "rb") as f:
                if told(site.lint("-", more=("--stdin-filename", name), stdin=f.read())) != ours:
                    fail("%s on standard input differs" % name)
        # A lone file and a lone standard input have no archive.
        if site.lint("-", stdin="---\ntags: [WEB]\n---\nx\n".encode()):
            fail("standard input without a name is judged")
        # Another post changes: at once with and without a moment in between.
        one = names[3]
        for n in range(6):
            other = r.choice([x for x in names if x != one])
            with open(os.path.join(site.path, one)) as f:
                text = f.read()
            site.write(other, text if n % 2 == 0 else "---\ntitle: y\n---\n%s\n" % words(r, 150))
            ours, plain = told(site.lint(one)), told(site.lint(one, more=("--no-cache",)))
            if ours != plain or (n % 2 == 0) != any(c == "AR003" for _, c, _ in ours) and n % 2 == 0:
                fail("after %s changed: %s, without the cache %s" % (other, ours, plain))
        os.remove(os.path.join(site.path, other))
        if told(site.lint(one)) != told(site.lint(one, more=("--no-cache",))):
            fail("after a post was deleted")
        # Whatever the cache looks like.
        want = told(site.lint(one, more=("--no-cache",)))
        folder = site.cache + "/galley"
        for name in [n for n in os.listdir(folder) if n.endswith(".facts")]:
            with open(folder + "/" + name, "rb") as f:
                good = f.read()
            for bad in (b"", good[:100], good[:-3], good[:200] + b"\xff" + good[201:], r.randbytes(5000)):
                with open(folder + "/" + name, "wb") as f:
                    f.write(bad)
                if told(site.lint(one)) != want:
                    fail("with a broken cache")
        shutil.rmtree(site.cache)
        if told(site.lint(one)) != want:
            fail("without the cache's folder")


def silenced_and_known():
    r = random.Random(2)
    with tempfile.TemporaryDirectory() as work:
        site = Site(work)
        site.write("_config.yml", "")
        text = words(r, 100)
        site.write("_posts/2022-01-01-a.md", "---\ntitle: a\n---\n%s\n" % text)
        site.write("_posts/2022-01-02-b.md", "---\ntitle: b\n---\n%s\n" % text)
        if [f["path"] for f in site.lint(".")] != ["_posts/2022-01-02-b.md"]:
            fail("two equal bodies are not told once")
        subprocess.run([program, "lint", ".", "--select", "AR", "--write-baseline", "-q"], cwd=site.path, env=site.env, check=True)
        if site.lint("."):
            fail("the baseline does not hide")
        os.remove(site.path + "/.galley-baseline.json")
        site.write("_posts/2022-01-02-b.md", "---\ntitle: b\ngalley: {disable: [AR003]}\n---\n%s\n" % text)
        if site.lint(".", select="AR,GA"):
            fail("a comment does not silence: %s" % site.lint(".", select="AR,GA"))
        site.write("_posts/2022-01-02-b.md", "---\ntitle: b\n---\n%s\n" % text)
        site.write(".galley.yml", "per-path:\n  '_posts/2022-01-02*': {ignore: [AR]}\n")
        site.write("_posts/2022-01-01-a.md", "---\ntitle: a\n---\n%s\n" % text)
        if [f["path"] for f in site.lint(".")] != ["_posts/2022-01-01-a.md"]:
            fail("where the last is left out, the one before does not tell: %s" % site.lint("."))


def conflicts_as_jekyll():
    if not shutil.which("jekyll"):
        print("conflicts: not tried, needs Jekyll")
        return
    r = random.Random(4)
    seen = 0
    for n in range(6):
        with tempfile.TemporaryDirectory() as work:
            site = Site(work)
            site.write("_config.yml", "permalink: %s\n" % r.choice(["/:title.html", "/:categories/:title/", "pretty", "/:year/:title"]))
            for i in range(30):
                front = r.choice(["", "", "permalink: /p%d/\n" % r.randrange(6), "permalink: /p%d/index.html\n" % r.randrange(6), "categories: c%d\n" % r.randrange(2),
                                  "published: false\n", "permalink: /q%d.html\n" % r.randrange(3)])
                site.write("_posts/2022-01-%02d-t%d.%s" % (r.randrange(1, 4), r.randrange(12), r.choice(["md", "html"])), "---\ntitle: x\n%s---\nx\n" % front)
            for i in range(4):
                site.write("p%d.md" % i, "---\ntitle: x\n---\nx\n")
                site.write("q%d.html" % i, r.choice(["---\n---\nx\n", "x\n"]))
            site.write("p5/index.html", "x\n")
            built = subprocess.run(["jekyll", "build", "--safe", "--disable-disk-cache", "-s", site.path, "-d", work + "/out"], capture_output=True, text=True)
            # Conflict: The following destinations are shared by multiple files.
            want, at = {}, None
            for line in re.sub(r"\x1b\[[0-9;]*m", "", built.stdout + built.stderr).splitlines():
                line = line.strip()
                if line.startswith(work + "/out/"):
                    at = line[len(work + "/out/"):]
                    want[at] = set()
                elif at and line.startswith("- "):
                    want[at].add(line[2:].replace(site.path + "/", ""))
                elif line:
                    at = None
            want = {tuple(sorted(files)) for files in want.values() if any("_posts" in f for f in files)}
            got = {tuple(sorted([f["path"]] + [x["path"] for x in f["related"]])) for f in site.lint(".", select="AR001")}
            seen += len(want)
            if want != got:
                fail("Jekyll alone: %s; galley alone: %s" % (sorted(want - got)[:3], sorted(got - want)[:3]))
    print("conflicts: %d, as Jekyll warns of" % seen)
    if seen < 15:
        fail("few conflicts in the sample")


duplicate_bodies()
one_among_many()
silenced_and_known()
conflicts_as_jekyll()
print("%d failures" % len(failures))
sys.exit(bool(failures))
