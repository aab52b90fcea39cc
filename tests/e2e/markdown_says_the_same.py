#!/usr/bin/python3
"""Markdown that galley writes, rendered by cmark-gfm as GitHub does (the kramdown flavour: by kramdown), says what the HTML said, as html5lib and an
independent comparison (semcmp.py) see it: over the sample corpora and generated documents.

    markdown_says_the_same.py BUILD_FOLDER [COUNT [SEED]]

COUNT documents of each kind (nested as people nest them, with all that is broken, and nasty ones), from SEED on: 300 where it is not said."""
import os, random, subprocess, sys, tempfile
from multiprocessing import Pool

root = os.environ['GALLEY_ROOT']
count, seed = ([int(a) for a in sys.argv[2:]] + [300, 70000][len(sys.argv) - 2:])[:2]
tools = os.path.join(root, '..', 'shared', 'tools')
corpus = os.path.join(root, '..', 'shared', 'corpus')
sys.path[:0] = [tools, os.path.join(root, 'tests', 'oracles')]
try:
    import html5lib_standard
    import semcmp
    import generate_html
    import generate_nasty
    subprocess.run(['cmark-gfm', '--version'], capture_output=True, check=True)
except (ImportError, OSError) as e:
    print('skipped: needs semcmp.py, html5lib and cmark-gfm (%s)' % e)
    sys.exit(77)

RENDER = {'commonmark': ['cmark-gfm', '--unsafe']}
RENDER['gfm'] = RENDER['commonmark'] + sum((['-e', x] for x in ('table', 'strikethrough', 'autolink', 'tasklist', 'footnotes')), [])


def front_matter_less(text):
    if text.startswith('---'):
        end = text.find('\n---', 3)
        if end > 0:
            return text[text.find('\n', end + 4) + 1:]
    return text


def inputs(folder):
    n = 0
    for d in ('rails-weblog', 'ruby-lang-html'):
        path = os.path.join(corpus, d)
        if not os.path.isdir(path):
            continue
        for f in sorted(os.listdir(path)):
            if f.endswith('.html'):
                with open(os.path.join(path, f), encoding='utf8') as i, open(os.path.join(folder, f), 'w', encoding='utf8') as o:
                    o.write(front_matter_less(i.read()))
    for i in range(count):
        with open(os.path.join(folder, 'generated-%04d.html' % i), 'w', encoding='utf8') as o:
            o.write(generate_html.document(seed + i))
        with open(os.path.join(folder, 'generated-wild-%04d.html' % i), 'w', encoding='utf8') as o:
            o.write(generate_html.wild(seed + i))
        with open(os.path.join(folder, 'generated-nasty-%04d.html' % i), 'w', encoding='utf8') as o:
            o.write(generate_nasty.document(seed + i))
    return sorted(os.listdir(folder))


KRAMDOWN = """require 'kramdown'; require 'kramdown-parser-gfm'
ARGV.each { |f| File.write(f + '.html', Kramdown::Document.new(File.read(f, encoding: 'UTF-8'), input: 'GFM', auto_ids: false,
  hard_wrap: false, syntax_highlighter: nil).to_html) }"""


def judge(job):
    html, md, flavour = job
    if os.path.exists(md + '.html'):
        with open(md + '.html', encoding='utf8') as f:
            rendered = f.read()
    else:
        rendered = subprocess.run(RENDER[flavour] + [md], capture_output=True).stdout.decode('utf8', 'replace')
    with open(html, encoding='utf8') as f:
        d = semcmp.deep(semcmp.same, f.read(), rendered)
    return os.path.basename(html), d


def compare(tool, flavour, paths):
    """Converts and judges; how many differ."""
    with tempfile.TemporaryDirectory() as m:
        for i in range(0, len(paths), 500):
            subprocess.run([tool, '--to', flavour, m] + paths[i:i + 500], check=True)
        written = [os.path.join(m, os.path.basename(p)[:-5] + '.md') for p in paths]
        if flavour == 'kramdown':
            for i in range(0, len(written), 500):
                if subprocess.run(['ruby', '-e', KRAMDOWN] + written[i:i + 500]).returncode != 0:
                    print('kramdown: skipped, needs kramdown and its GFM parser')
                    return 0
        with Pool(2) as pool:
            results = pool.map(judge, [(p, w, flavour) for p, w in zip(paths, written)], chunksize=50)
    bad = [r for r in results if r[1] is not None]
    for name, difference in bad[:10]:
        print(flavour, name, str(difference)[:500])
    print('%s: %d of %d say the same' % (flavour, len(results) - len(bad), len(results)))
    return len(bad)


def main():
    tool = os.path.join(sys.argv[1], 'convert_html')
    with tempfile.TemporaryDirectory() as h:
        paths = [os.path.join(h, n) for n in inputs(h)]
        bad = compare(tool, 'gfm', paths)
        bad += compare(tool, 'commonmark', paths[::4])
        bad += compare(tool, 'kramdown', [p for p in paths if 'generated' in p or sum(p.encode()) % 2])
    return 1 if bad or not paths else 0


sys.exit(main())
