#!/usr/bin/python3
"""The JSON Schema that `galley config --schema` prints and the reader of `.galley.yml` must agree, over configurations that are
right and configurations that are wrong, among them every YAML example of docs/configuration.md. The schema is judged by npm's
ajv, and YAML is read by Ruby."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracles"))
import npm

root, program = os.environ["GALLEY_ROOT"], os.environ["GALLEY_BIN"]

RIGHT = [
    "", "# nothing\n", "select: []", "select: ALL", "select: [FM, LK001, empty-link, LK00]", "ignore: MK010", "levels: {LK006: off, MK: error}",
    "levels:\n  LK006: 'off'", "exclude: vendor", "exclude: ['vendor/**', '*.html']", "renderer: gfm", "fail-on: never", "known-keys: [source, code]",
    "known-paths: ['/feed/**']", "format: jsonl", "format: [text, sarif=galley.sarif]", "convert: {flavor: gfm}", "per-path:\n  'a/**': {select: [FM], levels: {MK001: warning}, rules: {FM005: {required: title}}}",
    "rules: {FM005: {required: [title, date]}, TX009: {space: none, digits: true}, missing-key: {}, TX015: {bytes: 10}}",
    "rules: {FM010: {schema: schema.json}}", "rules: {DT010: {pattern: 'NW(\\d{8})'}}", "convert: {raw-html: keep, columns: 80, verify: false}",
    "extends: other.yml", "extends: [other.yml, other.yml]", "{\"select\": [\"FM\"]}", "baseline: known.json",
]
WRONG = [
    "- FM", "text", "selct: [FM]", "select: [XX001]", "select: {FM: true}", "ignore: [[MK]]", "levels: [LK006]", "levels: {LK006: loud}",
    "levels: {XX: error}", "exclude: {a: b}", "renderer: pandoc", "fail-on: sometimes", "known-keys: {a: b}", "per-path: [a]",
    "per-path: {a: {selct: [FM]}}", "per-path: {a: {fail-on: error}}", "rules: [FM005]", "rules: {FM005: {requird: [a]}}", "rules: {FM005: warning}",
    "rules: {TX009: {space: two}}", "rules: {TX015: {bytes: -1}}", "rules: {TX015: {bytes: many}}", "rules: {TX009: {digits: perhaps}}",
    "rules: {FM005: {required: {a: b}}}", "rules: {XX001: {}}", "convert: {raw-html: always}", "convert: {columns: wide}", "convert: {verify: 3}",
    "convert: {to: json}", "convert: [raw-html]", "extends: {a: b}", "unknown: 1", "format: pretty", "format: [text, pdf=x]",
]
with open(os.path.join(root, "docs/configuration.md"), encoding="utf-8") as f:
    for block in re.findall(r"```yaml\n(.*?)```", f.read(), re.S):
        if "galley-disable" not in block:
            RIGHT.append(block)

failed = 0
work = tempfile.mkdtemp()
try:
    def accepts(text):
        folder = os.path.join(work, "site")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        for name, content in {".galley.yml": text, "schema.json": "{}", "front-matter.schema.json": "{}", "other.yml": "", "../shared.yml": ""}.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                f.write(content)
        got = subprocess.run([program, "config"], cwd=folder, capture_output=True, text=True, timeout=30)
        if got.returncode not in (0, 2):
            raise SystemExit("galley config: status %d for %r: %s" % (got.returncode, text, got.stderr))
        if got.returncode == 2 and not re.match(r"galley: .galley.yml:\d+:\d+: ", got.stderr):
            raise SystemExit("no place in the error for %r: %s" % (text, got.stderr))
        return got.returncode == 0, got.stderr.strip()

    for text in RIGHT:
        fine, why = accepts(text)
        if not fine:
            failed += 1
            print("refused, though it is right:\n%s\n%s" % (text, why))
    for text in WRONG:
        fine, _ = accepts(text)
        if fine:
            failed += 1
            print("taken, though it is wrong: %s" % text)
    print("%d configurations read as they should be, %d not" % (len(RIGHT) + len(WRONG) - failed, failed))

    schema = json.loads(subprocess.run([program, "config", "--schema"], capture_output=True, check=True).stdout)
    if not shutil.which("ruby") or not shutil.which("node"):
        print("skipped the schema: node and ruby are needed")
        sys.exit(1 if failed else 77)
    if npm.missing("ajv"):
        npm.say("ajv")
        sys.exit(1 if failed else 77)
    env = dict(os.environ, NODE_PATH=npm.folder())
    documents = []
    for text in RIGHT + WRONG:
        read = subprocess.run(["ruby", "-rpsych", "-rjson", "-e", "puts JSON.generate([Psych.safe_load(STDIN.read)])"],
                              input=text, capture_output=True, text=True, check=True)
        documents.append(json.loads(read.stdout)[0])
    cases = os.path.join(work, "cases.json")
    with open(cases, "w") as f:
        # An empty file is a configuration that says nothing, and no value to a schema.
        json.dump({"schema": schema, "documents": [{} if d is None else d for d in documents]}, f)
    script = """
        const cases = JSON.parse(require('fs').readFileSync(process.argv[1]));
        const Ajv = require('ajv');
        const check = new Ajv({strict: true, strictTypes: false, allErrors: true}).compile(cases.schema);
        console.log(JSON.stringify(cases.documents.map(d => check(d) ? '' : check.errors.map(e => e.instancePath + ' ' + e.message).join('; '))));
    """
    got = subprocess.run(["node", "-e", script, cases], env=env, capture_output=True, text=True)
    if got.returncode != 0:
        raise SystemExit("ajv: " + got.stderr[-2000:])
    for text, fault in zip(RIGHT + WRONG, json.loads(got.stdout)):
        right = text in RIGHT
        if right != (fault == ""):
            failed += 1
            print("ajv %s: %s\n%s" % ("refuses" if right else "takes", text, fault))
    print("%d judged by ajv, %d wrongly" % (len(RIGHT) + len(WRONG), failed))
    sys.exit(failed > 0)
finally:
    shutil.rmtree(work, ignore_errors=True)
