#!/usr/bin/python3
"""The CommonMark reader, as trees, against fixtures/commonmark, the examples of the CommonMark specification, and cmark-gfm's reading
of the corpora's posts as GFM.

The specification is npm's `commonmark-spec` (0.31.2), which is not part of this project. Where it is not there only the fixtures
are checked. An example that 0.31 changed or added since 0.30 may differ, as md4c reads 0.30; each of these that does is in DIFFER
with its reason, and one that no longer differs is reported too, so that the list stays true.

fixtures/commonmark/<topic>/NNN.md, NNN.html beside it, and in NNN.options, where it is, the extensions and options of
`_config.yml`'s commonmark section, by name. What they say is cmark-gfm's answer, or jekyll-commonmark's where it differs from that."""
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracles"))
import npm

ROOT = os.environ.get('GALLEY_ROOT') or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIXTURES = os.path.join(ROOT, 'fixtures', 'commonmark')
EXAMPLE = re.compile(r'^`{32} example\n(.*?)^\.\n(.*?)^`{32}$', re.S | re.M)
# Examples that differ, by their Markdown: what 0.31 decides otherwise than 0.30.
DIFFER = {
    '*$*alpha.\n\n*£*bravo.\n\n*€*charlie.\n': 'symbols are punctuation since 0.31; to md4c, and to the cmark-gfm of Jekyll, they are letters',
    'foo <!-- this is a --\ncomment - with hyphens -->\n': 'a comment may hold two hyphens since 0.31',
    'foo <!--> foo -->\n\nfoo <!---> foo -->\n': 'a comment may be as short as `<!-->` since 0.31',
}


def frame(text):
    data = text if isinstance(text, bytes) else text.encode()
    return b'%d\n%s' % (len(data), data)


def frames(data):
    while data:
        head, data = data.split(b'\n', 1)
        yield data[:int(head)]
        data = data[int(head):]


def read(folder, documents, options=()):
    """What galley makes of the documents."""
    data = b''.join(map(frame, documents))
    return list(frames(subprocess.run([os.path.join(folder, 'read_commonmark'), *options], input=data, stdout=subprocess.PIPE, timeout=60, check=True).stdout))


def compare(folder, pairs):
    """For each pair of HTML: None where they are the same tree, else what differs."""
    data = b''.join(frame(a) + frame(b) for a, b in pairs)
    lines = subprocess.run([os.path.join(folder, 'dom_compare')], input=data, stdout=subprocess.PIPE, timeout=60, check=True).stdout.decode('utf8', 'replace').splitlines()
    assert len(lines) == len(pairs)
    return [None if line[0] in '=~' else line for line in lines]


def examples(path):
    with open(path, encoding='utf8') as file:
        return [(m[1].replace('→', '\t'), m[2].replace('→', '\t')) for m in EXAMPLE.finditer(file.read())]


def specification(folder, path):
    """How many examples differ that should not, or agree that are listed as differing."""
    pairs = examples(path)
    made = read(folder, [m for m, _ in pairs])
    bad = 0
    for number, ((markdown, html), own, line) in enumerate(zip(pairs, made, compare(folder, [(h, o) for (_, h), o in zip(pairs, made)])), 1):
        if (line is not None) == (markdown in DIFFER):
            continue
        bad += 1
        print('example %d %s\n%r\n  specification %r\n  galley        %r' % (number, 'differs: ' + line if line else 'is listed as differing, and does not', markdown, html, own.decode('utf8', 'replace')))
    print('%s: %d examples, %d differ for a listed reason, %d otherwise' % (os.path.basename(path), len(pairs), sum(m in DIFFER for m, _ in pairs), bad))
    return bad if pairs else 1


def fixtures(folder):
    bad = count = 0
    for where, _, names in sorted(os.walk(FIXTURES)):
        for name in sorted(n for n in names if n.endswith('.md')):
            stem = os.path.join(where, name[:-3])
            options = open(stem + '.options').read().split() if os.path.exists(stem + '.options') else []
            with open(stem + '.md', 'rb') as markdown, open(stem + '.html', 'rb') as html:
                own, answer = read(folder, [markdown.read()], options)[0], html.read()
            count += 1
            line = compare(folder, [(answer, own)])[0]
            if line:
                bad += 1
                print('%s.md: %s\n  expected %r\n  galley   %r' % (os.path.relpath(stem, ROOT), line, answer.decode(), own.decode('utf8', 'replace')))
    print('fixtures/commonmark: %d, of which %d differ' % (count, bad))
    return bad if count else 1


EXTENSIONS = ('table', 'strikethrough', 'autolink', 'tasklist')
# Lists that md4c 0.4.8 calls tight though a blank line stands in them, and white space behind a tag that it drops.
KNOWN = 3


def gfm(folder):
    """How many more posts than KNOWN differ from what cmark-gfm makes of them."""
    sys.dont_write_bytecode = True
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'oracles'))
    import judge_kramdown
    if not shutil.which('cmark-gfm') or not os.path.isdir(judge_kramdown.CORPUS):
        print('no cmark-gfm or no corpora: posts were not compared')
        return 0
    # What Liquid prints is there before Markdown is read.
    posts = [(name, body.replace(judge_kramdown.PLACEHOLDER, 'x')) for name, body in judge_kramdown.corpus()]
    command = ['cmark-gfm', '--unsafe', *(x for e in EXTENSIONS for x in ('-e', e))]

    def ask(body):
        return subprocess.run(command, input=body.encode(), stdout=subprocess.PIPE, timeout=60, check=True).stdout
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(ask, (body for _, body in posts)))
    lines = compare(folder, list(zip(answers, read(folder, [body for _, body in posts], EXTENSIONS))))
    different = [(name, line) for (name, _), line in zip(posts, lines) if line]
    for name, line in different:
        print('%s: %s' % (name, line[:300]))
    print('as GFM: %d posts, %d differ, %d may' % (len(posts), len(different), KNOWN))
    return max(0, len(different) - KNOWN)


if __name__ == '__main__':
    bad = fixtures(sys.argv[1]) + gfm(sys.argv[1])
    if npm.missing('commonmark-spec'):
        print('the specification was not read: npm install --prefix build/oracles commonmark-spec@0.31.2')
    else:
        bad += specification(sys.argv[1], os.path.join(npm.folder(), 'commonmark-spec/spec.txt'))
    sys.exit(1 if bad else 0)
