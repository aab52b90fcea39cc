#!/usr/bin/python3
"""What a person at a terminal sees, by a terminal of this program's own: colour, its switches, the width, the progress
line that goes away, the hint; and what a closed pipe, a full disk and Ctrl-C leave."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

program = os.environ["GALLEY_BIN"]
faults = []
checks = 0


def check(condition, message):
    global checks
    checks += 1
    if not condition:
        faults.append(message)


def read_all(fd):
    out = b""
    while True:
        if not select.select([fd], [], [], 60)[0]:
            return out + b"<nothing for a minute>"
        try:
            data = os.read(fd, 65536)
        except OSError:  # Linux says EIO where the other end of a terminal is closed
            return out
        if not data:
            return out
        out += data


def environment(extra):
    return {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "TZ": "UTC", **extra}


def at_terminal(folder, *words, columns=80, stdout_is_terminal=True, wait=0, extra={}):
    """What the terminal gets, and what standard output does where that is a pipe; the pipe is read after `wait` seconds."""
    here, there = pty.openpty()
    fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen([program, *words], cwd=folder, stdin=subprocess.DEVNULL, stderr=there, env=environment(extra),
                               stdout=there if stdout_is_terminal else subprocess.PIPE)
    os.close(there)
    time.sleep(wait)
    out = process.stdout.read() if process.stdout else b""
    shown = read_all(here)
    os.close(here)
    return shown.decode(), out.decode(), process.wait()


def plain(text):
    return re.sub("\x1b\\[[0-9;]*[A-Za-z]", "", text).replace("\r", "")


def progress_in(shown):
    return [l for l in re.findall(r"\r\x1b\[K([^\r\x1b\n]*)", shown) if l and not l.startswith("galley")]


def cells(line):
    return sum(2 if ord(c) >= 0x2E80 else 1 for c in line)


front = "---\nlayout: post\ntitle: Plain\ndate: 2020-01-01 00:00:00 +0000\n---\n"
with tempfile.TemporaryDirectory() as work:
    with open(work + "/a.md", "w") as f:
        f.write(front + "中文" * 200 + '<a href="">查看</a>' + "中文" * 200 + "  \n\nx" * 3 + "\n")
    lint = ["lint", "a.md", "--select", "LK001,TX007"]
    shown, _, status = at_terminal(work, *lint)
    check(status == 1 and "\x1b[1;31merror LK001" in shown and "^^^^^^^" in shown, "at a terminal: %r" % shown)
    check("`--fix` mends 3 of them; `--diff` shows how" in shown, "no hint: %r" % shown)
    for columns in (40, 80, 200):
        shown, _, _ = at_terminal(work, *lint, columns=columns)
        lines = [l for l in plain(shown).split("\n") if re.match(r" *\d* +\|", l)]
        check(len(lines) >= 4 and all(cells(l) <= columns for l in lines), "wider than %d: %s" % (columns, lines))
        check(max(cells(l) for l in lines) > columns - 12, "a terminal of %d is not used: %s" % (columns, lines))
    for extra, words, colored in (({"NO_COLOR": "1"}, [], False), ({"NO_COLOR": ""}, [], True), ({"TERM": "dumb"}, [], False),
                                  ({"NO_COLOR": "1"}, ["--color", "always"], True), ({}, ["--color", "never"], False),
                                  ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], False), ({"FORCE_COLOR": "0"}, [], False)):
        shown, _, _ = at_terminal(work, *lint, *words, extra=extra)
        check(("\x1b[" in shown) == colored, "%s %s: %r" % (extra, words, shown))
    for extra, words, colored in (({}, [], False), ({"FORCE_COLOR": "1"}, [], True), ({"CLICOLOR_FORCE": "1"}, [], True), ({}, ["--color", "always"], True)):
        _, out, _ = at_terminal(work, *lint, "--format", "text", *words, stdout_is_terminal=False, extra=extra)
        check(("\x1b[" in out) == colored, "into a pipe, %s %s: %r" % (extra, words, out))
    _, out, _ = at_terminal(work, *lint, stdout_is_terminal=False)
    check(out.startswith("a.md:6:"), "a pipe gets %r" % out)
    shown, out, status = at_terminal(work, "lint", "a.md", "--quiet", "--select", "LK002")
    check((shown, status) == ("", 0), "quiet and clean: %r" % shown)

    # A run that lasts more than a second: its output waits for a reader.
    os.mkdir(work + "/many")
    for i in range(900):
        with open("%s/many/%04d.md" % (work, i), "w") as f:
            f.write(front + '<a href="">x</a>\n' * 10)
    many = ["lint", "many", "--select", "LK001", "--format", "jsonl"]
    shown, out, status = at_terminal(work, *many, stdout_is_terminal=False, wait=1.3)
    check(out.count("\n") == 9000 and status == 1, "%d lines" % out.count("\n"))
    lines = progress_in(shown)
    check(lines and re.fullmatch(r"\d+ of 900 posts \(\d+ %\), [\d,.]+ a second(, \d+ s left)?", lines[0]), "progress: %r" % shown)
    check(shown.rindex("\x1b[K") < shown.index("galley: 9000 findings"), "the progress line stays: %r" % shown[-300:])
    shown, _, _ = at_terminal(work, *many, "--quiet", stdout_is_terminal=False, wait=1.3)
    check(shown == "", "quiet says %r" % shown)
    shown, _, _ = at_terminal(work, *many, "--progress", "never", stdout_is_terminal=False, wait=1.3)
    check(progress_in(shown) == [] and "\x1b" not in shown, "--progress never: %r" % shown)
    shown, _, _ = at_terminal(work, *many, columns=20, stdout_is_terminal=False, wait=1.3)
    check(progress_in(shown) and all(len(l) < 20 for l in progress_in(shown)), "progress wraps: %r" % shown)
    shown, out, status = at_terminal(work, "convert", "many", "--to", "json", "-o", "-", stdout_is_terminal=False, wait=1.3)
    check(progress_in(shown) and status == 0 and out.count("\n") == 900, "convert: %r" % shown[-300:])

    # A reader that goes away, a disk that is full, Ctrl-C: nothing half-written has a name.
    process = subprocess.Popen([program, *many], cwd=work, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment({}))
    process.stdout.readline()
    process.stdout.close()
    check(process.stderr.read() == b"" and process.wait() == 0, "a closed pipe is told of")
    if os.path.exists("/dev/full"):
        with open("/dev/full", "wb") as full:
            got = subprocess.run([program, *many], cwd=work, stdout=full, stderr=subprocess.PIPE, env=environment({}))
        check(got.returncode == 2 and b"No space left" in got.stderr, "a full disk: %d %r" % (got.returncode, got.stderr))
        got = subprocess.run([program, *many[:-2], "--format", "json=/dev/full"], cwd=work, capture_output=True, env=environment({}))
        check(got.returncode == 2 and b"/dev/full: no space left" in got.stderr, "a full disk for a file: %d %r" % (got.returncode, got.stderr))
    process = subprocess.Popen([program, *many, "--format", "json=found.json"], cwd=work, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment({}))
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    time.sleep(0.1)
    process.stdout.read()
    check(process.wait() == 130 and b"interrupted after" in process.stderr.read(), "Ctrl-C: status %d" % process.returncode)
    left = [n for n in os.listdir(work) if n not in ("a.md", "many")]
    check(left == [], "Ctrl-C leaves %s" % left)

print("\n".join(faults[:20]))
print("%d checks, %d faults" % (checks, len(faults)))
sys.exit(bool(faults))
