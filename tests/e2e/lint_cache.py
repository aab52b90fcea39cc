#!/usr/bin/python3
"""The cache of `galley lint` never gives a stale answer, needs no body of a post that did not change, and is harmless however it
looks. Everything that a run with the cache says is compared with what --no-cache says."""
import ctypes
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracles"))
import rule_archive

root = os.environ.get("GALLEY_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
program = os.environ.get("GALLEY_BIN") or root + "/build/release/galley"
failures = []
OLD = 1600000000  # long enough ago that the file system's marks are trusted


def fail(what):
    failures.append(what)
    print("FAILED " + what[:1500])


class Site:
    def __init__(self, work):
        self.cache = os.path.join(work, "cache")
        self.env = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": self.cache, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        for name in "ASAN_OPTIONS", "HOME":
            if name in os.environ:
                self.env[name] = os.environ[name]
        self.path = os.path.join(work, "site")
        rule_archive.make(root, self.path)
        self.arguments = ["lint", ".", "--now", "2024-06-01T00:00:00Z", "--format", "jsonl", "-q"]

    def run(self, *more, **env):
        done = subprocess.run([program] + self.arguments + list(more), cwd=self.path, env=dict(self.env, **env), capture_output=True, timeout=120)
        return done.returncode, done.stdout, done.stderr

    def same(self, what, *more, **env):
        cached, plain = self.run(*more, **env), self.run("--no-cache", *more, **env)
        if cached != plain:
            ours, theirs = cached[1].splitlines(), plain[1].splitlines()
            fail("%s: status %d and %d; only with the cache: %s; only without: %s; %s" % (
                what, cached[0], plain[0], [x for x in ours if x not in theirs][:2], [x for x in theirs if x not in ours][:2], cached[2][:300]))
        return cached

    def files(self):
        folder = self.cache + "/galley"
        return sorted(os.path.join(folder, n) for n in (os.listdir(folder) if os.path.isdir(folder) else []) if n.endswith(".lint"))

    def posts(self):
        return sorted(n for n in os.listdir(self.path + "/_posts"))


def characters_read(site):
    """What galley reads in a run, in bytes, its own libraries with it: the shell is told of what its child read."""
    script = 'read a < <(grep rchar /proc/$$/io); "$@" >/dev/null 2>&1; read b < <(grep rchar /proc/$$/io); echo $((${b#* } - ${a#* }))'
    done = subprocess.run(["bash", "-c", script, "-", program] + site.arguments, cwd=site.path, env=site.env, capture_output=True)
    return int(done.stdout or -1)


def reads_no_body():
    with tempfile.TemporaryDirectory() as work:
        site = Site(work)
        shutil.rmtree(site.path + "/_posts")
        os.mkdir(site.path + "/_posts")
        for i in range(20):
            path = "%s/_posts/2020-01-%02d-a.md" % (site.path, i + 1)
            with open(path, "w") as f:
                f.write("---\ntitle: A title\ndate: 2020-01-%02d 10:00:00 +0800\n---\n" % (i + 1) + "Some words of a post.\n\n" * 10000)
        if not os.path.exists("/proc/self/io"):
            print("not tried: this system does not tell what a program reads")
            return
        time.sleep(2.1)  # the marks of files that were just written are not trusted
        first, second = characters_read(site), characters_read(site)
        print("%d bytes read by the first run, %d by the second" % (first, second))
        if first < 20 * 230000 or second > first / 4:
            fail("the second run reads %d bytes, the first %d" % (second, first))
        if site.run()[0] != 0:
            fail("clean posts are not clean")


class Opened:
    """Names of files of a folder that anybody opens meanwhile, as the system tells."""
    IN_OPEN, IN_NONBLOCK = 0x20, 0o4000

    def __init__(self, folder):
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.fd = self.libc.inotify_init1(self.IN_NONBLOCK)
        if self.fd < 0 or self.libc.inotify_add_watch(self.fd, folder.encode(), self.IN_OPEN) < 0:
            raise OSError(ctypes.get_errno(), "inotify")

    def names(self):
        out = set()
        while True:
            try:
                data = os.read(self.fd, 1 << 16)
            except BlockingIOError:
                return out - {""}
            while data:
                size = struct.unpack_from("iIII", data)[3]
                out.add(data[16 : 16 + size].rstrip(b"\0").decode())
                data = data[16 + size :]


def opens_no_post():
    """Whatever is found of it: by rules on posts, on the site and on bodies that have to be compared."""
    with tempfile.TemporaryDirectory() as work:
        site = Site(work)
        shutil.rmtree(site.path + "/_posts")
        os.mkdir(site.path + "/_posts")
        r = random.Random(5)
        words = ["".join(r.choice("的一是在不了有和人这中大为上个国我以要他") for _ in range(12)) for _ in range(400)]
        texts = [[r.choice(words) for _ in range(40)] for _ in range(6)]
        for i in range(60):  # bodies that are alike by seven eighths or so, which no sketch decides
            text = list(texts[i % 6])
            for _ in range(1 + i % 4):
                text[r.randrange(len(text))] = r.choice(words)
            with open("%s/_posts/2023-03-%02d-alike-%d.md" % (site.path, 1 + i % 28, i), "w") as f:
                f.write("---\ntitle: Alike %d\nlayout: none\n---\n%s\n\n[gone](/not/there/) <font>x</font>\n" % (i, "，".join(text)))
        for name in site.posts():
            touch(site, name)
        time.sleep(2.1)
        told = []
        for run in range(3):
            opened = Opened(site.path + "/_posts")
            told.append(site.run())
            names = opened.names()
            if run > 0 and names:
                fail("run %d opens %d posts: %s" % (run + 1, len(names), sorted(names)[:5]))
        if told[0] != told[1] or told[1] != told[2] or told[0] != site.run("--no-cache"):
            fail("what is kept changes what is said")
        for code in b"AR003", b"LK003", b"MK005":
            if code not in told[0][1]:
                fail("nothing is found by %s, so nothing is tried" % code.decode())
        print("%d findings told without a look at %d posts" % (told[0][1].count(b"\n"), len(site.posts())))


def touch(site, name, when=OLD):
    os.utime(site.path + "/_posts/" + name, (when, when))


def edit(site, name, change):
    path = site.path + "/_posts/" + name
    with open(path, "rb") as f:
        text = f.read()
    with open(path, "wb") as f:
        f.write(change(text))


def mutations(site, r):
    """Things that happen to an archive between two runs."""
    name = r.choice(site.posts())
    path = site.path + "/_posts/" + name
    before = os.stat(path)

    def same_size(text):
        at = text.find(b"title") if b"title" in text else 0
        return text[:at] + b"tilte" + text[at + 5 :] if len(text) > at + 5 else text

    def edit_behind_the_mark():
        edit(site, name, same_size)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def replaced_by_another():
        other = path + ".new"
        with open(path, "rb") as f, open(other, "wb") as g:
            g.write(same_size(f.read()))
        os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
        os.rename(other, path)

    def grow():
        edit(site, name, lambda text: text + b'\n<a href="">x</a>\n')

    def rename():
        os.rename(path, site.path + "/_posts/2021-02-%02d-r%d.md" % (r.randint(1, 28), r.randint(0, 10**6)))

    def swap():
        other = site.path + "/_posts/" + r.choice(site.posts())
        os.rename(path, path + ".x")
        if other != path:
            os.rename(other, path)
        os.rename(path + ".x", other)

    def delete():
        if len(site.posts()) > 50:
            os.remove(path)

    def to_draft():
        os.makedirs(site.path + "/_drafts", exist_ok=True)
        os.rename(path, site.path + "/_drafts/" + name)

    def configure():
        with open(site.path + "/_config.yml", "w") as f:
            f.write(r.choice(["timezone: Asia/Shanghai\n", "timezone: America/New_York\n", "future: true\n", "markdown: GFM\n", "kramdown: {auto_ids: false}\n", ""]))

    def configure_galley():
        with open(site.path + "/.galley.yml", "w") as f:
            f.write(r.choice(["ignore: [MK]\n", "levels: {DT003: error}\n", 'per-path:\n  "_posts/2022-*": {ignore: [FM]}\n', "rules:\n  FM005: {required: [title, author]}\n", "renderer: gfm\n", ""]))

    def link():
        os.rename(path, site.path + "/linked.txt")
        os.symlink("../linked.txt", path)

    return r.choice([edit_behind_the_mark, edit_behind_the_mark, replaced_by_another, grow, rename, swap, delete, to_draft, configure, configure_galley, link, lambda: touch(site, name), lambda: None])


def never_stale():
    runs = [[], ["--select", "MK,TX"], ["--extend-select", "FM012,LK006"], ["--level", "DT003=error"], ["--now", "2019-01-01"], ["--now", "2199-06-01"], ["--format", "text"], ["--ignore", "FM"]]
    environments = [{}, {"TZ": "Asia/Tokyo"}, {"TZ": "America/New_York"}]
    for seed in 1, 2:
        r = random.Random(seed)
        with tempfile.TemporaryDirectory() as work:
            site = Site(work)
            for name in site.posts():
                touch(site, name)
            site.same("first")
            for step in range(30):
                change = mutations(site, r)
                change()
                site.same("seed %d step %d, %s" % (seed, step, change.__name__), *(r.choice(runs) if r.random() < 0.4 else []), **(r.choice(environments) if r.random() < 0.2 else {}))


def harmless():
    with tempfile.TemporaryDirectory() as work:
        site = Site(work)
        plain = site.run("--no-cache")
        if site.files():
            fail("--no-cache writes a cache")
        site.run()
        if len(site.files()) != 1:
            fail("there should be one cache: %s" % site.files())
        cache = site.files()[0]
        if os.stat(cache).st_mode & 0o077:
            fail("others may read the cache, which has parts of posts")
        with open(cache, "rb") as f:
            whole = f.read()
        r = random.Random(3)

        def flipped():
            at = r.randrange(len(whole))
            return whole[:at] + bytes([whole[at] ^ (1 << r.randrange(8))]) + whole[at + 1 :]

        broken = [b"", b"x", whole[:20], whole[: len(whole) // 2], whole[:-1], whole + b"x", os.urandom(1000), whole[:28] + os.urandom(2000), b"\0" * len(whole)] + [flipped() for _ in range(12)]
        for i, text in enumerate(broken):
            with open(cache, "wb") as f:
                f.write(text)
            if site.run() != plain:
                fail("broken cache %d changes what is said" % i)
            if site.run() != plain:
                fail("the run after broken cache %d differs" % i)
        os.remove(cache)
        os.mkdir(cache)
        if site.run() != plain:
            fail("a folder in place of the cache changes what is said")
        os.rmdir(cache)
        shutil.rmtree(site.cache)
        if site.run() != plain or not site.files():
            fail("a deleted cache folder is not made again")
        shutil.rmtree(site.cache)
        with open(site.cache, "w") as f:
            f.write("a file")
        if site.run() != plain:
            fail("a file in place of the cache folder changes what is said")
        os.remove(site.cache)
        for env in {"XDG_CACHE_HOME": "/proc/no/such"}, {"XDG_CACHE_HOME": "", "HOME": ""}, {"XDG_CACHE_HOME": "relative", "HOME": "/proc/nowhere"}:
            if site.run(**env) != plain:
                fail("%s changes what is said" % env)
        if os.path.exists(site.path + "/relative"):
            fail("a relative XDG_CACHE_HOME is taken")
        # Several at once, on an empty cache and on a full one.
        for _ in range(3):
            shutil.rmtree(site.cache, ignore_errors=True)
            for _ in range(2):
                running = [subprocess.Popen([program] + site.arguments, cwd=site.path, env=site.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
                for p in running:
                    out, err = p.communicate(timeout=120)
                    if (p.returncode, out, err) != plain:
                        fail("one of several at once says something else: " + err.decode(errors="replace"))
        if [n for n in os.listdir(site.cache + "/galley") if n.endswith(".tmp")]:
            fail("something is left beside the cache")


def pruned():
    """What is not used any more goes, and all caches together stay below a gibibyte."""
    day, gib = 86400, 1 << 30
    with tempfile.TemporaryDirectory() as work:
        site = Site(work)
        folder = site.cache + "/galley/"
        for code in "FM", "MK", "TX", "LK", "DT", "FM001":
            site.run("--select", code)
        if len(site.files()) != 4:
            fail("of one folder 4 caches should stay, not %s" % site.files())
        ours = os.listdir(folder)
        now = time.time()

        def others(made):
            """Caches of other folders: name, size, age in days."""
            for name, size, days in made:
                with open(folder + name, "w") as f:
                    f.truncate(size)
                os.utime(folder + name, (now - days * day, now - days * day))

        others([("a-1.lint", 10, 59), ("b-1.facts", 10, 59), ("c-1.lint", 10, 61), ("d-1.facts", 10, 61), (".galley-x.tmp", 10, 61), (".galley-y.tmp", 10, 1),
                ("notes.txt", 10, 400), ("e.lint.bak", 10, 400)])
        site.run("--select", "AR")
        left = set(os.listdir(folder)) - set(ours)
        if not {"a-1.lint", "b-1.facts", ".galley-y.tmp", "notes.txt", "e.lint.bak"} <= left:
            fail("what is not old, or no cache, is deleted: %s are left" % left)
        if left & {"c-1.lint", "d-1.facts", ".galley-x.tmp"}:
            fail("what is older than two months stays: %s" % left)
        others([("big-%d.%s" % (i, "lint" if i % 2 else "facts"), gib // 4, i) for i in range(1, 8)])
        os.utime(site.path + "/_posts/" + site.posts()[0])
        site.run("--select", "FM,TX012")
        sizes = {n: os.stat(folder + n).st_size for n in os.listdir(folder)}
        if sum(sizes.values()) > gib:
            fail("all caches have %d bytes" % sum(sizes.values()))
        if {n for n in sizes if n.startswith("big")} != {"big-1.lint", "big-2.facts", "big-3.lint"}:
            fail("not the oldest go: %s are left" % sorted(sizes))
        # One that is larger than all should be does not delete itself.
        if not [n for n in sizes if n.endswith(".lint") and n not in ours and not n.startswith(("big", "a-"))]:
            fail("what the run itself kept is gone: %s" % sorted(sizes))


def another_program():
    """A program that was linked otherwise takes nothing from the caches of this one."""
    with tempfile.TemporaryDirectory() as work:
        site = Site(work)
        site.run()
        before = site.files()
        with open(program, "rb") as f:
            code = bytearray(f.read())
        at = code.find(b"\x04\0\0\0\x14\0\0\0\x03\0\0\0GNU\0")
        if at < 0:
            print("not tried: the program has no build id")
            return
        code[at + 16] ^= 1
        other = work + "/galley"
        with open(other, "wb") as f:
            f.write(code)
        os.chmod(other, 0o755)
        done = subprocess.run([other] + site.arguments, cwd=site.path, env=site.env, capture_output=True, timeout=120)
        if done.stdout != site.run()[1]:
            fail("a copy of the program says something else")
        if len(site.files()) != len(before) + 1:
            fail("another program takes this one's cache: %s" % site.files())


def fixes():
    trees = []
    for more in ["--no-cache"], []:
        with tempfile.TemporaryDirectory() as work:
            site = Site(work)
            for name in site.posts():
                touch(site, name)
            if not more:
                site.run()
                site.run()
            first = site.run("--fix", "--unsafe-fixes", *more)
            again = site.run(*more)
            texts = {n: open(site.path + "/_posts/" + n, "rb").read() for n in site.posts()}
            trees.append((first, again, texts))
            if first[1] != again[1]:
                fail("after --fix %s the next run says something else" % more)
    if trees[0] != trees[1]:
        fail("--fix with a cache does something else: %s" % [n for n in trees[0][2] if trees[0][2][n] != trees[1][2].get(n)][:3])


reads_no_body()
opens_no_post()
never_stale()
harmless()
pruned()
another_program()
fixes()
print("%d failures" % len(failures))
sys.exit(bool(failures))
