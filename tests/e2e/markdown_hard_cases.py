#!/usr/bin/python3
"""The hard cases of Markdown (fixtures/exporters/markdown) wherever they can stand: in an HTML post, in a Markdown post, in a list item, in a
table's cell and in a quote. Converted to every flavour, rendered by cmark-gfm (kramdown's by kramdown) and compared by semcmp.py."""
import os
import re
import subprocess
import sys
import tempfile
from multiprocessing import Pool

root = os.environ.get("GALLEY_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
program = os.environ.get("GALLEY_BIN") or root + "/build/release/galley"
fixtures = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../fixtures/exporters/markdown")
sys.path[:0] = [os.path.join(root, "../shared/tools")]
try:
    import semcmp
    subprocess.run(["cmark-gfm", "--version"], capture_output=True, check=True)
except (ImportError, OSError) as e:
    print("skipped: needs semcmp.py, html5lib and cmark-gfm (%s)" % e)
    sys.exit(77)

GFM = sum((["-e", x] for x in ("table", "strikethrough", "autolink", "tasklist", "footnotes")), [])
KRAMDOWN = """require 'kramdown'; require 'kramdown-parser-gfm'
ARGV.each { |f| File.write(f + '.html', Kramdown::Document.new(File.read(f, encoding: 'UTF-8'), input: 'GFM', auto_ids: false,
  hard_wrap: false, syntax_highlighter: nil).to_html) }"""
PLACES = {
    "item": "<ul><li>%s</li></ul>", "loose-item": "<ol start=7><li><p>a</p>%s</li><li>b</li></ol>", "nested": "<ul><li>a<ul><li>%s</li></ul></li></ul>",
    "cell": "<table><tr><th>%s</th><th>h</th></tr><tr><td>c</td><td>%s</td></tr></table>", "quote": "<blockquote>%s</blockquote>",
    "quote-in-item": "<ul><li>a<blockquote>%s</blockquote></li></ul>", "details": "<details><summary>s</summary>%s</details>",
}


def cases():
    """Each fixture whole, and each of its lines that is whole HTML."""
    for name in sorted(os.listdir(fixtures)):
        with open(os.path.join(fixtures, name, "input.html"), encoding="utf-8") as f:
            text = f.read()
        yield name, text
        lines = text.splitlines()
        if "<pre" not in text:
            for i, line in enumerate(lines):
                if line.strip():
                    yield "%s-line-%d" % (name, i + 1), line + "\n"


def judge(job):
    html, md, flavour = job
    with open(html, encoding="utf-8") as f:
        said = f.read()
    if flavour == "kramdown":
        with open(md + ".html", encoding="utf-8") as f:
            rendered = f.read()
    else:
        rendered = subprocess.run(["cmark-gfm", "--unsafe", *(GFM if flavour == "gfm" else []), md], capture_output=True).stdout.decode("utf-8", "replace")
    return semcmp.deep(semcmp.same, said, rendered)


def main():
    bad = 0
    with tempfile.TemporaryDirectory() as work:
        names = []
        os.makedirs(work + "/in")

        def put(name, text):
            with open("%s/in/%s" % (work, name), "w", encoding="utf-8") as o:
                o.write(text)
            names.append(name)

        for name, text in cases():
            put(name + "+html.html", text)
            # In a Markdown post a block of HTML ends its element in kramdown: what it reads is the measure (--to html).
            put(name + "+post.md", "---\ntitle: x\n---\nSome *text*.\n\n" + text + "\n\nThe end.\n")
            for place, frame in PLACES.items():
                put("%s+%s.html" % (name, place), frame.replace("%s", text))
        said = subprocess.run([program, "convert", work + "/in", "--to", "html", "-o", work + "/html", "-q", "--front-matter", "none"], capture_output=True)
        assert said.returncode == 0, said.stderr
        for flavour in ("gfm", "commonmark", "kramdown"):
            out = work + "/" + flavour
            subprocess.run([program, "convert", work + "/in", "--to", flavour, "-o", out, "-q", "--front-matter", "none"], stdout=subprocess.DEVNULL)
            jobs = [(work + "/html/" + os.path.splitext(n)[0] + ".html", out + "/" + os.path.splitext(n)[0] + ".md", flavour) for n in names]
            if flavour == "kramdown":
                if subprocess.run(["ruby", "-e", KRAMDOWN] + [j[1] for j in jobs]).returncode:
                    print("kramdown: skipped, needs kramdown and its GFM parser")
                    continue
            with Pool(2) as pool:
                results = pool.map(judge, jobs, chunksize=20)
            wrong = [(n, d) for n, d in zip(names, results) if d is not None]
            for name, difference in wrong[:12]:
                print("%s: %s: %s" % (flavour, name, str(difference)[:400]))
            print("%s: %d of %d hard cases say the same" % (flavour, len(names) - len(wrong), len(names)))
            bad += len(wrong)
    return 1 if bad or not names else 0


sys.exit(main())
