#!/usr/bin/python3
"""Which posts are checked, judged by git: random .gitignore files and users' excludes over random trees against `git ls-files --others
--exclude-standard`, and `--since` over commits, renames, deletions, staged, changed and new files with names that need
quoting, from a subfolder, in a linked worktree, a shallow clone, and where git or the repository is missing."""
import os
import random
import shutil
import subprocess
import sys
import tempfile

program = os.environ["GALLEY_BIN"]
if not shutil.which("git"):
    print("git is not here")
    sys.exit(77)
faults = []
checks = 0


def check(condition, message):
    global checks
    checks += 1
    if not condition:
        faults.append(message)


def git(folder, *words):
    environment = {"PATH": os.environ["PATH"], "HOME": folder, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"}
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always"]
    return subprocess.run(["git", *identity, *words], cwd=folder, env=environment, check=True, capture_output=True).stdout


def galley(folder, *words, path=None, stdin=b"", extra={}):
    environment = {"PATH": os.environ["PATH"] if path is None else path, "HOME": folder, "LC_ALL": "C.UTF-8", "TZ": "UTC", **extra}
    return subprocess.run([program, "lint", *words], cwd=folder, env=environment, input=stdin, capture_output=True, timeout=60)


def shown(folder, *words, **more):
    got = galley(folder, "--show-files", *words, **more)
    check(got.returncode == 0, "%s: status %d: %s" % (words, got.returncode, got.stderr.decode()))
    return sorted(got.stdout.decode(errors="surrogateescape").splitlines())


def write(path, text="x\n"):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)


def random_pattern(rng):
    parts = ["a", "b", "ab", "*", "a*", "*b", "?", "[ab]", "[!a]", "[^b]*", "**", "c.md", "*.md", "{a}", "a\\*", "\\#x", "中*", "b c", "a**"]
    pattern = "/".join(rng.choice(parts) for _ in range(rng.choice([1, 1, 1, 2, 2, 3])))
    pattern = rng.choice(["", "", "", "/", "**/"]) + pattern + rng.choice(["", "", "", "/", "/**", "  ", "\\ ", "\r"])
    return rng.choice(["", "", "", "!"]) + pattern


rng = random.Random(7)
folders = ["", "a/", "b/", "a/b/", "a/ab/", "b/a/b/", "ab/", "中文/", "b c/", "#x/", "{a}/"]
files = ["a.md", "b.md", "c.md", "ab.md", "中.md", "b c.md", "a*.md", "#x.md", "a.md "]
for round in range(60):
    with tempfile.TemporaryDirectory() as work:
        git(work, "init", "-q")
        for folder in folders:
            for name in files:
                if name.endswith(".md") and rng.random() < 0.7:
                    write(work + "/" + folder + name)
        for folder in ["", "a/", "b/a/"]:
            if folder == "" or rng.random() < 0.4:
                lines = [random_pattern(rng) for _ in range(rng.randint(1, 6))] + rng.choice([[], ["", "# a comment", "!"]])
                rng.shuffle(lines)
                write(work + "/" + folder + ".gitignore", rng.choice(["", "\ufeff"]) + "\n".join(lines) + rng.choice(["", "\n"]))
        if rng.random() < 0.3:
            write(work + "/.git/info/exclude", random_pattern(rng) + "\n")
        # The user's own patterns, where git looks for them, or where it is told to; `work` is the user's home here.
        which = rng.choice([None, None, "/.config/git/ignore", "/mine"])
        if which:
            write(work + which, random_pattern(rng) + "\n" + random_pattern(rng) + "\n")
            if which == "/mine":
                write(work + "/.gitconfig", "[core]\n\texcludesFile = ~/mine\n")
        wanted = [p.decode() for p in git(work, "ls-files", "-z", "--others", "--exclude-standard").split(b"\0") if p.endswith(b".md")]
        rules = {f: open(work + "/" + f + ".gitignore").read() for f in ["", "a/", "b/a/"] if os.path.exists(work + "/" + f + ".gitignore")}
        got = galley(work, "--show-files")
        listed = got.stdout.decode().splitlines()
        check(listed == sorted(wanted), "round %d: galley has %s, git has %s besides; %s" % (round, sorted(set(listed) - set(wanted)), sorted(set(wanted) - set(listed)), rules))
        # A folder below says the same of what lies in it.
        if os.path.isdir(work + "/b/a"):
            below = [p for p in listed if p.startswith("b/a/")]
            check(not below or shown(work, "b/a") == below, "round %d: b/a differs when it is named: %s" % (round, rules))
        everything = shown(work, "--no-gitignore")
        check(len(everything) == sum(n.endswith(".md") for _, _, names in os.walk(work) for n in names), "--no-gitignore leaves out files")

with tempfile.TemporaryDirectory() as work:
    repo = work + "/repo"
    os.mkdir(repo)
    git(repo, "init", "-q")
    write(repo + "/.gitignore", "ignored.md\n")
    for name in ("old", "kept", "gone", "changed", "staged", "moved"):
        write("%s/_posts/2020-01-01-%s.md" % (repo, name), name * 30)
    git(repo, "add", "-A")
    git(repo, "commit", "-qm", "one")
    git(repo, "checkout", "-qb", "topic")
    write(repo + "/_posts/2020-01-02-中文 \"quoted\"\t'name'.md")
    git(repo, "add", "-A")
    git(repo, "commit", "-qm", "two")
    git(repo, "mv", "_posts/2020-01-01-moved.md", "_posts/2020-01-03-renamed.md")
    git(repo, "rm", "-q", "_posts/2020-01-01-gone.md")
    write(repo + "/_posts/2020-01-01-staged.md", "staged now")
    git(repo, "add", "_posts/2020-01-01-staged.md")
    write(repo + "/_posts/2020-01-01-changed.md", "changed now")
    write(repo + "/_posts/2020-01-04-new.md")
    write(repo + "/_posts/ignored.md")
    wanted = ["2020-01-01-changed.md", "2020-01-01-staged.md", "2020-01-02-中文 \"quoted\"\t'name'.md", "2020-01-03-renamed.md", "2020-01-04-new.md"]
    check(shown(repo, "--since", "main") == ["_posts/" + w for w in wanted], "--since main: %s" % shown(repo, "--since", "main"))
    check(shown(repo + "/_posts", "--since", "main") == wanted, "--since main in _posts: %s" % shown(repo + "/_posts", "--since", "main"))
    check(shown(work, "repo", "--since", "main") == ["repo/_posts/" + w for w in wanted], "--since main from outside")
    check(shown(repo, "--since", "HEAD") == ["_posts/" + w for w in wanted if "中文" not in w], "--since HEAD: %s" % shown(repo, "--since", "HEAD"))
    check(shown(repo, "_posts/2020-01-04-new.md", "_posts/2020-01-01-kept.md", "--since", "main") == ["_posts/2020-01-04-new.md"], "--since with files that are named")
    hook = {"GIT_DIR": "/nowhere", "GIT_INDEX_FILE": "/nowhere/index"}
    check(shown(repo, "--since", "main", extra=hook) == ["_posts/" + w for w in wanted], "--since minds a hook's variables")
    # What main gained since is not what this branch changed.
    git(repo, "stash", "-qu")
    git(repo, "checkout", "-q", "main")
    write(repo + "/_posts/2020-01-01-old.md", "another's change")
    git(repo, "commit", "-qam", "three")
    git(repo, "checkout", "-q", "topic")
    check(shown(repo, "--since", "main") == ["_posts/" + wanted[2]], "--since main, which moved on: %s" % shown(repo, "--since", "main"))
    git(repo, "worktree", "add", "-q", "--detach", work + "/linked")
    write(work + "/linked/_posts/2020-01-05-there.md")
    check(shown(work + "/linked", "--since", "HEAD") == ["_posts/2020-01-05-there.md"], "--since in a linked worktree")
    write(repo + "/.git/info/exclude", "*there*\n")
    check(not any("there" in p for p in shown(work + "/linked")), "info/exclude in a linked worktree")

    def refused(folder, *words, says, **more):
        got = galley(folder, *words, **more)
        check(got.returncode == 2 and all(s in got.stderr.decode() for s in says) and not got.stdout, "%s: %d %s" % (words, got.returncode, got.stderr.decode()))

    refused(repo, "--since", "nowhere", says=["no revision 'nowhere'"])
    refused(repo, "--since", "--output=x", says=["is no revision"])
    refused(repo, "--since", "HEAD", says=["git is not installed"], path="/nowhere")
    git(work, "clone", "-q", "--depth", "1", "file://" + repo, "shallow")
    refused(work + "/shallow", "--since", "HEAD~1", says=["no revision 'HEAD~1'", "shallow", "git fetch --unshallow"])
    write(work + "/outside/a.md")
    refused(work + "/outside", "--since", "HEAD", says=["in no git repository"])
    got = galley(repo, "--since", "HEAD")
    check(got.returncode == 0 and "no posts" in got.stderr.decode(), "nothing changed: %s" % got.stderr.decode())

    # An archive holds what it holds, whatever is ignored beside it.
    write(repo + "/packed/_posts/2020-01-01-in.md")
    write(repo + "/.gitignore", "*.tar\nignored.md\n_posts/2020-01-01-in.md\npacked\n")
    subprocess.run(["tar", "-cf", "../posts.tar", "_posts"], cwd=repo + "/packed", check=True)
    for named in ("./posts.tar", repo + "/posts.tar", "packed/../posts.tar"):
        check([p.split("/", 1)[-1] for p in shown(repo, named)][0].endswith("_posts/2020-01-01-in.md"), "posts of %s" % named)
    refused(repo, "posts.tar", "--since", "HEAD", says=["posts.tar: --since asks git"])

    # Lists of paths.
    names = "a\nb[x].md"
    write(work + "/list/" + names)
    write(work + "/list/中.md")
    check(shown(work + "/list", "--files-from", "-", stdin=(names + "\0中.md\0").encode()) == sorted([*names.split("\n"), "中.md"]), "a list by NUL")
    check(shown(work + "/list", "--files-from", "-", stdin="中.md\r\n\n./中.md\n".encode()) == ["中.md"], "a list by lines")
    check(shown(work + "/list", "--files-from", "-", "中.md", work + "/list/中.md", "../list/中.md", stdin=b"") == ["中.md"], "a path named four ways")
    check(shown(work + "/list", "--files-from", "-", stdin=b"") == [], "an empty list is not this folder")
    refused(work + "/list", "--files-from", "-", stdin=b"*.md\n", says=["*.md: no such file"])
    refused(work + "/list", "--files-from", "nowhere", says=["--files-from: nowhere: no such file"])
    refused(work + "/list", "-", "--files-from", "-", says=["both a post"])
    refused(work + "/list", "x*.md", says=["x*.md: no file matches"])

print("\n".join(faults[:20]))
print("%d checks, %d faults" % (checks, len(faults)))
sys.exit(bool(faults))
