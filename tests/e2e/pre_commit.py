#!/usr/bin/env python3
"""The hooks of .pre-commit-hooks.yaml, run by pre-commit itself in a throw-away repository, without network: a bad post
blocks the commit, one that can be mended is mended and told, a clean one passes, and what is excluded is left alone.
The hooks that build run with this checkout's own cli/run and a set-up that puts the program built here in its place."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

root, galley = os.environ["GALLEY_ROOT"], os.environ["GALLEY_BIN"]
if shutil.which("pre-commit") is None:
    print("pre-commit is not installed (Debian: pre-commit)")
    sys.exit(77)

work = tempfile.mkdtemp()
env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
env.update(HOME=work, PRE_COMMIT_HOME=work + "/pre-commit", PATH=os.path.dirname(galley) + ":" + os.environ["PATH"],
           GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1", GIT_ALLOW_PROTOCOL="file", XDG_CACHE_HOME=work + "/cache",
           http_proxy="http://127.0.0.1:1", https_proxy="http://127.0.0.1:1")
for who in ("AUTHOR", "COMMITTER"):
    env["GIT_%s_NAME" % who], env["GIT_%s_EMAIL" % who] = "T", "t@example.com"
checks = failed = 0


def run(folder, *command, status=None):
    done = subprocess.run(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    out = done.stdout.decode("utf-8", "replace")
    if status is not None and done.returncode != status:
        print("%s: status %d, not %d\n%s" % (" ".join(command), done.returncode, status, out))
        sys.exit(1)
    return done.returncode, out


def check(what, holds, out=""):
    global checks, failed
    checks += 1
    if not holds:
        failed += 1
        print("not so: %s\n%s" % (what, out))


def write(folder, path, text):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def read(folder, path):
    with open(os.path.join(folder, path), encoding="utf-8") as f:
        return f.read()


# What pre-commit clones.
hooks = work + "/hooks"
for name in (".pre-commit-hooks.yaml", "cli/run"):
    os.makedirs(os.path.dirname(os.path.join(hooks, name)), exist_ok=True)
    shutil.copy(os.path.join(root, name), os.path.join(hooks, name))
for folder in ("core", "rules"):
    write(hooks, folder + "/placeholder", "")
write(hooks, "CMakeLists.txt", "")
write(hooks, "cli/setup", '#!/bin/sh\nhere=$(cd "$(dirname "$0")/.." && pwd)\nmkdir -p "$here/build/release"\n'
      'ln -s "%s" "$here/build/release/galley"\ntouch "$here/build/release/.built"\necho set up >>"%s/set-up"\n' % (galley, work))
os.chmod(hooks + "/cli/setup", 0o755)
run(hooks, "git", "init", "-q", status=0)
run(hooks, "git", "add", "-A", status=0)
run(hooks, "git", "commit", "-qm", "hooks", status=0)
revision = run(hooks, "git", "rev-parse", "HEAD", status=0)[1].strip()

CLEAN = "---\ntitle: 一篇\ndate: 2024-05-06 07:08:09 +0800\n---\n今天的<strong>市场</strong>很平静。\n"
BAD = "---\ntitle: \"他说\"好\"\"\ndate: 2024-05-07 07:08:09 +0800\n---\n正文。\n"
FIXABLE = CLEAN.replace("date:", "tags: [股市, 债市, 股市]\ndate:")

for kind in ("", "-system"):
    site = work + "/site" + kind
    write(site, "_config.yml", "title: t\n")
    write(site, ".galley.yml", "exclude: ['_posts/old/*']\n")
    run(site, "git", "init", "-q", status=0)
    run(site, "git", "add", "-A", status=0)
    run(site, "git", "commit", "-qm", "site", status=0)

    def use(hook, *arguments):
        write(site, ".pre-commit-config.yaml", "repos:\n- repo: file://%s\n  rev: %s\n  hooks:\n  - id: %s%s\n%s" %
              (hooks, revision, hook, kind, "    args: [%s]\n" % ", ".join(arguments) if arguments else ""))
        run(site, "git", "add", "-A", status=0)

    def commit(message):
        return run(site, "git", "commit", "-qm", message)

    use("galley-lint")
    run(site, "pre-commit", "install", status=0)
    write(site, "_posts/2024-05-06-a.md", CLEAN)
    run(site, "git", "add", "-A", status=0)
    status, out = commit("clean")
    check("a clean post passes", status == 0 and "galley lint" in out and "Passed" in out, out)

    write(site, "_posts/2024-05-07-b.md", BAD)
    write(site, "notes/2024-05-07-b.md", BAD)
    run(site, "git", "add", "-A", status=0)
    status, out = commit("bad")
    check("a bad post blocks the commit, and is told with its place", status != 0 and "_posts/2024-05-07-b.md:2:" in out and "FM003" in out, out)
    check("what is no post is not checked", "notes/" not in out, out)
    check("the commit was not made", "bad" not in run(site, "git", "log", "--format=%s", status=0)[1])
    run(site, "git", "rm", "-qf", "--cached", "_posts/2024-05-07-b.md", status=0)
    os.remove(site + "/_posts/2024-05-07-b.md")

    write(site, "_posts/old/2024-05-07-b.md", BAD)
    run(site, "git", "add", "-A", status=0)
    status, out = commit("excluded")
    check("a bad post that is excluded passes though it is named", status == 0, out)

    use("galley-fix", "--extend-select", "FM013")
    write(site, "_posts/2024-05-08-c.md", FIXABLE)
    run(site, "git", "add", "-A", status=0)
    status, out = commit("fixable")
    check("a post that can be mended stops the commit and is named as changed", status != 0 and "files were modified" in out, out)
    mended = read(site, "_posts/2024-05-08-c.md")
    check("it is mended", mended == FIXABLE.replace("[股市, 债市, 股市]", "[股市, 债市]"), mended)
    run(site, "git", "add", "-A", status=0)
    status, out = commit("mended")
    check("then the commit is made", status == 0, out)

with open(work + "/set-up") as f:
    times = len(f.readlines())
check("the hooks that build set up once, on first use: %d" % times, times == 1)

with open(os.path.join(root, ".pre-commit-hooks.yaml"), encoding="utf-8") as f:
    names = re.findall(r"^- id: (\S+)", f.read(), re.M)
with open(os.path.join(root, "README.md"), encoding="utf-8") as f:
    readme = f.read()
for name in names:
    check("README tells of the hook %s" % name, name in readme)
shutil.rmtree(work)
print("%d checks, %d failed" % (checks, failed))
sys.exit(1 if failed else 0)
