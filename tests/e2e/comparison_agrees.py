#!/usr/bin/python3
"""galley's own comparison of two bodies against another program's (semcmp.py): of pairs of a generated document and the same with a few changes,
none may be the same to galley that are not to the other. Where galley is the stricter one, that is counted.

    comparison_agrees.py BUILD_FOLDER [COUNT [SEED]]

COUNT pairs of each kind of document, 600 where it is not said. Left out is what html5lib reads otherwise than the standard: templates, foreign
elements, `noscript`, `noframes` and what a textarea begins with."""
import os
import random
import re
import subprocess
import sys
from multiprocessing import Pool

root = os.environ["GALLEY_ROOT"]
count, seed = ([int(a) for a in sys.argv[2:]] + [600, 400000][len(sys.argv) - 2:])[:2]
sys.path[:0] = [os.path.join(root, "../shared/tools"), os.path.join(root, "tests/oracles")]
try:
    import html5lib_standard
    import semcmp
    import generate_html
    import generate_nasty
except ImportError as e:
    print("skipped: needs semcmp.py and html5lib (%s)" % e)
    sys.exit(77)

MAKERS = (generate_html.document, generate_html.wild, generate_nasty.document)
TOKEN = re.compile(r"<[^>]*>|[^<]+|<")
TAGS = ["b", "i", "code", "p", "div", "ul", "li", "ol", "td", "blockquote", "h2", "pre", "sup", "a href=u", "del", "span", "br", "hr", "img src=u", "ruby",
        "rt", "details", "summary", "figure", "dl", "dd", "q", "kbd", "center", "menu", "label", "iframe", "main", "figcaption", "font", "address"]
TEXTS = [" ", "\n", "\u00a0", "\u3000", "\t", "x", "中", "&nbsp;", "&", "&amp;", "&lt;", "\r\n", "“", "”", "&#10;", "&#13;", "&#x80;", "\u2003", "\x1c", "\x85",
         "\x1f", "\u2028"]
UNSURE = re.compile(r"<(template|noscript|noframes|svg|math|textarea|select|dialog)\b", re.I)


def changed(r, text):
    """TEXT with a tag or a few characters added, taken away, doubled, exchanged or renamed."""
    t = TOKEN.findall(text) or ["x"]
    i, k = r.randrange(len(t)), r.random()
    if k < .15:
        del t[i]
    elif k < .3:
        t.insert(i, "<%s>" % r.choice(TAGS))
    elif k < .45:
        tag = r.choice(TAGS)
        t.insert(i, "<%s>" % tag)
        t.insert(min(len(t), i + r.randint(1, 4)), "</%s>" % tag.split()[0])
    elif k < .55:
        t.insert(i, "</%s>" % r.choice(TAGS).split()[0])
    elif k < .8:
        at = r.choice([0, len(t[i])]) if t[i].startswith("<") else r.randint(0, len(t[i]))
        t[i] = t[i][:at] + r.choice(TEXTS) + t[i][at:]
    elif k < .87:
        t[i] *= 2
    elif k < .94 and i + 1 < len(t):
        t[i], t[i + 1] = t[i + 1], t[i]
    else:
        t[i] = re.sub(r"^(</?)\w+", lambda m: m[1] + r.choice(TAGS).split()[0], t[i])
    return "".join(t)


def judge(job):
    kind, n = job
    r = random.Random(n)
    a = MAKERS[kind](n)[:3000]
    b = a
    for _ in range(r.randint(1, 4)):
        b = changed(r, b)
    try:
        return a, b, semcmp.deep(semcmp.same, a, b)
    except RecursionError as e:
        return a, b, "deep: %r" % e


def main():
    with Pool(2) as pool:
        pairs = pool.map(judge, [(kind, seed + i) for kind in range(len(MAKERS)) for i in range(count)], chunksize=50)
    pairs = [p for p in pairs if not UNSURE.search(p[0] + p[1])]
    asked = b"".join(b"%d\n%s" % (len(e), e) for a, b, _ in pairs for e in (a.encode(), b.encode()))
    answers = subprocess.run([sys.argv[1] + "/says_the_same"], input=asked, capture_output=True, check=True).stdout.decode().splitlines()
    assert len(answers) == len(pairs)
    lenient = [p for p, answer in zip(pairs, answers) if answer == "same" and p[2] is not None]
    stricter = sum(answer != "same" and p[2] is None for p, answer in zip(pairs, answers))
    for a, b, difference in lenient[:5]:
        print("galley says that these say the same: %s\n  %r\n  %r" % (str(difference)[:300], a[:1500], b[:1500]))
    same = sum(p[2] is None for p in pairs)
    print("%d pairs, %d of them the same: galley is laxer about %d, stricter about %d" % (len(pairs), same, len(lenient), stricter))
    return 1 if lenient or same < len(pairs) / 20 or same > len(pairs) * .9 else 0


sys.exit(main())
