"""Makes a site of the posts of fixtures/rules: every defect that a rule knows, in one archive."""
import os
import re
import shutil


def make(root, where):
    n = 0
    os.makedirs(where + "/_posts")
    for folder, folders, names in sorted(os.walk(root + "/fixtures/rules")):
        if os.path.basename(folder) != "_posts" or "/fixed" in folder:
            continue
        for name in sorted(names):
            date = re.match(r"\d{4}-\d\d?-\d\d?-", name)
            n += 1
            shutil.copyfile(os.path.join(folder, name), "%s/_posts/%sf%03d-%s" % (where, date.group(0) if date else "", n, name[date.end() if date else 0 :]))
    with open(where + "/_config.yml", "w") as f:
        f.write("timezone: Asia/Shanghai\n")
    return n
