#!/usr/bin/env python3
"""Every rule finds every way in which the archive that tests/oracles/generate_archive.py makes has its defect, at the very
characters where the data says which, once, and says nothing of what only looks like it; and no rule speaks of a defect that
another has told.

    rules_recall.py TOOLS [--seed N] [--show 40]      (GALLEY_BIN is the program)
"""
import argparse, itertools, json, os, shutil, subprocess, sys, tempfile

ROOT = os.environ.get("GALLEY_ROOT", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "oracles"))
import generate_archive

# Rules that need the whole site or archive have tests of their own.
OF_SITE = {"FM014", "LK003", "LK004", "LK018", "LK020", "MK032"}


def lint(galley, folder):
    run = subprocess.run([galley, "lint", ".", "--select", "ALL", "--no-cache", "--format", "jsonl", "--now", "2024-01-01T00:00:00Z"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, timeout=300)
    assert run.returncode in (0, 1), run.stderr.decode()
    found = {}
    for line in run.stdout.splitlines():
        f = json.loads(line)
        if not f["code"].startswith("AR") and f["code"] not in OF_SITE:
            found.setdefault(f["path"], []).append(f)
    return found


def judge(made, findings):
    own = [f for f in findings if f["code"] == made["code"]]
    told = " ".join("%s@%d-%d" % (f["code"], f["offset"], f["offset"] + f["length"]) for f in findings)
    if not made["bad"]:
        # What only looks like a defect of one rule is not one of another, unless an owner asks for it by name.
        if own:
            return "false: " + own[0]["message"]
        errors = [f for f in findings if f["level"] == "error"]
        return "an error of another rule: %s %s" % (errors[0]["code"], errors[0]["message"]) if errors else None
    if not own:
        return "missed; told: " + told
    if len(own) > 1:
        return "told %d times: %s" % (len(own), told)
    more = [f for f in findings if f["code"] != made["code"] and f["code"] not in made["also"]]
    if more:
        return "told by another rule too: %s %s" % (more[0]["code"], more[0]["message"])
    f = own[0]
    if "begin" in made and (f["offset"], f["offset"] + f["length"]) != (made["begin"], made["end"]):
        return "placed at %d to %d, not %d to %d" % (f["offset"], f["offset"] + f["length"], made["begin"], made["end"])
    if f["offset"] + f["length"] > made["size"]:
        return "placed beyond the post"
    return None


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
    wrong = cases = 0
    covered = set()
    for renderer, within in itertools.product(("kramdown", "commonmark", "gfm"), (False, True)):
        with tempfile.TemporaryDirectory() as site:
            made = generate_archive.generate(site, o.seed, renderer, within)
            found = lint(galley, site)
            for m in made:
                cases += 1
                covered |= {m["code"]} if m["bad"] else set()
                problem = judge(m, found.get(m["path"], []))
                if problem:
                    wrong += 1
                    if wrong <= o.show:
                        print("%s %s %s: %s\n    %s" % (renderer, m["code"], "defect" if m["bad"] else "none", problem, m["how"]))
    print("%d posts, %d rules, %d wrong" % (cases, len(covered), wrong))
    sys.exit(1 if wrong else 0)


main()
