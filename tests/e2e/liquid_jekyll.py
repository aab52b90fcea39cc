#!/usr/bin/python3
"""Liquid comes first, as in Jekyll: posts made at random of Markdown and Liquid are built by Jekyll and read by galley.

    liquid_jekyll.py [BUILD_FOLDER] [--count N] [--seed S] [-v]

What prints in these posts prints a word that stands in it (`{{ "word" }}`, an include of that name), and each condition holds, so that
galley's page, in which Liquid stands as it was written, becomes Jekyll's page once each of them is replaced by its word.
The posts ask `render_with_liquid: false` in their front matter, by `defaults`, or not at all. Skips where Jekyll is absent."""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

root = os.environ.get("GALLEY_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
program = os.environ.get("GALLEY_BIN") or root + "/build/release/galley"
compare_trees = os.path.join(sys.argv[1] if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else root + "/build/release/tests", "dom_compare")


def option(name, default):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default


count, seed, verbose = int(option("--count", 150)), option("--seed", "suite"), "-v" in sys.argv
if not shutil.which("jekyll"):
    print("skipped: Jekyll is not installed")
    sys.exit(77)

WORDS = ("one", "two words", "新闻", "**bold**", "`code`", "- item", "# head", "a|b", "1. n", "> q", "<b>x</b>", "text\n", "\n\n", "    code\n", "\n- a\n- b\n", "\n| a | b |\n|---|---|\n| c | d |\n", "[l](/u)")
SPACES = ("", " ", "\n", "\n\n", "  ")


def tag(r, inside):
    left, right = r.choice(("{%", "{%", "{%", "{%-")), r.choice(("%}", "%}", "%}", "-%}"))
    return left + r.choice((" ", " ", "")) + inside + r.choice((" ", " ", "")) + right


def piece(r, depth):
    """One thing, perhaps with others in it."""
    kind = r.randint(0, 19)
    inner = "".join(piece(r, depth + 1) + r.choice(SPACES) for _ in range(r.randint(1, 3))) if depth < 3 and kind < 9 else r.choice(WORDS)
    if kind == 0:
        return tag(r, "if true") + inner + tag(r, "endif")
    if kind == 1:
        return tag(r, "unless false") + inner + tag(r, "endunless")
    if kind == 2:
        return tag(r, "for i in (1..1)") + inner + tag(r, "endfor")
    if kind == 3:
        return tag(r, "case 1") + r.choice(("", "\n", " between ")) + tag(r, "when 1") + inner + tag(r, "endcase")
    if kind == 4:
        return tag(r, "capture c") + inner + tag(r, "endcapture")
    if kind == 5:
        return tag(r, "comment") + inner + tag(r, "endcomment")
    if kind == 6:
        return tag(r, "raw") + r.choice(("{{ not }}", "{% not %}", "{%", "{{", "x", "\n", "{% endfor %}", "{{ a }", "%}", "{%- if")) + r.choice(WORDS) + re.sub("^{%-", "{%", tag(r, "endraw"))
    if kind == 7:
        return r.choice(("", "\n", "\n\n")) + "{% highlight ruby %}" + r.choice(("", "\n", "\n\n  ")) + r.choice(("a < b", "puts 1\n\nputs 2", "*x*", "{{ \"w1w\" }}", "  y", "<i>")) + r.choice(("", "\n", "\n\n")) + "{% endhighlight %}" + r.choice(("", "\n", "\n\n"))
    if kind == 8:
        return tag(r, r.choice(("assign x = 1", "assign a = 'b %'", "# note")))
    if kind == 9:
        left, right = r.choice(("{{", "{{", "{{-")), r.choice(("}}", "}}", "-}}"))
        return left + ' "w%dw" ' % r.randint(1, 9) + right
    if kind == 10:
        return tag(r, "include w%d.html" % r.randint(1, 9))
    if kind == 11:
        return "[a](" + '{{ "w3w" }}' + "/x)" + r.choice(SPACES)
    return r.choice(WORDS) + r.choice(SPACES)


def post(number):
    r = random.Random("%s %d" % (seed, number))
    return "".join(piece(r, 0) + r.choice(SPACES) for _ in range(r.randint(1, 8)))


PRINTS = re.compile(r"\{\{-?\s*(?:&quot;|\")(w\dw)(?:&quot;|\")\s*-?\}\}|\{%-?\s*include (w\d)\.html\s*-?%\}")
failed = 0
with tempfile.TemporaryDirectory() as site:
    for folder in ("_posts/plain", "_layouts", "_includes"):
        os.makedirs(os.path.join(site, folder))
    with open(site + "/_config.yml", "w") as f:
        f.write("permalink: /:title.html\ndefaults:\n  - scope: {path: _posts/plain}\n    values: {render_with_liquid: false}\n")
    with open(site + "/_layouts/plain.html", "w") as f:
        f.write("{{ content }}")
    for n in range(1, 10):
        with open(site + "/_includes/w%d.html" % n, "w") as f:
            f.write("w%dw" % n)
    names = []
    for n in range(count):
        extra = {n % 10 == 0: "render_with_liquid: false\n"}.get(True, "")
        where = "_posts/plain/" if n % 10 == 1 else "_posts/"
        names.append(where + "2020-01-01-p%d" % n)
        with open("%s/%s.%s" % (site, names[-1], "html" if n % 7 == 6 else "md"), "w", encoding="utf8") as f:
            f.write("---\nlayout: plain\ntitle: T\n%s---\n%s" % (extra, post(n)))
    built = subprocess.run(["jekyll", "build", "--safe", "-q", "--disable-disk-cache", "-s", site, "-d", site + "/built"], capture_output=True)
    if built.returncode:
        sys.exit(built.stderr.decode(errors="replace")[:2000])
    done = subprocess.run([program, "convert", site + "/_posts", "--to", "html", "-o", site + "/ours"], capture_output=True)
    if done.returncode:
        print(done.stderr.decode(errors="replace")[-2000:])
    pairs = []
    for n, name in enumerate(names):
        with open("%s/built/p%d.html" % (site, n), encoding="utf8") as a, open("%s/ours/%s.html" % (site, name[len("_posts/"):]), encoding="utf8") as b:
            theirs, ours = a.read(), b.read()
        if n % 10 > 1:
            ours = PRINTS.sub(lambda m: m[1] or m[2] + "w", ours)
        # What Rouge colours is coloured in Jekyll's page alone; an id is made of what Liquid printed.
        known = re.compile(r'<span class="[^"]*">|</span>|(?<=<h1) id="[^"]*"')
        pairs.append((known.sub("", theirs), known.sub("", ours)))
    data = b"".join(b"%d\n%s" % (len(x.encode()), x.encode()) for pair in pairs for x in pair)
    lines = subprocess.run([compare_trees], input=data, stdout=subprocess.PIPE, timeout=100).stdout.decode("utf8", "replace").splitlines()
    for n, line in enumerate(lines):
        if line[0] not in "=~":
            failed += 1
            if verbose or failed <= 5:
                print("p%d: %s\n  post   %r\n  jekyll %r\n  galley %r" % (n, line[:200], post(n), *pairs[n]))
print("%d posts, %d differ" % (len(lines), failed))
sys.exit(1 if failed or len(lines) != count else 0)
