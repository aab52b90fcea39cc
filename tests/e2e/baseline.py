#!/usr/bin/python3
"""A baseline over the life of an archive: what is recorded is hidden, text that moves about changes nothing, a fault that is
mended and another that is added are both seen, and posts that go or get another name are told."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

program = os.environ["GALLEY_BIN"]
work = tempfile.mkdtemp()
failed = []
checks = 0


def galley(*args, cwd=None):
    got = subprocess.run([program, "lint", "--format", "concise", "--jobs", "2", *args], cwd=cwd or work, capture_output=True, text=True, timeout=60)
    return got.returncode, got.stdout, re.sub(r"\(\d+\.\d\d s\)", "(TIME)", got.stderr)


def write(path, text):
    path = os.path.join(work, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def read(path):
    with open(os.path.join(work, path), encoding="utf-8") as f:
        return f.read()


def check(what, condition, got=""):
    global checks
    checks += 1
    if not condition:
        failed.append("%s: %s" % (what, got))


def post(body, title="央行：稳字当头"):
    return "---\ntitle: %s\n---\n%s\n" % (title, body)


EMPTY = "一二三四五六七八九十东西南北春夏秋冬甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥 [链接]() 天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏乃服衣裳推位让国一二三四五六七八九十"
OTHER = "一二三四五六七八九十推位让国有虞陶唐吊民伐罪周发殷汤闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈 [别的]() 剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇一二三四五六七八九十"
BASE = ".galley-baseline.json"
try:
    write("_config.yml", "")
    write("_posts/2020-01-01-a.md", post(EMPTY))
    write("_posts/2020-01-02-b.md", post(EMPTY + "\n\n" + OTHER))
    write("_posts/2020-01-03-c.md", post("fine"))
    write("_posts/bad name.md", post("x"))  # a finding about the whole file
    status, out, err = galley()
    check("there is something to record", status == 1 and out.count("\n") == 4, out)
    status, out, err = galley("--write-baseline")
    check("writing it is no failure, and reports nothing", status == 0 and out == "", (status, out, err))
    check("it says what it did", "recorded 4 findings" in err and BASE in err, err)
    first = read(BASE)
    check("it is JSON, sorted, with the posts relative to it", [f["path"] for f in json.loads(first)["findings"]] == ["_posts/2020-01-01-a.md", "_posts/2020-01-02-b.md", "_posts/2020-01-02-b.md", "_posts/bad name.md"], first)
    galley("--write-baseline")
    check("written again it is the same", read(BASE) == first, read(BASE))
    status, out, err = galley()
    check("a later run is clean", (status, out) == (0, "") and "4 known" in err and "stale" not in err, (status, out, err))
    status, out, err = galley("2020-01-01-a.md", cwd=os.path.join(work, "_posts"))
    check("it is found from a folder below, and only the posts of the run count", (status, out) == (0, "") and "stale" not in err, (status, out, err))
    status, out, err = galley("--no-baseline")
    check("it can be left aside", status == 1 and out.count("\n") == 4, out)

    # Text moves: lines before, and the paragraph to another line.
    write("_posts/2020-01-01-a.md", "---\nlayout: post\ntags: [a]\ntitle: 央行：稳字当头\n---\n开头\n\n" + "x" * 40 + EMPTY + "y" * 40 + "\n")
    status, out, err = galley()
    check("moving lines hides and raises nothing", (status, out) == (0, "") and "stale" not in err, (status, out, err))

    write("_posts/2020-01-05-short.md", post("[x]()\n\n短。[x]()\n\n这里还有一些可以读的文字。"))
    galley("_posts/2020-01-05-short.md", "--write-baseline")
    write("_posts/2020-01-05-short.md", post("新的一行\n短。[x]()\n另一行\n\n[x]()\n这里还有一些可以读的文字。"))
    status, out, err = galley()
    check("short lines may move past each other", (status, out) == (0, "") and "stale" not in err, (status, out, err))
    write("_posts/2020-01-05-short.md", post("长。[x]()\n\n[x]()\n\n这里还有一些可以读的文字。"))
    status, out, err = galley()
    check("the same fault in another sentence is new", status == 1 and out.count("\n") == 1 and ":4:" in out and "stale" in err, (status, out, err))
    os.remove(os.path.join(work, "_posts/2020-01-05-short.md"))
    galley("--write-baseline")

    # The same text once more is new: the second occurrence was not there.
    write("_posts/2020-01-01-a.md", post("x" * 40 + EMPTY + "y" * 40 + EMPTY + "z" * 40))
    status, out, err = galley()
    check("one more of the same is new", status == 1 and out.count("\n") == 1 and "a.md" in out, out)

    # One mended and one added.
    write("_posts/2020-01-01-a.md", post(EMPTY))
    write("_posts/2020-01-02-b.md", post(EMPTY.replace("[链接]()", "[链接](https://example.com/x/)") + "\n\n" + OTHER + "\n\n今天 [新的]() 明天"))
    status, out, err = galley()
    check("one mended and one added: the new one is reported", status == 1 and out.count("\n") == 1 and "LK001" in out, out)
    check("and the old one is told to be stale", "stale" in err and "2020-01-02-b.md" in err and "LK001" in err, err)

    # A rule that does not run has no stale entries, and loses none.
    status, out, err = galley("--select", "FM")
    check("rules that do not run are not stale", (status, out) == (0, "") and "stale" not in err, err)
    before = read(BASE)
    galley("--select", "FM", "--write-baseline")
    check("and keep their entries when it is written", read(BASE) == before, read(BASE))

    # A post goes, and one gets another name.
    write("_posts/2020-01-02-b.md", post(EMPTY + "\n\n" + OTHER))
    os.remove(os.path.join(work, "_posts/bad name.md"))
    os.rename(os.path.join(work, "_posts/2020-01-01-a.md"), os.path.join(work, "_posts/2020-01-01-renamed.md"))
    status, out, err = galley()
    check("a post under another name is new", status == 1 and out.count("\n") == 1 and "renamed" in out, out)
    check("its entries and those of a deleted post are stale", "2020-01-01-a.md" in err and "bad name.md" in err and "gone" in err, err)
    status, out, err = galley("_posts/2020-01-02-b.md")
    check("a run over one post tells nothing of others", (status, out) == (0, "") and "stale" not in err, err)
    galley("_posts/2020-01-01-renamed.md", "--write-baseline")
    names = {f["path"] for f in json.loads(read(BASE))["findings"]}
    check("writing for one post keeps the others, and drops what is gone", names == {"_posts/2020-01-01-renamed.md", "_posts/2020-01-02-b.md"}, names)

    # What is no baseline stops the run, and is not overwritten.
    for name, text in {"corrupt": read(BASE)[:50], "old": '{"galley-baseline": 0, "findings": []}', "new": '{"galley-baseline": 7, "findings": []}',
                       "list": "[]", "other": '{"a": {"b": [1, {"c": 2}]}}', "empty": "", "deep": "[" * 100000}.items():
        write(BASE, text)
        for args in ((), ("--write-baseline",)):
            status, out, err = galley(*args)
            check("a baseline that is %s is refused %s" % (name, args), status == 2 and BASE in err and "lint --write-baseline" in err and read(BASE) == text, (status, err))
    os.remove(os.path.join(work, BASE))
    status, out, err = galley("--baseline", "elsewhere/known.json")
    check("one that is named must be there", status == 2 and "elsewhere/known.json" in err, err)
    os.makedirs(os.path.join(work, "elsewhere"))
    status, out, err = galley("--baseline", "elsewhere/known.json", "--write-baseline")
    check("or is made", status == 0 and "../_posts/2020-01-02-b.md" in read("elsewhere/known.json"), err)
    status, out, err = galley("--baseline", "elsewhere/known.json")
    check("posts are named relative to it", (status, out) == (0, ""), (out, err))
    write(".galley.yml", "baseline: elsewhere/known.json\n")
    status, out, err = galley(cwd=os.path.join(work, "_posts"))
    check("the configuration names it relative to itself", (status, out) == (0, ""), (status, out, err))
    status, out, err = galley("--write-baseline", "--quiet")
    check("nothing is left beside it", os.listdir(os.path.join(work, "elsewhere")) == ["known.json"], os.listdir(os.path.join(work, "elsewhere")))
finally:
    shutil.rmtree(work, ignore_errors=True)
print("\n".join(failed))
print("%d checks, %d failed" % (checks, len(failed)))
sys.exit(bool(failed) or checks == 0)
