#!/usr/bin/python3
"""Plain text in lines: over generated paragraphs of Chinese, Japanese, Korean, Latin and emoji, at many widths, no line
begins with what closes or ends with what opens, none is wider than it must be or narrower than it could be, and nothing is lost."""
import os
import random
import subprocess
import sys
import tempfile
import unicodedata

program = os.environ["GALLEY_BIN"]
CLOSING = set("，。、；：？！）》】」』”’％,.;:?!)]}%")
OPENING = set("（《【「『“‘([{")
WORDS = ["中文", "市场", "と", "カタカナ", "ひらがな", "한국어", "사람들은", "word", "a", "https://x.example/a/b", "1,234.5", "（括号）", "“引号”", "《书》",
         "，", "。", "；", "！", "、", "……", "——", "100%", "(in)", "end.", "don't", "😀", "é", "ﬁ", "￥100"]
wrong = []


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def paragraph(rng):
    out = ""
    for _ in range(rng.randrange(5, 60)):
        out += rng.choice(WORDS) + rng.choice(["", "", " ", " ", "  "])
    return out.strip() or "x"


rng = random.Random(7)
with tempfile.TemporaryDirectory() as work:
    os.mkdir(work + "/p")
    for i in range(300):
        with open("%s/p/%03d.html" % (work, i), "w") as f:
            f.write("<p>%s</p>\n" % paragraph(rng))
    plain = subprocess.run([program, "convert", "p", "--to", "text", "--links", "drop", "-o", "plain", "-q"], cwd=work)
    lines_seen = tight = 0
    for columns in (1, 7, 20, 33, 72):
        subprocess.run([program, "convert", "p", "--to", "text", "--columns", str(columns), "-o", "out%d" % columns, "-q"], cwd=work, check=True)
        for i in range(300):
            whole = open("%s/plain/%03d.txt" % (work, i)).read().strip()
            text = open("%s/out%d/%03d.txt" % (work, columns, i)).read()
            lines = text.rstrip("\n").split("\n")
            if "".join(text.split()) != "".join(whole.split()):
                wrong.append("%d/%03d: text is lost: %r" % (columns, i, text))
            for n, line in enumerate(lines):
                lines_seen += 1
                if line != line.strip() or not line:
                    wrong.append("%d/%03d: white space at an edge: %r" % (columns, i, line))
                if n > 0 and line[0] in CLOSING:
                    wrong.append("%d/%03d: begins with %r" % (columns, i, line))
                if n + 1 < len(lines) and line[-1] in OPENING:
                    wrong.append("%d/%03d: ends with %r" % (columns, i, line))
                # Closing punctuation, quotation marks and dashes hold on to what is beyond a space (UAX #14, LB13 to LB17).
                may_break = any((a, b) != ("—", "—") and b not in CLOSING and a not in OPENING and a not in '”’"' for a, b in
                                ((line[k - 1], line[k + 1]) for k in range(1, len(line) - 1) if line[k] == " "))
                if width(line) > columns and may_break:
                    wrong.append("%d/%03d: %d wide, though it has a space: %r" % (columns, i, width(line), line))
                # A next line's first word that would have had room is room that was wasted.
                if n + 1 < len(lines):
                    next_word, _, after = lines[n + 1].partition(" ")
                    if after[:1] not in CLOSING | {"—"} and next_word.isascii() and width(line) + 1 + width(next_word) <= columns and (line + " " + lines[n + 1]) in whole:
                        wrong.append("%d/%03d: %r had room for %r" % (columns, i, line, next_word))
                    tight += width(line) == columns
    if not tight:
        wrong.append("no line is as wide as it may be")
print("\n".join(wrong[:15]))
print("%d lines, %d faults" % (lines_seen, len(wrong)))
sys.exit(bool(wrong) or lines_seen < 1000)
