#!/usr/bin/python3
"""The `url` of a post in JSON is the one that Jekyll gives it: every placeholder, the styles by name, categories, slugs in
Chinese and with odd characters, and dates at the edge of a zone's day."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

program = os.environ["GALLEY_BIN"]
if not shutil.which("jekyll"):
    print("skipped: needs Jekyll")
    sys.exit(77)
TEMPLATES = ["/:year/:month/:day/:title.html", "/:categories/:title/", "/a/:i_month-:i_day/:short_year/:title:output_ext", "/:y_day/:slug",
             "/:short_month/:long_month/:short_day/:long_day/:w_day/:title", "/:w_year/:week/:title", "/:hour/:minute/:second/:title",
             "plain", "/中文/:title/", "/:slugified_categories//x/:title", "/:collection/:name/:title", "/fixed file #1.html", "/:year_:title/", "/a/:title.xml"]
NAMES = [("2022-06-10-simple.md", "date: 2022-06-10 23:30:00 -0500"), ("2020-12-31-Year End.md", "categories: News 'a b' 中文"),
         ("2021-01-03-中文-标题，好.md", "category: Hello World"), ("2016-02-29-a.b_c~d!e.html", "categories: [A, b, A]"),
         ("2022-01-01-x--y.md", "slug: Own Slug 好"), ("2022-06-10-two.words-UP.md", "date: 2022-06-10 00:30:00\ncategories: a/b")]
LIST = "---\n---\n{% for p in site.posts %}{{ p.path }}\t{{ p.url }}\n{% endfor %}"
wrong = []
seen = 0
with tempfile.TemporaryDirectory() as top:
    for style in ("date", "pretty", "ordinal", "weekdate", "none", "/b/:categories/:title:output_ext"):
        site = "%s/%d" % (top, len(os.listdir(top)))
        os.makedirs(site + "/_posts")
        os.makedirs(site + "/deep/er/_posts")
        with open(site + "/_config.yml", "w") as f:
            f.write("permalink: %s\ntimezone: Asia/Shanghai\nurl: https://x.example\nbaseurl: /base\n" % style)
        with open(site + "/list.txt", "w") as f:
            f.write(LIST)
        templates = [""] + (TEMPLATES if style == "date" else [])
        for t, template in enumerate(templates):
            for n, (name, more) in enumerate(NAMES):
                folder = "deep/er/_posts" if n == 4 else "_posts"
                with open("%s/%s/%s" % (site, folder, name.replace(".md", "-%d.md" % t).replace(".html", "-%d.html" % t)), "w") as f:
                    f.write("---\n%s\n%s---\nx\n" % (more, "permalink: '%s'\n" % template if template else ""))
        built = subprocess.run(["jekyll", "build", "--safe", "-q", "--disable-disk-cache", "-s", site, "-d", site + "/_site"], capture_output=True)
        want = dict(line.split("\t") for line in open(site + "/_site/list.txt").read().splitlines() if line)
        got = subprocess.run([program, "convert", site, "--to", "json", "--fields", "path,url", "-o", "-"], capture_output=True)
        for line in got.stdout.decode().splitlines():
            post = json.loads(line)
            path = os.path.relpath(post["path"], site)
            if path not in want:
                continue
            seen += 1
            url = post["url"] or ""
            if url != "https://x.example/base" + want[path]:
                wrong.append("%s: %s: %s, and Jekyll %s" % (style, path, url, want[path]))
print("\n".join(wrong[:20]))
print("%d posts, %d faults" % (seen, len(wrong)))
sys.exit(bool(wrong) or seen < 80)
