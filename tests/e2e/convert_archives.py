#!/usr/bin/python3
"""Archives as input and output of convert and lint: every kind says what the folder says, hostile ones do no harm, and
what is written is the same bytes whenever and by however many threads it is written."""
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile

program = os.environ["GALLEY_BIN"]
wrong = []


def galley(*args, cwd, zone="UTC", **more):
    env = dict(os.environ, TZ=zone, LC_ALL="C")
    return subprocess.run([program, *args], cwd=cwd, capture_output=True, env=env, timeout=120, **more)


def check(what, ok, shown=""):
    if not ok:
        wrong.append("%s: %s" % (what, shown if isinstance(shown, str) else shown.decode(errors="replace")))


def post(i):
    return ('---\ntitle: "第%d篇"\ndate: 2022-06-%02d 10:00:00 +0800\n---\n<p>甲<b>（一）。</b><font>乙</font> %d</p>\n' % (i, i % 28 + 1, i)).encode()


def tar(path, members, mode="w"):
    """members: (name, bytes) or (name, bytes, changes of the TarInfo)."""
    with tarfile.open(path, mode, format=tarfile.GNU_FORMAT, encoding="utf-8", errors="surrogateescape") as t:
        for name, data, *more in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            info.mtime = 1000
            for key, value in (more[0] if more else {}).items():
                setattr(info, key, value)
            t.addfile(info, io.BytesIO(data))


def paths(result):
    return [json.loads(line)["path"] for line in result.stdout.decode().splitlines()]


def same_as_the_folder(work):
    names = ["_posts/2022-06-%02d-p%d.md" % (i % 28 + 1, i) for i in range(60)]
    for i, name in enumerate(names):
        os.makedirs(work + "/site/" + os.path.dirname(name), exist_ok=True)
        with open(work + "/site/" + name, "wb") as f:
            f.write(post(i))
    with open(work + "/site/_config.yml", "w") as f:
        f.write("timezone: Asia/Shanghai\nurl: https://x.example\n")
    order = sorted(["_config.yml"] + names)
    members = [(n, open(work + "/site/" + n, "rb").read()) for n in order]
    for mode, name in (("w", "site.tar"), ("w:gz", "site.tar.gz"), ("w:xz", "site.tar.xz")):
        tar(work + "/" + name, members, mode)
    subprocess.run(["tar", "--zstd", "-cf", work + "/site.tar.zst", "-C", work + "/site", *order], check=True)
    with zipfile.ZipFile(work + "/site.zip", "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members:
            z.writestr(name, data)
    folder = galley("convert", "site", "--to", "json", "-o", "-", cwd=work)
    check("the folder", folder.returncode == 0 and len(folder.stdout.splitlines()) == 60, folder.stderr)
    check("its addresses", b'"url":"https://x.example/2022/06/' in folder.stdout, folder.stdout[:300])
    for name in ("site.tar", "site.tar.gz", "site.tar.xz", "site.tar.zst", "site.zip"):
        got = galley("convert", name, "--to", "json", "-o", "-", cwd=work)
        check(name, got.stdout.replace(name.encode() + b"/", b"site/") == folder.stdout and got.returncode == 0, got.stderr)
    lint, packed = (galley("lint", x, "--format", "concise", "--select", "ALL", cwd=work) for x in ("site", "site.tar.zst"))
    check("lint", lint.stdout == packed.stdout.replace(b"site.tar.zst/", b"site/") and lint.stdout, packed.stdout[:500])

    galley("convert", "site", "--to", "markdown", "-o", "out", cwd=work)
    for name in ("a.tar", "a.tar.gz", "a.tar.xz", "a.tar.zst", "a.zip"):
        first = galley("convert", "site", "--to", "markdown", "-o", "x-" + name, "-j1", cwd=work)
        again = galley("convert", "site.tar.zst", "--to", "markdown", "-o", "y-" + name, "-j4", cwd=work, zone="Asia/Tokyo")
        check(name, first.returncode == again.returncode == 0, first.stderr + again.stderr)
        a, b = (open("%s/%s-%s" % (work, x, name), "rb").read() for x in "xy")
        check(name + " twice", a == b)
        if name.endswith("zip"):
            with zipfile.ZipFile(work + "/x-" + name) as z:
                members = {i.filename: z.read(i) for i in z.infolist()}
        else:
            unpacked = "%s/x-%s" % (work, name)
            if name.endswith("zst"):
                subprocess.run(["zstd", "-qdf", unpacked, "-o", unpacked + ".tar"], check=True)
                unpacked += ".tar"
            with tarfile.open(unpacked) as t:
                infos = t.getmembers()
                check(name + " owners", {(i.uid, i.gid, i.uname, i.mode) for i in infos} == {(0, 0, "", 0o644)})
                check(name + " dates", infos[0].mtime == 1654048800 + 0 * 86400 or infos[0].mtime > 1e9, str(infos[0].mtime))
                check(name + " order", [i.name for i in infos] == sorted(i.name for i in infos))
                members = {i.name: t.extractfile(i).read() for i in infos}
        there = {os.path.relpath(os.path.join(f, n), work + "/out"): open(os.path.join(f, n), "rb").read()
                 for f, _, ns in os.walk(work + "/out") for n in ns}
        check(name + " members", members == there, str([n for n in members if members[n] != there.get(n)][:3] + sorted(there)[:2]))


def in_the_archives_order(work):
    tar(work + "/o.tar", [("b.md", post(2)), ("a.md", post(1)), ("c.md", post(3))])
    got = galley("convert", "o.tar", "--to", "json", "-o", "-", cwd=work)
    check("order", paths(got) == ["o.tar/b.md", "o.tar/a.md", "o.tar/c.md"], got.stdout)
    got = galley("convert", "o.tar", "--to", "text", "-o", "-", cwd=work)
    check("texts one after the other", got.stdout.decode() == "甲（一）。乙 2\n\n甲（一）。乙 1\n\n甲（一）。乙 3\n", got.stdout)


def hostile(work):
    long = "d" * 120 + "/" + "e" * 180 + ".md"
    tar(work + "/h.tar", [
        ("ok.md", post(1)), ("../out.md", post(2)), ("/abs/x.md", post(3)), ("a/../../y.md", post(4)), (long, post(5)),
        ("link.md", b"", {"type": tarfile.SYMTYPE, "linkname": "ok.md"}),
        ("away.md", b"", {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"}),
        ("d/up.md", b"", {"type": tarfile.SYMTYPE, "linkname": "../ok.md"}),
        ("hard.md", b"", {"type": tarfile.LNKTYPE, "linkname": "ok.md"}),
        ("dev.md", b"", {"type": tarfile.CHRTYPE, "devmajor": 1, "devminor": 3}), ("pipe.md", b"", {"type": tarfile.FIFOTYPE}),
        ("twice.md", post(6)), ("twice.md", post(7)), ("./dot/./s.md", post(8)),
        ("中文.md".encode("gb18030").decode("utf-8", "surrogateescape"), post(9)), ("图.png", b"\x89PNG")])
    got = galley("convert", "h.tar", "--to", "json", "-o", "-", cwd=work)
    want = ["ok.md", "abs/x.md", long, "link.md", "d/up.md", "hard.md", "twice.md", "dot/s.md", "中文.md"]
    check("hostile names", sorted(paths(got)) == sorted("h.tar/" + n for n in want), got.stdout[-3000:])
    check("the last of two counts", "第7篇" in got.stdout.decode() and "第6篇" not in got.stdout.decode())
    err = got.stderr.decode()
    for name in ("h.tar/../out.md", "h.tar/a/../../y.md", "h.tar/away.md", "h.tar/dev.md", "h.tar/pipe.md"):
        check(name, name in err, err)
    for said in ("more than once", "GB18030", "begin with"):
        check("a remark: " + said, said in err, err)
    check("what is refused tells in the status", got.returncode == 2, str(got.returncode))
    got = galley("convert", "h.tar", "--to", "text", "-o", "h", cwd=work)
    check("nothing outside", not os.path.exists(work + "/out.txt") and not os.path.exists(work + "/y.txt"))


def damaged(work):
    members = [("p%04d.md" % i, post(i) + os.urandom(300).hex().encode()) for i in range(400)]
    for name, mode in (("t.tar", "w"), ("t.tar.gz", "w:gz"), ("t.tar.xz", "w:xz")):
        tar(work + "/whole-" + name, members, mode)
        data = open(work + "/whole-" + name, "rb").read()
        with open(work + "/" + name, "wb") as f:
            f.write(data[:len(data) * 6 // 10])
        got = galley("convert", name, "--to", "json", "-o", "-", cwd=work)
        n = len(got.stdout.splitlines())
        check("cut " + name, got.returncode == 2 and name.encode() in got.stderr and (name.endswith("xz") or 100 < n < 400),
              "%d of %d: %s" % (n, got.returncode, got.stderr.decode()))
    data = bytearray(open(work + "/whole-t.tar", "rb").read())
    at = data.index(b"p0200.md")
    data[at:at + 20] = b"\xff" * 20  # the header of one member no longer sums up
    with open(work + "/broken.tar", "wb") as f:
        f.write(data)
    got = galley("convert", "broken.tar", "--to", "json", "-o", "-", cwd=work)
    check("a broken header", got.returncode == 2 and len(got.stdout.splitlines()) >= 200 and b"broken.tar" in got.stderr, got.stderr)
    for name, data in (("no.tar", b"this is no archive at all\n" * 100), ("no.zip", b"PK\x03\x04" + b"\xff" * 100)):
        with open(work + "/" + name, "wb") as f:
            f.write(data)
        got = galley("convert", name, "--to", "json", "-o", "-", cwd=work)
        check(name, got.returncode == 2 and name.encode() in got.stderr and not got.stdout, got.stderr)


def traps(work):
    tar(work + "/big.tar.gz", [("a.md", post(1)), ("b.md", b" " * (70 << 20)), ("c.md", post(2))], "w:gz")
    got = galley("convert", "big.tar.gz", "--to", "json", "-o", "-", cwd=work)
    check("a post beyond bounds", got.returncode == 2 and b"big.tar.gz" in got.stderr and len(got.stdout) < 1 << 20, got.stderr)
    tar(work + "/trap.tar.gz", [("a.md", post(1)), ("filler.bin", b"\0" * (200 << 20)), ("z.md", post(2))], "w:gz")
    got = galley("convert", "trap.tar.gz", "--to", "json", "-o", "-", cwd=work)
    check("a trap", got.returncode == 2 and b"trap" in got.stderr and paths(got) == ["trap.tar.gz/a.md"], got.stderr)
    with zipfile.ZipFile(work + "/trap.zip", "w", zipfile.ZIP_DEFLATED) as z:
        for i in range(4):
            z.writestr("p%d.md" % i, b"a" * (60 << 20))
    got = galley("convert", "trap.zip", "--to", "json", "--fields", "id", "-o", "-", cwd=work)
    check("a zip as a trap", got.returncode == 2 and b"times its size" in got.stderr, got.stderr)


with tempfile.TemporaryDirectory() as top:
    for part in (same_as_the_folder, in_the_archives_order, hostile, damaged, traps):
        folder = os.path.join(top, part.__name__)
        os.mkdir(folder)
        part(folder)
print("\n".join(wrong[:20]))
print("%d faults" % len(wrong))
sys.exit(bool(wrong))
