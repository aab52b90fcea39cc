#!/usr/bin/python3
"""Reads every machine format back and compares it with `jsonl`, over posts whose names, text and line ends are hostile:
each finding is there once, its message and path are data, and its place, in the unit that the format specifies, is the
very bytes. Fixes of SARIF and rdjson, applied by this program, make the file that the edits of `jsonl` make."""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracles"))
import hostile_posts
from hostile_posts import front, huge, link, posts

program = os.environ["GALLEY_BIN"]
faults = []
checks = 0


def check(condition, message):
    global checks
    checks += 1
    if not condition:
        faults.append(message)


def galley(folder, *arguments, status=None):
    got = subprocess.run([program, "lint", *arguments], cwd=folder, capture_output=True, timeout=120,
                         env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"})
    if status is not None:
        check(got.returncode == status, "%s: status %d, not %d: %s" % (arguments, got.returncode, status, got.stderr))
    return got.stdout


# What JSON and XML can hold of bytes: each byte that is not part of valid UTF-8 becomes U+FFFD.
def readable(data):
    out = ""
    at = 0
    while at < len(data):
        for size in (1, 2, 3, 4):
            try:
                out += data[at:at + size].decode()
                at += size
                break
            except UnicodeDecodeError:
                pass
        else:
            out += "\ufffd"
            at += 1
    return out


def harmless(text):
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]", "\ufffd", text.replace("\t", " "))


def for_xml(text):
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", "\ufffd", text)


def lines_of(data):
    """The offset at which each line begins, without a byte order mark."""
    starts = [3 if data.startswith(b"\xef\xbb\xbf") else 0]
    starts += [m.end() for m in re.finditer(rb"\r\n|\n|\r", data)]
    return starts


def offset_utf8(data, line, column):
    return lines_of(data)[line - 1] + column - 1


def offset_utf16(data, line, column):
    at = lines_of(data)[line - 1]
    units = column - 1
    while units > 0:
        for size in (1, 2, 3, 4):
            try:
                units -= len(data[at:at + size].decode().encode("utf-16-le")) // 2
                at += size
                break
            except UnicodeDecodeError:
                pass
        else:
            units -= 1
            at += 1
    return at


def applied(data, edits):
    for begin, end, text in sorted(edits, reverse=True):
        data = data[:begin] + text.encode() + data[end:]
    return data


with tempfile.TemporaryDirectory() as work:
    hostile_posts.make(work)
    names = ["sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "rdjsonl", "json", "text", "concise"]
    out = galley(work, ".", "--select", "ALL", "--format", "jsonl", *["--format=%s=out/%s" % (n, n) for n in names], status=2)
    check(sorted(os.listdir(work + "/out")) == sorted(names), "files besides those asked for: %s" % os.listdir(work + "/out"))
    truth = [json.loads(line) for line in out.splitlines()]
    check(len(truth) > 80, "only %d findings" % len(truth))
    files = {readable(name): data for name, data in posts.items()}
    check(len({f["path"] for f in truth}) == len(posts) - 1, "paths in jsonl: %s" % {f["path"] for f in truth})

    def text_of(name, mode="r"):
        with open("%s/out/%s" % (work, name), mode, **({} if "b" in mode else {"encoding": "utf-8", "newline": ""})) as f:
            return f.read()

    # One format to standard output says the same as the same one beside others.
    for name in names:
        alone = galley(work, ".", "--select", "ALL", "--format", name, "--jobs", "1")
        check(alone == text_of(name, "rb"), "%s differs between a file and standard output, or by --jobs" % name)

    # What was found in an earlier run and kept says the same.
    for _ in range(2):
        kept = subprocess.run([program, "lint", ".", "--select", "ALL", "--format", "jsonl", *["--format=%s=kept/%s" % (n, n) for n in names]],
                              cwd=work, capture_output=True, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC", "XDG_CACHE_HOME": work + "/cache"})
        check(kept.stdout == out, "jsonl differs where a cache is")
    for name in names:
        with open("%s/kept/%s" % (work, name), "rb") as f:
            check(f.read() == text_of(name, "rb"), "%s differs where a cache is" % name)

    whole_file = {(f["path"], f["code"]) for f in truth if f["offset"] == 0 and f["length"] == 0}

    # json
    check(json.loads(text_of("json")) == truth, "json and jsonl differ")

    # sarif
    log = json.loads(text_of("sarif"))
    run = log["runs"][0]
    check(run["columnKind"] == "utf16CodeUnits", "sarif says no columnKind")
    check(run["invocations"][0]["executionSuccessful"] is False, "sarif: the run could not read a file")
    told = [n["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for n in run["invocations"][0]["toolExecutionNotifications"]]
    check(told == [huge], "sarif tells of %s" % told)
    check(run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == "file://" + urllib.parse.quote(os.path.realpath(work)) + "/", "sarif's %SRCROOT%")
    check(len(run["results"]) == len(truth), "sarif has %d results" % len(run["results"]))
    prints = collections.Counter()
    for r, f in zip(run["results"], truth):
        place = r["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        path = readable(urllib.parse.unquote_to_bytes(uri))
        check(re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri), "sarif: the URI %s" % uri)
        check(path == f["path"], "sarif: %r is not %r" % (path, f["path"]))
        check((r["ruleId"], r["level"]) == (f["code"], f["level"]), "sarif: %s is not %s" % (r["ruleId"], f["code"]))
        check(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"], "sarif: ruleIndex")
        message = r["message"]["text"]
        plain = re.sub(r"\\([][\\])", r"\1", message) if "](" in f["message"] else message
        check(plain == f["message"], "sarif: message %r is not %r" % (message, f["message"]))
        data = files[f["path"]]
        region = place["region"]
        # A byte order mark has no column.
        in_mark = data.startswith(b"\xef\xbb\xbf") and f["offset"] < 3
        if "startColumn" in region and not in_mark:
            begin, end = offset_utf16(data, region["startLine"], region["startColumn"]), offset_utf16(data, region["endLine"], region["endColumn"])
            check((begin, end - begin) == (f["offset"], f["length"]), "sarif: %s %s is at %d, %d bytes, not at %d, %d" % (f["path"], f["code"], begin, end - begin, f["offset"], f["length"]))
        elif not in_mark:
            check((f["path"], f["code"]) in whole_file, "sarif: no columns for %s" % f)
        check(("fixes" in r) == bool(f["fix"] and f["fix"]["edits"] and not in_mark), "sarif: fixes of %s" % f)
        if "fixes" in r:
            change = r["fixes"][0]["artifactChanges"][0]
            edits = [(offset_utf16(data, e["deletedRegion"]["startLine"], e["deletedRegion"]["startColumn"]),
                      offset_utf16(data, e["deletedRegion"]["endLine"], e["deletedRegion"]["endColumn"]),
                      e.get("insertedContent", {"text": ""})["text"]) for e in change["replacements"]]
            wanted = [(e["offset"], e["offset"] + e["length"], e["text"]) for e in f["fix"]["edits"]]
            check(applied(data, edits) == applied(data, wanted), "sarif: the fix of %s" % f)
        prints[(uri, r["ruleId"], r["partialFingerprints"]["primaryLocationLineHash"])] += 1
    check(max(prints.values()) == 1, "sarif: two findings of a post have one fingerprint")
    for rule in run["tool"]["driver"]["rules"]:
        check(rule["help"]["markdown"] and "bad body" not in rule["help"]["markdown"], "sarif: the help of %s" % rule["id"])

    # Fingerprints stay where lines move.
    with open(work + "/moved.html", "wb") as f:
        f.write(front + b"<p>Another paragraph, and some text that is far enough away from what follows it.</p>\n\n" + link + b"\n")
    with open(work + "/still.html", "wb") as f:
        f.write(front + b"<p>Text, and some text that is far enough away from what follows it.</p>\n\n" + link + b"\n")
    for f in ("moved", "still"):
        galley(work, f + ".html", "--select", "LK001", "--format", "sarif=out/" + f)
    prints_of = lambda name: [r["partialFingerprints"] for r in json.loads(text_of(name))["runs"][0]["results"]]
    check(len(prints_of("moved")) == 2 and prints_of("moved") == prints_of("still"), "sarif: fingerprints follow line numbers")

    # github
    lines = text_of("github").split("\n")
    check(lines.pop() == "" and len(lines) == len(truth) + 1, "github has %d lines for %d findings" % (len(lines), len(truth)))
    undo = lambda s: s.replace("%2C", ",").replace("%3A", ":").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    for line, f in zip(lines, truth):
        m = re.fullmatch(r"::(error|warning) ([^:]*)::([^\r\n]*)", line)
        check(m, "github: %r" % line)
        if not m:
            continue
        properties = dict(p.split("=", 1) for p in m[2].split(","))
        keep = lambda s: harmless(re.sub("[\r\n]", "", s))
        check(m[1] == f["level"] and keep(undo(properties["file"])) == keep(f["path"]), "github: the file of %r" % line)
        check(undo(properties["title"]) == "%s %s" % (f["code"], f["name"]), "github: the title of %r" % line)
        check(re.sub("[\r\n]", "", undo(m[3])) == keep(f["message"]), "github: the message of %r" % line)
        if "col" in properties:
            check((properties["line"], properties["col"]) == (str(f["line"]), str(f["column"])), "github: the place of %r" % line)
    check(lines[-1].startswith("::error file=%s,title=not checked::" % huge), "github: %r" % lines[-1])

    # gitlab
    issues = json.loads(text_of("gitlab"))
    check(len(issues) == len(truth) + 1, "gitlab has %d" % len(issues))
    check(len({i["fingerprint"] for i in issues}) == len(issues), "gitlab: fingerprints are not unique")
    for issue, f in zip(issues, truth):
        check((issue["check_name"], issue["description"], issue["location"]["path"]) == (f["code"], f["message"], f["path"]), "gitlab: %s" % issue)
        check(issue["severity"] in ("info", "minor", "major", "critical", "blocker"), "gitlab: severity")
        check(issue["location"]["lines"]["begin"] == f["line"], "gitlab: line of %s" % issue)
    check(issues[-1]["location"]["path"] == huge, "gitlab: %s" % issues[-1])

    # checkstyle
    root = ET.fromstring(text_of("checkstyle", "rb"))
    errors = [(f.get("name"), e) for f in root.iter("file") for e in f.iter("error")]
    check(root.tag == "checkstyle" and len(errors) == len(truth) + 1, "checkstyle has %d" % len(errors))
    for (path, e), f in zip(errors, truth):
        check((path, e.get("message"), e.get("line"), e.get("column"), e.get("severity")) ==
              (for_xml(f["path"]), for_xml(f["message"]), str(f["line"]), str(f["column"]), f["level"]), "checkstyle: %s of %r" % (e.attrib, path))
    check(errors[-1][0] == huge, "checkstyle: %s" % errors[-1][0])

    # junit
    root = ET.fromstring(text_of("junit", "rb"))
    suites = root.findall("testsuite")
    for s in suites:
        cases = s.findall("testcase")
        check(int(s.get("tests")) == len(cases), "junit: tests of %s" % s.get("name"))
        check(int(s.get("failures")) == len(s.findall("testcase/failure")) and int(s.get("errors")) == len(s.findall("testcase/error")), "junit: failures of %s" % s.get("name"))
    failures = [(s.get("name"), f) for s in suites for f in s.iter("failure")]
    check(root.tag == "testsuites" and len(failures) == len(truth), "junit has %d" % len(failures))
    for (path, e), f in zip(failures, truth):
        check((path, e.get("message"), e.get("type")) == (for_xml(f["path"]), for_xml(f["message"]), f["level"]), "junit: %s of %r" % (e.attrib, path))
    check([c.get("name") for c in root.iter("testcase") if c.find("error") is not None] == [huge], "junit: unreadable files")

    # rdjson, as proto/rdf/reviewdog.proto of reviewdog says
    result = json.loads(text_of("rdjson"))
    check(result["source"] == {"name": "galley"} and set(result) == {"source", "diagnostics"}, "rdjson: %s" % set(result))
    lines = [json.loads(line) for line in text_of("rdjsonl").splitlines()]
    check([{k: v for k, v in d.items() if k != "source"} for d in lines] == result["diagnostics"], "rdjsonl differs from rdjson")
    check(all(d["source"] == {"name": "galley"} for d in lines), "rdjsonl: the source")
    check(len(result["diagnostics"]) == len(truth) + 1, "rdjson has %d" % len(result["diagnostics"]))

    def span(data, r):
        check(set(r) == {"start", "end"} and all(set(p) == {"line", "column"} and p["line"] > 0 and p["column"] > 0 for p in r.values()), "rdjson: %s" % r)
        return offset_utf8(data, **r["start"]), offset_utf8(data, **r["end"])

    for d, f in zip(result["diagnostics"], truth):
        check(set(d) <= {"message", "location", "severity", "code", "suggestions", "related_locations"}, "rdjson: %s" % set(d))
        check((d["message"], d["location"]["path"], d["code"]["value"]) == (f["message"], f["path"], f["code"]), "rdjson: %s" % d)
        check(d["severity"] == {"error": "ERROR", "warning": "WARNING"}[f["level"]], "rdjson: severity")
        data = files[f["path"]]
        in_mark = data.startswith(b"\xef\xbb\xbf") and f["offset"] < 3
        if "range" in d["location"] and not in_mark:
            begin, end = span(data, d["location"]["range"])
            check((begin, end - begin) == (f["offset"], f["length"]), "rdjson: %s %s is at %d, %d bytes, not at %d, %d" % (f["path"], f["code"], begin, end - begin, f["offset"], f["length"]))
        elif not in_mark:
            check((f["path"], f["code"]) in whole_file, "rdjson: no range for %s" % f)
        for s in d.get("suggestions", []):
            wanted = applied(data, [(e["offset"], e["offset"] + e["length"], e["text"]) for e in f["fix"]["edits"]])
            check(readable(applied(data, [(*span(data, s["range"]), s["text"])])) == readable(wanted), "rdjson: the suggestion of %s" % f)
    check(any("suggestions" in d for d in result["diagnostics"]), "rdjson: no suggestion at all")

    # What is for people neither moves the cursor nor recolours it, and is a line a finding where it says so.
    for name in ("concise", "text"):
        shown = text_of(name)
        check(not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ufeff]", shown), "%s: control characters reach the terminal" % name)
    check(len(text_of("concise").splitlines()) == len(truth), "concise: %d lines" % len(text_of("concise").splitlines()))

    # Nothing to say is valid too.
    for name in names:
        out = galley(work, "_posts/2020-01-01-clean.html", "--format", name, status=0)
        if name in ("sarif", "gitlab", "rdjson", "json"):
            json.loads(out)
        elif name in ("junit", "checkstyle"):
            ET.fromstring(out)
            check(name != "junit" or b"<testcase" in out, "junit: a report without a case")
        else:
            check(out == b"", "%s: %r for no findings" % (name, out))

    # More than SARIF's readers take: errors stay, and the report says what is missing.
    os.mkdir(work + "/many")
    for i in range(4):
        with open("%s/many/%d.html" % (work, i), "wb") as f:
            f.write(front + b'<p>x</p> \n' * 5500 + b'<a href="">x</a>\n' * 1500)
    run = json.loads(galley(work, "many", "--select", "LK001,TX007", "--format", "sarif", status=1))["runs"][0]
    levels = collections.Counter(r["level"] for r in run["results"])
    check(levels == {"error": 6000, "warning": 19000}, "sarif keeps %s" % levels)
    notes = [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]]
    check(len(notes) == 1 and notes[0].startswith("3000 of 28000 findings are left out"), "sarif says %s" % notes)

print("\n".join(faults[:40]))
print("%d checks, %d faults" % (checks, len(faults)))
sys.exit(bool(faults))
