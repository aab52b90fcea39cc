#!/usr/bin/env python3
"""MK026 against cmark-gfm: emphasis that cmark-gfm leaves as asterisks is reported where the site's renderer is CommonMark
or GFM, what it reads is not; under kramdown nothing is reported that kramdown closes.

    emphasis_cmark.py TOOLS [--count 1500] [--seed 1] [--show 20]      (GALLEY_BIN is the program)
"""
import argparse, json, os, random, shutil, subprocess, sys, tempfile

# Letters and punctuation on which the versions of CommonMark agree; symbols are left out.
BEFORE = ["", "字", "a", "1", "。", "，", "（", "(", "，", " ", "「", "あ", "한", "é", "—", "/"]
INSIDE_FIRST = ["字", "a", "（", "“", "(", "「", "《", "1", "한", "\"", " "]
INSIDE_LAST = ["字", "a", "。", "）", "”", ")", "：", "！", "%", "》", "1", "한", "."]
AFTER = ["", "字", "a", "1", "。", "，", "）", " ", "あ", "한", ".", "，", "é"]


def cases(r, count):
    out = set()
    while len(out) < count:
        mark = r.choice(["**", "**", "*", "***"])
        inside = r.choice(INSIDE_FIRST[:-1] if mark == "*" else INSIDE_FIRST)  # `* a` is as often no mark at all
        out.add(r.choice(BEFORE) + mark + inside + r.choice(["", "文", "b", "文 b"]) + r.choice(INSIDE_LAST) + mark + r.choice(AFTER))
    # A list item, a rule or a blank edge is no emphasis to begin with.
    return sorted(c for c in out if c.strip() == c and not c.startswith(("* ", "** ", "*** ")))


def main():
    a = argparse.ArgumentParser()
    a.add_argument("tools")
    a.add_argument("--count", type=int, default=1500)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--show", type=int, default=20)
    o = a.parse_args()
    galley, cmark = os.environ.get("GALLEY_BIN", ""), shutil.which("cmark-gfm")
    if not galley or not cmark:
        print("skipped: the program or cmark-gfm is not there")
        sys.exit(77)
    texts = cases(random.Random(o.seed), o.count)
    separator = "\n\n<!-- next -->\n\n"
    rendered = subprocess.run([cmark, "--unsafe"], input=separator.join(texts).encode(), stdout=subprocess.PIPE, check=True).stdout.decode().split("<!-- next -->\n")
    assert len(rendered) == len(texts)
    wrong = reported = 0
    with tempfile.TemporaryDirectory() as site:
        os.mkdir(site + "/_posts")
        with open(site + "/_config.yml", "w") as f:
            f.write("markdown: CommonMark\n")
        for i, text in enumerate(texts):
            with open("%s/_posts/2022-06-10-%05d.md" % (site, i), "w") as f:
                f.write("---\ntitle: 要闻\n---\n" + text + "\n")
        run = subprocess.run([galley, "lint", site, "--select", "MK026", "--format", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert run.returncode in (0, 1), run.returncode
        found = {int(os.path.basename(json.loads(line)["path"])[11:16]) for line in run.stdout.splitlines()}
    for i, (text, html) in enumerate(zip(texts, rendered)):
        # All asterisks are left: broken. Some are: `***` may be read in part. None: emphasis.
        left = html.count("*")
        broken = left == text.count("*")
        reported += i in found
        if (broken and i not in found) or (left == 0 and i in found):
            wrong += 1
            if wrong <= o.show:
                print("%r: cmark-gfm %r, MK026 %s" % (text, html.strip(), "reports" if i in found else "is silent"))
    print("%d texts, %d reported, %d wrong" % (len(texts), reported, wrong))
    sys.exit(1 if wrong else 0)


main()
