#!/usr/bin/python3
"""Hugo builds a site from converted posts, and has titles, dates, tags, categories, aliases, addresses and drafts as the
posts say. Its templates print what it read as JSON, so nothing of it is guessed here."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

program = os.environ["GALLEY_BIN"]
if not shutil.which("hugo"):
    print("skipped: hugo is not installed (Debian's package of that name)")
    sys.exit(77)
wrong = []


def check(what, got, want):
    if got != want:
        wrong.append("%s: %r, and should be %r" % (what, got, want))


POSTS = {
    "_posts/2022-06-10-plain.md": '---\nlayout: post\ntitle: "中文: 标题 #1"\ndate: 2022-06-10 08:00:00 +0800\ncategories: 新闻 市场\n'
                                  "tags: a b, c\nauthor: 张三\nweight_kg: 1.50\n---\n<p>甲<b>（一）。</b>乙\n",
    "_posts/2022-06-11-draft.md": "---\ntitle: 'yes'\npublished: false\n---\nx\n",
    "_posts/2022-06-12-moved.html": "---\ntitle: 2022-06-12\npermalink: /old/:year/:title/\nredirect_from:\n  - /a/b.html\n  - /c/\n"
                                    "last_modified_at: 2023-01-02 03:04:05 +0800\nexcerpt: \"first\\nsecond line\"\nurl: https://x.example/y\n---\n<p>x\n",
    "_posts/2022-06-13-bare.md": "no front matter, **bold**\n",
    "_posts/2022-06-14-odd.md": "---\ntitle: \"a \\\"b\\\" 'c' \\\\ \\t e\"\ndate: 2022-06-14\nmap: {k: [1, '2', {x: null}], 3: 0x10}\nbig: 123456789012345678901234567890\n"
                                "on: off\ntime: '1:30'\nempty: ''\nnone:\nlong: |\n  line one\n    indented\n\n  three\nfalse_text: 'false'\n---\nx\n",
    "news/_posts/2022-06-15-deep.md": "---\ntitle: deep\ncategory: a b\ntags: [x y, z]\n---\nx\n",
    "_drafts/idea.md": "---\ntitle: idea\n---\nx\n",
}
SINGLE = ('{{ dict "title" .Title "date" (.Date.Format "2006-01-02T15:04:05Z07:00") "lastmod" (.Lastmod.Format "2006-01-02T15:04:05Z07:00")'
          ' "tags" .Params.tags "categories" .Params.categories "aliases" .Aliases "draft" .Draft "url" .RelPermalink "slug" .Slug'
          ' "summary" (.Params.summary) "params" .Params "plain" (trim .Plain " \\n") | jsonify }}')

with tempfile.TemporaryDirectory() as work:
    for name, text in POSTS.items():
        os.makedirs(os.path.dirname("%s/site/%s" % (work, name)), exist_ok=True)
        with open("%s/site/%s" % (work, name), "w") as f:
            f.write(text)
    with open(work + "/site/_config.yml", "w") as f:
        f.write("timezone: Asia/Shanghai\n")
    os.makedirs(work + "/hugo/layouts/_default")
    run = subprocess.run([program, "convert", "site", "--to", "markdown", "--front-matter", "hugo", "-o", "hugo/content"], cwd=work,
                         capture_output=True)
    check("status", (run.returncode, b"comments" in run.stderr), (0, False))
    check("what has another name is told", b"1 post: `url` means something else to hugo" in run.stderr, True)
    with open(work + "/hugo/layouts/_default/single.html", "w") as f:
        f.write(SINGLE)
    with open(work + "/hugo/config.yaml", "w") as f:
        f.write("baseURL: https://x.example/\ntimeZone: Asia/Shanghai\ndisableKinds: [home, section, taxonomy, term, RSS, sitemap, robotsTXT, '404']\n")
    for drafts in ([], ["-D"]):
        built = subprocess.run(["hugo", "-s", "hugo", "-d", work + "/public", "--cleanDestinationDir", *drafts], cwd=work, capture_output=True)
        if built.returncode != 0:
            print("hugo does not build:\n" + (built.stdout + built.stderr).decode()[-3000:])
            sys.exit(1)
        pages = {}
        for folder, _, names in os.walk(work + "/public"):
            for name in names:
                if name.endswith(".html"):
                    text = open(os.path.join(folder, name)).read()
                    if text.startswith("{"):
                        page = json.loads(text)
                        pages[page["title"]] = page
        if not drafts:
            check("drafts are left out", {"yes", "idea"} & set(pages), set())
    check("all are there", sorted(pages), sorted(["中文: 标题 #1", "yes", "2022-06-12", "Bare", "a \"b\" 'c' \\ \t e", "deep", "idea"]))
    p = pages["中文: 标题 #1"]
    check("date", p["date"], "2022-06-10T08:00:00+08:00")
    check("terms", (p["tags"], p["categories"]), (["a", "b,", "c"], ["新闻", "市场"]))
    check("other keys", (p["params"]["author"], p["params"]["weight_kg"]), ("张三", 1.5))
    check("text", p["plain"], "甲（一）。乙")
    check("slug", (p["slug"], p["url"]), ("plain", "/posts/plain/"))
    check("drafts", (pages["yes"]["draft"], pages["idea"]["draft"], p["draft"]), (True, True, False))
    check("the date of a name", pages["yes"]["date"], "2022-06-11T00:00:00+08:00")
    p = pages["2022-06-12"]
    check("address", p["url"], "/old/2022/moved/")
    check("aliases", p["aliases"], ["/a/b.html", "/c/"])
    check("an alias is a page", "old/2022/moved/" in open(work + "/public/a/b.html").read(), True)
    check("lastmod", p["lastmod"], "2023-01-02T03:04:05+08:00")
    check("excerpt", p["summary"], "first\nsecond line")
    check("what meant something else", p["params"]["jekyll_url"], "https://x.example/y")
    p = pages["a \"b\" 'c' \\ \t e"]["params"]
    check("types", (p["map"], p["time"], p["empty"], p["none"], p["false_text"], p["long"]),
          ({"k": [1, "2", {"x": None}], "3": 16}, "1:30", "", None, "false", "line one\n  indented\n\nthree\n"))
    p = pages["deep"]
    check("a category above _posts", (p["categories"], p["tags"]), (["news", "a b"], ["x y", "z"]))
print("\n".join(wrong))
print("%d faults" % len(wrong))
sys.exit(bool(wrong))
