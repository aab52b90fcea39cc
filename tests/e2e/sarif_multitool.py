#!/usr/bin/python3
"""Validates SARIF by Microsoft's Sarif.Multitool: the published JSON schema, and its rules for what a schema cannot say.
`npm install --prefix build/oracles @microsoft/sarif-multitool-linux` brings it."""
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile

root, program = os.environ["GALLEY_ROOT"], os.environ["GALLEY_BIN"]
found = glob.glob(root + "/build/oracles/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool") or [shutil.which("sarif")]
if not found[0]:
    print("Sarif.Multitool is not here: npm install --prefix build/oracles @microsoft/sarif-multitool-linux")
    sys.exit(77)
os.chmod(found[0], 0o755)

front = "---\nlayout: post\ntitle: Plain\ndate: 2020-01-01 00:00:00 +0000\n---\n"
with tempfile.TemporaryDirectory() as work:
    os.mkdir(work + "/_posts")
    for name, body in (("a.html", "<p>😀<a href=\"\">x</a> [a](b) {0} <b>y</p>\n"), ("中 文%#.md", "**bold** <p style='a' style='b'>\x01 &nbspx"),
                       ("bad\n'\".html", "x"), ("2020-01-01-é.html", "<p></p>  \n")):
        with open("%s/_posts/%s" % (work, name), "w") as f:
            f.write(front + body)
    with open(work + "/_posts/2020-01-01-huge.html", "wb") as f:
        f.truncate(65 << 20)
    os.mkdir(work + "/below")
    bad = 0
    for folder, arguments in ((work, ["."]), (work + "/below", ["../_posts"]), (work, [work + "/_posts"]), (work, ["_posts/2020-01-01-é.html", "--select", "LK001"])):
        log = work + "/out.sarif"
        subprocess.run([program, "lint", *arguments, "--format", "sarif=" + log] + ([] if "--select" in arguments else ["--select", "ALL"]), cwd=folder, timeout=60)
        if os.path.exists(work + "/report.sarif"):
            os.remove(work + "/report.sarif")
        # Without a home of its own it would write into the user's.
        got = subprocess.run([found[0], "validate", log, "--output", work + "/report.sarif", "--level", "Error;Warning", "--log", "ForceOverwrite"],
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
