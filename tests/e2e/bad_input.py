#!/usr/bin/python3
"""A folder of bad input beside one good post, through `lint` and every conversion: an empty file, a folder named like a post, a
file that may not be read, a binary, a very long line, and deeply nested elements. Each must come out as a finding or as an
error that names it, nothing may crash or stop the run, and the good post must come out as it does alone.
GALLEY_BAD_INPUT_MB makes the long line longer (1 MB else)."""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile

program = os.environ["GALLEY_BIN"]
megabytes = int(os.environ.get("GALLEY_BAD_INPUT_MB", "1"))
nobody = 65534
failures = []

GOOD = "_posts/2024-01-01-good.md"
POSTS = {
    GOOD: "---\ntitle: Good\n---\nA **good** post with a [link](https://example.org/).\n",
    "_posts/2024-01-02-empty.md": "",
    "_posts/2024-01-04-unreadable.md": "---\ntitle: Unreadable\n---\nSecret.\n",
    "_posts/2024-01-05-binary.md": b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40,
    "_posts/2024-01-06-line.md": "---\ntitle: Line\n---\n" + "Words, *and* <b>more</b> of them. " * (megabytes * 2**20 // 34) + "\n",
    "_posts/2024-01-07-nested.md": "---\ntitle: Nested\n---\n" + "<div>" * 100000 + "deep" + "</div>" * 100000 + "\n",
    "_posts/2024-01-08-nested.html": "---\ntitle: Nested\n---\n" + "<div>" * 100000 + "deep" + "</div>" * 100000 + "\n",
}
FOLDER = "_posts/2024-01-03-folder.md"
UNREADABLE = "_posts/2024-01-04-unreadable.md"
NESTED = ["_posts/2024-01-07-nested.md", "_posts/2024-01-08-nested.html"]


def check(true, what):
    if not true:
        failures.append(what)


def run(work, *args):
    """The program, as one who may not read everything."""
    command = [work + "/galley", *args]
    if os.getuid() == 0:
        command = ["setpriv", "--reuid", str(nobody), "--regid", str(nobody), "--clear-groups", *command]
    done = subprocess.run(command, cwd=work + "/site", capture_output=True, timeout=300)
    name = " ".join(args)
    check(done.returncode in (0, 1, 2), "%s ended with %s\n%s" % (
        name, signal.Signals(-done.returncode).name if done.returncode < 0 else done.returncode, done.stderr.decode(errors="replace")[-2000:]))
    return done.returncode, done.stdout, done.stderr.decode(errors="replace")


def lint(work):
    status, out, err = run(work, "lint", ".", "--format", "jsonl")
    check(status == 2, "lint: the status is %d, though a file could not be read" % status)
    found = {}
    for line in out.splitlines():
        finding = json.loads(line)
        if "rule" in finding or "code" in finding:
            found.setdefault(finding.get("path", finding.get("file")), []).append(finding.get("code", finding.get("rule")))
    check(GOOD not in found, "lint: the good post has findings: %s" % found.get(GOOD))
    for path in (UNREADABLE, FOLDER):
        check(path in err, "lint: no error names %s" % path)
    for path in ("_posts/2024-01-02-empty.md", "_posts/2024-01-05-binary.md", *NESTED):
        check(path in found, "lint: nothing is found in %s" % path)
    for path in NESTED:
        check("MK028" in found.get(path, []), "lint: too deep a nesting is not told of %s" % path)


def convert(work, form):
    alone = run(work, "convert", GOOD, "--to", form)
    check(alone[0] == 0 and b"good" in alone[1], "convert --to %s of the good post alone: %s" % (form, alone))
    target = work + "/out/" + form + ("/posts.jsonl" if form == "json" else "")
    made = os.path.dirname(target) if form == "json" else target
    os.makedirs(made)
    os.chmod(made, 0o777)
    # The two nested posts would be written to one place, which is an error of its own; they go in two runs.
    written = {}
    messages = ""
    for site in ("md", "html"):
        paths = sorted(p for p in [*POSTS, FOLDER] if p not in NESTED or p.endswith("." + site))
        to = target if form == "json" else target + "/" + site
        status, _, err = run(work, "convert", *paths, "--to", form, "-o", to)
        check(status in (1, 2), "convert --to %s: the status is %d, though not everything could be converted" % (form, status))
        messages += err
        if form == "json":
            with open(target, "rb") as f:
                for line in f:
                    post = json.loads(line)
                    written[site + "/" + post["path"]] = line
            os.remove(target)
        else:
            for folder, _, names in os.walk(to):
                for name in names:
                    with open(os.path.join(folder, name), "rb") as f:
                        written[os.path.relpath(os.path.join(folder, name), target)] = f.read()
    good = [text for path, text in written.items() if "good" in path]
    check(len(good) == 2, "convert --to %s: the good post was written %d times, of 2" % (form, len(good)))
    for text in good:
        same = text.strip() == alone[1].strip() if form != "json" else json.loads(text)["title"] == "Good"
        check(same, "convert --to %s: the good post came out as\n%s" % (form, text.decode(errors="replace")[:500]))
    for path in (UNREADABLE, FOLDER, *NESTED):
        check(path in messages, "convert --to %s: no message names %s" % (form, path))
    check(not any("unreadable" in path or "folder" in path for path in written), "convert --to %s wrote what it could not read" % form)
    line = [text for path, text in written.items() if "line" in path]
    check(len(line) == 2 and all(len(text) > megabytes * 500000 for text in line),
          "convert --to %s: the long line came out as %s bytes" % (form, [len(text) for text in line]))


if os.getuid() == 0 and shutil.which("setpriv") is None:
    print("skipped: root may read everything, and there is no setpriv to be someone else")
    sys.exit(77)
with tempfile.TemporaryDirectory() as work:
    os.chmod(work, 0o755)
    shutil.copy(program, work + "/galley")  # where it was built may be closed to others
    os.makedirs(work + "/site/" + FOLDER)
    os.makedirs(work + "/out")
    os.chmod(work + "/out", 0o777)
    with open(work + "/site/_config.yml", "w") as f:
        f.write("title: Bad input\n")
    for path, text in POSTS.items():
        with open(work + "/site/" + path, "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())
    os.chmod(work + "/site/" + UNREADABLE, 0)
    lint(work)
    for form in ("gfm", "commonmark", "kramdown", "json", "text", "html"):
        convert(work, form)
for failure in failures:
    print(failure)
print("%d failures" % len(failures))
sys.exit(1 if failures else 0)
