#!/usr/bin/env python3
"""Front matter against Ruby's Psych: real front matter and seeds, mutated byte- and token-wise, must be cut at the same
bytes, be valid or not alike, and have the same typed values.

    front_matter_psych.py TOOLS [--count 10000] [--seed 1] [--show 20]

TOOLS is the folder of the test programs. The suite runs a small count; the full judgement is the same command with a
larger one. What is known to differ, and why, is listed in KNOWN; anything else is a failure.
"""
import argparse, glob, json, os, random, shutil, subprocess, sys

ROOT = os.environ.get("GALLEY_ROOT", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))

SCALARS = """no yes on off y n true False NULL null ~ 010 0o17 0x1F 0b101 0b_ 1_000 1,000 1.10 1. .5 . +. -. .e+1 1.5e+3 1e3 12:30 12:30:45
-1:30 12:30:45.5 1:2_ 089 0_ 0, -0 +1 -1 99999999999999999999 0xFFFFFFFFFFFFFFFFFFFF .inf -.INF +.inf .nan .NaN 2020-01-02 2020-1-2 2020-02-30 2020-13-01
1582-10-10 1500-02-29 0000-01-01 2020-00-10 2021-12-08\t20:46:00 :foo :"foo" : :) <<  = * & ! % @ ` | > - ? [ ] { } , # ' " "'" '"' a:b a: b""".split(" ")
SCALARS += ["2021-12-08 20:46:00", "2021-12-08 20:46", "2021-12-08T20:46:00Z", "2021-12-08 20:46:00 +0800", "2021-12-08 20:46:00 +8:30",
            "2021-12-08 20:46:00.123456789123 -00:30", "2021-12-08 24:00:00", "2021-12-08 25:00:00", "2021-02-30 10:00:00 +0800",
            "2021-12-08 20:46:60", "2021-12-08 20:46:00.", "2021-12-08 20:46:00 +123", "2021-12-08 20:46:00 +99", "-2021-12-08 1:46:00",
            "2021-12-08  20:46:00", "2021-12-08 24:00:00.5", "yeſ", "oﬀ", "falſe", "“引号”", "中文: 值", "a # b", "a #b", "a#b", '"央行："稳字当头"不变"',
            "!!str 010", "!!int 12", "!!float 3", "!!float x", "!!float 1e3", "!!binary aGVsbG8=", "!!binary a=b", "!!null x", "!!bool yes", "!foo no",
            '! "no"', '!foo "no"', "! |\n  no", "!!str no", "!ruby/object:X y", "!ruby/regexp /x/", "!ruby/sym x", "!str:X y", "!ruby/class Date",
            "!ruby/string x", "&a x", "*a", "*zz", "<<: *a", "!!set {a: , b: }", "!!omap [a: 1, b: 2]", "!!omap [x]", "!ruby/object:X {a: b}",
            "!ruby/hash {a: 1}", "!!seq [a]", "!!map {a: b}", "!ruby/array:X [a]", "&x {a: 1, <<: {b: 2}}", "[a, b", "{a: b", "{a, b: , ? c}", "[a: b]",
            "|\n  one\n  two", ">-\n  one\n  two\n\n  three", "|2\n   x", "\n  - a\n  - b", "\n- a\n- b", "\n  k: v\n  k: w", "\n\tk: v", "a\n  b\n\n  c"]
SEEDS = ["---\n---\n", "---\n- a\n- b\n---\nx", "---\nfalse\n---\n", "---\n# only\n---\n", "--- \n\n\ntitle: x\n\n---\n\n\nbody",
         "---\r\ntitle: x\r\ntags: [a, b]\r\n---\r\nbody\r\n", "---\ntitle: x\n--- second\n---\n", "---\ntitle: x\n... \nbody", "---\na: 1\na: 2\n1: x\n1.0: y\n---\n",
         "---\nb: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3\nd:\n  <<: [*b, {z: 1}]\n\"<<\": {q: 1}\n---\n", "---\n%YAML 1.1\n---\n", "---\n{a: b, c: [d]}\n---\n",
         "---\n? complex\n: value\n? [a, b]\n: c\n---\n", "---\na: y\n\n  no\n---\n", "---\na: ~\n\n  x\n---\n", "---\n&x a: *x\n*x : b\n---\n"]


def corpus():
    out = []
    base = os.path.join(ROOT, "..", "shared", "corpus")
    for path in sorted(glob.glob(base + "/*/**/*.*", recursive=True)):
        if path.endswith((".md", ".html", ".markdown")):
            with open(path, "rb") as f:
                head = f.read(4096)
            end = head.find(b"\n---", 3)
            if head[:3] == b"---" and end > 0:
                out.append(head[:end + 40])
    return out


def tokens(data):
    out, at = [], 0
    special = b":,[]{}#'\"|>-\n \t&*!?%@`"
    while at < len(data):
        end = at + 1
        if data[at] not in special:
            while end < len(data) and data[end] not in special:
                end += 1
        out.append(data[at:end])
        at = end
    return out


def mutate(r, seeds):
    data = bytearray(r.choice(seeds))
    for _ in range(r.choice((1, 1, 1, 2, 2, 3, 5))):
        kind = r.random()
        if kind < 0.25 and data:  # bytes
            at = r.randrange(len(data))
            what = r.random()
            if what < 0.3:
                del data[at:at + r.choice((1, 1, 2, 4))]
            elif what < 0.6:
                data[at:at] = bytes([r.choice(b" \t\n\r:,[]{}#'\"|>-&*!?%@`\\.~<0123456789abTZ\x00\x07\x7f\xc2\xef\xbb\xbf\xe4\xff")])
            elif what < 0.8:
                data[at] = r.randrange(256)
            else:
                data[at:at] = r.choice(("\u0085", "\u00a0", "\u2028", "\ufeff", "“", "é", "𠮷", "\r\n", "\n\n", "\u3000")).encode()
        elif kind < 0.55:  # tokens
            parts = tokens(bytes(data))
            if len(parts) < 2:
                continue
            at = r.randrange(len(parts))
            what = r.random()
            if what < 0.3:
                del parts[at]
            elif what < 0.5:
                parts.insert(at, r.choice(parts))
            elif what < 0.7:
                other = r.randrange(len(parts))
                parts[at], parts[other] = parts[other], parts[at]
            else:
                parts[at] = r.choice(SCALARS).encode()
            data = bytearray(b"".join(parts))
        elif kind < 0.85:  # a value
            lines = bytes(data).split(b"\n")
            at = r.randrange(len(lines))
            colon = lines[at].find(b":")
            if colon > 0:
                lines[at] = lines[at][:colon + 1] + b" " + r.choice(SCALARS).encode()
            data = bytearray(b"\n".join(lines))
        else:  # a line
            lines = bytes(data).split(b"\n")
            at = r.randrange(len(lines))
            what = r.random()
            if what < 0.25:
                del lines[at]
            elif what < 0.5:
                lines.insert(at, lines[r.randrange(len(lines))])
            elif what < 0.75:
                lines.insert(at, ("k%d: " % r.randrange(3)).encode() + r.choice(SCALARS).encode())
            else:
                lines[at] = r.choice((b" ", b"  ", b"\t", b"- ", b"# ")) + lines[at]
            data = bytearray(b"\n".join(lines))
    return bytes(data)


def frames(program, inputs):
    data = b"".join(b"%d\n%s" % (len(i), i) for i in inputs)
    out = subprocess.run(program, input=data, stdout=subprocess.PIPE, check=True, env=dict(os.environ, TZ="UTC")).stdout
    answers, at = [], 0
    while at < len(out):
        end = out.index(b"\n", at)
        size = int(out[at:end])
        answers.append(json.loads(out[end + 1:end + 1 + size]))
        at = end + 1 + size
    assert len(answers) == len(inputs), (program, len(answers), len(inputs))
    return answers


def known(text, ruby, ours):
    """Why a difference is meant, or None."""
    if "error" in ours and "value" in ruby:
        if ours["error"] == "unsafe" and b"!ruby/" in text:
            return "tags of Ruby's that Psych happens to let pass (!ruby/encoding, an unused !ruby/hash-with-ivars)"
        if ours["error"] == "unsafe" and '["cycle"]' in json.dumps(ruby["value"]):
            return "an alias inside of what it stands for: a cycle, which Jekyll's own merging cannot end"
        if ours["error"] == "unsafe" and b"*" in text and b"&" in text:
            return "an alias inside of what it stands for, where merging hides the cycle"
    if b"!!str" in text and any(m in text for m in (b"!!str {", b"!!str\n", b"!!str [")):
        return "!!str on a mapping, which Psych makes a string of instance variables"
    return None


def main():
    a = argparse.ArgumentParser()
    a.add_argument("tools")
    a.add_argument("--count", type=int, default=3000)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--show", type=int, default=20)
    o = a.parse_args()
    if not shutil.which("ruby"):
        print("skipped: ruby is not installed")
        sys.exit(77)
    real = corpus()
    seeds = [s.encode() for s in SEEDS] + ["---\nlayout: post\ntitle: {}\ndate: 2021-12-08 10:46:18\ntags: [a, b]\n---\nx".replace("{}", s).encode() for s in SCALARS]
    if not real:
        print("the corpora are absent: only the seeds are mutated")
    r = random.Random(o.seed)
    inputs = seeds + real[:500 if o.count < 10000 else None]
    pool = seeds + real * max(1, len(seeds) * 2 // max(1, len(real)))
    inputs += [mutate(r, pool) for _ in range(o.count)]
    ruby = frames(["ruby", os.path.join(ROOT, "tests", "oracles", "psych.rb")], inputs)
    ours = frames([os.path.join(o.tools, "front_matter_values")], inputs)
    wrong, excused = [], {}
    for text, want, got in zip(inputs, ruby, ours):
        if want["cut"] == got["cut"] and ("error" in want) == ("error" in got) and want.get("value") == got.get("value"):
            continue
        why = known(text, want, got)
        if why:
            excused[why] = excused.get(why, 0) + 1
        else:
            wrong.append((text, want, got))
    for text, want, got in wrong[:o.show]:
        print(repr(text), "\n  psych ", json.dumps(want)[:400], "\n  galley", json.dumps(got)[:400])
    valid = sum("value" in w for w in ruby)
    print("%d front matters (%d valid, %d refused, %d none): %d differ, %d differ for a known reason" %
          (len(inputs), valid, sum("error" in w for w in ruby), sum(w["cut"] is None for w in ruby), len(wrong), sum(excused.values())))
    for why, n in sorted(excused.items()):
        print("  %d: %s" % (n, why))
    sys.exit(1 if wrong else 0)


main()
