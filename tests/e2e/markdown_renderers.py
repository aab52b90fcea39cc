#!/usr/bin/python3
"""Renderers that other people wrote say of galley's Markdown what cmark-gfm says: md4c's own HTML renderer, and npm's commonmark and
markdown-it (`npm install --prefix build/oracles commonmark markdown-it`, or where GALLEY_NODE_MODULES says; left out where they are not).

    markdown_renderers.py BUILD_FOLDER [--all] [-v]

The Markdown is that of the sample corpora's HTML posts, one of eight unless --all, and of generated documents; what each renderer makes of it is
compared with the post by semcmp.py. markdown-it is asked to leave URLs as they are: it encodes them, and refuses some.

npm's two must say all the same of the flavour `commonmark`. Not of `gfm`: markdown-it reads emphasis in bare URLs that cmark-gfm links. md4c cuts
spaces from the line ends of HTML blocks, reads some nested delimiter runs otherwise, and links addresses within links."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from multiprocessing import Pool

root = os.environ.get("GALLEY_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
shared = os.path.join(root, "../shared")
modules = os.path.abspath(os.environ.get("GALLEY_NODE_MODULES") or os.environ.get("GALLEY_ROOT", ".") + "/build/oracles/node_modules")
sys.path[:0] = [shared + "/tools", os.path.join(os.path.dirname(os.path.abspath(__file__)), "../oracles")]
try:
    import html5lib_standard
    import semcmp
    import generate_html
except ImportError as e:
    print("skipped: needs semcmp.py and html5lib (%s)" % e)
    sys.exit(77)

AT_LEAST = {("commonmark", "commonmark"): 100, ("commonmark", "markdown-it"): 100, ("gfm", "markdown-it"): 99.5,
            ("commonmark", "md4c"): 92, ("gfm", "md4c"): 88}  # per cent
NODE = """const fs = require('fs'), [modules, which, gfm, ...files] = process.argv.slice(2);
let render;
if (which === 'commonmark') {
  const c = require(modules + '/commonmark'), reader = new c.Parser(), writer = new c.HtmlRenderer();
  render = text => writer.render(reader.parse(text));
} else {
  const md = gfm === 'gfm' ? require(modules + '/markdown-it')({html: true}) : require(modules + '/markdown-it')('commonmark');
  md.normalizeLink = md.normalizeLinkText = url => url;
  md.validateLink = () => true;
  render = text => md.render(text);
}
for (const file of files) fs.writeFileSync(file + '.' + which + '.html', render(fs.readFileSync(file, 'utf8')));"""


def inputs(folder, step):
    for corpus in ("rails-weblog", "ruby-lang-html"):
        below = os.path.join(shared, "corpus", corpus)
        for name in sorted(os.listdir(below) if os.path.isdir(below) else [])[::step]:
            if name.endswith(".html"):
                with open(os.path.join(below, name), encoding="utf-8") as f, open(os.path.join(folder, name), "w", encoding="utf-8") as o:
                    o.write(re.sub(r"\A---\n.*?\n---\n", "", f.read(), flags=re.S))
    for i in range(200):
        with open("%s/generated-%d.html" % (folder, i), "w", encoding="utf-8") as o:
            o.write(generate_html.document(50000 + i))
    return sorted(os.listdir(folder))


def by_md4c(tool, flavour, files):
    texts = [open(f, "rb").read() for f in files]
    asked = b"".join(b"%d\n%s" % (len(t), t) for t in texts)
    answers = subprocess.run([tool] + ["gfm"] * (flavour == "gfm"), input=asked, capture_output=True, check=True).stdout
    at = 0
    for f in files:
        end = answers.index(b"\n", at)
        size = int(answers[at:end])
        with open(f + ".md4c.html", "wb") as o:
            o.write(answers[end + 1:end + 1 + size])
        at = end + 1 + size


FOLD = semcmp.fold


def without_edges(runs, pre):
    """As FOLD, without wide and no-break spaces at a block's edges: JavaScript's trim(), which both use, takes them."""
    out = FOLD(runs, pre)
    while not pre and out and out[0][0].strip(semcmp.EDGE) != out[0][0].rstrip(semcmp.EDGE):
        out[:1] = [(out[0][0].lstrip(semcmp.EDGE), out[0][1])]
    while not pre and out and out[-1][0] != out[-1][0].rstrip(semcmp.EDGE):
        text = out.pop()
        out += [(text[0].rstrip(semcmp.EDGE), text[1])] if text[0].strip(semcmp.EDGE) else []
    return [x for x in out if x[0]]


def judge(job):
    html, rendered = job
    semcmp.fold = FOLD if rendered.endswith(".md4c.html") else without_edges
    with open(html, encoding="utf-8") as a, open(rendered, encoding="utf-8", errors="replace") as b:
        said, read = a.read(), b.read()
    if rendered.endswith(".md4c.html"):  # which writes the tabs that code begins with as spaces
        said, read = (re.sub(r"(?m)(^|>)[ \t]+", lambda m: m[0].expandtabs(4), x) for x in (said, read))
    if rendered.endswith(".commonmark.html"):  # which encodes a percent sign that encodes nothing (Liquid in a URL)
        said, read = said.replace("%25", "%"), read.replace("%25", "%")
    return semcmp.deep(semcmp.same, said, read)


def main():
    build = sys.argv[1]
    node = [m for m in ("commonmark", "markdown-it") if shutil.which("node") and os.path.isdir(os.path.join(modules, m))]
    bad = 0
    with tempfile.TemporaryDirectory() as work:
        os.mkdir(work + "/in")
        names = inputs(work + "/in", 1 if "--all" in sys.argv else 8)
        with open(work + "/render.js", "w") as o:
            o.write(NODE)
        for flavour in ("commonmark", "gfm"):
            out = work + "/" + flavour
            for i in range(0, len(names), 500):
                subprocess.run([build + "/convert_html", "--to", flavour, out] + [work + "/in/" + n for n in names[i:i + 500]], check=True)
            files = [out + "/" + n[:-5] + ".md" for n in names]
            by_md4c(build + "/render_md4c", flavour, files)
            for which in node:
                if which == "commonmark" and flavour == "gfm":
                    continue
                for i in range(0, len(files), 500):
                    subprocess.run(["node", work + "/render.js", modules, which, flavour] + files[i:i + 500], check=True)
            for which in ["md4c"] + node:
                judged = [(n, f) for n, f in zip(names, files) if os.path.exists("%s.%s.html" % (f, which))]
                if which == "markdown-it" and flavour == "gfm":  # which has no task lists
                    judged = [(n, f) for n, f in judged if not re.search(r"\[[ x]\]|<input", open(f, encoding="utf-8").read())]
                if not judged:
                    continue
                with Pool(2) as pool:
                    results = pool.map(judge, [(work + "/in/" + n, "%s.%s.html" % (f, which)) for n, f in judged], chunksize=20)
                wrong = [(n, d) for (n, _), d in zip(judged, results) if d is not None]
                for n, d in wrong[:None if "-v" in sys.argv else 5]:
                    print("%s by %s: %s: %s" % (flavour, which, n, str(d)[:400]))
                print("%s by %s: %d of %d say the same" % (flavour, which, len(judged) - len(wrong), len(judged)))
                bad += 100 * (len(judged) - len(wrong)) < AT_LEAST[flavour, which] * len(judged)
    return 1 if bad else 0


sys.exit(main())
