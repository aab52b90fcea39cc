#!/usr/bin/env python3
"""Dates against Ruby: Time.parse of generated texts, and what Jekyll makes of generated `date:` values, in several zones.

    dates_ruby.py TOOLS [--count 20000] [--seed 1] [--show 20]

Compares the moment (to the nanosecond), the offset in which Ruby shows it, and whether there is one at all.
"""
import argparse, os, random, shutil, subprocess, sys

ROOT = os.environ.get("GALLEY_ROOT", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
ZONES = ["Asia/Shanghai", "America/New_York", "UTC", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe", "CST-8"]
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def offset(r):
    k = r.random()
    if k < 0.4:
        return r.choice(("+0800", "+08:00", "-0500", "+0000", "-00:00", "+0530", "-1130", "+1400", "+0845"))
    if k < 0.7:
        return r.choice(("Z", "UTC", "GMT", "EST", "EDT", "CST", "PST", "JST", "BST", "IST", "utc", "A", "Q", "J", "UT", "HKT"))
    return r.choice(("+8", "+08", "-5", "+800", "+25:00", "+08:00:30", "GMT+8", "UTC+8", "UTC-05:00", "+080030", "+9999", "Eastern Standard Time", "+08:0"))


def clock(r):
    h, m, s = r.randint(0, 25), r.randint(0, 61), r.randint(0, 61)
    if r.random() < 0.6:
        h, m, s = h % 24, m % 60, s % 60
    return r.choice(("%02d:%02d:%02d" % (h, m, s), "%02d:%02d" % (h, m), "%d:%02d" % (h, m), "%02d:%02d:%02d.%d" % (h, m, s, r.randint(0, 999999)),
                     "%dh%dm" % (h, m), "%dh" % h, "%d:%02d pm" % (h % 13, m), "%dam" % (h % 13), "%d:%02d:%02d a.m." % (h % 13, m, s), "%d PM" % (h % 13),
                     "%02d%02d" % (h, m), "%02d:%02d:%02d,%d" % (h, m, s, r.randint(0, 99)), "24:00:00", "24:00"))


def day(r):
    y, m, d = r.randint(1970, 2030), r.randint(1, 12), r.randint(1, 28)
    k = r.random()
    if k < 0.15:
        d = r.randint(28, 32)
    elif k < 0.22:
        m, d = r.randint(0, 14), r.randint(0, 33)
    elif k < 0.28:
        y = r.choice((0, 1, 20, 69, 70, 99, 100, 999, 1500, 1582, 1900, 9999, 10000, 2022))
    name = MONTHS[(m - 1) % 12]
    name = r.choice((name, name[:3], name.lower(), name.upper()[:3], name[:3] + "."))
    nth = "%d%s" % (d, r.choice(("st", "nd", "rd", "th")))
    return r.choice(("%04d-%02d-%02d" % (y, m, d), "%d-%d-%d" % (y, m, d), "%04d/%02d/%02d" % (y, m, d), "%d/%d/%d" % (m, d, y), "%d/%d" % (m, d), "%d.%d.%d" % (y, m, d),
                     "%d.%d.%d" % (d, m, y), "%04d%02d%02d" % (y, m, d), "%02d%02d%02d" % (y % 100, m, d), "%s %d, %d" % (name, d, y), "%d %s %d" % (d, name, y),
                     "%s %s %d" % (name, nth, y), "%s %s" % (nth, name), "%s %d" % (name, d), "%d-%s-%d" % (d, name, y), "%s-%d-%d" % (name, d, y), "%d-%s-%d" % (y, name, d),
                     "%s %d" % (name, y), "%s, %d %s %d" % (r.choice(DAYS)[:3], d, name, y), "%s" % name, "%d" % y, "%04d-%02d" % (y, m), "%d年%d月%d日" % (y, m, d),
                     "%d 年 %d 月 %d 日" % (y, m, d), "%04d-%03d" % (y, r.randint(0, 380)), "%04d%03d" % (y, r.randint(0, 380)), "%04d-W%02d-%d" % (y, r.randint(1, 53), r.randint(1, 7)),
                     "H%d.%d.%d" % (r.randint(1, 31), m, d), "R%d.%02d.%02d" % (r.randint(1, 9), m, d), "--%02d-%02d" % (m, d), "'%d" % (y % 100), "%d-%d-%d" % (y % 100, m, d),
                     "%d-%d-%d" % (d, m, y), "%d BC %s %d" % (d, name, y), "%s %d %d BC" % (name, d, y), "-%04d-%02d-%02d" % (y, m, d), "%s %d '%02d" % (name, d, y % 100), "%s" % nth,
                     "%04d%02d%02d%02d%02d%02d" % (y, m, d, r.randint(0, 24), r.randint(0, 60), r.randint(0, 60)), "%d" % r.randint(0, 10 ** r.randint(1, 14)), r.choice(DAYS)))


def text(r):
    k = r.random()
    if k < 0.3:
        t = "%s %s %s" % (day(r), clock(r), offset(r))
    elif k < 0.5:
        t = "%s %s" % (day(r), clock(r))
    elif k < 0.6:
        t = "%sT%s%s" % (day(r), clock(r), offset(r))
    elif k < 0.75:
        t = day(r)
    elif k < 0.8:
        t = "%s %s" % (clock(r), day(r))
    elif k < 0.84:
        t = clock(r)
    elif k < 0.88:
        t = "%s %s %s %s" % (r.choice(DAYS)[:3], r.choice(MONTHS)[:3], "%d %s" % (r.randint(1, 31), clock(r)), r.randint(1990, 2030))
    elif k < 0.92:
        t = " ".join(r.choice((day, clock, offset))(r) for _ in range(r.randint(1, 4)))
    else:
        t = "".join(r.choice("0123456789-/:. ,+TZapm'年月日é“－１") for _ in range(r.randint(1, 20)))
    if r.random() < 0.25 and t:
        chars = list(t)
        at = r.randrange(len(chars))
        k = r.random()
        if k < 0.3:
            del chars[at]
        elif k < 0.6:
            chars.insert(at, r.choice("0123456789-/:. ,+TZapm'[]xQ年，"))
        else:
            chars[at] = r.choice("0123456789-/:. ,+TZapm'[]xQ年，")
        t = "".join(chars)
    if r.random() < 0.01:
        t = t + "x" * r.randint(90, 140)
    return t


def frames(program, inputs):
    data = b"".join(b"%d\n%s" % (len(i), i) for i in inputs)
    out = subprocess.run(program, input=data, stdout=subprocess.PIPE, check=True).stdout
    answers, at = [], 0
    while at < len(out):
        end = out.index(b"\n", at)
        size = int(out[at:end])
        answers.append(out[end + 1:end + 1 + size].decode())
        at = end + 1 + size
    assert len(answers) == len(inputs), (program, len(answers), len(inputs))
    return answers


def main():
    a = argparse.ArgumentParser()
    a.add_argument("tools")
    a.add_argument("--count", type=int, default=5000)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--show", type=int, default=20)
    o = a.parse_args()
    if not shutil.which("ruby"):
        print("skipped: ruby is not installed")
        sys.exit(77)
    r = random.Random(o.seed)
    inputs = []
    for i in range(o.count):
        mode = "J" if i % 3 == 0 else "T"
        t = text(r).replace("\n", " ")
        if mode == "J" and r.random() < 0.3:
            t = "'" + t.replace("'", "''") + "'"
        inputs.append(("%s\n%s\n%d\n%s" % (mode, r.choice(ZONES), r.choice((1654848000, 1640991600, 1582934400)), t)).encode())
    ruby = frames(["ruby", os.path.join(ROOT, "tests", "oracles", "time_parse.rb")], inputs)
    ours = frames([os.path.join(o.tools, "date_values")], inputs)
    wrong = []
    for given, want, got in zip(inputs, ruby, ours):
        if want.split()[0] == "error" and got == "error":
            continue
        # A YAML value keeps its own fraction here; Jekyll's loses it on the way through text, and its zone.
        if given.startswith(b"J") and want.split()[0] == got.split()[0]:
            continue
        # Beyond a year of some millions Ruby gives up daylight saving, and galley counting.
        if not want.startswith("error") and abs(int(want.split()[0])) > 3e14:
            continue
        if want != got:
            wrong.append((given, want, got))
    for given, want, got in wrong[:o.show]:
        print(given.decode().split("\n"), "ruby:", want, "galley:", got)
    read = sum(not w.startswith("error") for w in ruby)
    print("%d dates (%d that Ruby reads, %d that it refuses): %d differ" % (len(inputs), read, len(inputs) - read, len(wrong)))
    sys.exit(1 if wrong else 0)


main()
