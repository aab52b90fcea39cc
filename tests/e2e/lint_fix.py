#!/usr/bin/python3
"""What `lint --fix` promises, held over archives: the posts of fixtures/rules and, where they are beside the checkout, made
archives with defects and samples of two real blogs.

    lint_fix.py [BUILD_FOLDER] [--all] [-v]

For safe fixes, and for both grades: --jobs 1 and 8 leave the same bytes and say the same; fixing again changes nothing; what is
reported afterwards is what a lint of the mended posts reports, with that exit status; no post gains a finding (but where its front
matter could not be read before); `--diff` changes nothing, and `git apply` makes of its patch what --fix makes. For safe
fixes also: `convert --to html` says the same of every post, and Jekyll builds the same site. With --all whole corpora and more
seeds are taken."""
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracles"))
import rule_archive

root = os.environ.get("GALLEY_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
program = os.environ.get("GALLEY_BIN") or root + "/build/release/galley"
shared = os.path.normpath(os.path.join(root, "../shared"))
everything = "--all" in sys.argv
verbose = "-v" in sys.argv
NOW = "2024-06-01T00:00:00Z"
# Rules that are off by default and mend something, too.
SELECT = ["--now", NOW, "--extend-select", "FM,DT,LK,MK,TX"]
HIDES = {"FM001", "FM002", "FM003", "FM011", "FM016", "FM007"}
failures = []


def fail(what):
    failures.append(what)
    print("FAILED " + what[:1500])


def git(where, *arguments, **more):
    env = dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null", GIT_AUTHOR_NAME="t", GIT_AUTHOR_EMAIL="t@example.org", GIT_COMMITTER_NAME="t", GIT_COMMITTER_EMAIL="t@example.org")
    return subprocess.run(["git", "-c", "core.autocrlf=false"] + list(arguments), cwd=where, env=env, capture_output=True, timeout=300, **more)


def galley(where, *arguments):
    return subprocess.run([program] + list(arguments), cwd=where, capture_output=True, timeout=600)


def tree(where):
    out = {}
    for folder, folders, names in os.walk(where):
        if ".git" in folders:
            folders.remove(".git")
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as f:
                out[os.path.relpath(path, where)] = (f.read(), os.stat(path).st_mode)
    return out


def said(err):
    return re.sub(rb"\(\d+\.\d\d s\)", b"", err)


def findings(out):
    by_path = collections.defaultdict(collections.Counter)
    for line in out.splitlines():
        f = json.loads(line)
        by_path[f["path"]][f["code"], f["level"]] += 1
    return by_path


def grades(name, site, work, flags):
    """Holds the promises for one grade; gives the mended copy."""
    label = "%s %s: " % (name, " ".join(flags) or "safe")
    before = tree(site)
    lint = ["lint", "--format", "jsonl"] + SELECT
    first = galley(site, *lint)
    copies = []
    for jobs in "1", "8":
        copy = os.path.join(work, name + "-" + jobs + "".join(flags))
        shutil.copytree(site, copy, symlinks=True)
        done = galley(copy, *lint, "--fix", *flags, "--jobs", jobs)
        if done.returncode not in (0, 1):
            fail(label + "status %d: %s" % (done.returncode, done.stderr.decode(errors="replace")))
        copies.append((copy, done, tree(copy)))
    (copy, done, after), (copy8, done8, after8) = copies
    if after != after8 or done.stdout != done8.stdout or said(done.stderr) != said(done8.stderr):
        fail(label + "--jobs 1 and --jobs 8 differ")
    shutil.rmtree(copy8)
    for line in done.stderr.decode(errors="replace").splitlines():
        if verbose or "does not settle" in line or "rounds" in line:
            print(label + line)
        if "does not settle" in line or "rounds" in line:
            fail(label + line)
    changed = [p for p in before if before[p] != after.get(p)]
    if set(before) != set(after):
        fail(label + "files came or went: %s" % (set(before) ^ set(after)))
    for p in changed:
        if before[p][1] != after[p][1]:
            fail(label + p + ": another mode")
    # What is left is what a lint says of it.
    again = galley(copy, *lint)
    if again.stdout != done.stdout or again.returncode != done.returncode:
        fail(label + "the report after fixing is not what a lint says")
    had, left = findings(first.stdout), findings(again.stdout)
    for path, counts in sorted(left.items()):
        hidden = any(code in HIDES for code, level in had[path])
        for (code, level), n in counts.items():
            if n > had[path][code, level] and not (hidden and flags):
                fail(label + "%s gains %s: %d after, %d before" % (path, code, n, had[path][code, level]))
    # Twice is once.
    twice = galley(copy, *lint, "--fix", *flags)
    if tree(copy) != after or b"fixed" in twice.stderr:
        fail(label + "fixing again changes %s" % [p for p in after if tree(copy)[p] != after[p]][:5])
    # A patch says the same.
    patched = os.path.join(work, name + "-patched" + "".join(flags))
    shutil.copytree(site, patched, symlinks=True)
    git(patched, "init", "-q")
    diff = galley(patched, "lint", "--diff", *flags, *SELECT)
    if tree(patched) != before:
        fail(label + "--diff changes posts")
    if diff.returncode != (1 if changed else 0):
        fail(label + "--diff ends with %d where %d posts would change" % (diff.returncode, len(changed)))
    if changed:
        apply = git(patched, "apply", "-", input=diff.stdout)
        if apply.returncode or tree(patched) != after:
            fail(label + "git apply makes something else: " + apply.stderr.decode(errors="replace"))
    shutil.rmtree(patched)
    print(label + "%d posts, %d changed, %d findings before, %d after, %d fixes left out" % (
        len(before), len(changed), sum(sum(c.values()) for c in had.values()), sum(sum(c.values()) for c in left.values()),
        sum(line.startswith(b"galley: ") and b": its fix" in line for line in done.stderr.splitlines())))
    return copy, changed


def visible(html):
    """Without the control characters that a safe fix deletes, and line ends that it makes alike."""
    return re.sub("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffd]", "", html.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", " "))


def same_html(a, b):
    if a == b or visible(a) == visible(b):
        return None
    return semcmp.deep(semcmp.same, visible(a), visible(b)) if semcmp else "no comparing program"


def converts_the_same(name, site, mended, changed):
    posts = [p for p in changed if p.startswith("_posts/")]
    outs = []
    for where in site, mended:
        out = tempfile.mkdtemp(dir=work)
        for i in range(0, len(posts), 200):
            galley(where, "convert", *posts[i : i + 200], "--to", "html", "-o", out, "-q")
        outs.append(tree(out))
    compared = 0
    for path, (html, _) in sorted(outs[0].items()):
        compared += 1
        difference = same_html(html.decode(errors="replace"), outs[1][path][0].decode(errors="replace"))
        if difference:
            fail("%s: a safe fix changes what %s says: %s" % (name, path, str(difference)[:600]))
    if set(outs[0]) != set(outs[1]):
        fail("%s: other posts can be converted: %s" % (name, set(outs[0]) ^ set(outs[1])))
    print("%s: %d changed posts say the same" % (name, compared))


def builds_the_same(name, site, mended):
    """But for the posts at which Jekyll's build ends: some of those with errors in what Jekyll reads first, the rest by trying."""
    lint = galley(site, "lint", "--format", "jsonl", "--now", NOW)
    built = []
    fatal = {f["path"] for f in map(json.loads, lint.stdout.splitlines()) if f["code"] == "FM017" or f["level"] == "error" and f["code"].startswith(("FM", "DT", "TX001", "MK024", "MK030"))}
    while len(built) < 2:
        where = (site, mended)[len(built)]
        source, out = tempfile.mkdtemp(dir=work), tempfile.mkdtemp(dir=work)
        shutil.copytree(where, source, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".git"))
        for path in fatal:
            os.remove(os.path.join(source, path))
        done = subprocess.run(["jekyll", "build", "--safe", "-q", "--disable-disk-cache", "--future", "-s", source, "-d", out], capture_output=True, env=dict(os.environ, TZ="Asia/Shanghai", LC_ALL="C.UTF-8"))
        if done.returncode == 0:
            built.append(tree(out))
        else:
            # The first post that is named in what ended the build, not in what it only warned of.
            end = [line for line in done.stderr.decode(errors="replace").splitlines() if "YAML Exception" not in line and "Build Warning" not in line]
            blamed = [path for line in end for path in re.findall(r"_posts/[^'\x1b\n]*?\.(?:md|html|markdown)", line) if path not in fatal and os.path.exists(os.path.join(site, path))]
            if not blamed or built:
                fail("%s: Jekyll does not build it: %s" % (name, "\n".join(end)[:600]))
                return
            fatal.add(blamed[0])
        shutil.rmtree(source)
    a, b = built
    if set(a) != set(b) or not a:
        fail("%s: Jekyll builds other files: %s" % (name, sorted(set(a) ^ set(b))[:5]))
    for path in sorted(set(a) & set(b)):
        difference = same_html(a[path][0].decode(errors="replace"), b[path][0].decode(errors="replace"))
        if difference:
            fail("%s: a safe fix changes what Jekyll builds at %s: %s" % (name, path, str(difference)[:600]))
    print("%s: Jekyll builds the same %d files of all but %d posts" % (name, len(a), len(fatal)))


def corpus(where, name):
    os.makedirs(where + "/_posts")
    posts = []
    for folder, folders, names in os.walk(os.path.join(shared, "corpus", name)):
        folders.sort()
        posts += [os.path.join(folder, n) for n in names if n.endswith((".md", ".markdown", ".html"))]
    for i, path in enumerate(sorted(posts)[:: 1 if everything else 19]):
        shutil.copyfile(path, "%s/_posts/%s" % (where, os.path.basename(path)))
    with open(where + "/_config.yml", "w") as f:
        f.write("timezone: UTC\n")


semcmp = None
if os.path.isdir(shared + "/tools"):
    sys.path.insert(0, shared + "/tools")
    try:
        import semcmp
    except ImportError:
        pass
if not shutil.which("git"):
    print("skipped: git is not installed")
    sys.exit(77)

with tempfile.TemporaryDirectory() as work:
    archives = {}
    archives["fixtures"] = work + "/fixtures"
    rule_archive.make(root, archives["fixtures"])
    if os.path.exists(shared + "/tools/make_archive.py"):
        for seed in (1, 2, 3, 4) if everything else (1, 2):
            site = archives["made%d" % seed] = work + "/made%d" % seed
            subprocess.run([sys.executable, shared + "/tools/make_archive.py", site, "--posts", "2000" if everything else "150", "--defects", "0.5", "--seed", str(seed)], check=True)
    for name in "rails-weblog", "ruby-lang":
        if os.path.isdir(os.path.join(shared, "corpus", name)):
            archives[name] = work + "/" + name
            corpus(archives[name], name)
    for name, site in archives.items():
        copy, changed = grades(name, site, work, [])
        if semcmp:
            converts_the_same(name, site, copy, changed)
        if semcmp and shutil.which("jekyll") and (everything or name != "made2"):
            builds_the_same(name, site, copy)
        shutil.rmtree(copy)
        copy, _ = grades(name, site, work, ["--unsafe-fixes"])
        shutil.rmtree(copy)
print("%d promises broken" % len(failures))
sys.exit(bool(failures))
