#!/usr/bin/python3
"""`lint --fix` and `--diff` on odd names, odd bytes, and files that may not be written."""
import os
import shutil
import stat
import subprocess
import sys
import tempfile

root = os.environ.get("GALLEY_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
program = os.environ.get("GALLEY_BIN") or root + "/build/release/galley"
failures = []
RULES = ["--select", "TX002,MK007,TX006"]


def check(holds, what):
    if not holds:
        failures.append(what)
        print("FAILED " + what)


def galley(where, *arguments, **more):
    return subprocess.run([program, "lint"] + list(arguments) + RULES, cwd=where, capture_output=True, timeout=60, **more)


def git(where, *arguments, **more):
    env = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null")
    return subprocess.run(["git", "-c", "core.autocrlf=false"] + list(arguments), cwd=where, env=env, capture_output=True, timeout=60, **more)


def tree(where):
    out = {}
    for folder, folders, names in os.walk(os.fsencode(where)):
        folders[:] = [f for f in folders if f != b".git"]
        for name in names:
            with open(os.path.join(folder, name), "rb") as f:
                out[os.path.relpath(os.path.join(folder, name), os.fsencode(where))] = f.read()
    return out


POST = b'---\ntitle: x\n---\n<p class="a" class="b">one</p>\n\ntwo\x08two\n\n' + b"".join(b"line %d\n" % i for i in range(20)) + b"\nlast\x08 line\n"
NAMES = ["a b", "央行公告", 'quo"te', "tab\there", "back\\slash", "new\nline", "esc\x1b[31m", "apo'strophe", " lead", "trail ", "üml", "%20", "-dash", "a" * 200]
BYTES = {
    "lf": POST,
    "crlf": POST.replace(b"\n", b"\r\n"),
    "no-final": POST[:-1],
    "no-final-cr": POST.replace(b"\n", b"\r\n")[:-2],
    "bom": b"\xef\xbb\xbf" + POST,
    "not-utf8": POST.replace(b"line 3", b"l\xffne \xd6\xd0"),
    "nul": POST.replace(b"line 19", b"li\0ne"),
    "lone-cr": POST.replace(b"line 7\n", b"line 7\r"),
    "one-line": b'---\ntitle: x\n---\n<p class="a" class="b">one</p>',
}


def archive(where):
    os.makedirs(where + "/site/_posts")
    with open(where + "/site/_config.yml", "w") as f:
        f.write("title: x\n")
    for i, name in enumerate(NAMES):
        with open("%s/site/_posts/2020-01-%02d-%s.md" % (where, i + 1, name), "wb") as f:
            f.write(POST)
    with open(os.fsencode(where) + b"/site/_posts/2020-02-01-\xff\xfe.md", "wb") as f:
        f.write(POST)
    for i, (name, text) in enumerate(BYTES.items()):
        with open("%s/site/_posts/2020-03-%02d-%s.md" % (where, i + 1, name), "wb") as f:
            f.write(text)
    return len(NAMES) + 1 + len(BYTES)


def patches_are_fixes():
    with tempfile.TemporaryDirectory() as work:
        n = archive(work + "/fixed")
        archive(work + "/plain")
        before = tree(work + "/plain")
        done = galley(work + "/fixed/site", "--fix", ".")
        fixed = tree(work + "/fixed")
        check(done.returncode == 0 and not done.stdout, "--fix leaves something: %s %s" % (done.stdout[:300], done.stderr[:300]))
        check(sum(before[p] != fixed[p] for p in before) == n, "--fix should change %d posts" % n)
        for name, text in BYTES.items():
            got = next(v for p, v in fixed.items() if p.endswith(b"-%s.md" % name.encode()))
            wanted = text.replace(b'class="a" ', b"").replace(b"\x08", b"").replace(b"\0", b"")
            if not wanted.endswith(b"\n"):
                wanted += b"\r\n" if b"\r\n" in wanted else b"\n"
            check(got == wanted, "%s: what is outside of the edits changes: %r" % (name, got[-60:]))
        # In a repository, from its top, from below, from above, and outside of one.
        for label, repository, where, path in (("top", "", "", "site"), ("below", "", "site", "."), ("far below", "", "site/_posts", "."), ("above", "site", "", "site"), ("absolute", "", "site", None), ("none", None, "", "site"), ("none, below", None, "site", ".")):
            with tempfile.TemporaryDirectory() as other:
                archive(other)
                if repository is not None:
                    git(os.path.join(other, repository), "init", "-q")
                diff = galley(os.path.join(other, where), "--diff", path or os.path.join(other, "site"))
                check(diff.returncode == 1, "%s: --diff ends with %d" % (label, diff.returncode))
                check(tree(other) == before, label + ": --diff changes something")
                apply = git(os.path.join(other, repository if repository is not None else where), "apply", "-", input=diff.stdout)
                got = tree(other)
                check(got == fixed, "%s: git apply makes something else of %s: %s" % (label, [p for p in fixed if got[p] != fixed[p]][:3], apply.stderr[:300]))
        if shutil.which("patch"):
            with tempfile.TemporaryDirectory() as other:
                for p, text in before.items():
                    if b"2020-03" in p:
                        os.makedirs(os.path.dirname(os.path.join(os.fsencode(other), p)), exist_ok=True)
                        with open(os.path.join(os.fsencode(other), p), "wb") as f:
                            f.write(text)
                diff = galley(other, "--diff", "site")
                subprocess.run(["patch", "-p1", "-s", "--binary"], cwd=other, input=diff.stdout, check=False)
                got = tree(other)
                check(all(got[p] == fixed[p] for p in got), "patch -p1 makes something else of %s" % [p for p in got if got[p] != fixed[p]][:3])
        again = galley(work + "/fixed/site", "--diff", ".")
        check(again.returncode == 0 and not again.stdout, "--diff after --fix has more")


def modes_and_links():
    with tempfile.TemporaryDirectory() as work:
        os.makedirs(work + "/_posts")
        for i, mode in enumerate((0o600, 0o644, 0o755, 0o640)):
            path = "%s/_posts/2020-01-0%d-a.md" % (work, i + 1)
            with open(path, "wb") as f:
                f.write(POST)
            os.chmod(path, mode)
        os.rename(work + "/_posts/2020-01-04-a.md", work + "/real.txt")
        os.symlink("../real.txt", work + "/_posts/2020-01-04-a.md")
        os.symlink("../gone.txt", work + "/_posts/2020-01-05-a.md")
        old = os.umask(0o077)
        done = galley(work, "--fix", ".")
        os.umask(old)
        for i, mode in enumerate((0o600, 0o644, 0o755, 0o640)):
            path = "%s/_posts/2020-01-0%d-a.md" % (work, i + 1)
            check(stat.S_IMODE(os.stat(path).st_mode) == mode, "mode %o is not kept" % mode)
            check(b"\x08" not in open(path, "rb").read(), "%s is not mended" % path)
        check(os.path.islink(work + "/_posts/2020-01-04-a.md"), "a link does not stay")
        check(not os.path.exists(work + "/gone.txt"), "a link to nothing is filled")
        check(not [n for n in os.listdir(work + "/_posts") if n.startswith(".galley")], "something is left beside: %s" % done.stderr)


def read_only():
    if not hasattr(os, "getuid"):
        return
    with tempfile.TemporaryDirectory() as work:
        os.chmod(work, 0o755)

        def nobody():
            if os.getuid() == 0:
                os.setgid(65534)
                os.setuid(65534)

        def site(name, folder_mode, file_mode):
            folder = "%s/%s/_posts" % (work, name)
            os.makedirs(folder)
            paths = [folder + "/2020-01-01-a.md", folder + "/2020-01-02-b.md"]
            for path in paths:
                with open(path, "wb") as f:
                    f.write(POST)
            os.chmod(paths[0], file_mode)
            if os.getuid() == 0:
                for path in paths + [folder]:
                    os.chown(path, 65534, 65534)
            os.chmod(folder, folder_mode)
            return folder, paths

        folder, paths = site("file", 0o755, 0o444)
        done = galley(work + "/file", "--fix", ".", preexec_fn=nobody)
        check(done.returncode == 2, "a read-only file: status %d" % done.returncode)
        check(b"2020-01-01-a.md: cannot be changed: permission denied" in done.stderr, "a read-only file: %s" % done.stderr)
        check(open(paths[0], "rb").read() == POST, "a read-only file is changed")
        check(b"\x08" not in open(paths[1], "rb").read(), "one read-only file stops the others")
        check(b"2020-01-01-a.md" in done.stdout and b"2020-01-02-b.md" not in done.stdout, "what is left of a read-only file is not told: %s" % done.stdout)
        folder, paths = site("folder", 0o555, 0o644)
        done = galley(work + "/folder", "--fix", ".", preexec_fn=nobody)
        check(done.returncode == 2 and done.stderr.count(b"permission denied") == 2, "a read-only folder: status %d: %s" % (done.returncode, done.stderr))
        check(all(open(p, "rb").read() == POST for p in paths), "a post in a read-only folder is changed")
        os.chmod(folder, 0o755)


def standard_input():
    done = galley("/", "-", "--fix", "--stdin-filename", "_posts/2020-01-01-a.md", input=POST)
    check(done.stdout == POST.replace(b'class="a" ', b"").replace(b"\x08", b"") and done.returncode == 0, "standard input: %r" % done)
    clean = b"---\ntitle: x\n---\nfine\n"
    done = galley("/", "-", "--fix", "--stdin-filename", "_posts/2020-01-01-a.md", input=clean)
    check(done.stdout == clean and done.returncode == 0, "a clean standard input: %r" % done)
    done = galley("/", "-", "--diff", "--stdin-filename", "_posts/2020-01-01-a.md", input=POST)
    check(done.stdout.startswith(b"diff --git a/_posts/2020-01-01-a.md b/_posts/2020-01-01-a.md\n") and done.returncode == 1, "--diff of standard input: %r" % done)
    with open("/dev/full", "wb") as full:
        done = subprocess.run([program, "lint", "-", "--fix", "--stdin-filename", "a.md"] + RULES, input=POST, stdout=full, stderr=subprocess.PIPE)
        check(done.returncode == 2, "a full disk: status %d" % done.returncode)


if not shutil.which("git"):
    print("skipped: git is not installed")
    sys.exit(77)
patches_are_fixes()
modes_and_links()
read_only()
standard_input()
print("%d failures" % len(failures))
sys.exit(bool(failures))
