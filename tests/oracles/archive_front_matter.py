"""Defects of front matter and dates, and what only looks like one: data of generate_archive.py, which tells what it means."""

TITLE = "央行：稳字当头"
LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join("%s: &%s [%s]\n" % (k, k, ", ".join(["*" + p] * 10)) for p, k in zip("abcdefg", "bcdefgh"))


def title(*values):
    return [("title", v) for v in values]


def date(*values):
    return [("date", v) for v in values]


def front(*values):
    return [("front", v) for v in values]


def name(*values):
    return [("name", v) for v in values]


def opening(*values):
    return [("open", v) for v in values]


def closing(*values):
    return [("close", v) for v in values]


def terms(key, *values):
    return [(key, v) for v in values]


BAD = {
    "FM001": [("raw", "<p>要闻。</p>\n"), ("raw", "+++\ntitle = \"要闻\"\n+++\n要闻。\n"), ("raw", "title: 要闻\n---\n要闻。\n"), ("raw", "----\ntitle: 要闻\n----\n要闻。\n"),
              ("raw", "---title: 要闻\n---\n要闻。\n"), ("raw", "# 要闻\n\n要闻。\n")],
    "FM002": closing("", " ---\n", "----\n", "—--\n", "-- -\n", "--- 完\n"),
    "FM003": title("\"央行：«稳»字当头\"不变\"".replace("«稳»", "\"稳"), "'it«'»s fine'".replace("«'»", "'"), "央行: 稳字当头: 不变", "«\"»央行", "«@»央行", "«`»央行`", "«%»央行", "[央行", "{央行", "*央行", "\"a\" 与 \"b\"", "a b«:» c",
                   "\"路径 \\d\"") + front("author:\n\tname: 张三", "没有冒号的一行", "author: \"张三", "  indented: x", "description: 说明: 其二", "tags2: [a, b", "- item"),
    "FM004": front("title: 另一个标题", "\"title\": 另一个标题", "author:\n  name: 张三\n  name: 李四", "layout: page", "'date': 2022-06-10 08:00:00 +0800", "x: {a: 1, b: 2, a: 3}"),
    "FM005": [("no", "title")],
    "FM006": title("«\"\"»", "", "«~»", "«null»", "«'  '»", "«\"\\u3000\"»", "«\"\\u200b\"»") + date("", "«+0800»", "«\"\"»", "«Z»", "«~»", "«'+08:00'»", "«UTC»"),
    "FM007": title("«20220610»", "«[央行, 稳]»", "{央行: 稳}", "«2022-06-10»", "«3.14»", "«true»", "\n  - 央行\n  - 稳") + front("published: «\"no\"»", "published: 也许", "published: 0") +
             terms("tags", "{财经: 新闻}", "\n  财经: 新闻"),
    "FM008": title("«no»", "«yes»", "«on»", "«Off»", "«010»", "«12:30:45»", "«1.10»", "«1_000»", "«0x1F»", "«1e3»") + front("author: «no»", "slug: «1.10»", "description: «off»") +
             terms("tags", "[财经, «on»]", "\n- 财经\n- «no»", "[\"2020\", «010»]"),
    "FM009": front("«catagories»: emnews", "«tilte»: 另一个", "«tgas»: [财经]", "«permalnk»: /a/", "«autor»: 张三", "«publised»: true", "«catgories»: [财经]", "«descripton»: 说明"),
    "FM011": opening("\n---\n", " ---\n", "\n\n\n---\n", "<!-- 说明 -->\n---\n", "\u200b---\n", "\u3000---\n", "\t---\n", "\ufeff\u200b---\n".replace("\ufeff", "")),
    "FM012": terms("categories", "caijing xinwen", "\"caijing xinwen\"") + terms("tags", "财经 新闻", "财经 新闻 要闻", "machine learning"),
    "FM013": terms("tags", "[财经, 新闻, «财经»]", "\n- 财经\n- 新闻\n- «财经»", "[\"财经\", «'财经'»]") + terms("categories", "[caijing, «caijing»]"),
    "FM015": title('"上交所：科创板 &amp; 期权获批"', '"<b>要闻</b>速递"', '" 要闻"', '"要闻 "', '"要闻\\u0007速递"', '"要闻&#39;速递"', '"&quot;要闻&quot;"', '"要闻<br>速递"', '"要闻&nbsp;速递"', "'　要闻'", '"要闻\\t"'),
    "FM016": front("x: !ruby/object:Gem::Installer {}", "x: !ruby/object:Object\n  y: 1", "x: !!python/object/apply:os.system [id]", "x: !ruby/regexp /a/", "x: !ruby/struct:X {a: 1}") + [("front", LAUGHS.rstrip("\n"))],
    "FM017": terms("categories", "\"财经#要闻\"", "[\"财经?要闻\"]", "\"100%\"", "[财经/要闻]") + front("permalink: /财经?要闻/", "permalink: \"/a#b/\"", "slug: \"a?b\"", "slug: a/b", "slug: \"100%\""),
    "DT001": date("«2022-02-30 10:00:00 +0800»", "«2022-06-10 25:10:00 +0800»", "«tuesday»", "«2022-13-01 10:00:00 +0800»", "«2022-06-31»", "«2022-06-10 10:61:00 +0800»", "«2022-06-10 10:00:00 +2500»", "«not a date»",
                  "2021-02-29 10:00:00 +0800", "2022年13月45日", "2022-00-10 10:00:00 +0800"),
    "DT002": date("2022-06-10 10:20:30", "2022-06-10T10:20:30", "2022-06-10 10:20", "\"2022-06-10 10:20:30\"", "2022-06-10 10:20:30.5"),
    "DT003": date("2019-03-07 10:00:00 +0800", "2022-06-11 00:00:01 +0800", "2022-06-10 20:00:00 +0000", "2022-06-09", "2022-06-10 23:00:00 -0500", "2022-06-09T10:00:00Z"),
    "DT004": name("-20220610.md", "20220610-a.md", "2022-06-10.md", "a.md", "2022_06_10_a.md", "June-10-a.md", "2022-06-10a.md", "10-06-2022-a.md"),
    "DT005": [("date name", ("2199-01-02 10:00:00 +0800", "2199-01-02-a.md")), ("date name", ("2199-01-02", "2199-01-02-b.md")), ("date name", (None, "2199-01-02-c.md"))],
    "DT006": [("date name", ("1970-01-01 08:00:00 +0800", "1970-01-01-a.md")), ("date name", ("1899-12-31 10:00:00 +0800", "1899-12-31-b.md")), ("date name", ("1970-01-01", "1970-01-01-c.md")),
              ("date name", (None, "1970-01-01-d.md")), ("date name", ("0001-01-01 10:00:00 +0800", "0001-01-01-e.md"))],
    "DT007": date("2022-06-10 10:20:30 +0000", "2022-06-10 10:20:30 -0500", "2022-06-10 10:20:30 +0900", "2022-06-10T10:20:30Z", "2022-06-10 10:20:30 UTC"),
    "DT008": date("2022-06-10T10:20:30+08:00", "2022/06/10 10:20:30 +0800", "2022-6-10 10:20:30 +0800", "2022-06-10 10:20:30 +08:00", "\"June 10, 2022 10:20:30 +0800\"", "2022-06-10 10:20 +0800"),
    "DT009": front("last_modified_at: 2021-01-01 10:00:00 +0800", "updated: 2022-06-09", "modified: \"2020-02-02 10:00:00 +0800\"", "last_modified_at: 2022-06-10 10:20:29 +0800"),
    "DT011": name("2020-13-45-a.md", "2022-02-30-b.md", "2021-02-29-c.md", "2022-00-10-d.md", "2022-06-31-e.md", "2022-06-00-f.md"),
    "TX016": opening("\ufeff---\n"),
}

# What may be said beside, with the reason.
ALSO = {
    "FM001": {"DT"},  # nothing: without front matter only the name tells of the date
    "DT002": {"DT008"},  # a date without an offset is not written in full: two rules that are asked for by name
    "DT003": {"DT007", "DT008"},  # the day is another because of an offset that the site does not have
    "DT007": {"DT008"},
    "DT005": {"DT008"}, "DT006": {"DT008"}, "DT001": {"DT007", "DT008"}, "DT011": {"DT003"},
}

GOOD = {
    "FM001": opening("--- \n", "---\t\n"),
    "FM002": closing("...\n", "--- \n", "---\n\n\n"),
    "FM003": title("央行：“稳字当头”不变", "a:b", "'it''s'", "\"央行: 稳\"", "\"他说：\\\"好\\\"\"", "央行#稳", ">-\n  央行\n  稳", "央行 - 稳", "央行\"稳\"", "C++ [二]", "100%", "a@b", "央行 {稳}") +
             front("# 注释", "x: |\n  a: b: c", "author: {name: 张三}", "description: 'a: b'"),
    "FM004": front("author:\n  title: 主编", "x: {a: 1}\ny: {a: 2}", "list:\n- a: 1\n- a: 2", "title_2: x", "Author: 张三"),
    "FM005": front("subtitle: x"),
    "FM006": front("description: \"\"", "image:", "excerpt: ~") + terms("tags", "[]", ""),
    "FM007": title("\"20220610\"", "'2022-06-10'", "2022年", "1.2.3", "3 家银行") + front("published: true", "published: false", "published: no", "comments: yes", "weight: 3") + terms("tags", "[财经, \"2022\"]"),
    "FM008": title("\"no\"", "No.1", "not", "one 010", "'12:30:45'", "v1.10") + front("comments: off", "published: yes", "toc: on", "math: no", "sitemap: no", "weight: 010"),
    "FM009": front("image: /assets/a.png", "images: [/assets/a.png]", "data: x", "tag: 财经", "source: 新华社", "lang: zh-CN", "nav_order: 3", "lastmod: 2023-01-01", "titel_color: red", "series: 周报", "author: 张三", "authors: [张三]"),
    "FM011": opening("---\n\n\n"),
    "FM012": terms("categories", "[caijing xinwen]", "caijing", "\n- caijing xinwen") + front("category: caijing xinwen") + terms("tags", "[财经 新闻]", "财经新闻"),
    "FM013": terms("tags", "[财经, 财经新闻]", "[a, A]", "[\"1\", 一]"),
    "FM015": title("A & B", "AT&T", "\"a < b\"", "\"要闻 速递\"", "R&D", "\"1 < 2 > 0\"", "\"a <- b\"", "&lt 要闻".replace("&lt ", "x&lt ")),
    "FM016": front("x: !custom y", "a: &a [1, 2]\nb: *a", "x: !!str 1", "a: &a {k: 1}\nb:\n  <<: *a\n  l: 2"),
    "FM017": terms("categories", "[C++]", "财经", "[a.b, a_b, a-b]") + front("permalink: /财经/要闻.html", "permalink: /:categories/:title/", "slug: 要闻-速递"),
    "DT001": [("date name", ("2024-02-29 10:20:30 +0800", "2024-02-29-a.md"))] + date("2022-06-10 23:59:59 +0800", "2022-06-10"),
    "DT002": date("2022-06-10", "2022-06-10 10:20:30 +0800", "2022-06-10 10:20:30 +08:00"),
    "DT003": date("2022-06-09 20:00:00 +0000", "2022-06-10 00:00:00 +0800", "2022-06-10 23:59:59 +0800", "2022-06-10") + [("date name", (None, "2022-06-10-nodate.md"))],
    "DT004": name("2022-06-10-a.html", "2022-06-10-a.markdown", "2022-6-10-b.md", "2022-06-10-要闻.md", "2022-06-10-a b.md", "2022-06-10-a.b.md"),
    "DT005": date("2022-06-10 10:20:30 +0800"),
    "DT006": [("date name", ("1990-01-01 10:20:30 +0800", "1990-01-01-a.md")), ("date name", ("1995-01-02 10:20:30 +0800", "1995-01-02-b.md"))],
    "DT007": date("2022-06-10 10:20:30 +0800", "2022-06-10 10:20:30 +08:00", "2022-06-10"),
    "DT008": date("2022-06-10 10:20:30 +0800", "\"2022-06-10 10:20:30 +0800\""),
    "DT009": front("last_modified_at: 2022-06-11 10:00:00 +0800", "updated: 2022-06-10 10:20:30 +0800", "updated: 2023-01-01", "modified: true", "updated: 2022-06-10"),
    "DT011": name("2024-02-29-a.md"),
}
