#!/usr/bin/env python3
"""Every fix that a rule offers over the archive of tests/oracles/generate_archive.py mends what it is for and nothing else: the
finding is gone when the post is read again, no rule speaks that did not before, and what a safe fix leaves says the same as
text. Edits are applied here, apart from the program's own fixer.

    rules_fixes.py TOOLS [--seed N] [--show 40]      (GALLEY_BIN is the program)
"""
import argparse, json, os, shutil, subprocess, sys, tempfile

ROOT = os.environ.get("GALLEY_ROOT", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "oracles"))
import generate_archive

OF_SITE = {"FM014", "LK003", "LK004", "LK018", "LK020", "MK032"}
# Once front matter can be read, or is seen at all, its own defects are: those that the data gives it beside.
MAY_REVEAL = {
    "FM003": {"FM007", "FM008", "FM015"},
    "FM009": {"FM004", "FM013"},  # two keys that are one when spelled right
    "LK016": {"LK015"},  # the URL is bare still
    "MK001": {"MK014", "MK029"},  # the element is empty; a paragraph that is bold and no more
    "MK022": {"MK014"},  # the element is empty
    "TX002": {"TX009"},  # a letter of Windows-1252 where a control character was
}


def lint(galley, folder):
    run = subprocess.run([galley, "lint", ".", "--select", "ALL", "--no-cache", "--format", "jsonl", "--now", "2024-01-01T00:00:00Z"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, timeout=300)
    assert run.returncode in (0, 1), run.stderr.decode()
    found = {}
    for line in run.stdout.splitlines():
        f = json.loads(line)
        if not f["code"].startswith("AR") and f["code"] not in OF_SITE:
            found.setdefault(f["path"], []).append(f)
    return found


def mended(data, findings):
    """The bytes with the edits of all fixes that do not overlap an earlier one's."""
    taken = []
    for f in findings:
        edits = [(e["offset"], e["offset"] + e["length"], e["text"].encode()) for e in f["fix"]["edits"]]
        if all(b <= x or a >= y for a, b, _ in edits for x, y, _ in taken) and not {(a, b) for a, b, _ in edits} & {(x, y) for x, y, _ in taken}:
            taken += edits
    for a, b, text in sorted(taken, reverse=True):
        data = data[:a] + text + data[b:]
    return data


def texts(galley, folder, paths):
    out = {}
    for path in paths:
        run = subprocess.run([galley, "convert", path, "--to", "text"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder, timeout=60)
        out[path] = "".join(c for c in run.stdout.decode("utf-8", "replace") if ord(c) >= 0x20 and not 0x7F <= ord(c) < 0xA0 and c not in " \ufffd")
    return out


def main():
    a = argparse.ArgumentParser()
    a.add_argument("tools")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--show", type=int, default=40)
    o = a.parse_args()
    galley = os.environ.get("GALLEY_BIN", "") or shutil.which("galley")
    if not galley:
        print("skipped: the program is not there")
        sys.exit(77)
    wrong = fixes = 0
    rules = set()

    def tell(made, what):
        nonlocal wrong
        wrong += 1
        if wrong <= o.show:
            print("%s: %s\n    %s" % (made["code"], what, made["how"]))

    for renderer in ("kramdown", "commonmark"):
        with tempfile.TemporaryDirectory() as site:
            made = {m["path"]: m for m in generate_archive.generate(site, o.seed, renderer) if m["bad"]}
            before = lint(galley, site)
            open_now = {p: [f for f in before.get(p, []) if f["code"] == m["code"] and f["fix"]] for p, m in made.items()}
            open_now = {p: fs for p, fs in open_now.items() if fs}
            safe = [p for p, fs in open_now.items() if all(f["fix"]["grade"] == "safe" for f in fs)]
            said = texts(galley, site, safe)
            fixes += len(open_now)
            rules |= {made[p]["code"] for p in open_now}
            todo = dict(open_now)
            for _ in range(4):
                for path, findings in todo.items():
                    with open(os.path.join(site, path), "rb") as f:
                        data = f.read()
                    new = mended(data, findings)
                    if new == data:
                        tell(made[path], "the fix changes nothing")
                    with open(os.path.join(site, path), "wb") as f:
                        f.write(new)
                after = lint(galley, site)
                todo = {p: [f for f in after.get(p, []) if f["code"] == made[p]["code"] and f["fix"]] for p in todo}
                todo = {p: fs for p, fs in todo.items() if fs}
                if not todo:
                    break
            for path in todo:
                tell(made[path], "is not mended after four rounds")
            for path in open_now:
                known = {f["code"] for f in before[path]} | MAY_REVEAL.get(made[path]["code"], set())
                for f in after.get(path, []):
                    if f["code"] == made[path]["code"] and not f["fix"]:
                        tell(made[path], "is told still: " + f["message"])
                    elif f["code"] not in known:
                        tell(made[path], "brings up %s %s" % (f["code"], f["message"]))
            for path, text in texts(galley, site, safe).items():
                if text != said[path]:
                    tell(made[path], "a safe fix changes the text: %r became %r" % (said[path], text))
    print("%d fixes of %d rules, %d wrong" % (fixes, len(rules), wrong))
    sys.exit(1 if wrong else 0)


main()
