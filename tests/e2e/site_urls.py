#!/usr/bin/python3
"""`galley urls` lists what Debian's Jekyll writes to its destination, file for file.

    site_urls.py [BUILD_FOLDER] [--build] [--all] [--random COUNT] [--seed WORD] [-v]

Judges the sites of fixtures/sites (one text a site: `=== path` begins a file), all in one Ruby process that reads them and
asks for destinations; with --build they are rendered and what was written is listed. With --all the sample corpora beside the
checkout and a made archive too; 150 sites made at random (tests/oracles/generate_sites.py), or COUNT. A first line `# fails` says that Jekyll's build stops, and that only galley's not crashing
counts. Skips where Jekyll or a plugin is absent."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../oracles"))
import generate_sites  # noqa: E402

root = os.environ.get("GALLEY_ROOT") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
program = os.environ.get("GALLEY_BIN") or root + "/build/release/galley"
shared = os.path.join(root, "../shared")
NOW = "2024-06-01 12:00:00 +0000"
PLUGINS = ["jekyll-redirect-from", "jekyll-feed", "jekyll-sitemap", "jekyll-paginate", "jekyll-archives", "jekyll-optional-front-matter", "jekyll-readme-index"]


def skip(why):
    print("skipped: " + why)
    sys.exit(77)


def unpack(text, folder):
    """Writes the files that a fixture holds; gives back whether Jekyll is to fail on them."""
    name, lines, fails = None, [], text.startswith("# fails")

    def write():
        if name is None:
            return
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write("".join(lines).replace("\\xff", "\udcff").encode("utf-8", "surrogateescape"))

    for line in text.split("\n"):
        if line.startswith("=== "):
            write()
            name, lines = line[4:], []
        else:
            lines.append(line + "\n")
    if lines and lines[-1] == "\n":
        lines.pop()
    write()
    return fails


def corpora(temporary):
    sites = {}
    for name, config in {"rails-weblog": "permalink: /:year/:i_month/:i_day/:title/\ntimezone: America/Chicago\n",
                         "ruby-lang": "permalink: pretty\ntimezone: Asia/Tokyo\nmarkdown: kramdown\n"}.items():
        if not os.path.isdir(os.path.join(shared, "corpus", name)):
            continue
        site = os.path.join(temporary, name)
        for folder, _, files in os.walk(os.path.join(shared, "corpus", name)):
            below = os.path.relpath(folder, os.path.join(shared, "corpus", name))
            into = os.path.normpath(os.path.join(site, below, "_posts"))
            os.makedirs(into, exist_ok=True)
            for file in files:
                shutil.copy(os.path.join(folder, file), into)
        with open(site + "/_config.yml", "w") as f:
            f.write(config)
        sites[name] = site
    if os.path.exists(shared + "/tools/make_archive.py"):
        site = os.path.join(temporary, "made")
        subprocess.run([sys.executable, shared + "/tools/make_archive.py", site, "--posts", "3000", "--seed", "7"], check=True, stdout=subprocess.DEVNULL)
        sites["made"] = site
    return sites


def option(name, fallback):
    return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else fallback


def random_sites(temporary):
    made = {}
    for number, (files, links) in enumerate(generate_sites.sites(int(option("--random", "150")), option("--seed", "a"))):
        site = os.path.join(temporary, "random", str(number))
        for name, text in files.items():
            os.makedirs(os.path.dirname(os.path.join(site, name)), exist_ok=True)
            with open(os.path.join(site, name), "w", encoding="utf-8") as f:
                f.write(text)
        for name, target in links:
            os.symlink(target, os.path.join(site, name))
        made["random %d" % number] = site
    return made


def main():
    build, verbose = "--build" in sys.argv, "-v" in sys.argv
    if not shutil.which("jekyll"):
        skip("Jekyll is not installed")
    check = subprocess.run(["ruby", "-e", "ARGV.each { |p| require p }", "-rjekyll", *PLUGINS], capture_output=True, text=True)
    if check.returncode != 0:
        skip("a plugin of Jekyll is not installed: " + check.stderr.strip().split("\n")[0])
    env = dict(os.environ, TZ="Asia/Shanghai")
    with tempfile.TemporaryDirectory() as temporary:
        sites, fails = {}, set()
        folder = root + "/fixtures/sites"
        for file in sorted(os.listdir(folder)):
            if not file.endswith(".site"):
                continue
            with open(os.path.join(folder, file), encoding="utf-8") as f:
                site = os.path.join(temporary, "fixtures", file[:-5])
                os.makedirs(site)
                if unpack(f.read(), site):
                    fails.add(file[:-5])
                sites[file[:-5]] = site
        count = len(sites)
        if "--all" in sys.argv:
            sites.update(corpora(temporary))
        sites.update(random_sites(temporary))
        args = ["ruby", root + "/tests/oracles/site_urls.rb"] + (["--build"] if build else []) + [NOW, *sites.values()]
        run = subprocess.run(args, capture_output=True, text=True, env=env)
        if run.returncode != 0:
            print(run.stderr)
            return 1
        theirs = json.loads(run.stdout.strip().split("\n")[-1])
        wrong, urls, unbuilt = 0, 0, 0
        for name, site in sites.items():
            ours = subprocess.run([program, "urls", site, "--format", "jsonl", "--now", NOW], capture_output=True, text=True, env=env)
            expected = theirs[site]
            if ours.returncode != 0:
                print("%s: galley ended with %d: %s" % (name, ours.returncode, ours.stderr.strip()))
                wrong += 1
                continue
            # A made site may be none that Jekyll can build.
            if isinstance(expected, str) and name.startswith("random"):
                unbuilt += 1
                continue
            if isinstance(expected, str) or name in fails:
                if isinstance(expected, str) != (name in fails):
                    print("%s: Jekyll says %s" % (name, expected))
                    wrong += 1
                continue
            entries = [json.loads(line) for line in ours.stdout.splitlines()]
            if not build:  # maps are written while Sass is rendered
                entries = [e for e in entries if e["source"] != "jekyll-sass-converter"]
            found = {e["file"] for e in entries}
            missing, more = sorted(set(expected) - found), sorted(found - set(expected))
            urls += len(expected)
            if missing or more:
                wrong += 1
                print("%s: Jekyll alone writes %s, galley alone lists %s" % (name, missing[:5], more[:5]))
            elif verbose:
                print("%s: %d files" % (name, len(expected)))
        print("%d sites (%d of fixtures, %d that Jekyll cannot build), %d files, %d sites differ" % (len(sites), count, unbuilt, urls, wrong))
        return 1 if wrong or count < 60 else 0


sys.exit(main())
