"""Sites of Jekyll made at random: each option that decides where something is published, in combinations that nobody wrote by hand.
`sites(count, seed)` yields `{path: text}`; a text None is a link, told by `(path, target)` under the key `links`."""
import random

PERMALINKS = ["date", "pretty", "none", "ordinal", "weekdate", "/:categories/:title.html", "/:year/:month/:title", "/:categories/:title/", "/p/:slug",
              "/:slugified_categories/:year-:month-:day-:title.html", "/:collection/:path:output_ext", "/blog/:y_day/:short_year/:title.htm", "/:title",
              "/:categories/:name.html", "/:i_month/:i_day/:short_month/:long_day/:title/", "/a//b/:title", "/:year/:week/:title:output_ext", "date/", "/:title/index.html"]
SLUGS = ["hello-world", "Hello World", "央行-要闻", "ÄÖ-ß", "a.b.c", "2nd-2022", "c++", "100%", "x_y", "-lead", "tail-", "Mixed-CASE", "q?a", "émoji-😀", "a&b", "sp  ace", "plus+one", "日本語 タイトル", "dots..", "at@home", "hash#tag"]
CATEGORIES = ["news", "News", "财联社", "a b", "c/d", "x-y", "Ünder", "100%", "C++", "", "tech.web", "“quoted”", "2022"]
ZONES = ["Asia/Shanghai", "America/New_York", "UTC", "Pacific/Auckland", None]
NAMES = ["about.md", "index.md", "index.html", "sub/index.html", "sub/page.md", "sub/index.md", "feed.xml", "robots.txt", "css/main.scss", "css/plain.css", "404.html", "a b/c d.md", "中文/页.md",
         "x.markdown", "y.mkdn", "data.json", "no-ext", "dotted.name.md", ".htaccess", ".hidden/x.md", "_under/x.md", "#hash.md", "~tilde.md", "back~", "vendor/bundle/x.md", "vendor/x.md",
         "node_modules/x.md", "Gemfile", "README.md", "docs/README.md", "assets/img/a.png", "assets/b.PNG", "UPPER.MD", "page.htm", "page.xhtml", "script.js", "tag/x/index.html", "drafts.md", "posts.md", "sitemap.xml", "a%20b.md", "q?.md", "package.json", "sub/_posts.md", "wiki/Home.textile"]


def scalar(r, values):
    return r.choice(values)


def front(r, keys):
    lines = []
    for key, value in keys.items():
        if value is None:
            continue
        if isinstance(value, list):
            lines.append("%s:%s" % (key, "".join("\n- %s" % quoted(v) for v in value) if value else " []"))
        else:
            lines.append("%s: %s" % (key, value))
    return "---\n" + "\n".join(lines) + ("\n" if lines else "") + "---\n"


def quoted(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"')


def maybe(r, share, make):
    return make() if r.random() < share else None


def permalink(r):
    return r.choice(["/own/path/", "/own/path.html", "/own/path", "own-relative", "/dir/file.json", "/:categories/:title/", "/中文/页/", "/a b/c.html", "/x/../y.html", "//double//slash/", "/p.tar.gz", "/:title.html", "/Own/Case.HTML", "/q?x=1", "/%E4%B8%AD/", "/:slug/", "/index.html", "/.dot/x.html"])


def post_keys(r, config):
    keys = {"title": quoted("t%d" % r.randrange(99))}
    day = "2022-%02d-%02d" % (r.randrange(1, 13), r.randrange(1, 29))
    keys["date"] = maybe(r, 0.35, lambda: r.choice([day, day + " 23:30:00", day + " 23:30:00 +0800", day + " 00:10:00 -0500", "2030-01-01 00:00:00 +0000", quoted(day + " 12:00"), day + "T08:00:00Z"]))
    keys["categories"] = maybe(r, 0.4, lambda: r.choice([[c for c in r.sample(CATEGORIES, r.randrange(0, 4))], quoted(" ".join(c for c in r.sample(CATEGORIES, 2)))]))
    keys["category"] = maybe(r, 0.15, lambda: quoted(r.choice(CATEGORIES)))
    keys["tags"] = maybe(r, 0.3, lambda: [t for t in r.sample(["a", "B b", "标签", "x/y"], r.randrange(1, 3))])
    keys["permalink"] = maybe(r, 0.12, lambda: quoted(permalink(r)))
    keys["slug"] = maybe(r, 0.1, lambda: quoted(r.choice(SLUGS)))
    keys["published"] = maybe(r, 0.08, lambda: r.choice(["false", "true", "no", '"false"', "~"]))
    keys["hidden"] = maybe(r, 0.05, lambda: r.choice(["true", "false"]))
    keys["redirect_from"] = maybe(r, 0.12, lambda: r.choice([["/old/%d" % r.randrange(9), "/old/x.html"], quoted("/older/"), quoted("/öld/中/"), quoted("rel/old")]))
    keys["layout"] = maybe(r, 0.3, lambda: "post")
    return keys


def page_keys(r):
    return {"title": maybe(r, 0.7, lambda: quoted("page")), "permalink": maybe(r, 0.3, lambda: quoted(permalink(r))),
            "published": maybe(r, 0.08, lambda: r.choice(["false", "true"])), "redirect_from": maybe(r, 0.12, lambda: ["/old-page/", "/old-page.html"]),
            "layout": maybe(r, 0.3, lambda: r.choice(["default", "null"])), "pagination": maybe(r, 0.05, lambda: "{enabled: true}")}


def site(r):
    files, links = {}, []
    plugins = [p for p in ["jekyll-redirect-from", "jekyll-feed", "jekyll-sitemap", "jekyll-paginate", "jekyll-archives", "jekyll-optional-front-matter", "jekyll-readme-index"] if r.random() < 0.3]
    source = r.choice(["", "", "", "", "src", "docs/site"])
    above = r.choice(["", "", "", "", "content"])
    config = ["title: x", "url: https://example.com"]
    config.append("baseurl: %s" % quoted(r.choice(["", "/base", "/b/c", "base"])))
    if r.random() < 0.8:
        config.append("permalink: %s" % quoted(r.choice(PERMALINKS)))
    zone = r.choice(ZONES)
    if zone:
        config.append("timezone: " + zone)
    for key, share in (("future", 0.2), ("unpublished", 0.15), ("show_drafts", 0.25), ("strict_front_matter", 0.2), ("lsi", 0.02)):
        if r.random() < share:
            config.append("%s: %s" % (key, r.choice(["true", "false"])))
    if r.random() < 0.2:
        config.append("limit_posts: %d" % r.randrange(0, 5))
    if plugins:
        config.append("plugins: [%s]" % ", ".join(plugins))
    if source:
        config.append("source: " + source + r.choice(["", "/"]))
    if above:
        config.append("collections_dir: " + above + r.choice(["", "/"]) if r.random() < 0.3 else "collections_dir: " + above)
    if r.random() < 0.3:
        config.append("include: [%s]" % ", ".join(quoted(x) for x in r.sample([".htaccess", "_under", "_pages", "vendor/x.md", "*.hidden", ".well-known", "_under/x.md", "sub/"], r.randrange(1, 3))))
    if r.random() < 0.4:
        config.append("exclude: [%s]" % ", ".join(quoted(x) for x in r.sample(["sub", "*.json", "docs/", "**/b.PNG", "README.md", "assets/**", "a?b", "/css", "about.md", "*.htm", "sub/*.md", "中文", "_recipes/one.md", "_posts/2022-0*", "node_modules", "tag/"], r.randrange(1, 4))))
    if r.random() < 0.15:
        config.append("markdown_ext: " + quoted(r.choice(["md", "md,markdown,x", "mkdn,txt"])))
    if r.random() < 0.15:
        config.append("keep_files: [old]")
    if "jekyll-paginate" in plugins:
        config.append("paginate: %d" % r.randrange(1, 4))
        if r.random() < 0.5:
            config.append("paginate_path: %s" % quoted(r.choice(["/page:num", "/sub/page/:num/", "/blog/p:num", "page:num/", "/sub/page:num"])))
    if "jekyll-archives" in plugins:
        config.append("jekyll-archives:\n  enabled: %s" % r.choice(["all", "[tags]", "[categories, year]", "[month, day, year]", "true"]))
        if r.random() < 0.5:
            config.append("  permalinks: {tag: '/t/:name/', category: '/c/:name.html', year: '/y/:year/'}")
    collections = []
    if r.random() < 0.5:
        config.append("collections:")
        for label in r.sample(["recipes", "docs", "人物", "posts"], r.randrange(1, 3)):
            collections.append(label)
            config.append("  %s:\n    output: %s" % (label, r.choice(["true", "true", "false"])))
            if r.random() < 0.5:
                config.append("    permalink: %s" % quoted(r.choice(["/:collection/:name", "/:path/", "/:collection/:title:output_ext", "/r/:slug.html", "/:categories/:name/", "/:year/:title/", "pretty", "/:collection/:path.html"])))
    if r.random() < 0.4:
        config.append("defaults:")
        for _ in range(r.randrange(1, 4)):
            path = r.choice(["", "_posts", "sub", "_posts/2022-0*", "**/*.md", "about.md", "_recipes", "中文", "sub/_posts", "_drafts"])
            kind = r.choice([None, "posts", "pages", "drafts", "recipes", "docs"])
            config.append("- scope: {path: %s%s}\n  values:" % (quoted(path), ", type: %s" % kind if kind else ""))
            for _ in range(r.randrange(1, 3)):
                config.append("    " + r.choice(["permalink: /d/:title/", "permalink: /:categories/:title.html", "published: false", "category: def", "categories: [d1, d2]", "layout: post", "slug: fixed", "redirect_from: /from-default/", "date: 2021-05-05", "hidden: true", "permalink: pretty", "tags: [deft]"]))
    files["_config.yml"] = "\n".join(config) + "\n"
    below = source + "/" if source else ""
    root = below + (above + "/" if above else "")
    for folder in ["_posts"] + r.sample(["sub/_posts", "cat/Sub Cat/_posts", "_posts/nested", "中文/_posts", "_drafts", "sub/_drafts"], r.randrange(0, 4)):
        for _ in range(r.randrange(1, 4)):
            day = "2022-%02d-%02d" % (r.randrange(1, 13), r.randrange(1, 29))
            if r.random() < 0.08:
                day = r.choice(["2022-1-2", "22-01-02", "2030-02-03", "2022-02-30"])
            name = (r.choice(SLUGS) if folder.endswith("_drafts") and r.random() < 0.7 else day + "-" + r.choice(SLUGS)) + r.choice([".md", ".md", ".md", ".html", ".markdown", ".textile", ".txt", ".MD"])
            if r.random() < 0.05:
                name = r.choice(["no-date.md", "2022-01-01.md", day + "-x", "." + name, "_" + name, name + "~"])
            # What may lie in a folder that has its own place.
            files[root + folder + "/" + name.replace("/", "-")] = (front(r, post_keys(r, config)) if r.random() < 0.95 else "") + "Text.\n"
    for name in r.sample(NAMES, r.randrange(2, 12)):
        files[below + name] = (front(r, page_keys(r)) if r.random() < 0.7 else "") + ("body { a: b }\n" if "css" in name else "Text.\n")
    for label in collections:
        if label == "posts":
            continue
        for name in r.sample(["one.md", "Two Words.md", "sub/three.html", "2022-03-04-dated.md", "four.txt", "中文.md", "img/pic.png", "five.yml", "_six.md", ".seven.md", "index.md", "eight.MD"], r.randrange(1, 6)):
            keys = post_keys(r, config) if r.random() < 0.5 else page_keys(r)
            files[root + "_" + label + "/" + name] = (front(r, keys) if r.random() < 0.8 else "") + "Text.\n"
    if r.random() < 0.1 and below + "about.md" in files:
        links.append((below + "linked.md", "about.md"))
    return files, links


def sites(count, seed):
    for number in range(count):
        r = random.Random("%s-%d" % (seed, number))
        yield site(r)
