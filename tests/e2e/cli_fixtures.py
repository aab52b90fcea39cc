#!/usr/bin/python3
"""Runs every case of fixtures/cli: a folder with `cmd` (the arguments, as a shell takes them), perhaps `files/` (copied to
an empty folder, in which galley runs), `stdin`, `setup` (a shell script run there before), and what must come of it: `out`,
`err` and `status` (0 where absent). In `err` the time of a run reads `(TIME s)`. Files under `after/` must stand there
afterwards, byte for byte. GALLEY_UPDATE=1 writes `out`, `err` and `status` anew, for reading."""
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

root = os.environ["GALLEY_ROOT"]
program = os.environ["GALLEY_BIN"]
update = os.environ.get("GALLEY_UPDATE") == "1"
cases = os.path.join(root, "fixtures/cli")


def read(path):
    try:
        with open(path, "rb") as f:
            return f.read()
    except FileNotFoundError:
        return b""


def run(case):
    with tempfile.TemporaryDirectory() as work:
        if os.path.isdir(case + "/files"):
            shutil.copytree(case + "/files", work, dirs_exist_ok=True, symlinks=True)
        if os.path.exists(case + "/setup"):
            subprocess.run(["bash", "-e", case + "/setup"], cwd=work, check=True)
        args = shlex.split(read(case + "/cmd").decode())
        env = {"PATH": os.environ["PATH"], "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        if "ASAN_OPTIONS" in os.environ:
            env["ASAN_OPTIONS"] = os.environ["ASAN_OPTIONS"]
        got = subprocess.run([program] + args, cwd=work, input=read(case + "/stdin"), capture_output=True, env=env, timeout=60)
        err = re.sub(rb"\(\d+\.\d\d s\)", b"(TIME s)", got.stderr)
        result = {"out": got.stdout, "err": err, "status": b"%d\n" % got.returncode}
        wrong = []
        for name, value in result.items():
            path = os.path.join(case, name)
            expected = read(path) if name != "status" else read(path) or b"0\n"
            if update:
                if value and value != b"0\n" if name == "status" else value:
                    with open(path, "wb") as f:
                        f.write(value)
                elif os.path.exists(path):
                    os.remove(path)
            elif value != expected:
                wrong.append("%s is\n%s\nand should be\n%s" % (name, value.decode(errors="replace"), expected.decode(errors="replace")))
        for folder, _, names in os.walk(case + "/after"):
            for name in names:
                path = os.path.join(folder, name)
                there = os.path.join(work, os.path.relpath(path, case + "/after"))
                if read(there) != read(path):
                    wrong.append("%s is\n%s" % (os.path.relpath(there, work), read(there).decode(errors="replace")))
        return wrong


failed = total = 0
for name in sorted(os.listdir(cases)):
    case = os.path.join(cases, name)
    if not os.path.exists(case + "/cmd"):
        continue
    total += 1
    wrong = run(case)
    if wrong:
        failed += 1
        print("fixtures/cli/%s: %s" % (name, "\n".join(wrong)))
print("%d passed, %d failed" % (total - failed, failed))
sys.exit(failed > 0 or total == 0)
