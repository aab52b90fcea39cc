#!/usr/bin/env python3
"""Makes an archive of posts of which each has one defect or only looks as if it had one, and says which.

    generate_archive.py OUT [--seed 1] [--renderer kramdown|commonmark|gfm]

Writes OUT/_config.yml, OUT/_posts/…, and returns (or, as a program, prints as lines of JSON) what was made: `path`, `code`
(the rule that must report it, or must be silent), `bad`, `how`, and of a defect `begin` and `end`, the bytes that the finding
is to cover, where the data marks them with «…». Posts around a defect are of several kinds: HTML on one line in Markdown,
Markdown, HTML; with line ends of Unix or of Windows. No rule has anything to say of them but for the defect.
"""
import argparse, json, os, random, sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import archive_front_matter, archive_links, archive_markup, archive_text

SENTENCES = """中国保险行业协会发布倡议书。 各会员单位提供持续保险服务。 保障疫情区域基础服务不间断。 有效缓解企业资金周转压力。 引导资金流向实体经济。
结构持续优化，环比由降转升。 优化线上服务流程，建立理赔绿色通道。 上述负责人表示，试点范围将扩大。 规范市场经营秩序！ 延长保单到期日；简化程序。""".split()
FIELDS = {"layout": "post", "title": "央行：稳字当头", "date": "2022-06-10 10:20:30 +0800", "categories": "caijing", "tags": "[财经, 新闻]"}
TABLES = (archive_front_matter, archive_links, archive_markup, archive_text)
MARKS = ("«", "»")
ONLY_KRAMDOWN = {"MK020"}  # an open comment hides the rest of a post under CommonMark


# What posts put around a paragraph, or around the blocks of an item.
HTML_CONTAINERS = {"quote": "<blockquote>%s</blockquote>", "item": "<ul><li>%s</li></ul>", "cell": "<table><tbody><tr><td>%s</td></tr></tbody></table>", "division": "<div class=\"x\"><div>%s</div></div>"}
CONTAINERS = {
    "html": {name: (lambda value, form=form: form.replace("%s", value)) for name, form in HTML_CONTAINERS.items()},
    "line": {name: (lambda value, form=form: form.replace("%s", value)) for name, form in HTML_CONTAINERS.items()},
    "md": {
        "quote": lambda value: "".join("> " + line if line.strip() else ">" + line for line in value.splitlines(True)),
        "item": lambda value: "* " + "".join(("  " if i and line.strip() else "") + line for i, line in enumerate(value.splitlines(True))),
        "quote in an item": lambda value: "1. 如下。\n\n" + "".join("   > " + line if line.strip() else "   >" + line for line in value.splitlines(True)),
    },
}


# What is no defect there, or another: a bold line that heads nothing, the outline of what is quoted, a fence that its
# container ends; an item that is empty but for the stray tag, an item or a column that ends what is around it.
NOT_WITHIN = {(code, within) for code in ("MK016", "MK027", "MK029") for within in ("quote", "item", "cell", "quote in an item")} | {
    ("</div>", "item"), ("</blockquote>", "item"), ("<div><li>要闻</li></div>", "item"), ("<colgroup><col></colgroup><p>要闻</p>", "cell"),
    # There the end tag ends a division around the list.
    ("<ul><li><div>要闻<li>速递</div></li></ul>", "division"), ("<dl><dt>甲<dd><div>乙<dt>丙</div></dt></dl>", "division")}


class Maker:
    def __init__(self, out, seed, renderer):
        self.out, self.r, self.renderer, self.made, self.count = out, random.Random(seed), renderer, [], 0

    def body(self, host, insert):
        said = ["".join(self.r.sample(SENTENCES, self.r.randint(1, 4))) for _ in range(self.r.randint(1, 3))]
        if host == "md":
            parts = said[:1] + ([insert] if insert else []) + said[1:] + ["<https://news.example.org/html/share.html>", "[返回新闻](/category/caijing.html)｜[返回首页](/)"]
            return "\n\n".join(parts) + "\n"
        html = ["<p>%s</p>" % s for s in said]
        html[1:1] = [insert] if insert else []
        if host == "line":
            return "".join(html) + "\n\n<https://news.example.org/html/share.html>\n\n[返回新闻](/category/caijing.html)｜[返回首页](/)\n"
        return "\n".join(html) + "\n"

    def post(self, code, bad, kind, value, host, crlf, also, within=None):
        self.count += 1
        fields, extra, opening, closing = dict(FIELDS), "", "---\n", "---\n"
        name = "2022-06-10-%s-%d.%s" % (code.lower(), self.count, "html" if host == "html" else "md")
        if kind in ("name", "date name"):
            host = "html" if (value if kind == "name" else value[1]).endswith(".html") else host
        insert, tail, edit = "", "", None
        body = None
        if kind in ("title", "date", "categories", "tags"):
            fields[kind] = value
        elif kind == "front":
            extra = value + "\n"
        elif kind == "no":
            del fields[value]
        elif kind == "name":
            name = value
        elif kind == "date name":
            fields["date"], name = value
        elif kind == "open":
            opening = value
        elif kind == "close":
            closing = value
        elif kind == "empty":
            body = value
        elif kind == "tail":
            tail = value
        elif kind == "whole":
            edit = value
        elif kind != "raw" and kind != "bytes":
            insert = CONTAINERS[host][within](value) if within else value
        if kind == "bytes":
            insert = "<p>要⟦⟧闻。</p>"
        front = opening + "".join("%s: %s\n" % (k, v) if v and v[0] != "\n" else "%s:%s\n" % (k, v) for k, v in fields.items() if v is not None) + extra + closing
        text = value if kind == "raw" else front + (self.body(host, insert) if body is None else body) + tail
        data = text.encode()
        if kind == "bytes":
            data = data.replace("⟦⟧".encode(), value)
        if crlf:
            data = data.replace(b"\n", b"\r\n")
        if edit:
            data = edit(data)
        begin, end = (data.find(m.encode()) for m in MARKS)
        entry = {"path": "_posts/" + name, "code": code, "bad": bad, "how": "%s in %s%s%s: %r" % (kind, host, " within a " + within if within else "", ", CRLF" if crlf else "", value[:300] if not callable(value) else "edit"), "also": sorted(also)}
        if begin >= 0:
            entry["begin"], entry["end"] = begin, end - len(MARKS[0].encode())
            data = data.replace(MARKS[0].encode(), b"").replace(MARKS[1].encode(), b"")
        path = os.path.join(self.out, "_posts", name)
        if os.path.exists(path):  # the name is the defect: put it in a folder of its own
            entry["path"] = "%d/_posts/%s" % (self.count, name)
            path = os.path.join(self.out, entry["path"])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(data)
        entry["size"] = len(data)
        self.made.append(entry)

    def case(self, code, bad, kind, value, also):
        hosts = {"md": ["md"], "kramdown": ["md"], "line": ["line"], "html": ["html"], "both": ["line", "html"]}.get(kind, [self.r.choice(["line", "md"])])
        if kind == "bytes":
            hosts = ["line", "html"]
        for host in hosts:
            self.post(code, bad, kind, value, host, kind not in ("whole", "raw", "open") and self.r.random() < 0.15, also)

    def case_within(self, code, bad, kind, value, also):
        """The same where it stands in something else: an item, a quote, a cell."""
        for host in {"md": ["md"], "kramdown": ["md"], "line": ["line"], "html": ["html"], "both": ["line", "html"]}.get(kind, []):
            for within in CONTAINERS[host]:
                if {(code, within), (value, within)} & NOT_WITHIN or value.startswith("    "):  # no code behind an item's mark
                    continue
                self.post(code, bad, kind, value, host, self.r.random() < 0.15, also, within)


def generate(out, seed=1, renderer="kramdown", within=False):
    m = Maker(out, seed, renderer)
    os.makedirs(os.path.join(out, "_posts"), exist_ok=True)
    os.makedirs(os.path.join(out, "category"), exist_ok=True)
    os.makedirs(os.path.join(out, "assets"), exist_ok=True)
    with open(os.path.join(out, "_config.yml"), "w") as f:
        f.write("url: https://finews.example.com\ntimezone: Asia/Shanghai\n")
        if renderer != "kramdown":
            f.write("markdown: %s\n" % {"commonmark": "CommonMark", "gfm": "CommonMarkGhPages"}[renderer])
    for page in ("index.html", "category/caijing.html"):
        with open(os.path.join(out, page), "w") as f:
            f.write("---\n---\n")
    open(os.path.join(out, "assets/a.png"), "wb").close()
    for _ in range(20):
        for host in ("line", "md", "html"):
            m.post("clean", False, "both", "", host, m.r.random() < 0.3, ())
    for table in TABLES:
        for bad, cases in ((True, table.BAD), (False, table.GOOD)):
            for code, ways in cases.items():
                for kind, value in ways:
                    if renderer == "kramdown" or (kind != "kramdown" and code not in ONLY_KRAMDOWN):
                        (m.case_within if within else m.case)(code, bad, kind, value, table.ALSO.get(code, ()) if bad else ())
    if renderer != "kramdown":
        for bad, cases in ((True, archive_markup.COMMONMARK_BAD), (False, archive_markup.COMMONMARK_GOOD)):
            for code, ways in cases.items():
                for kind, value in ways:
                    (m.case_within if within else m.case)(code, bad, kind, value, ())
    return m.made


if __name__ == "__main__":
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("out")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--renderer", default="kramdown")
    o = a.parse_args()
    for made in generate(o.out, o.seed, o.renderer):
        print(json.dumps(made, ensure_ascii=False))
