#!/usr/bin/python3
"""A conversion that is stopped, goes on, meets a full disk, or would write where it reads: nothing is lost, nothing
stands half-written under its name, and what comes of going on is what one undisturbed run writes, byte for byte."""
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

program = os.environ["GALLEY_BIN"]
wrong = []


def galley(*args, cwd):
    return subprocess.run([program, "convert", *args], cwd=cwd, capture_output=True, timeout=120)


def check(what, ok, shown=""):
    if not ok:
        wrong.append("%s: %s" % (what, shown if isinstance(shown, str) else shown.decode(errors="replace")))


def tree(folder):
    return {os.path.relpath(os.path.join(f, n), folder): open(os.path.join(f, n), "rb").read()
            for f, _, ns in os.walk(folder) for n in ns}


def read(path):
    with open(path, "rb") as f:
        return f.read()


def make(work, n, words=40):
    os.makedirs(work + "/_posts/sub", exist_ok=True)
    for i in range(n):
        with open("%s/_posts/%s2022-06-%02d-p%05d.md" % (work, "sub/" if i % 7 == 0 else "", i % 28 + 1, i), "w") as f:
            f.write("---\ntitle: t%d\n---\n" % i + "<p>甲<b>（一）。</b>乙 <i class=ad>x</i></p>\n" * words)


def clean(folder):
    return [n for n in tree(folder) if n.endswith(".tmp") or n.endswith(".part")]


def stopped(work):
    make(work, 1200, 100)
    whole = galley("_posts", "--to", "markdown", "-o", "a", "--manifest", "a.jsonl", cwd=work)
    check("undisturbed", whole.returncode == 0, whole.stderr)
    lines = read(work + "/a.jsonl").decode().splitlines()
    check("a line for each post", len(lines) == 1200 and lines == sorted(lines, key=lambda l: json.loads(l)["path"]))
    again = galley("_posts", "--to", "markdown", "-o", "b", "--manifest", "b.jsonl", "-j", "3", cwd=work)
    check("the same by three threads", read(work + "/a.jsonl") == read(work + "/b.jsonl"), again.stderr)
    for how in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        out, manifest = "c%d" % how, "c%d.jsonl" % how
        run = subprocess.Popen([program, "convert", "_posts", "--to", "markdown", "-o", out, "--manifest", manifest], cwd=work,
                               stderr=subprocess.PIPE)
        while run.poll() is None and not (os.path.isdir(work + "/" + out) and len(os.listdir(work + "/" + out)) > 100):
            time.sleep(0.002)
        run.send_signal(how)
        err = run.communicate()[1]
        if how != signal.SIGKILL:
            check("status %d" % how, run.returncode == 130, "%d %s" % (run.returncode, err.decode()))
            check("nothing half-written", not clean(work + "/" + out) and not os.path.exists(work + "/" + manifest + ".part"))
            check("it says so", b"interrupted" in err and b"--resume" in err, err)
            known = [json.loads(l) for l in read(work + "/" + manifest).decode().splitlines()]
            check("it had begun and was not done", 0 < len(known) < 1200, str(len(known)))
        done = tree(work + "/" + out)
        check("files are whole or absent", all(tree(work + "/a")[n] == b for n, b in done.items() if not n.endswith(".tmp")))
        # What was done and has not changed is not written again; what was spoiled is.
        kept = sorted(n for n in done if n.endswith(".md"))
        with open(work + "/" + out + "/" + kept[0], "w") as f:
            f.write("spoiled")
        for name in clean(work + "/" + out):
            os.remove(work + "/" + out + "/" + name)
        on = galley("_posts", "--to", "markdown", "-o", out, "--manifest", manifest, "--resume", cwd=work)
        check("going on", on.returncode == 0, on.stderr)
        if how != signal.SIGKILL:
            check("not all anew", b"by an earlier run" in on.stderr, on.stderr)
        check("the same files", tree(work + "/" + out) == tree(work + "/a"))
        check("the same manifest", read(work + "/" + manifest) == read(work + "/a.jsonl"))
    path = work + "/_posts/2022-06-02-p00001.md"
    with open(path, "a") as f:
        f.write("\nmore\n")
    on = galley("_posts", "--to", "markdown", "-o", "a", "--manifest", "a.jsonl", "--resume", cwd=work)
    check("a changed post is done again", b"(1199 by an earlier run)" in on.stderr and b"more" in read(work + "/a/2022-06-02-p00001.md"), on.stderr)
    on = galley("_posts", "--to", "markdown", "--remove", ".ad", "-o", "a", "--manifest", "a.jsonl", "--resume", cwd=work)
    check("other options do all again", b"earlier run" not in on.stderr and b"*x*" not in read(work + "/a/2022-06-02-p00001.md"), on.stderr)
    first = json.loads(read(work + "/a.jsonl").decode().splitlines()[0])
    check("removed elements are counted", first["removed"] == {".ad": 100}, str(first))


def full(work):
    make(work, 150, 400)
    got = galley("_posts", "--to", "json", "-o", "/dev/full", cwd=work)
    check("no room for a stream", got.returncode == 2 and b"/dev/full" in got.stderr, got.stderr)
    disk = work + "/disk"
    os.mkdir(disk)
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1M", "tmpfs", disk], capture_output=True).returncode != 0:
        print("not tried: a full disk, which takes a mount")
        return
    try:
        for out in ("disk/out", "disk/out.tar", "disk/out.jsonl"):
            got = galley("_posts", "--to", "json", "-o", out, "--manifest", "m.jsonl", cwd=work)
            err = got.stderr.decode()
            check("a full disk: " + out, got.returncode == 2 and "no space left" in err.lower() and err.count("\n") < 12, err)
            check("nothing half-written: " + out, not clean(disk), str(clean(disk)))
            check("no archive that is not whole", os.path.isdir(disk + "/out") if out == "disk/out" else not os.path.exists(work + "/" + out))
            for name, data in tree(disk).items():
                json.loads(data)
            subprocess.run("rm -rf disk/*", shell=True, cwd=work)
    finally:
        subprocess.run(["umount", disk])


def where_it_reads(work):
    make(work, 5)
    before = tree(work)
    got = galley("_posts", "--to", "markdown", "-o", "_posts", cwd=work)
    check("would overwrite", got.returncode == 2 and b"would overwrite" in got.stderr and tree(work) == before, got.stderr)
    check("not a line for each", got.stderr.count(b"\n") == 1, got.stderr)
    os.symlink("_posts", work + "/same")
    got = galley("_posts", "--to", "markdown", "-o", "same", cwd=work)
    check("through a link", got.returncode == 2 and tree(work) == before, got.stderr)
    for option in ("--manifest", "--timings"):
        got = galley("_posts", "--to", "json", "-o", "out", option, "_posts/2022-06-02-p00001.md", cwd=work)
        check("as " + option, got.returncode == 2 and not os.path.exists(work + "/out"), got.stderr)
    subprocess.run(["tar", "cf", "p.tar", "_posts"], cwd=work, check=True)
    packed = read(work + "/p.tar")
    for out in ("p.tar", "./p.tar", "p.tar/x"):
        got = galley("p.tar", "--to", "json", "-o", out, cwd=work)
        check("an archive onto itself", got.returncode == 2 and read(work + "/p.tar") == packed and b"p.tar" in got.stderr, got.stderr)
    os.remove(work + "/p.tar")
    name = sorted(os.listdir(work + "/_posts"))[0]
    got = galley("_posts/" + name, "--to", "markdown", "-o", "./_posts/../_posts/" + name, cwd=work)
    check("by another name", got.returncode == 2 and tree(work) == before, got.stderr)


def two_of_one_name(work):
    for name, text in (("a.md", "one"), ("a.html", "<p>two"), ("b.md", "three")):
        os.makedirs(work + "/p", exist_ok=True)
        with open(work + "/p/" + name, "w") as f:
            f.write(text)
    got = galley("p", "--to", "markdown", "-o", "out", "--manifest", "m.jsonl", cwd=work)
    check("told by name", b"p/a.md" in got.stderr and b"p/a.html" in got.stderr and got.returncode == 1, got.stderr)
    check("the rest goes on", tree(work + "/out") == {"a.md": b"two\n", "b.md": b"three\n"}, str(tree(work + "/out")))
    outcomes = {json.loads(l)["path"]: json.loads(l)["outcome"] for l in read(work + "/m.jsonl").decode().splitlines()}
    check("in the manifest", outcomes == {"p/a.html": "written", "p/a.md": "refused", "p/b.md": "written"}, str(outcomes))


def vanishing(work):
    make(work, 3)
    names = sorted(os.listdir(work + "/_posts"))[:2]
    os.remove(work + "/_posts/" + names[1])
    os.symlink("nowhere", work + "/_posts/" + names[1])
    got = galley("_posts/" + names[0], "_posts/" + names[1], "--to", "json", "-o", "out", "--manifest", "m", cwd=work)
    check("a file that is gone", got.returncode == 2 and names[1].encode() in got.stderr and os.listdir(work + "/out") == [names[0][:-3] + ".json"], got.stderr)
    with open(work + "/file", "w") as f:
        f.write("x")
    got = galley("_posts", "--to", "json", "-o", "file/out", cwd=work)
    check("no such folder", got.returncode == 2 and b"file/out" in got.stderr, got.stderr)


with tempfile.TemporaryDirectory() as top:
    for part in (stopped, full, where_it_reads, two_of_one_name, vanishing):
        folder = os.path.join(top, part.__name__)
        os.mkdir(folder)
        part(folder)
print("\n".join(wrong[:20]))
print("%d faults" % len(wrong))
sys.exit(bool(wrong))
