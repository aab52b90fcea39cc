#!/usr/bin/python3
"""Validates SARIF by Microsoft's Sarif.Multitool: the published JSON schema, and its rules for what a schema cannot say."""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracles"))
import hostile_posts
import npm

program = os.environ["GALLEY_BIN"]
validator = npm.need("@microsoft/sarif-multitool-linux") + "/@microsoft/sarif-multitool-linux/Sarif.Multitool"
os.chmod(validator, 0o755)

with tempfile.TemporaryDirectory() as work:
    hostile_posts.make(work)
    os.mkdir(work + "/below")
    bad = 0
    for folder, arguments in ((work, ["."]), (work + "/below", ["../_posts"]), (work, [work + "/_posts"]), (work, ["_posts/2020-01-01-clean.html", "--select", "LK001"])):
        log = work + "/out.sarif"
        subprocess.run([program, "lint", *arguments, "--format", "sarif=" + log] + ([] if "--select" in arguments else ["--select", "ALL"]), cwd=folder, timeout=60)
        if os.path.exists(work + "/report.sarif"):
            os.remove(work + "/report.sarif")
        # Without a home of its own it would write into the user's.
        got = subprocess.run([validator, "validate", log, "--output", work + "/report.sarif", "--level", "Error;Warning", "--log", "ForceOverwrite"],
                             capture_output=True, text=True, timeout=100, env={**os.environ, "HOME": work, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
        with open(work + "/report.sarif", encoding="utf-8-sig") as f:
            run = json.load(f)["runs"][0]
        results = run.get("results", [])
        results = [r for r in results if r["ruleId"] not in ("SARIF2005", "GH1006")]
        print("%s: %d results" % (arguments, len(json.load(open(log))["runs"][0]["results"])))
        for r in results:
            bad += 1
            print("  %s %s" % (r["ruleId"], r["message"].get("text") or r["message"].get("arguments")))
        if got.returncode not in (0, 1) or not os.path.exists(work + "/report.sarif"):
            bad += 1
            print(got.stdout, got.stderr)
sys.exit(bad > 0)
