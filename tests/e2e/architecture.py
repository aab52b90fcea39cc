#!/usr/bin/python3
"""Holds the architecture: which folder may include which, and that each library's headers have one room."""
import os
import re
import sys

root = os.environ.get("GALLEY_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# Header (a prefix of what stands in the brackets) -> the only places that may include it.
ROOMS = {
    "gumbo.h": ["core/body/html/"],
    "yaml.h": ["core/post/yaml_tree_builder.cpp"],
    "md4c": ["core/body/commonmark/"],
    "cmark-gfm": ["core/exporters/cmark.cpp"],
    "date/": ["core/post/zone.cpp"],
    "archive.h": ["core/archive/"],
    "archive_entry.h": ["core/archive/"],
    "tbb/": ["core/archive/parallel.cpp"],
    "oneapi/": ["core/archive/parallel.cpp"],
    "utf8proc.h": ["core/text/"],
    "uniconv.h": ["core/text/"],
    "unilbrk.h": ["core/text/", "core/exporters/text/"],
    "xxhash.h": ["core/text/hash.cpp"],
    "simdjson.h": ["core/text/utf8.cpp"],
    "rapidjson/": ["core/text/json.cpp", "core/text/json_reader.cpp", "core/post/schema.cpp"],  # valijson reads RapidJSON's documents
    "boost/url": ["core/text/url.cpp"],
    "boost/regex": ["core/text/pattern.cpp"],
    "valijson/": ["core/post/schema.cpp"],
    "CLI/": ["cli/command_line.cpp"],
    "doctest/": ["tests/"],
}
# Folder -> the folders that it must not know.
FORBIDDEN = {"core": ["rules/", "cli/", "tests/"], "rules": ["cli/", "tests/"], "cli": ["tests/"]}

wrong = []
files = 0
for top in ("core", "rules", "cli"):
    for folder, _, names in os.walk(os.path.join(root, top)):
        for name in names:
            if not name.endswith((".h", ".cpp")):
                continue
            files += 1
            path = os.path.relpath(os.path.join(folder, name), root)
            with open(os.path.join(root, path), encoding="utf-8") as f:
                text = f.read()
            for line, include in enumerate(text.split("\n"), 1):
                m = re.match(r'#include [<"]([^>"]+)[>"]', include)
                if not m:
                    continue
                header = m[1]
                for library, rooms in ROOMS.items():
                    if include.startswith("#include <") and header.startswith(library) and not any(path.startswith(r) for r in rooms):
                        wrong.append("%s:%d: includes <%s>, which belongs to %s" % (path, line, header, " or ".join(rooms)))
                if include.startswith('#include "') and any(header.startswith(x) for x in FORBIDDEN[top]):
                    wrong.append("%s:%d: %s must not know %s" % (path, line, top, header))

# What a rule finds may depend on the moment that counts as now only where rules/clock.h sees it.
for folder, _, names in os.walk(os.path.join(root, "rules")):
    for name in names:
        path = os.path.relpath(os.path.join(folder, name), root)
        if path != "rules/clock.cpp" and re.search(r"settings(_|\(\))?(\.|->)now\b|system_clock", open(os.path.join(root, path), encoding="utf-8").read()):
            wrong.append("%s asks the time; rules/clock.h is there for it" % path)

# A rule file without its line in rules.def is never built; a format or exporter likewise.
with open(os.path.join(root, "rules/rules.def")) as f:
    listed = set(re.findall(r"^RULE\(\w+, ([\w/]+)\)", f.read(), re.M))
for rule in sorted(listed):
    if not os.path.exists(os.path.join(root, "rules", rule + ".cpp")):
        wrong.append("rules/rules.def names %s, which is not there" % rule)
for folder, _, names in os.walk(os.path.join(root, "rules")):
    for name in names:
        path = os.path.relpath(os.path.join(folder, name), os.path.join(root, "rules"))
        if name.endswith(".cpp") and re.search(r"GALLEY_(RULE|JUDGE)\(", open(os.path.join(folder, name), encoding="utf-8").read()) and path[:-4] not in listed:
            wrong.append("rules/%s is not in rules/rules.def" % path)

print("\n".join(wrong))
print("%d files, %d faults" % (files, len(wrong)))
sys.exit(bool(wrong) or files == 0)
