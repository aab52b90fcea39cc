#!/usr/bin/python3
"""Hexo and Eleventy, as npm has them, read converted posts: titles, dates, terms, addresses and drafts as the posts say.
`npm install --prefix build/oracles hexo@6 hexo-renderer-marked @11ty/eleventy@2` brings them; GALLEY_NODE_MODULES names another folder."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

program = os.environ["GALLEY_BIN"]
modules = os.environ.get("GALLEY_NODE_MODULES") or os.environ.get("GALLEY_ROOT", ".") + "/build/oracles/node_modules"
if not shutil.which("node") or not all(os.path.isdir(os.path.join(modules, m)) for m in ("hexo", "hexo-renderer-marked", "@11ty/eleventy")):
    print("skipped: needs node, and npm install --prefix build/oracles hexo@6 hexo-renderer-marked @11ty/eleventy@2")
    sys.exit(77)
wrong = []


def check(what, got, want):
    if got != want:
        wrong.append("%s: %r, and should be %r" % (what, got, want))


POSTS = {
    "_posts/2022-06-10-plain.md": "---\ntitle: \"中文: 标题 #1\"\ndate: 2022-06-10 08:00:00 +0800\ncategories: 新闻 市场\ntags: a b\n---\nx\n",
    "_posts/2022-06-11-draft.md": "---\ntitle: 'yes'\npublished: false\n---\nx\n",
    "_posts/2022-06-12-moved.html": "---\ntitle: 2022-06-12\npermalink: /old/:year/:title\nlast_modified_at: 2023-01-02 03:04:05 +0800\n---\n<p>x\n",
    "news/_posts/2022-06-15-deep.md": "---\ntitle: deep\nmap: {k: [1, '2', {x: null}], 3: 0x10}\ntime: '1:30'\n---\nx\n",
    "_drafts/idea.md": "---\ntitle: idea\n---\nx\n",
}
HEXO = """
const Hexo = require(process.argv[3] + '/hexo');
(async () => {
  const hexo = new Hexo(process.argv[2], {silent: true});
  await hexo.init(); await hexo.load();
  console.log(JSON.stringify(hexo.locals.get('posts').map(p => ({title: p.title, date: p.date.toISOString(), updated: p.updated.toISOString(),
    path: p.path, tags: p.tags.map(t => t.name), categories: p.categories.map(c => c.name), time: p.time, map: p.map}))));
  await hexo.exit();
})();
"""
ELEVENTY = """
import(process.argv[2] + '/@11ty/eleventy/src/Eleventy.js').then(async ({default: Eleventy}) => {
  const e = new Eleventy('in', 'out', {quietMode: true});
  await e.init(); await e.write();
});
"""
LIST = """module.exports = class { data() { return {permalink: '/all.json', eleventyExcludeFromCollections: true}; }
render(d) { return JSON.stringify(d.collections.all.map(p => ({url: p.url, title: p.data.title, date: p.date, tags: p.data.tags,
  categories: p.data.categories, time: p.data.time, map: p.data.map}))); } };"""


def by_title(pages):
    return {p["title"]: p for p in pages}


with tempfile.TemporaryDirectory() as work:
    for name, text in POSTS.items():
        os.makedirs(os.path.dirname("%s/site/%s" % (work, name)), exist_ok=True)
        with open("%s/site/%s" % (work, name), "w") as f:
            f.write(text)
    with open(work + "/site/_config.yml", "w") as f:
        f.write("timezone: Asia/Shanghai\n")
    for preset, out in (("hexo", "hexo/source"), ("eleventy", "in")):
        run = subprocess.run([program, "convert", "site", "--to", "markdown", "--front-matter", preset, "-o", out], cwd=work, capture_output=True)
        check(preset, run.returncode, 0)

    with open(work + "/hexo/_config.yml", "w") as f:
        f.write("url: https://x.example\ntimezone: Asia/Shanghai\nnew_post_name: :year-:month-:day-:title.md\npermalink: :year/:month/:title/\n")
    with open(work + "/hexo/package.json", "w") as f:
        f.write('{"name": "x", "version": "0.0.0", "hexo": {"version": "6.0.0"}, "dependencies": {"hexo-renderer-marked": "*"}}')
    os.symlink(os.path.abspath(modules), work + "/hexo/node_modules")
    with open(work + "/hexo.js", "w") as f:
        f.write(HEXO)
    run = subprocess.run(["node", "hexo.js", work + "/hexo", os.path.abspath(modules)], cwd=work, capture_output=True, timeout=120,
                         env=dict(os.environ, TZ="America/New_York"))
    pages = by_title(json.loads(run.stdout or "[]"))
    check("hexo: what is published", sorted(pages), sorted(["中文: 标题 #1", "2022-06-12", "deep"]))
    if not wrong:
        p = pages["中文: 标题 #1"]
        check("hexo: plain", (p["date"], p["tags"], p["categories"]), ("2022-06-10T00:00:00.000Z", ["a", "b"], ["新闻", "市场"]))
        p = pages["2022-06-12"]
        check("hexo: moved", (p["path"].lstrip("/"), p["updated"]), ("old/2022/moved.html", "2023-01-01T19:04:05.000Z"))
        p = pages["deep"]
        check("hexo: types", (p["map"], p["time"], p["categories"]), ({"3": 16, "k": [1, "2", {"x": None}]}, "1:30", ["news"]))
        check("hexo: slug", p["path"], "2022/06/deep/")

    with open(work + "/in/all.11ty.js", "w") as f:
        f.write(LIST)
    with open(work + "/eleventy.js", "w") as f:
        f.write(ELEVENTY)
    run = subprocess.run(["node", "eleventy.js", os.path.abspath(modules)], cwd=work, capture_output=True, timeout=120)
    if not os.path.exists(work + "/out/all.json"):
        wrong.append("eleventy does not build: " + (run.stdout + run.stderr).decode()[-2000:])
    else:
        pages = by_title(json.load(open(work + "/out/all.json")))
        check("eleventy: what is published", sorted(pages), sorted(["中文: 标题 #1", "2022-06-12", "deep"]))
        p = pages["中文: 标题 #1"]
        check("eleventy: plain", (p["date"], p["tags"], p["categories"], p["url"]),
              ("2022-06-10T00:00:00.000Z", ["a", "b", "新闻", "市场"], ["新闻", "市场"], "/posts/2022-06-10-plain/"))
        check("eleventy: moved", pages["2022-06-12"]["url"], "/old/2022/moved.html")
        check("eleventy: types", (pages["deep"]["map"], pages["deep"]["time"]), ({"3": 16, "k": [1, "2", {"x": None}]}, "1:30"))
        written = sorted(os.path.relpath(os.path.join(f, n), work + "/out") for f, _, ns in os.walk(work + "/out") for n in ns)
        check("eleventy: no page of a draft", written, ["all.json", "news/posts/2022-06-15-deep/index.html", "old/2022/moved.html",
                                                        "posts/2022-06-10-plain/index.html"])
print("\n".join(wrong))
print("%d faults" % len(wrong))
sys.exit(bool(wrong))
