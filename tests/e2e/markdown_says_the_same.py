#!/usr/bin/python3
"""Markdown that galley writes, rendered by cmark-gfm as GitHub does, says what the HTML said, as html5lib and an
independent comparison (semcmp.py) see it: over the sample corpora, the specification's cases and generated documents."""
import os, random, subprocess, sys, tempfile
from multiprocessing import Pool

root = os.environ['GALLEY_ROOT']
tools = os.path.join(root, '..', 'shared', 'tools')
corpus = os.path.join(root, '..', 'shared', 'corpus')
sys.path[:0] = [tools, os.path.join(root, 'tests', 'oracles')]
try:
    import semcmp
    import generate_html
    subprocess.run(['cmark-gfm', '--version'], capture_output=True, check=True)
except (ImportError, OSError) as e:
    print('skipped: needs semcmp.py, html5lib and cmark-gfm (%s)' % e)
    sys.exit(77)

RENDER = ['cmark-gfm', '--unsafe'] + sum((['-e', x] for x in ('table', 'strikethrough', 'autolink', 'tasklist', 'footnotes')), [])


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
    for i in range(400):
        with open(os.path.join(folder, 'generated-%04d.html' % i), 'w', encoding='utf8') as o:
            o.write(generate_html.document(70000 + i))
    return sorted(os.listdir(folder))


def judge(job):
    html, md = job
    r = subprocess.run(RENDER + [md], capture_output=True)
    with open(html, encoding='utf8') as f:
        d = semcmp.deep(semcmp.same, f.read(), r.stdout.decode('utf8', 'replace'))
    return os.path.basename(html), d


def main():
    tool = os.path.join(sys.argv[1], 'convert_html')
    with tempfile.TemporaryDirectory() as h, tempfile.TemporaryDirectory() as m:
        names = inputs(h)
        paths = [os.path.join(h, n) for n in names]
        for i in range(0, len(paths), 500):
            subprocess.run([tool, m] + paths[i:i + 500], check=True)
        with Pool(2) as pool:
            results = pool.map(judge, [(p, os.path.join(m, os.path.basename(p)[:-5] + '.md')) for p in paths], chunksize=50)
    bad = [r for r in results if r[1] is not None]
    for name, difference in bad[:10]:
        print(name, str(difference)[:500])
    print('%d of %d say the same' % (len(results) - len(bad), len(results)))
    return 1 if bad or not results else 0


sys.exit(main())
