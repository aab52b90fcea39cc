#!/usr/bin/python3
"""rdjson and rdjsonl, of hostile posts and of none, keep to the schema of reviewdog's diagnostic format, members of no other name among
them, as npm's rdformat-validator judges."""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracles"))
import hostile_posts
import npm

program = os.environ["GALLEY_BIN"]
validator = npm.need("@umbrelladocs/rdformat-validator") + "/@umbrelladocs/rdformat-validator/bin/rdformat-validator.js"
bad = judged = 0


def judge(name, text, valid=True):
    global bad, judged
    judged += 1
    got = subprocess.run(["node", validator, "--strict", "--no-extra-fields", "--format", "json"], input=text, capture_output=True, text=True, timeout=60)
    if (got.returncode == 0 and json.loads(got.stdout)["success"] is True) != valid:
        bad += 1
        print("%s: %s\n%s%s" % (name, "refused" if valid else "taken", got.stdout[:2000], got.stderr[:1000]))


with tempfile.TemporaryDirectory() as work:
    hostile_posts.make(work)
    for what, arguments in (("hostile", [".", "--select", "ALL"]), ("clean", ["_posts/2020-01-01-clean.html"])):
        subprocess.run([program, "lint", *arguments, "-q", "--format", "rdjson=whole", "--format", "rdjsonl=lines", "--format", "jsonl=truth"], cwd=work, capture_output=True, timeout=60)
        whole, lines, truth = (open(os.path.join(work, name), encoding="utf-8").read() for name in ("whole", "lines", "truth"))
        diagnostics = [json.loads(line) for line in lines.splitlines()]
        if len(diagnostics) < truth.count("\n") or len(json.loads(whole)["diagnostics"]) < truth.count("\n"):
            bad += 1
            print("%s: fewer diagnostics than findings" % what)
        judge(what + " rdjson", whole)
        if diagnostics:
            judge(what + " rdjsonl", json.dumps(diagnostics))
    # It does judge.
    spoilt = json.loads(open(os.path.join(work, "whole"), encoding="utf-8").read())
    spoilt["diagnostics"] = [{"message": "x", "location": {"path": "a"}, "severity": "LOUD"}]
    judge("spoilt", json.dumps(spoilt), valid=False)
    spoilt["diagnostics"] = [{"message": "x", "location": {"path": "a"}, "else": 1}]
    judge("spoilt otherwise", json.dumps(spoilt), valid=False)
print("%d judged, %d wrongly" % (judged, bad))
sys.exit(bad > 0)
