#!/usr/bin/python3
"""No escape that is not needed: each backslash and character reference of galley's Markdown is taken away in turn, and what cmark-gfm then
reads must say something else.

    markdown_escapes.py BUILD_FOLDER [COUNT]

Over posts of the sample corpora (where they are beside the checkout) and generated documents; COUNT of each, 60 where it is not said."""
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from multiprocessing import Pool

root = os.environ.get("GALLEY_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
shared = os.path.join(root, "../shared")
sys.path[:0] = [shared + "/tools", os.path.join(os.path.dirname(os.path.abspath(__file__)), "../oracles")]
count = int(sys.argv[2]) if len(sys.argv) > 2 else 60
try:
    import semcmp
    import generate_html
    subprocess.run(["cmark-gfm", "--version"], capture_output=True, check=True)
except (ImportError, OSError) as e:
    print("skipped: needs semcmp.py, html5lib and cmark-gfm (%s)" % e)
    sys.exit(77)

RENDER = {"commonmark": ["cmark-gfm", "--unsafe"]}
RENDER["gfm"] = RENDER["commonmark"] + sum((["-e", x] for x in ("table", "strikethrough", "autolink", "tasklist", "footnotes")), [])
ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])|&(?:#[0-9]+|#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")


def render(text, flavour):
    return subprocess.run(RENDER[flavour], input=text.encode(), capture_output=True).stdout.decode("utf-8", "replace")


def decoded(escape):
    import html
    return "" if escape == "\\" else html.unescape(escape)


def judge(job):
    """The escapes of a file without which it says the same: (what, with what is around it)."""
    path, flavour = job
    with open(path, encoding="utf-8", newline="") as f:
        text = f.read()
    whole = render(text, flavour)
    found, tried = [], 0
    for match in list(ESCAPE.finditer(text))[:80]:
        # cmark-gfm takes the last quote for a title's end even behind a backslash; the specification does not say so.
        if re.match(r"\\{1,2}[\"'][)>]", text[match.start():]):
            continue
        # Beside a symbol later versions of CommonMark read emphasis where cmark-gfm does not.
        run = re.match(r"\\[*_][*_\\]*", text[match.start():])
        before = text[:match.start()].rstrip("*_\\")[-1:]
        if run and any(unicodedata.category(c)[0] == "S" and ord(c) > 127 for c in before + text[match.start() + len(run[0]):][:1]):
            continue
        # kramdown takes names in tags as XML has them; HTML is written alike for all.
        if match[0] == "&lt;" and (text[match.end():match.end() + 1] in ("_", ":") or text[match.end():match.end() + 1] > "\x7f"):
            continue
        # HTML says more than Markdown must: `<u>&lt;</u>`, `title="&quot;"`.
        line = text[text.rfind("\n", 0, match.start()) + 1:].split("\n")[0]
        if match[0] != "\\" and re.search(r"<[a-z]", line):
            continue
        less = text[:match.start()] + decoded(match[0]) + text[match.end():]
        other = render(less, flavour)
        tried += 1
        # What HTML writes in another way is read alike.
        if other == whole or (other.replace("&quot;", '"') == whole.replace("&quot;", '"')) or semcmp.deep(semcmp.same, whole, other) is None:
            found.append((match[0], text[max(0, match.start() - 30):match.end() + 20]))
    return os.path.basename(path), tried, found


def inputs(folder):
    names = []
    for corpus in ("rails-weblog", "ruby-lang-html"):
        below = os.path.join(shared, "corpus", corpus)
        files = sorted(f for f in os.listdir(below) if f.endswith(".html")) if os.path.isdir(below) else []
        for f in files[::max(1, len(files) // count)]:
            with open(os.path.join(below, f), encoding="utf-8") as i:
                text = i.read()
            names.append((f, re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)))
    names += [("generated-%d.html" % i, generate_html.document(90000 + i)) for i in range(count)]
    names += [("wild-%d.html" % i, generate_html.wild(90000 + i)) for i in range(count)]
    for name, text in names:
        with open(os.path.join(folder, name), "w", encoding="utf-8") as o:
            o.write(text)
    return [os.path.join(folder, n) for n, _ in names]


def main():
    tool = os.path.join(sys.argv[1], "convert_html")
    bad = 0
    with tempfile.TemporaryDirectory() as work:
        paths = inputs(work)
        for flavour in ("gfm", "commonmark"):
            out = os.path.join(work, flavour)
            for i in range(0, len(paths), 500):
                subprocess.run([tool, "--to", flavour, out] + paths[i:i + 500], check=True)
            written = sorted(os.path.join(out, n) for n in os.listdir(out))
            with Pool(2) as pool:
                results = pool.map(judge, [(p, flavour) for p in written], chunksize=10)
            needless = [(name, f) for name, _, found in results for f in found]
            for name, (escape, around) in needless[:40]:
                print("%s: %s: %s is not needed in %r" % (flavour, name, escape, around))
            tried = sum(r[1] for r in results)
            print("%s: %d of %d escapes in %d documents are not needed" % (flavour, len(needless), tried, len(results)))
            bad += len(needless) + (tried == 0)
    return 1 if bad else 0


sys.exit(main())
