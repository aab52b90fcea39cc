#!/usr/bin/python3
"""Makes Markdown documents that combine every construct of kramdown, and mutations of documents that exist.

Document I of seed S is always the same document. A document draws a small set of constructs and combines these densely, or draws
from all of them: what goes wrong mostly goes wrong between two neighbours. Lines of a container are indented as its
content asks, or (sometimes) not quite so: kramdown's rules of indentation and lazy lines are part of what is tried.
Usage: generate_kramdown.py SEED COUNT [FOLDER]    prints the documents apart by lines of %%%%, or writes N.md files.
"""
import os
import random
import sys

WORDS = ('a', 'the', 'of', 'word', 'galley', 'Rails', 'HTML', 'CSS', 'x86', '2.7.0', '3', 'rock', "don't", 'CRuby', 'é', 'naïve', 'ﬁ', 'I', 'e.g.',
         'snake_case_name', 'foo_bar', '5*3', 'a-b', 'C++', '100%', '$5', '#1', '@you', 'x=y', 'AT&T', 'https', 'No.', 'v1.2', 'end', '!')
CJK = ('新闻', '发布', '的', '安全', '更新，', '「引用」', '（一）', '日本語', 'です。', 'リリース', '한국어', '릴리스를', '：', '、', '“中文”', '——', '…', 'Ruby中文', '全角　空格', '𠮷', '👍')
SPACES = (' ', ' ', ' ', ' ', ' ', ' ', ' ', '\n', '\n', '  ', '\u3000', '')
SPAN_TAGS = ('span', 'b', 'i', 'em', 'strong', 'a', 'code', 'sub', 'sup', 'kbd', 'small', 'u', 'del', 'ins', 'q', 'abbr', 'cite', 'font', 'mark', 'label',
             'button', 'big', 'tt', 'bdo', 'var', 'samp', 'B', 'Span', 'x-y', 'time', 'svg')
VOID_TAGS = ('br', 'img', 'hr', 'input', 'wbr', 'BR', 'meta', 'link', 'embed', 'area', 'col', 'param', 'source')
BLOCK_TAGS = ('div', 'p', 'blockquote', 'section', 'table', 'ul', 'ol', 'dl', 'pre', 'h2', 'center', 'article', 'details', 'figure', 'iframe', 'video',
              'form', 'address', 'aside', 'DIV', 'script', 'style', 'textarea', 'noscript', 'nav', 'object', 'fieldset', 'math', 'canvas', 'li', 'td')
ATTRIBUTES = ('class="c d"', "id='i'", 'href="/x?a=1&b=2"', 'title="a &amp; b"', 'data-x', 'style=color:red', 'src=a.png', 'href=http://example.com/',
              'alt=""', 'checked', 'class="a" class="b"', 'TITLE="T"', "x='\"'", 'onclick="if (a < b) c()"', 'title="a\nb"', 'markdown="1"', 'é="1"', 'a:b="c"',
              'title="<b>"', "title='*a*'", 'width = "3"', 'x="', '=y')
ENTITIES = ('&amp;', '&lt;', '&gt;', '&quot;', '&nbsp;', '&copy;', '&mdash;', '&hellip;', '&#8212;', '&#x2014;', '&#X41;', '&#65;', '&unknown;', '&', '&#;',
            '&#x;', '&amp', '&#0;', '&#128;', '&Auml;', '&there4;', '&ldquo;', '&#55296;', '&#1114112;', '&lsquo;', '&apos;', '&Aacute', '&frac12;', '&nbspB', '&#39;')
ESCAPES = tuple('\\' + c for c in '\\.*_+`<>()[]{}#!:|"\'$=-~&@%^/a1 \n') + ('\\\\', '\\\\\\')
TYPOGRAPHY = ('--', '---', '----', '...', '....', '<<', '>>', '<< ', ' >>', '"quoted"', "'single'", "it's", "'90s", '"\'both\'"', '("x")', '"a" \'b\'', "l'été", '"',
              "'", '". "', "''", '""', ' - ', "'tis", '5\'6"', '"*a*"', '*"a"*', "rock 'n' roll", '<<"x">>', '"—"', '\\<<', '\\>>', '\\--', '\\...', '<<<', '>>>', '**"重点"**')
URLS = ('/url', 'http://example.com/', 'https://example.com/a_b_c?x=1&y=2#z', 'a b c', '<http://x.y/>', '<a b>', '#id', 'mailto:a@b.c', '', '/a(b)c', '/a(b', 'x)y',
        '/中文', '/%E4%B8%AD', 'http://e.com/*a*', "/a'b", '/a"b', '{{ x }}', '/a\\b', '/x&amp;y', '/a|b', '//host/x', '/_a_', ' /lead', '/trail ', 'a\nb')
TITLES = ('', '', '', '', ' "title"', " 'title'", ' "a "b" c"', ' "*t*"', ' "a & b"', ' "t', '"t"', '  "t"  ', ' "中文"', '\n"t"', " 'it's'", ' (t)', ' ""', ' "<b>"', ' "a\nb"')
LABELS = ('ref', 'Ref', 'a b', 'A  B', '1', '中文', 'x_y', 'r!', 'foo bar', 'a*b*', '', 'no such')
NOTES = ('1', 'a', 'note', 'n-1', '中', 'x y', 'no', 'Big')
ABBREVIATIONS = ('HTML', 'CSS', 'x86', '中文', 'a b', 'C++', 'Rails', 'é', '*x*', 'HTML5')
ALDS = ('ald', 'other', 'toc', 'x-1')
IALS = ('.c', '#i', '.c .d', '#i.c', 'key="val"', "k='v'", 'title="a b" .c', '.c1.c2', 'ald', 'toc', '.no_toc', 'style="x: y"', 'k="a\\"b"', 'k=v', '', ' ', '.', '#1', '.中文',
        'href="/z"', 'class="x" .y', 'id="q" #r', 'start="3"', 'auto_ids', 'auto_ids-p-', 'footnotes', 'standalone', 'k="}"', 'k="\\}"', '.language-ruby', 'ald .c', 'x="1" x="2"',
        '.show-whitespaces', '.language-nosuch', '.no_toc .x', 'class="language-sh y"', 'alt="x"', 'src="/y"', '-', ':', '/', 'k="<&>"', "k='it\\'s'", 'markdown="1"', '.a\n.b', 'k = "v"', 'lang="zh"')
LANGUAGES = ('', '', '', 'ruby', 'js', 'c++', 'html', 'nosuch', 'ruby?x=1', ' ruby ', 'ruby linenos', 'sh', 'text', 'Ruby', '中', '{.x}', 'plaintext', '~x', '`x')
CODE = ('x = 1', '  indented', '<b>&amp;</b>', '*a* _b_', '', '`tick`', '\ttab', '中文 = "x"', '# h', '- a', '> q', '| a |', '{: .x}', '"q" -- ...', '```', '\\n', '$$x$$', '[a](b)')
TOKENS = ('*', '**', '***', '_', '__', '`', '``', '```', '~~', '~~~', '|', ' | ', '||', '[', ']', '(', ')', '](', '![', '[^', ']:', '<', '>', '</', '/>', '<div>', '</div>',
          '<p>', '</p>', '<span>', '</span>', '<br>', '<!--', '-->', '<?', '?>', '{:', '}', '{: .c}', '{:.c}', '{::', '{:/}', '{::comment}', '{:/comment}', '{::nomarkdown}',
          '{:/nomarkdown}', '$$', '\\', '&', '&amp;', '#', '##', '---', '===', '***\n', '- ', '* ', '+ ', '1. ', ': ', '> ', '    ', '\t', '  \n', '\\\\\n', '\n', '\n\n', '^\n', '"', "'",
          '--', '...', '<<', '>>', '*[', '{:toc}', '<code>', '</code>', '<pre>', '</pre>', '|-|', '|=', '\u3000', '：', '“', 'http://', '@', '[ ] ', '[x] ', 'a')


class Maker:
    """One document's grammar: `r` is its generator of chance, `likes` the constructs it may draw."""

    def __init__(self, r, size):
        self.r = r
        self.size = size
        self.cjk = r.choice((0.0, 0.1, 0.5))
        blocks = [n[6:] for n in dir(self) if n.startswith('block_')]
        spans = [n[5:] for n in dir(self) if n.startswith('span_')]
        if r.random() < 0.7:
            blocks = ['paragraph'] + r.sample(blocks, r.randint(1, 5))
        if r.random() < 0.6:
            spans = r.sample(spans, r.randint(1, 5))
        self.blocks, self.spans = blocks, spans
        self.ial_share = r.choice((0, 0, 0.05, 0.3))
        self.lazy = r.choice((0, 0, 0.1, 0.3))
        self.dense = r.choice((0.1, 0.3, 0.6))

    def chance(self, p):
        return self.r.random() < p

    def pick(self, seq):
        return self.r.choice(seq)

    # Spans

    def word(self):
        return self.pick(CJK) if self.chance(self.cjk) else self.pick(WORDS)

    def words(self, n=None):
        out = []
        for _ in range(n or self.r.randint(1, 3)):
            out.append(self.word())
            out.append(self.pick(SPACES) if self.chance(0.3) else ' ')
        return ''.join(out[:-1])

    def line(self, depth=0):
        """Spans without line ends."""
        return self.text(depth).replace('\n', ' ')

    def text(self, depth=0):
        out = []
        for _ in range(self.r.randint(1, 4 if depth else 6)):
            if depth < 3 and self.chance(self.dense):
                out.append(getattr(self, 'span_' + self.pick(self.spans))(depth + 1))
            else:
                out.append(self.words())
            out.append(self.pick(SPACES) if self.chance(0.4) else ' ' if self.chance(0.85) else '')
        return ''.join(out[:-1])

    def ial(self):
        return '{:' + self.pick(('', ' ', ' ', ' ')) + ' '.join(self.pick(IALS) for _ in range(self.r.randint(1, 2))) + self.pick(('', '', ' ')) + '}'

    def attributes(self):
        n = self.pick((0, 0, 1, 1, 2))
        return ''.join(' ' + self.pick(ATTRIBUTES) for _ in range(n)) + self.pick(('', '', '', ' '))

    def span_emphasis(self, d):
        mark = self.pick(('*', '**', '_', '__', '***', '*', '**', '___', '****'))
        end = mark if self.chance(0.85) else self.pick(('*', '**', '_', '', '***'))
        return mark + self.pick(('', '', '', ' ')) + self.text(d) + self.pick(('', '', '', ' ')) + end

    def span_code(self, d):
        ticks = self.pick(('`', '``', '`', '```'))
        body = self.pick(('', ' ')) + self.pick((self.words(), self.pick(CODE), '`', 'a`b', self.words() + ' ', 'a | b'))
        return ticks + body + (ticks if self.chance(0.9) else self.pick(('', '`'))) + (self.ial() if self.chance(self.ial_share) else '')

    def span_link(self, d):
        kind = self.r.random()
        text = self.pick((self.text(d), self.words(), self.words(), '', '[a]', '![i](/s)', 'a\nb'))
        bang = self.pick(('', '', '', '!'))
        if kind < 0.6:
            link = '%s[%s](%s%s)' % (bang, text, self.pick(URLS), self.pick(TITLES))
        elif kind < 0.75:
            link = '%s[%s]%s[%s]' % (bang, text, self.pick(('', '', ' ', '\n')), self.pick(LABELS))
        elif kind < 0.9:
            link = '%s[%s]' % (bang, self.pick(LABELS)) + self.pick(('', '', '[]', '(', ':'))
        else:
            link = self.pick(('[', ']', '[a](', '[a](b', '[a]((b)', '![', '[[a]]', '[a][', '[]', '[]()', '![]()', '[^', '[a](<b', '](x)'))
        return link + (self.ial() if self.chance(self.ial_share) else '')

    def span_autolink(self, d):
        return self.pick(('<http://example.com/a_b_c>', '<https://例え.jp/x?y=1&z>', '<a@b.co>', '<mailto:x@y.z>', '<ftp://f.g/h>', 'http://bare.example/x_y_z', '<http://a b>',
                          '<foo:bar>', '<MAILTO:A@B.C>', '<x@y>', '<é@y.z>', '<http://>', '<http://x.y/*a*>', '<irc://x>', 'www.example.com'))

    def span_strike(self, d):
        return self.pick(('~~', '~~', '~~', '~', '~~~')) + self.pick(('', '', ' ')) + self.text(d) + self.pick(('~~', '~~', '~~', '~', ''))

    def span_html(self, d):
        tag = self.pick(SPAN_TAGS)
        kind = self.r.random()
        if kind < 0.15:
            return '<%s%s%s>' % (self.pick(VOID_TAGS), self.attributes(), self.pick(('', '/', ' /')))
        if kind < 0.25:
            return self.pick(('<%s>' % tag, '</%s>' % tag, '<%s' % tag, '<', '>', '<>', '</>', '<!-- c -->', '<!-- a -- b -->', '<!--', '<?pi?>', '<? x', '<!x>', '</br>', '<span/>', '<1>',
                              '<a href="x>', '< b>', '<%s />' % tag, '<![CDATA[x]]>', '<div>', '</div>', '<p>a</p>', '<!-- *a*\nb -->', '<!---->', '<!-->', '<b >', '</b >', '</ b>'))
        return '<%s%s>%s%s' % (tag, self.attributes(), self.text(d), '</%s>' % tag if self.chance(0.9) else '') + (self.ial() if self.chance(self.ial_share) else '')

    def span_nest(self, d):
        return '<b>%s<i>%s</b>%s</i>' % (self.words(), self.text(d), self.words())

    def span_entity(self, d):
        return self.pick(ENTITIES)

    def span_typography(self, d):
        return self.pick(TYPOGRAPHY)

    def span_quotes(self, d):
        q = self.pick(('"', "'", '"', "'", '“'))
        return q + self.text(d) + q

    def span_escape(self, d):
        return self.pick(ESCAPES)

    def span_break(self, d):
        return self.pick(('  \n', '   \n', '\\\\\n', '\\\n', ' \n', '\n', '\t\n', '  \n  ', '\\\\ \n', '\\\\\\\\\n', ' \\\\\n'))

    def span_math(self, d):
        return self.pick(('$$x^2$$', '$$a | b$$', '$$ a < b $$', '$$', '$x$', '\\$$x$$', '$$a\nb$$', '$$*x*$$', '$$\\$$', '$$x$$' + self.ial(), '$$$x$$$', '$$中$$', '$$ $$', '$$$$'))

    def span_footnote(self, d):
        return '[^%s]' % self.pick(NOTES) + self.pick(('', '', '', ':', '(x)', '{:.c}'))

    def span_abbreviation(self, d):
        return self.pick(('', '', '*', 'x', '"')) + self.pick(ABBREVIATIONS) + self.pick(('', '', 's', '*', ',', '中'))

    def span_extension(self, d):
        return self.pick(('{::comment}c *a*{:/comment}', '{::comment}x{:/}', '{::nomarkdown}<b>*a*</b>{:/nomarkdown}', '{::nomarkdown type="latex"}x{:/}', '{::comment /}', '{::nosuch}x{:/}', '{:/}',
                          '{::nomarkdown}', '{::options auto_ids="false" /}', '{::', '{:', '{:}', '{: }', '{:/comment}', '{::comment}a\nb{:/comment}', '{:x', '{::options x="y" /}', '{.c}', '{: .c'))

    def span_ial(self, d):
        return self.pick(('*a*', '`a`', '[a](/b)', '**a**', '<b>a</b>', 'a', '<http://a.b>', '![a](/b)', '$$a$$', '&amp;', '"a"', '~~a~~', '--')) + self.pick(('', '', ' ')) + self.ial() + \
            self.pick(('', '', self.ial()))

    def span_pipe(self, d):
        return self.pick((' | ', '|', '||', ' |', '\\|', '`|`', '<code>|</code>'))

    # Blocks: each a list of lines without line ends.

    def lines(self, text):
        return text.split('\n')

    def block_paragraph(self, d):
        out = self.lines(self.text())
        for _ in range(self.pick((0, 0, 1, 2))):
            out += self.lines(self.text())
        if self.chance(0.15):
            out = [self.pick(('', ' ', '  ', '   ', '    ', '\t')) + line for line in out]
        if self.chance(0.1):
            out[-1] += self.pick(('  ', '\\\\', ' ', '\\'))
        return out

    def block_plain(self, d):
        return [self.words().replace('\n', ' ')]

    def block_atx(self, d):
        level = '#' * self.pick((1, 2, 2, 3, 3, 4, 5, 6, 7))
        line = self.line() if self.chance(0.7) else self.words().replace('\n', ' ')
        return [self.pick(('', '', '', ' ', '   ')) + level + self.pick((' ', ' ', ' ', '', '\t', '  ')) + line + self.pick(('', '', '', ' #', ' ' + level, '#', ' {#own}', ' {#own} ', ' {#1}', ' \\#', ' ## {#o-1}', '{#x}'))]

    def block_setext(self, d):
        line = self.line() if self.chance(0.7) else self.words().replace('\n', ' ')
        before = [self.words().replace('\n', ' ')] if self.chance(0.15) else []
        return before + [line + self.pick(('', '', '', ' {#own}', ' #')), self.pick(('===', '---', '-', '=', '--- ', ' ---', '--', '= ', '==='))]

    def block_rule(self, d):
        return [self.pick(('***', '---', '* * *', '- - -', '___', '-----', '_ _ _', ' ***', '   ---', '**', '*  *  *  ', '--- -', '****', '_*_', '    ***', '\t---', '* * * *'))]

    def block_quote(self, d):
        out = []
        for line in self.inner(d):
            lazy = out and line and self.chance(self.lazy)
            out.append(line if lazy else self.pick(('> ', '> ', '> ', '>', ' > ', '   >  ', '>\t')) + line)
        return out

    def block_indented(self, d):
        out = []
        for _ in range(self.r.randint(1, 4)):
            out.append(self.pick(('    ', '    ', '\t', '     ', '  \t', '        ', ' \t')) + self.pick(CODE))
            if self.chance(0.2):
                out.append(self.pick(('', '    ', '  ')))
        return out

    def block_fenced(self, d):
        mark = self.pick(('```', '~~~', '````', '~~~~', '```', '``', '~~'))
        body = []
        for _ in range(self.r.randint(0, 4)):
            body += self.lines(self.pick((self.pick(CODE), self.words(), self.text())))
        end = [mark + self.pick(('', '', '', ' ', '`', 'x'))] if self.chance(0.85) else self.pick(([], ['```'], ['~~~'], ['  ' + mark], ['    ' + mark]))
        pad = self.pick(('', '', '', '', ' ', '   ', '    '))
        return [pad + mark + self.pick(('', '', ' ')) + self.pick(LANGUAGES)] + body + end

    def item(self, marker, d):
        """A list item or a definition after its marker: content lines with the indentation that the marker asks."""
        gap = self.pick((' ', ' ', ' ', ' ', '  ', '   ', '\t', '    ', '     ', ''))
        inner = self.inner(d, short=True)
        if self.chance(0.1):
            inner[0] = self.pick(('{:.li} ', '{: #li}', '[ ] ', '[x] ', '[X]  ', '[ ]', '{:.li}', '{:}', '{: .li key="v"} ')) + inner[0]
        width = len(marker) + (len(gap) if '\t' not in gap else 4 - len(marker) % 4)
        how = self.r.random()
        if how < 0.15:
            width = self.pick((width - 1, width + 1, 2, 4, 1, width + 4))
        out = [marker + gap + inner[0]]
        for line in inner[1:]:
            if not line:
                out.append(self.pick(('', '', '', ' ', '    ')))
            elif self.chance(self.lazy):
                out.append(line)
            elif how > 0.9:
                out.append('\t' + line)
            else:
                out.append(' ' * width + line)
        return out

    def block_list(self, d):
        out = []
        ordered = self.chance(0.35)
        mark = self.pick('*-+')
        pad = self.pick(('', '', '', '', ' ', '  ', '   '))
        loose = self.pick((0, 0, 0.5, 1))
        n = self.r.randint(1, 4)
        start = self.pick((1, 1, 1, 3, 10, 0, 123))
        for i in range(n):
            if self.chance(0.1):
                mark = self.pick('*-+')
            if self.chance(0.05):
                pad = self.pick(('', ' ', '  ', '   ', '    '))
            marker = '%d.' % (start + i) if ordered else mark
            if self.chance(0.03):
                marker = self.pick(('1)', 'a.', '1', '*', '12345.', '-1.'))
            out += [(pad + line if line and not self.chance(0.05) else line) for line in self.item(marker, d)]
            if i + 1 < n and self.chance(loose):
                out += self.pick(([''], [''], [''], ['', ''], [' '], ['^'], ['', '^', '']))
        return out

    def block_definitions(self, d):
        out = []
        for _ in range(self.r.randint(1, 3)):
            for _ in range(self.pick((1, 1, 1, 2))):
                out.append(self.pick(('', '', '', '{:.dt} ', '{:#dt}')) + self.line())
            for _ in range(self.pick((1, 1, 2))):
                if self.chance(0.3):
                    out.append('')
                out += [self.pick(('', '', '', ' ')) + line if i == 0 else line for i, line in enumerate(self.item(':', d))]
            if self.chance(0.5):
                out.append('')
        return out

    def cell(self):
        return self.pick((self.line(2), self.words().replace('\n', ' '), self.words().replace('\n', ' '), '', ' ', '`a|b`', '\\|', '<code>a|b</code>', '$$a|b$$', '**b**', '[a](b|c)', '`a', '"q"'))

    def rule_row(self, n):
        return self.pick(('|', '|', '', '+', ' |')) + self.pick(('|', '|', '+')).join(self.pick(('---', ':--', '--:', ':-:', '-', ' --- ', ':---:', '------')) for _ in range(n)) + self.pick(('|', '|', '', '+', '| '))

    def row(self, n):
        row = '|'.join(self.pick(('', ' ')) + self.cell() + self.pick(('', ' ')) for _ in range(n))
        how = self.r.random()
        return '|' + row + '|' if how < 0.6 else row if how < 0.8 else '|' + row if how < 0.9 else row + self.pick(('|', '| ', ' |'))

    def block_table(self, d):
        n = self.r.randint(1, 4)
        out = []
        if self.chance(0.1):
            out.append(self.rule_row(n))
        if self.chance(0.6):
            out.append(self.row(n))
            out.append(self.rule_row(n))
        for _ in range(self.r.randint(1, 4)):
            out.append(self.row(max(1, n + self.pick((0, 0, 0, 0, 1, -1)))))
            if self.chance(0.1):
                out.append(self.rule_row(n))
        if self.chance(0.15):
            out += [self.pick(('|===|', '|=|=|', '====|===', '|:==|==:|', '===')), self.row(n)]
        if self.chance(0.05):
            out.append(self.rule_row(n))
        if self.chance(0.08):
            out = [self.pick((' ', '   ', '    ')) + line for line in out]
        if self.chance(0.1):
            out.append(self.line())
        return out

    def block_html(self, d):
        tag = self.pick(BLOCK_TAGS)
        how = self.pick(('', '', '', ' markdown="1"', ' markdown="1"', ' markdown="0"', ' markdown="block"', ' markdown="span"', " markdown='1'", ' markdown=1'))
        head = self.pick(('', '', '', '', ' ', '   ', '    ')) + '<%s%s%s>' % (tag, how, self.attributes())
        inner = self.inner(d) if d < 3 else [self.line()]
        end = '</%s>' % tag if self.chance(0.88) else self.pick(('', '</div>', '</p>', '</%s' % tag, '</ %s>' % tag))
        shape = self.r.random()
        if shape < 0.55:
            out = [head] + inner + [end]
        elif shape < 0.7:
            out = [head + inner[0]] + inner[1:-1] + [(inner[-1] if len(inner) > 1 else '') + end]
        elif shape < 0.8:
            out = [head + end]
        elif shape < 0.9:
            out = [head, ''] + inner + ['', end]
        else:
            out = [head] + [self.pick(('  ', '    ', '\t')) + line for line in inner] + [self.pick(('', '  ')) + end]
        if self.chance(0.15):
            out[-1] += self.pick((' tail', 'tail *a*', ' ', '<b>x</b>', '<div>y</div>', ' {: .c}', '</div>', '  ', '<!-- c -->'))
        return out

    def block_htmlshapes(self, d):
        return self.lines(self.pick((
            '<ul><li>a<li>b</ul>', '<p>a<p>b', '<p><strong>x</p>', '<table>\n<tr><td>a</td><td>*b*</td></tr>\n</table>', '<table markdown="1"><tr><td>*a*</td></tr></table>',
            '<!-- a comment\n\n*b* -->', '<!-- unclosed', '<!-- a --> *b*', '<?php x ?>', '<?xml', '<!DOCTYPE html>', '<br>', '<br/>\n*a*', '<hr>', '<hr />\n\na', '<img src="a.png">', '<img src=a.png />',
            '<div/>', '<div />\n*a*', '<p>*a*</p>', '</div>', '</p>\na', '<script>\nif (a < b && c) { "</div>" }\n</script>', '<style>a > b {}</style>', '<pre>\n*a*\n\n  b\n</pre>', '<pre><code>a &lt; b\n\n</code></pre>',
            '<div>\n<div>\n*a*\n</div>', '<div markdown="1">\n<div>\n*a*\n</div>\n</div>', '<div markdown="1">\n- a\n- b\n</div>', '<div markdown="1">*a*</div>', '<div markdown="span">\n*a*\n\n*b*\n</div>',
            '<p markdown="block">\n- a\n</p>', '<span>a</span>', '<span>\n\n*a*\n\n</span>', '<a name="x"></a>', '<a href="/x">\n<img src="y" />\n</a>', '<iframe src="x" allowfullscreen></iframe>', '<b>a</b> <div>c</div>',
            '<div>a</div>b<div>c</div>', 'a <div>b</div> c', '<div\nclass="x">\n*a*\n</div>', '<p>a\n\nb</p>', '<center>*a*</center>', '<blockquote>\n<p>a</p>\n*b*\n</blockquote>', '<object><param name="a"></object>',
            '<details markdown="1"><summary>*s*</summary>\n\n*a*\n\n</details>', '<dl><dt>a<dd>b</dl>', '<p class="a" {: .b}>', '<x-y>\n*a*\n</x-y>', '<textarea>\n*a*\n</textarea>', '<video controls><source src="a"></video>',
            '<svg><path d="M0 0"/></svg>', '<h2>a *b*</h2>', '<h2 markdown="1">a *b*</h2>', '<button>*a*</button>', '<nav>*a*</nav>', '<math><mi>x</mi></math>', '<div>&amp; & &nbsp; &foo; &#65;</div>', '<div title="a">"q" -- ...</div>',
            '<table>\n<tr><th>a</th><th style="text-align: left">b</th></tr>\n<tr><td>1</td><td>2</td></tr>\n</table>', '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>&mdash;</td></tr></tbody></table>',
            '<table><tr><td style="text-align: center; color: x">a</td></tr></table>', '<table><tr><td><p>a</p></td></tr></table>', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>',
            '<pre class="x"><code class="language-ruby">a &lt; b &amp;&amp; c</code></pre>', '<pre>a\n  b &quot;c&quot; &foo; &hellip;</pre>', '<script type="math/tex">x</script>', '<script type="math/tex; mode=display">% <![CDATA[\nx < y %]]></script>',
            '<h3 id="x">a &amp; <em>b</em> &ldquo;c&rdquo; --</h3>', '<h1>a<b>c</b></h1>', '<p>a <a href="/x">b</a> <a name="y">c</a> <code>x &lt; y</code> <strong>d</strong> <img src="z" alt="q"></p>',
            '<ul>\n<li>a</li>\n<li><p>b</p></li>\n</ul>', '<ol><li>a\n<ul><li>b</li></ul></li></ol>', '<dl><dt>a</dt><dd>b</dd></dl>', '<blockquote>a <p>b</p> c</blockquote>', '<div>a <em>b</em> <p>c</p> d</div>',
            '<p><b>a</b> <i>c</i> &#8220;x&#8221; &laquo;y&raquo; &nbsp;</p>', '<p>  a \n  b  </p>', '<hr class="x"/>', '<p>a<br/>b<br>c</p>', '<code>a *b* &lt;</code>', '<p><code>a</code><code class="x"><b>y</b></code></p>',
            '![alt *x*](/i.png){: standalone}', '![alt](/i.png){: standalone .c #i}\n{: .d}', '![alt](/i.png "t"){:standalone}', 'x ![alt](/i.png){: standalone}', '    a  b\t c \n{: .show-whitespaces}', '~~~\n a\tb \n~~~\n{: .show-whitespaces .language-ruby}',
            '    x\n{: .language-ruby}', '```ruby\nx\n```\n{: .c #d title="e"}', '`x`{:.language-ruby} `y`{: .language-nosuch .z}', '```\nx\n```\n{: .language-js}',
            '<td>*a*</td>', '<li markdown="1">*a*</li>', '<div>\n    code\n</div>', '<DIV>*a*</div>', '<div>*a*</DIV>', '<noscript><img src="x"></noscript>', '<embed src="x">', '<p>a</p> *b*', '<p>a</p>\n*b*', '*b*\n<p>a</p>',
            '<ins>\n*a*\n</ins>', '<del>*a*</del>', '<p\n>a</p>', '<p >a</p >', '<div><!-- c --></div>', '<div><![CDATA[ x ]]></div>', '<div><?pi?></div>', '<div>\n\n\n</div>', '<div></div>\n{: .c}', '{: .c}\n<div></div>',
            '<div markdown="1">\n# h\n</div>', '<div markdown="1">\n> q\n</div>\nx', '<div markdown="1">\n\n    code\n\n</div>', '<div markdown="1">\n```\n</div>\n```\n</div>', '<pre markdown="1">*a*</pre>', '<p markdown="1">a\n\nb</p>',
            '<ul markdown="1"><li>*a*</li></ul>', '<div>\nfoo\n</div>bar', '<div>foo</span></div>', '<div><b>x</div>', '<em>a\n\nb</em>', '<a href=x>', '<a href="x" b>y</a>', '<p>&nbspB</p>', '<img alt="a>b" src="x"/>')))

    def block_native(self, d):
        """HTML that kramdown has elements of its own for: what `html_to_native` makes of it depends on what stands around."""
        return self.lines(self.native(0))

    def native(self, d, inline=False):
        text = lambda: self.pick((self.words(), self.words(), self.line(2), self.pick(ENTITIES), self.pick(TYPOGRAPHY), '', ' ', '\n', '~~' + self.words() + '~~', ' a  b ', '<!-- c -->'))
        inner = lambda inline=inline: ''.join(self.native(d + 1, inline) if d < 3 and self.chance(0.5) else text() for _ in range(self.r.randint(0, 3)))
        how = self.pick(('', '', '', '', ' markdown="1"', ' class="c"', ' id="i"', ' class="language-ruby highlighter-rouge"', ' title="a &amp; b"'))
        if inline:
            tag = self.pick(('b', 'i', 'em', 'strong', 'code', 'a', 'span', 'u', 'del', 'script', 'br', 'img', 'sub', 'strike'))
        else:
            tag = self.pick(('p', 'div', 'ul', 'ol', 'dl', 'blockquote', 'h2', 'h4', 'pre', 'table', 'table', 'script', 'b', 'em', 'code', 'a', 'hr', 'td', 'li', 'section', 'math'))
        end = '</%s>' % tag if self.chance(0.95) else ''
        if tag in ('br', 'hr', 'img'):
            return '<%s%s%s>' % (tag, self.pick(('', ' src="x" alt="a"', how)), self.pick(('', ' /')))
        if tag == 'a':
            how = self.pick(('', ' href="/x"', ' name="n"', ' href="/x?a&amp;b" title="t"', ' href=""'))
        if tag == 'script':
            how = self.pick(('', ' type="math/tex"', ' type="math/tex"', ' type="math/tex; mode=display"', ' type="math/tex; mode=inline"', ' type="text/javascript"'))
            math = self.pick(('x', 'a < b', '% <![CDATA[\nx < y %]]>', '%<![CDATA[ x %]]>', 'x &lt; y &amp; z', ' x\n ', '', '\\$$', '中', 'a | b', '~~x~~', '*a*', '<b>x</b>'))
            return '<script%s>%s%s' % (how, math, end)
        if tag in ('code', 'pre'):
            body = self.pick(('a', 'a &lt; b &amp;&amp; c', '&hellip; &foo; &quot;', 'a\n  b\n', '<b>x</b>', '*a*', ' a ', '`', '<code>a</code>', '<code class="language-ruby">a &lt; b\n</code>', '', '&ldquo;x&rdquo;', '<br>', '中&#65;'))
            return '<%s%s>%s%s' % (tag, how, body, end)
        if tag == 'table':
            style = lambda: self.pick(('', '', '', ' style="text-align: center"', ' style="text-align:right"', ' style="text-align: left; color: red"', ' class="x"', ' style="color: red"', ' colspan="2"', ' align="left"'))
            cell = lambda: '<%s%s>%s</%s>' % ((c := self.pick(('td', 'td', 'td', 'th'))), style(), self.pick((text(), text(), inner(True), inner(False))), c)
            width = self.r.randint(1, 3)
            row = lambda: self.pick(('', '', '\n', ' ')) + '<tr%s>' % self.pick(('', '', ' class="r"')) + self.pick(('', '\n')).join(cell() for _ in range(max(0, width + self.pick((0, 0, 0, 0, 1, -1))))) + '</tr>'
            rows = lambda: ''.join(row() for _ in range(self.r.randint(0, 2)))
            part = lambda: self.pick((rows(), rows(), '<tbody>%s</tbody>' % rows(), '<thead>%s</thead><tbody>%s</tbody>' % (rows(), rows()), '<thead>%s</thead>\n<tbody>%s</tbody>\n<tfoot>%s</tfoot>' % (rows(), rows(), rows()),
                                      '<caption>c</caption>' + rows(), '<col>' + rows(), '<tbody>%s</tbody><tbody>%s</tbody>' % (rows(), rows()), text()))
            return '<table%s>%s%s' % (how, part() + self.pick(('', '', '\n')), end)
        children = {'ul': 'li', 'ol': 'li'}.get(tag)
        if children or tag == 'dl':
            body = ''.join(self.pick(('', '\n', ' ')) + '<%s>%s</%s>' % ((c := children or self.pick(('dt', 'dd'))), inner(), c) for _ in range(self.r.randint(0, 3)))
        else:
            body = inner(inline or tag in ('p', 'h2', 'h4', 'b', 'em', 'a') and self.chance(0.8))
        around = self.pick(('%s', '%s', '%s', '%s', '~~%s~~', '*%s*', 'a %s b')) if inline or d == 0 else '%s'
        return around % ('<%s%s>%s%s' % (tag, how, body, end))

    def block_eob(self, d):
        return [self.pick(('^', '^', '^ ', ' ^'))]

    def block_blank(self, d):
        return self.pick(([''], ['', ''], [' '], ['\t'], ['    ']))

    def block_extension(self, d):
        return self.lines(self.pick((
            '{::comment}\n*a*\n\nb\n{:/comment}', '{::comment}\na\n{:/}', '{::nomarkdown}\n<b>*a*</b>\n{:/nomarkdown}', '{::nomarkdown type="html"}\n*a*\n{:/}', '{::nomarkdown type="latex"}\n*a*\n{:/}',
            '{::options auto_ids="false" /}', '{::options parse_block_html="true" /}', '{::options parse_span_html="false" /}', '{::options smart_quotes="apos,apos,quot,quot" /}', '{::options toc_levels="2" /}',
            '{::options footnote_nr="5" /}', '{::options entity_output="numeric" /}', '{::options auto_id_prefix="p-" /}', '{::options header_offset="1" /}', '{::options nosuch="1" /}', '{::nosuch}\na\n{:/nosuch}',
            '{::comment}\nunclosed', '{:/comment}', '{::comment /}', ' {::comment}\na\n {:/comment}', '{::comment} a {:/comment}', '{::nomarkdown /}', '{::options hard_wrap="true" /}',
            '{::options html_to_native="true" /}', '{::options auto_id_stripping="true" /}', '{::options typographic_symbols="hellip: X" /}', '{::options syntax_highlighter="none" /}', '{::options math_engine="" /}', '{::options footnote_backlink="" /}', '{::options footnote_backlink_inline="true" /}',
            '{::options footnote_prefix="p-" /}', '{::options remove_line_breaks_for_cjk="true" /}', '{::options transliterated_header_ids="true" /}', '{::options gfm_quirks="" /}', '{::options smart_quotes="nosuch" /}', '{::options template="x" /}', '{::options toc_levels="" /}', '{:/}')))

    def block_math(self, d):
        return self.lines(self.pick(('$$\nx^2 < y\n$$', '$$x$$', '$$ x\n\ny $$', '$$\na\n$$\n{: .c}', '$$x$$ tail', '  $$x$$', '\\$$x$$', '$$', '$$x$$$', '$$a\n\nb$$', '$$中$$\n\n', '$$x$$  ', '    $$x$$', '$$$$', '$$\n*a*\n$$')))

    def block_ial(self, d):
        out = [self.pick(('', '', '', ' ')) + self.ial()]
        out = self.lines(out[0])
        if self.chance(0.3):
            out.append(self.ial().replace('\n', ' '))
        return out

    def block_ald(self, d):
        return self.lines('{:%s: %s}' % (self.pick(ALDS), ' '.join(self.pick(IALS) for _ in range(self.r.randint(1, 2)))))

    def block_toc(self, d):
        return self.pick((['* toc', '{:toc}'], ['1. toc', '{:toc}'], ['- a', '- b', '{: toc}'], ['* t', '{:toc .c}'], ['* x', '{:toc #own}'], ['{:toc}', '* x'], ['* f', '{:footnotes}'], ['text', '{:toc}'], ['* A *b*', '', '{:toc}']))

    def block_footnote(self, d):
        head = '[^%s]:' % self.pick(NOTES) + self.pick((' ', ' ', '', '  ', '\t', '\n    '))
        inner = self.inner(d, short=True) if self.chance(0.5) else [self.line()]
        out = self.lines(head + inner[0]) + [(self.pick(('    ', '    ', '    ', '\t', '  ')) + line if line and not self.chance(self.lazy) else line) for line in inner[1:]]
        return out + ([self.ial().replace('\n', ' ')] if self.chance(self.ial_share) else [])

    def block_linkdef(self, d):
        return self.lines(self.pick(('', '', '', ' ', '   ', '    ')) + '[%s]:%s%s%s' % (self.pick(LABELS), self.pick((' ', ' ', '', '\t')), self.pick(URLS), self.pick(TITLES))) + \
            ([self.ial().replace('\n', ' ')] if self.chance(self.ial_share) else [])

    def block_abbreviation(self, d):
        return [self.pick(('', '', '', ' ')) + '*[%s]:%s' % (self.pick(ABBREVIATIONS), self.pick((' ', '', '  '))) + self.pick(('Full Name', 'a "b" <c>', '', '中文', '*x*', 'A & B', ' x '))] + \
            ([self.ial().replace('\n', ' ')] if self.chance(self.ial_share) else [])

    def block_mix(self, d):
        return self.lines(''.join(self.pick(TOKENS) if self.chance(0.6) else self.words(1) for _ in range(self.r.randint(2, 12))))

    def inner(self, d, short=False):
        """The lines of what stands in a container."""
        out = []
        n = self.pick((1, 1, 1, 2)) if short else self.pick((1, 1, 2, 3))
        for i in range(n):
            block = self.block(d + 1)
            if out and self.chance(0.6):
                out.append('')
            out += block
        return out or ['']

    def block(self, d):
        if d > 3 or (d and self.chance(0.5)):
            return self.block_paragraph(d) if self.chance(0.5) else self.block_plain(d)
        block = getattr(self, 'block_' + self.pick(self.blocks))(d)
        if self.chance(self.ial_share):
            block = self.pick((block + self.lines(self.ial()), self.lines(self.ial()) + block, block + self.lines(' ' + self.ial())))
        return block

    def document(self):
        out = []
        for i in range(self.size):
            block = self.block(0)
            if out and not self.chance(0.2):
                out.append('')
            out += block
        # What refers needs what is referred to: definitions of some of it, anywhere.
        text = '\n'.join(out)
        if '[^' in text and self.chance(0.8):
            for name in NOTES:
                if '[^%s]' % name in text and self.chance(0.8):
                    at = len(out) if self.chance(0.7) else self.r.randint(0, len(out))
                    out[at:at] = [''] + ['[^%s]: ' % name + self.line()] + (['', '    ' + self.line()] if self.chance(0.2) else []) + ['']
        if '[' in text and self.chance(0.5):
            out += [''] + ['[%s]: %s%s' % (label or 'z', self.pick(URLS).replace('\n', ' '), self.pick(TITLES).replace('\n', ' ')) for label in LABELS if self.chance(0.4)]
        if self.chance(0.1):
            out += [''] + ['*[%s]: Full' % self.pick(ABBREVIATIONS)]
        if '{:' in text and self.chance(0.3):
            out += self.block_ald(0)
        return '\n'.join(out) + self.pick(('\n', '\n', '\n', '', '\n\n'))


def document(seed, index):
    r = random.Random('%s:%s' % (seed, index))
    return Maker(r, r.choice((1, 1, 2, 2, 3, 4, 6, 9))).document()


def mutate(text, r):
    """One to a few changes of a document that exists, mostly by lines."""
    lines = text.split('\n')
    if len(lines) > 60:  # a stretch of it: what differs is local, and small documents are judged faster
        at = r.randrange(len(lines) - 40)
        lines = lines[at:at + r.randint(10, 60)]
    for _ in range(r.choice((1, 1, 2, 3, 5))):
        if not lines:
            break
        i = r.randrange(len(lines))
        kind = r.choice(('drop', 'double', 'indent', 'outdent', 'join', 'swap', 'truncate', 'token', 'token', 'token', 'cut', 'blank', 'prefix', 'splice'))
        if kind == 'drop':
            del lines[i]
        elif kind == 'double':
            lines.insert(r.randrange(len(lines) + 1), lines[i])
        elif kind == 'indent':
            n = r.choice((1, 2, 3, 4, 5, 8))
            for j in range(i, min(len(lines), i + r.choice((1, 1, 2, 4)))):
                lines[j] = ' ' * n + lines[j]
        elif kind == 'outdent':
            for j in range(i, min(len(lines), i + r.choice((1, 1, 2, 4)))):
                lines[j] = lines[j].lstrip(' ')
        elif kind == 'join' and i + 1 < len(lines):
            lines[i:i + 2] = [lines[i] + r.choice(('', ' ')) + lines[i + 1]]
        elif kind == 'swap' and i + 1 < len(lines):
            lines[i], lines[i + 1] = lines[i + 1], lines[i]
        elif kind == 'truncate':
            lines = lines[:i + 1]
        elif kind == 'cut':
            at = r.randrange(len(lines[i]) + 1)
            lines[i] = lines[i][:at]
        elif kind == 'blank':
            lines.insert(i, r.choice(('', '', '    ', '^', '{: .c}')))
        elif kind == 'prefix':
            lines[i] = r.choice(('- ', '* ', '> ', '1. ', ': ', '    ', '# ', '| ', '[x]: ', '\t', '   ', '{:.c} ', '```', '<div>', '</div>')) + lines[i]
        elif kind == 'splice':
            j = r.randrange(len(lines))
            at, to = r.randrange(len(lines[i]) + 1), r.randrange(len(lines[j]) + 1)
            lines[i] = lines[i][:at] + lines[j][to:]
        elif kind == 'token':
            at = r.randrange(len(lines[i]) + 1)
            lines[i] = lines[i][:at] + r.choice(TOKENS) + lines[i][at:]
    return '\n'.join(lines)


def mutation(corpus, seed, index):
    """Mutation `index` of a list of documents."""
    r = random.Random('mutate %s:%s' % (seed, index))
    text = r.choice(corpus)
    if r.random() < 0.1:  # two documents meet
        a, b = mutate(text, r), mutate(r.choice(corpus), r)
        return a[:r.randrange(len(a) + 1)] + b[r.randrange(len(b) + 1):]
    return mutate(text, r)


if __name__ == '__main__':
    seed, count = sys.argv[1], int(sys.argv[2])
    for number in range(count):
        if len(sys.argv) > 3:
            os.makedirs(sys.argv[3], exist_ok=True)
            with open(os.path.join(sys.argv[3], '%d.md' % number), 'w', encoding='utf8') as out:
                out.write(document(seed, number))
        else:
            print(document(seed, number) + '%%%%')
