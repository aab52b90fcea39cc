#!/usr/bin/env python3
"""Rules on front matter and dates against Jekyll: posts are generated, Jekyll reads each, and the rules must say of it what
became of it there.

    rules_jekyll.py TOOLS [--count 1500] [--seed 1] [--show 20]      (GALLEY_BIN is the program)

What is compared: whether there is front matter (FM001, FM002, FM011), whether it can be read (FM003, FM016, FM007), whether
the build fails at the date (FM006, DT001, DT011), the moment that a date which does not exist becomes (DT001, DT011), the
day against the file name's (DT003), which files are posts (DT004), which are of the future (DT005), how terms split (FM012).
"""
import argparse, datetime, json, os, random, re, shutil, subprocess, sys, tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
ROOT = os.environ.get("GALLEY_ROOT", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
CODES = "FM001,FM002,FM003,FM004,FM006,FM007,FM011,FM012,FM016,DT001,DT002,DT003,DT004,DT005,DT011"
ZONE = datetime.timezone(datetime.timedelta(hours=8))


def some_date(r):
    day = "%04d-%02d-%02d" % (r.randint(1995, 2023), r.randint(1, 12), r.randint(1, 28))
    clock = "%02d:%02d:%02d" % (r.randint(0, 23), r.randint(0, 59), r.randint(0, 59))
    return r.choice((
        "%s %s +0800" % (day, clock), "%s %s" % (day, clock), "%sT%sZ" % (day, clock), '"%s %s"' % (day, clock), "%s %s" % (day, clock[:5]), day, day.replace("-", "/"),
        "%s-02-30" % day[:4], "%s-04-31 %s +0800" % (day[:4], clock), "%s-13-01" % day[:4], "%s-00-10" % day[:4], "%s 25%s +0800" % (day, clock[2:]), "%s 25%s" % (day, clock[2:]),
        "%s 24:00:00 +0800" % day, "%s %s:61 +0800" % (day, clock[:5]), "tuesday", "+0800", "", '""', "  ", "~", "-0500", "Z", "%s %s +2500" % (day, clock), "%s %s -0500" % (day, clock),
        day.replace("-", ""), "June 10, 2022", "10 June 2022 8pm", "2199-01-02 10:00:00 +0800", "2199-01-02", "yes", "5", "12:30", "not a date", "%s %s CST" % (day, clock), "2022", "20220610 10:00", "[2022-06-10]",
        "%s 10:00 am" % day, "%s年6月10日" % day[:4], "2022-6-1 1:02:03", "99-6-1", "1 2 3", "10:61", "%s 10.5" % day))


def some_name(r, i):
    day = r.choice(("2022-06-10", "2022-6-1", "2020-02-30", "2021-02-29", "2020-13-45", "2020-00-01", "2020-04-31", "2199-01-02", "22-01-02", "202-01-02", "2022-06-10", "2022-06-10", "2021-12-08"))
    k = r.random()
    if k < 0.8:
        return "%s-post%d.md" % (day, i)
    return r.choice(("-%d.md" % i, "20220610-%d.md" % i, "%s.post%d.md" % (day, i), "post%d.md" % i, "%s-post%d" % (day, i), "%s-%d.html" % (day, i), "x%s-%d.md" % (day, i), "%s-.%d" % (day, i), "2022-06-%d.md" % i))


VALUES = ["plain", '"quoted"', "'single'", '"央行："稳字当头"不变"', "a: b", "'it's'", "@x", "`x`", "%x", "*x", "&x y", "!x y", "[a, b", "{a: b", "[a] b", "\ty", "|\n  text", ":sym", "no", "5", "1.10",
          "!ruby/object:X {}", "[a, b]", "{a: b}", "2022-01-01", "a\tb", '"a', "'a", "a #b", "- a", "? a", "0b_", "x: !!float y", "“央行”：稳", "a b", "a b, c", '"a  b"', "~", ""]


def some_post(r):
    lines = ["layout: post", "title: " + r.choice(VALUES if r.random() < 0.3 else ["央行"])]
    if r.random() < 0.75:
        lines.append("date: " + some_date(r))
    for key in ("categories", "tags", "category", "author", "published"):
        if r.random() < 0.25:
            lines.append("%s: %s" % (key, r.choice(VALUES)))
    if r.random() < 0.05:
        lines.append("author:\n\tname: x")
    if r.random() < 0.05:
        lines.append(r.choice(("title: again", "stray", "- item", "  indented: x", "# comment", "---x", "...", "key:value")))
    r.shuffle(lines)
    opening = r.choice(["---\n"] * 20 + ["--- \n", "---\r\n", "\n---\n", " ---\n", "\ufeff---\n", "----\n", "--- x\n", "", "\u3000---\n", "---", "--\n", "<!-- x -->\n---\n"])
    closing = r.choice(["---\n"] * 20 + ["...\n", "--- \n", "---", " ---\n", "----\n", "", "--- x\n", "---\n\n\n"])
    text = opening + "\n".join(lines) + "\n" + closing + "body\n"
    if r.random() < 0.05:
        text = text.replace("\n", "\r\n")
    if r.random() < 0.02:
        text = text.replace("\n", "\r")
    return text.encode()


def day_of(match):
    return datetime.datetime.strptime(match, "%Y-%m-%d %H:%M:%S %z").timestamp()


def judge(jekyll, findings):
    codes = {f["code"] for f in findings}
    out = []

    def same(what, wanted, got):
        if bool(wanted) != bool(got):
            out.append("%s: Jekyll %s, galley %s %s" % (what, bool(wanted), bool(got), sorted(codes)))

    same("no front matter", not jekyll["front_matter"], codes & {"FM001", "FM002", "FM011"})
    same("not a post", jekyll.get("skipped"), "DT004" in codes)
    if jekyll.get("skipped"):
        return out
    if jekyll["front_matter"]:
        stops = [f for f in findings if f["code"] in ("FM003", "FM016") or (f["code"] == "FM007" and ("cannot read" in f["message"] or "`categories`" in f["message"]))]
        # At a date that fails, Jekyll has not looked at what comes later.
        if not jekyll.get("fails"):
            same("unreadable", jekyll.get("unreadable"), stops)
    readable = jekyll["front_matter"] and not jekyll.get("unreadable")
    fatal = [f for f in findings if (f["code"] in ("FM006", "DT001", "DT011") and "build fails" in f["message"]) or (f["code"] == "FM006" and "`date` is only" in f["message"])]
    # What keeps the categories from being read keeps Jekyll from the date.
    if not (codes & {"FM003", "FM016"}) and not jekyll.get("unreadable"):
        odd = any(f["code"] == "FM006" and "-0500" in f["message"] for f in findings)  # a day of this year, to Ruby
        listed = any(f["code"] == "FM007" and "`date`" in f["message"] for f in findings)  # read as its inspect text
        far = any("none that any place has" in f["message"] for f in findings)
        if not odd and not listed and not far:
            same("the build fails", jekyll.get("fails"), fatal)
    if readable and not jekyll.get("fails"):
        for f in findings:
            m = re.search(r"takes it for (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [-+]\d{4})", f["message"])
            if f["code"] == "DT001" and m and day_of(m.group(1)) != jekyll["date"]:
                out.append("carried date: Jekyll %s, galley %s" % (jekyll["date"], m.group(1)))
            m = re.search(r"takes it for (\d{4}-\d\d-\d\d) ", f["message"])
            if f["code"] == "DT011" and m and m.group(1) != jekyll["day"]:
                out.append("carried name: Jekyll %s, galley %s" % (jekyll["day"], m.group(1)))
        name = re.match(r"_posts/(\d{4})-(\d+)-(\d+)-", jekyll["path"])
        quiet = codes & {"DT001", "DT011", "FM006", "FM007"}
        if name and not quiet:
            same("another day than the name's", "%s-%02d-%02d" % (name.group(1), int(name.group(2)), int(name.group(3))) != jekyll["day"], "DT003" in codes)
        if not quiet:
            same("of the future", jekyll["future"], "DT005" in codes)
    return out


def main():
    a = argparse.ArgumentParser()
    a.add_argument("tools")
    a.add_argument("--count", type=int, default=1500)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--show", type=int, default=20)
    o = a.parse_args()
    galley = os.environ.get("GALLEY_BIN", "")
    if not galley or not shutil.which("jekyll"):
        print("skipped: the program or jekyll is not there")
        sys.exit(77)
    r = random.Random(o.seed)
    with tempfile.TemporaryDirectory() as site:
        os.mkdir(site + "/_posts")
        with open(site + "/_config.yml", "w") as f:
            f.write("timezone: Asia/Shanghai\n")
        for i in range(o.count):
            with open(site + "/_posts/" + some_name(r, i), "wb") as f:
                f.write(some_post(r))
        jekyll = [json.loads(line) for line in subprocess.run(["ruby", os.path.join(ROOT, "tests", "oracles", "jekyll_posts.rb"), site], stdout=subprocess.PIPE, check=True).stdout.splitlines()]
        run = subprocess.run([galley, "lint", "--format", "jsonl", "--select", CODES] + [site + "/" + j["path"] for j in jekyll], stdout=subprocess.PIPE)
        assert run.returncode in (0, 1), run.returncode
        by_path = {}
        for line in run.stdout.splitlines():
            f = json.loads(line)
            by_path.setdefault("_posts/" + os.path.basename(f["path"]), []).append(f)
        wrong = 0
        for j in jekyll:
            for problem in judge(j, by_path.get(j["path"], [])):
                wrong += 1
                if wrong <= o.show:
                    with open(site + "/" + j["path"], "rb") as f:
                        print(j["path"], problem, "\n   ", repr(f.read())[:300], "\n   ", {k: v for k, v in j.items() if k != "path"})
        kinds = {}
        for f in sum(by_path.values(), []):
            kinds[f["code"]] = kinds.get(f["code"], 0) + 1
        print("%d posts, %d findings, %d disagreements; %s" % (len(jekyll), sum(kinds.values()), wrong, " ".join("%s %d" % k for k in sorted(kinds.items()))))
        sys.exit(1 if wrong else 0)


main()
