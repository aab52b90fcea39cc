#!/usr/bin/python3
"""Front matter that a preset writes is read as it was meant by YAML 1.1 (Ruby's Psych) and by YAML 1.2 (npm's js-yaml, where
build/oracles or GALLEY_NODE_MODULES has it): text that looks like something else, text with lines, quotes and controls, nested values."""
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

root, program = os.environ["GALLEY_ROOT"], os.environ["GALLEY_BIN"]
modules = os.path.abspath(os.environ.get("GALLEY_NODE_MODULES") or os.environ.get("GALLEY_ROOT", ".") + "/build/oracles/node_modules")
if not shutil.which("ruby"):
    print("skipped: needs Ruby")
    sys.exit(77)
TEXTS = ["yes", "No", "on", "y", "N", "true", "False", "null", "~", "", " ", "  a", "a  ", "1", "01", "0x1F", "0o7", "1_000", "1e3", "1.5", ".5", "+1", "-",
         "- a", "-a", "? b", ":c", "a: b", "a:", "a :b", "a #b", "#a", "a#b", "&a", "*a", "!a", "!!str a", "%a", "@a", "`a", "|", ">", "|-\n", "'", '"', "''",
         "it's", 'say "x"', "a\\b", "\\", "[a]", "a]", "{a}", "a, b", "---", "--- a", "...", "... a", "<<", "=", "1:30", "190:20:30", "12:30:45", "2022-06-10",
         "2022-06-10 10:00", "2022-06-10T10:00:00Z", "2022-6-1", ".nan", ".inf", "-.inf", "nan", "中文: 标题", "中文 #1", "：", "。", "“引号”", "《书》：x", "a\nb",
         "a\n\nb\n", "\na", " a\nb", "a\n b\n  c\n", "a\n\n\n", "\n", "\n\n", "a\tb", "\ta", "a\n\tb", "a\r\nb", "a\rb", "\x00", "\x07bell", "\x7f", "\x85", "\u2028x",
         "\ufeffx", "a\u00a0b", "\u00a0a", "\u3000a", "😀", "é\u0301", "key: |", "a\n---\nb", "a\n...\nb", "---\na", "x" * 500, "a b " * 100, "12e03", "0b101", "0.", "1.",
         "1,000", "685_230.15", "1 2", "#", "a\\nb", "%TAG", ",a", "]a", "}a", "0", "-0", "--", "0x", "::", "a::b", "http://a.b/c?d=e#f", "C:\\x", "a'b\"c", "=a", "null\n", "é: ü", "?", "? ", "!", ": a", "a\u200bb"]
ATOMS = list("ab1 :-#'\"\\\n\t,[]{}&*!|>%@`~?=.。中：　😀") + ["\n\n", "  ", ": ", " #", "- "]
rng = random.Random(11)


def text():
    if rng.random() < 0.5:
        return rng.choice(TEXTS)
    return "".join(rng.choice(ATOMS) for _ in range(rng.randrange(1, 12)))


def value(depth=0):
    kind = rng.random()
    if depth > 3 or kind < 0.6:
        return text()
    if kind < 0.7:
        return rng.choice([None, True, False, 0, -3, 1234567890123, 1.5, -0.25])
    if kind < 0.85:
        return [value(depth + 1) for _ in range(rng.randrange(0, 4))]
    return {("k%d" % i if rng.random() < 0.5 else "k%d%s" % (i, text().replace("<<", ""))): value(depth + 1) for i in range(rng.randrange(0, 4))}


JS = """
const yaml = require(process.argv[2] + '/js-yaml'), fs = require('fs');
for (const path of fs.readFileSync(0, 'utf8').split('\\n')) if (path)
  console.log(JSON.stringify(yaml.load(/^---\\n([^]*?\\n)---\\n/.exec(fs.readFileSync(path, 'utf8'))[1])));
"""
posts = [{"t%d" % j: value() for j in range(8)} for _ in range(250)]
posts.append({"t%d" % i: t for i, t in enumerate(TEXTS)})
wrong = []
with tempfile.TemporaryDirectory() as work:
    os.mkdir(work + "/in")
    for i, post in enumerate(posts):
        with open("%s/in/%03d.md" % (work, i), "w") as f:
            # JSON is YAML; what JSON leaves as it is and YAML does not is escaped.
            body = "".join("%s: %s\n" % (k, json.dumps(v, ensure_ascii=False)) for k, v in post.items())
            for c in "\x7f\x85\u2028\ufeff":
                body = body.replace(c, "\\u%04x" % ord(c))
            f.write("---\n" + body + "---\nx\n")
    run = subprocess.run([program, "convert", "in", "--to", "markdown", "--front-matter", "astro", "-o", "out"], cwd=work, capture_output=True)
    if run.returncode != 0:
        wrong.append(run.stderr.decode()[:2000])
    names = "".join("%s/out/%03d.md\n" % (work, i) for i in range(len(posts)))
    readers = {"Psych": ["ruby", root + "/tests/oracles/psych_json.rb"]}
    if shutil.which("node") and os.path.isdir(modules + "/js-yaml"):
        with open(work + "/js.js", "w") as f:
            f.write(JS)
        readers["js-yaml"] = ["node", work + "/js.js", modules]
    for reader, command in readers.items():
        got = subprocess.run(command, input=names.encode(), capture_output=True)
        lines = got.stdout.decode().split("\n")[:-1]
        if len(lines) != len(posts):
            wrong.append("%s stops at %03d: %s" % (reader, len(lines), got.stderr.decode()[:500]))
        for i, (line, post) in enumerate(zip(lines, posts)):
            there = json.loads(line)
            for key, want in post.items():
                if there.get(key, "absent") != want:
                    wrong.append("%03d %s: %r is %r to %s" % (i, key, want, there.get(key, "absent"), reader))
    print("%d posts, read by %s" % (len(posts), " and ".join(readers)))
print("\n".join(wrong[:20]))
print("%d faults" % len(wrong))
sys.exit(bool(wrong))
