#!/usr/bin/python3
"""Whether the kramdown reader's work grows in proportion to a document's size, on documents made to be hard.

  scaling_kramdown.py TOOLS [--size BYTES] [--at-most RATIO] [NAME…]

Each family is read at BYTES (16,384 unless given) and at four times that; instructions are counted by valgrind (so that the answer does
not depend on what else the machine does), less what an empty document takes. Where work is proportional the ratio is 4; beyond
RATIO (4.8 unless given) the status is 1. TOOLS is the folder of read_kramdown (build/release/tests). With --ends each family is only read
at BYTES, natively, and must end within 10 seconds: what the test suite asks.
"""
import argparse
import os
import random
import re
import subprocess
import sys


def fill(size, unit, sep=''):
    """`unit` as often as it takes; a function gets the number of the repetition."""
    out, total, i = [], 0, 0
    while total < size:
        part = (unit(i) if callable(unit) else unit) + sep
        out.append(part)
        total += len(part)
        i += 1
    return ''.join(out)


def nested(size, opening, middle, closing):
    n = max(1, size // (len(opening) + len(closing)))
    return opening * n + middle + closing * n


def staircase(size, marker, step):
    """A list in a list in a list: each line as deep as the last and one deeper."""
    out, total, depth = [], 0, 0
    while total < size:
        line = ' ' * (step * depth) + marker + 'a\n'
        out.append(line)
        total += len(line)
        depth += 1
    return ''.join(out)


def spread(size, seed, pieces):
    r = random.Random(seed)
    return fill(size, lambda i: r.choice(pieces))


FAMILIES = {
    'plain': lambda n: fill(n, 'Plain words in a paragraph of some length.\n'),
    'cjk': lambda n: fill(n, '安全更新，发布「引用」。'),
    'one line': lambda n: fill(n, 'word '),
    'quotes nested': lambda n: '>' * n + ' a\n',
    'quotes nested apart': lambda n: '> ' * (n // 2) + 'a\n',
    'quotes deep on many lines': lambda n: fill(n, '> > > > > > > > > > > > > > > > a\n'),
    'quotes lazy': lambda n: '> a\n' + fill(n, 'a\n'),
    'quotes staircase': lambda n: fill(n, lambda i: '> ' * min(i, 400) + 'a\n'),
    'lists in one line': lambda n: '- ' * (n // 2) + 'a\n',
    'ordered in one line': lambda n: '1. ' * (n // 3) + 'a\n',
    'lists staircase': lambda n: staircase(n, '- ', 2),
    'ordered staircase': lambda n: staircase(n, '1. ', 3),
    'lists staircase by four': lambda n: staircase(n, '* ', 4),
    'lists long': lambda n: fill(n, '- a\n'),
    'lists long loose': lambda n: fill(n, '- a\n\n'),
    'lists with paragraphs': lambda n: fill(n, '- a\n\n  b\n\n'),
    'list lazy': lambda n: '- a\n' + fill(n, 'b\n'),
    'lists in quotes': lambda n: '> - ' * (n // 4) + 'a\n',
    'definitions': lambda n: fill(n, 'a\n: b\n\n'),
    'definitions nested': lambda n: 'a\n' + ': ' * (n // 2) + 'a\n',
    'definitions of many terms': lambda n: fill(n, 'a\n') + ': b\n',
    'brackets open': lambda n: '[' * n,
    'brackets closed': lambda n: ']' * n,
    'brackets nested': lambda n: nested(n, '[', 'a', ']'),
    'brackets nested links': lambda n: nested(n, '[', 'a', '](b)'),
    'brackets many': lambda n: fill(n, '[a]'),
    'brackets references': lambda n: fill(n, '[a][b] '),
    'brackets with definition': lambda n: fill(n, '[a] ') + '\n\n[a]: b\n',
    'links unclosed': lambda n: fill(n, '[a](b'),
    'links unclosed angle': lambda n: fill(n, '[a](<b'),
    'links unclosed title': lambda n: fill(n, '[a](b "c '),
    'links with parentheses': lambda n: '[a](' + '(' * n,
    'links with parentheses closed': lambda n: '[a](' + nested(n, '(', 'b', ')') + ')',
    'links with spaces': lambda n: '[a](b' + ' ' * n + 'c)',
    'links with spaces before title': lambda n: fill(n, '[a](b   "'),
    'images nested': lambda n: nested(n, '![', 'a', '](b)'),
    'images open': lambda n: '![' * (n // 2),
    'definitions of links': lambda n: fill(n, lambda i: '[r%d]: /u\n' % i),
    'definition of a link, long': lambda n: '[a]: ' + 'b ' * (n // 2) + '\n',
    'definition of a link, quotes': lambda n: '[a]: b ' + '"' * n + '\n',
    'emphasis open': lambda n: fill(n, '*a '),
    'emphasis open strong': lambda n: fill(n, '**a '),
    'emphasis open mixed': lambda n: fill(n, '*a **a '),
    'emphasis open of both': lambda n: fill(n, '*a _a '),
    'emphasis closed': lambda n: fill(n, 'a* '),
    'emphasis many': lambda n: fill(n, '*a* **b** '),
    'emphasis runs': lambda n: '*' * n,
    'emphasis runs of both': lambda n: '*_' * (n // 2),
    'emphasis nested': lambda n: nested(n, '*a **a ', 'b', ' a** a*'),
    'emphasis nested of both': lambda n: nested(n, '*_', 'b', '_*'),
    'emphasis underscores': lambda n: fill(n, '_a '),
    'emphasis triple': lambda n: fill(n, 'a***b '),
    'strike': lambda n: fill(n, '~~a '),
    'strike runs': lambda n: '~' * n,
    'backticks': lambda n: '`' * n,
    'backticks of growing length': lambda n: fill(n, lambda i: '`' * (i + 1) + ' '),
    'backticks unclosed': lambda n: fill(n, '`a ``b '),
    'backticks one': lambda n: fill(n, 'a ` '),
    'fences unclosed': lambda n: fill(n, '```\na\n~~~\n'),
    'fences of growing length': lambda n: fill(n, lambda i: '`' * (i + 3) + '\n\n'),
    'fence long': lambda n: '```\n' + fill(n, 'a\n') + '```\n',
    'fence line spaces': lambda n: '```' + ' ' * n + 'a b\n',
    'tables of many rows': lambda n: fill(n, '| a | b |\n'),
    'table of one row': lambda n: '|' * n + '\n',
    'table wide and deep': lambda n: fill(n, '|' * 64 + '\n'),
    'table of one wide row and many': lambda n: '|' * (n // 2) + '\n' + fill(n // 2, '|a\n'),
    'table rule': lambda n: '|' + '-|' * (n // 2) + '\n',
    'table rules': lambda n: fill(n, '|-|-|\n'),
    'table with code': lambda n: fill(n, '| `a|b` |\n'),
    'table with open code': lambda n: fill(n, '| `a |\n'),
    'table spaces': lambda n: '|' + ' ' * n + '\n',
    'table ends late': lambda n: fill(n, '| a |\n') + 'b\n',
    'lines with pipes': lambda n: fill(n, 'a | b\n\n'),
    'attribute lists': lambda n: fill(n, '{: .c}\n'),
    'attribute lists apart': lambda n: fill(n, 'a\n{: .c}\n\n'),
    'attribute lists in spans': lambda n: '*a*' + fill(n, '{: .c}'),
    'attribute list long': lambda n: '{:' + fill(n, ' .c') + '}\na\n',
    'attribute list open': lambda n: fill(n, '{:'),
    'attribute list open long': lambda n: fill(n, '*a*{: a="'),
    'attribute list keys': lambda n: '{:' + fill(n, lambda i: ' k%d="v"' % i) + '}\na\n',
    'attribute list quotes': lambda n: '{: a="' + '\\"' * (n // 2) + '}\n',
    'attribute definitions': lambda n: fill(n, lambda i: '{:r%d: .c}\n' % i) + '\n' + 'a\n{: r1}\n',
    'attribute definitions chained': lambda n: fill(n, lambda i: '{:r%d: r%d}\n' % (i, i + 1)) + '\n' + 'a\n{: r0}\n',
    'html unclosed': lambda n: fill(n, '<div>'),
    'html unclosed lines': lambda n: fill(n, '<div>\n'),
    'html unclosed markdown': lambda n: fill(n, '<div markdown="1">\n'),
    'html unclosed spans': lambda n: 'a ' + fill(n, '<b>'),
    'html nested': lambda n: nested(n, '<div>\n', 'a', '\n</div>'),
    'html nested markdown': lambda n: nested(n, '<div markdown="1">\n', 'a', '\n</div>\n'),
    'html nested spans': lambda n: 'a ' + nested(n, '<b>', 'a', '</b>'),
    'html closed': lambda n: fill(n, '</div>'),
    'html closed spans': lambda n: fill(n, 'a </b> '),
    'html crossing': lambda n: fill(n, '<b><i></b></i>'),
    'html angle': lambda n: '<' * n,
    'html tag open': lambda n: fill(n, '<a b="c '),
    'html tag attributes': lambda n: '<div' + fill(n, ' a="b"') + '>\n</div>\n',
    'html tag spaces': lambda n: '<div' + ' ' * n,
    'html comments open': lambda n: fill(n, 'a <!-- '),
    'html comments open in blocks': lambda n: fill(n, '<!-- a\n\n'),
    'html instructions open': lambda n: fill(n, 'a <? '),
    'html paragraphs': lambda n: fill(n, '<p>a'),
    'html spans of blocks': lambda n: fill(n, '<p markdown="span">\n'),
    'html lines': lambda n: fill(n, '<p>a</p>\n'),
    'html breaks': lambda n: fill(n, 'a<br>b'),
    'autolinks open': lambda n: fill(n, '<http://a '),
    'autolinks mail open': lambda n: '<' + 'a' * n,
    'autolinks mail dots': lambda n: '<a@' + 'a.' * (n // 2),
    'abbreviations defined': lambda n: fill(n, lambda i: '*[a%d]: b\n' % i) + '\n' + fill(n // 8, lambda i: 'a%d ' % i),
    'abbreviations used': lambda n: '*[a]: b\n\n' + fill(n, 'a '),
    'abbreviations alike': lambda n: fill(n // 2, lambda i: '*[%s]: b\n' % ('a' * (i % 64 + 1))) + '\n' + 'a' * (n // 2) + '\n',
    'footnotes used': lambda n: fill(n, '[^a]') + '\n\n[^a]: b\n',
    'footnotes defined': lambda n: fill(n, lambda i: '[^%d]: a\n' % i),
    'footnotes both': lambda n: fill(n // 2, lambda i: '[^%d]' % i) + '\n\n' + fill(n // 2, lambda i: '[^%d]: a\n\n' % i),
    'footnotes open': lambda n: fill(n, '[^'),
    'footnotes chained': lambda n: '[^0]\n\n' + fill(n, lambda i: '[^%d]: [^%d]\n\n' % (i, i + 1)),
    'footnote long': lambda n: '[^a]\n\n[^a]: b\n' + fill(n, '    c\n\n'),
    'extensions open': lambda n: fill(n, '{::comment} '),
    'extensions open in blocks': lambda n: fill(n, '{::comment}\n'),
    'extensions open long': lambda n: fill(n, 'a {::'),
    'extensions closed': lambda n: fill(n, 'a {:/comment} '),
    'extensions': lambda n: fill(n, '{::comment}\na\n{:/}\n'),
    'extensions in spans': lambda n: fill(n, 'a {::comment}b{:/} '),
    'extensions of many names': lambda n: fill(n, lambda i: '{::x%d}\n' % i),
    'mathematics open': lambda n: fill(n, 'a $$b '),
    'mathematics open in blocks': lambda n: fill(n, '$$a\n\n'),
    'mathematics': lambda n: fill(n, 'a $$b$$ '),
    'dollars': lambda n: '$' * n,
    'headings': lambda n: fill(n, '# a\n\n'),
    'headings with ids': lambda n: fill(n, '# a {#b}\n\n'),
    'headings with contents': lambda n: '* toc\n{:toc}\n\n' + fill(n, '## a\n\n'),
    'headings deep with contents': lambda n: '* toc\n{:toc}\n\n' + fill(n, lambda i: '#' * (i % 6 + 1) + ' a\n\n'),
    'heading long': lambda n: '# ' + 'a ' * (n // 2) + '\n',
    'heading of signs': lambda n: '# a ' + '#' * n + '\n',
    'heading of spaces': lambda n: '# a' + ' ' * n + 'b\n',
    'headings setext': lambda n: fill(n, 'a\n---\n'),
    'rules': lambda n: fill(n, '* * *\n'),
    'rule long': lambda n: '* ' * (n // 2) + '\n',
    'rule long that is none': lambda n: '* ' * (n // 2) + 'a\n',
    'indented code': lambda n: fill(n, '    a\n'),
    'indented code apart': lambda n: fill(n, '    a\n\n'),
    'blank lines': lambda n: '\n' * n,
    'blank lines of spaces': lambda n: fill(n, '   \n'),
    'spaces': lambda n: 'a' + ' ' * n + 'b\n',
    'spaces at ends': lambda n: fill(n, 'a' + ' ' * 20 + '\n'),
    'tabs': lambda n: '\t' * n + 'a\n',
    'tabs in a list': lambda n: '-' + '\t' * n + 'a\n',
    'breaks': lambda n: fill(n, 'a  \n'),
    'breaks by escapes': lambda n: fill(n, 'a\\\\\n'),
    'escapes': lambda n: '\\' * n,
    'escapes of marks': lambda n: fill(n, '\\*'),
    'entities': lambda n: fill(n, '&amp;'),
    'entities open': lambda n: '&' * n,
    'entities long': lambda n: '&' + 'a' * n,
    'quotes typographic': lambda n: fill(n, '"a" \'b\' '),
    'quotes typographic run': lambda n: '"\'' * (n // 2),
    'dashes': lambda n: 'a' + '-' * n,
    'dots': lambda n: '.' * n,
    'guillemets': lambda n: 'a ' + '<< ' * (n // 3),
    'markers of ends': lambda n: fill(n, 'a\n^\n'),
    'task items': lambda n: fill(n, '- [ ] a\n'),
    'carets': lambda n: '^\n' * (n // 2),
    'colons': lambda n: fill(n, ': a\n'),
    'mixture': lambda n: spread(n, 'm', ('*', '_', '`', '[', ']', '(', ')', '<', '>', '{:', '}', '|', '\n', '\n\n', '"', '$$', '~~', '\\', '- ', '> ', 'a', ' ', '    ', '<div>', '</div>')),
    'mixture of spans': lambda n: spread(n, 's', ('*', '**', '_', '`', '[', '](', ')', '<b>', '</b>', '{:', '}', '"', '$$', '~~', 'a', ' ')),
    'mixture of blocks': lambda n: spread(n, 'b', ('- a\n', '> a\n', '    a\n', 'a\n', '\n', '1. a\n', ': a\n', '| a\n', '# a\n', '```\n', '<div>\n', '</div>\n', '{: .c}\n', '^\n', '  b\n', '$$\n', '---\n')),
}


def request(text):
    data = text.encode('utf8')
    return b'%d\n%s' % (len(data), data)


def instructions(tool, text, seconds):
    """Instructions that reading the text takes; None where it does not end in time or fails."""
    try:
        run = subprocess.run(['valgrind', '--tool=cachegrind', '--cache-sim=no', '--cachegrind-out-file=/dev/null', '--main-stacksize=67108864', tool], input=request(text), stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    counted = re.search(rb'I\s+refs:\s+([\d,]+)', run.stderr)
    return int(counted[1].replace(b',', b'')) if counted and run.returncode == 0 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('tools')
    parser.add_argument('names', nargs='*')
    parser.add_argument('--size', type=int, default=16384)
    parser.add_argument('--at-most', type=float, default=4.8)
    parser.add_argument('--ends', action='store_true')
    args = parser.parse_args()
    tool = os.path.join(args.tools, 'read_kramdown')
    names = args.names or list(FAMILIES)
    bad = []
    if args.ends:
        for name in names:
            try:
                run = subprocess.run([tool], input=request(FAMILIES[name](args.size)), stdout=subprocess.PIPE, timeout=10)
                if run.returncode != 0 or not run.stdout:
                    bad.append('%s: status %d' % (name, run.returncode))
            except subprocess.TimeoutExpired:
                bad.append('%s: not within 10 seconds' % name)
        print('%d families of %d bytes, %d do not end well' % (len(names), args.size, len(bad)))
    else:
        start = instructions(tool, '', 60)
        for name in names:
            few = instructions(tool, FAMILIES[name](args.size), 120)
            many = instructions(tool, FAMILIES[name](4 * args.size), 400) if few else None
            ratio = (many - start) / max(1, few - start) if many else float('inf')
            print('%-36s %6.2f  %8.1f instructions a byte' % (name, ratio, ((many or 0) - start) / (4 * args.size)), flush=True)
            if ratio > args.at_most:
                bad.append('%s: %.2f' % (name, ratio))
    for line in bad:
        print('  ' + line)
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    main()
