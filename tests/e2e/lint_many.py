#!/usr/bin/python3
"""More findings than are held in memory: streaming formats stream, whether or not the archive is judged after its posts, and what is said
and mended is the same."""
import os
import subprocess
import sys
import tempfile

program = os.environ["GALLEY_BIN"]
EACH = 400  # findings of a post
faults = []


def check(condition, message):
    if not condition:
        faults.append(message)


def lint(work, *words, cache=None):
    """Output, and the most memory that it took in bytes, by a process that has no other child."""
    script = "import resource, subprocess, sys\nr = subprocess.run(sys.argv[2:], stdout=open(sys.argv[1], 'wb'), stderr=subprocess.DEVNULL).returncode\nprint(r, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)"
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC", **({"XDG_CACHE_HOME": cache} if cache else {})}
    got = subprocess.run([sys.executable, "-c", script, work + "/out", program, "lint", *words, "--jobs", "2"], cwd=work + "/site", env=env, capture_output=True, text=True, timeout=200)
    status, size = got.stdout.split()
    check(status in ("0", "1"), "%s: status %s" % (words, status))
    with open(work + "/out", "rb") as f:
        return f.read(), int(size)


with tempfile.TemporaryDirectory() as work:
    os.makedirs(work + "/site/_posts")
    open(work + "/site/_config.yml", "w").close()
    names = ["_posts/2020-01-01-%03d.md" % i for i in range(500)]
    for i, name in enumerate(names):
        with open(work + "/site/" + name, "w") as f:
            f.write("---\ntitle: T%d\nlayout: none\ntags: [%s]\n---\n" % (i, "News" if i % 250 else "news") + "x \n\n" * EACH)
    asked = ["--select", "TX007", "--level", "TX007=warning"]
    for form in "jsonl", "concise", "junit", "checkstyle", "rdjson", "json", "github", "gitlab", "text":
        few, less = lint(work, *names[:50], *asked, "--format", form)
        many, more = lint(work, *names, *asked, "--format", form)
        check(len(many) > 8 * len(few), "%s: %d bytes for %d posts, %d for 50" % (form, len(many), len(names), len(few)))
        check(more < less + (8 << 20), "%s holds what it wrote: %d bytes of memory for 50 posts, %d for %d; it wrote %d" % (form, less, more, len(names), len(many)))
    # Judging the archive comes after all posts are read.
    plain, _ = lint(work, *asked, "--format", "jsonl")
    check(plain.count(b"\n") == EACH * len(names), "%d findings" % plain.count(b"\n"))
    judged = asked + ["--extend-select", "AR006", "--format", "jsonl"]
    for cache in None, work + "/cache", work + "/cache":
        both, more = lint(work, *judged, cache=cache)
        lines = both.splitlines(keepends=True)
        check(b"".join(line for line in lines if b"TX007" in line) == plain, "judging the archive changes what is found of posts (cache: %s)" % cache)
        check(any(b"AR006" in line for line in lines), "the archive is not judged")
        print("%d bytes of memory for %d findings" % (more, len(lines)))
    lint(work, *judged, "--fix", cache=work + "/cache")
    left, _ = lint(work, *asked, "--format", "jsonl")
    check(left == b"", "not all is mended: %d are left" % left.count(b"\n"))

print("\n".join(faults))
print("%d faults" % len(faults))
sys.exit(bool(faults))
