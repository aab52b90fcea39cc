#!/usr/bin/python3
"""Writes random HTML documents of nested inline and block elements, CJK and Latin: generate_html.py SEED COUNT OUT_DIR

A grammar, not noise: what it writes is what people and scrapers write, and worse. The same seed gives the same documents."""
import os, random, sys

LATIN = ['word', 'a', 'Hello', 'x1', 'foo_bar', 'C#', 'AT&amp;T', 'e.g.', 'don\'t', 'is', 'the', '10', '3.5', 'I/O', 'C++', 'Ruby', 'naïve', 'Привет']
CJK = ['中', '国', '人民', '的', '各', '项目', '的是', 'です', 'カナ', '한국어', '𠮷', '公司', '年', '月']
PUNCT = ['，', '。', '、', '（一）', '《书》', '“引”', '：', '！', '？', '「」', '·', '…', '——', '%', '￥', '℃', '↑', '→', '100。', ', ', '. ', '(x)', '"q"', "'s", '-', ':', ';', '?', '!']
MARKUP = ['*', '**', '_', '__', '`', '``', '~', '~~', '[', ']', '[a](b)', '![', '](', '&lt;b&gt;', '&amp;amp;', '&amp;copy;', '\\', '\\*', '#', '# x', '&gt; q', '- x', '+', '1. x', '2)', '|', 'a | b', '---',
          '===', '***', '```', '~~~', '[x]', '[ ] x', '[^1]', '[a]: /x', '&lt;!-- c --&gt;', '&lt;', '$$', '{: .x}', ':', '=', 'http://a.cn/b', 'http://a.cn/b，谢谢', 'www.a.cn/中', 'a@b.cn', 'https://x.org/a_b*c*', '&lt;http://x&gt;', '*a*', '_b_', '5*6*7']
SPACE = [' ', ' ', ' ', '\n', '  ', '&nbsp;', '\u3000', '']
MARKS = ['b', 'strong', 'i', 'em', 'code', 'del', 's', 'sub', 'sup', 'u', 'mark', 'kbd', 'span', 'a', 'cite', 'tt', 'q', 'font', 'small']
URLS = ['u', '/a/b', 'http://a.cn/b', 'http://a.cn/中', 'a b', 'a(b', 'a(b)c', 'x?a=1&amp;b=2', 'x?a=1&amp;copy;', '#f', 'mailto:a@b.cn', 'a%20b', '', 'a*b_c', 'a|b', 'a\\b', '&lt;x&gt;', 'a"b'.replace('"', '&quot;')]
TITLES = ['t', 'a "b" c'.replace('"', '&quot;'), "it's", 'both &quot; and \'', 'a\\', 'x*y*', '题']


class Grammar:
    def __init__(self, rnd):
        self.r = rnd

    def one(self, xs):
        return xs[self.r.randrange(len(xs))]

    def chance(self, p):
        return self.r.random() < p

    def words(self):
        out = []
        for _ in range(self.r.randint(1, 5)):
            k = self.r.random()
            out.append(self.one(LATIN if k < .3 else CJK if k < .65 else PUNCT if k < .87 else MARKUP))
            out.append(self.one(SPACE) if self.chance(.45) else '')
        return ''.join(out)

    def attributes(self):
        return self.one(['', '', ' class="x"', ' style="color:red"', ' id=i'])

    def inline(self, depth, link=True):
        out = []
        for _ in range(self.r.randint(1, 4)):
            k = self.r.random()
            if k < .5 or depth <= 0:
                out.append(self.words())
            elif k < .9:
                tag = self.one(MARKS)
                if tag == 'a':
                    if not link:
                        continue
                    title = ' title="%s"' % self.one(TITLES) if self.chance(.3) else ''
                    url = self.one(URLS)
                    text = url if self.chance(.15) else self.inline(depth - 1, False)
                    out.append('<a href="%s"%s>%s</a>' % (url, title, text))
                else:
                    out.append('<%s%s>%s</%s>' % (tag, self.attributes(), self.inline(depth - 1, link), tag))
            elif k < .94:
                out.append('<br>')
            elif k < .98:
                title = ' title="%s"' % self.one(TITLES) if self.chance(.3) else ''
                out.append('<img src="%s" alt="%s"%s>' % (self.one(URLS), self.words().replace('"', '&quot;').replace('\n', ' '), title))
            else:
                out.append(self.one(['<!-- c -->', '<input type=checkbox>', '<input type=checkbox checked>', '<a href=u></a>', '<span></span>', '<b></b>', '<wbr>']))
        return ''.join(out)

    def code(self):
        lines = [self.one(['x = 1', '  y', '', '\tz', '&lt;b&gt;', '```', '~~~', '&amp;amp;', '- a', '中文', 'a  b ', '{{x}']) for _ in range(self.r.randint(0, 5))]
        return '\n'.join(lines)

    def block(self, depth):
        k = self.r.random()
        if depth <= 0 or k < .4:
            return '<p%s>%s</p>' % (self.attributes(), self.inline(3))
        if k < .47:
            n = self.r.randint(1, 6)
            return '<h%d>%s</h%d>' % (n, self.inline(2), n)
        if k < .62:
            ordered = self.chance(.4)
            start = self.one(['', '', ' start=3', ' start=0', ' start=-1', ' start=10']) if ordered else ''
            tag = 'ol' if ordered else 'ul'
            items = ''.join('<li>%s%s' % (self.item(depth - 1), self.one(['</li>\n', '</li>'])) for _ in range(self.r.randint(0, 4)))
            if self.chance(.04):
                items += '<ul><li>x</li></ul>'
            return '<%s%s>%s</%s>' % (tag, start, items, tag)
        if k < .70:
            return '<blockquote>%s</blockquote>' % self.blocks(depth - 1)
        if k < .78:
            return self.one(['<pre>%s</pre>', '<pre><code>%s</code></pre>', '<pre><code class="language-ruby">%s\n</code></pre>',
                             '<div class="language-ruby highlighter-rouge"><div class="highlight"><pre class="highlight"><code>%s\n</code></pre></div></div>',
                             '<figure class="highlight"><pre><code class="language-c++" data-lang="c++">%s</code></pre></figure>']) % self.code()
        if k < .86:
            return self.table(depth - 1)
        if k < .89:
            return '<hr>'
        if k < .92:
            return '<div%s>%s</div>' % (self.attributes(), self.blocks(depth - 1))
        if k < .94:
            return '<dl><dt>%s</dt><dd>%s</dd></dl>' % (self.inline(1), self.item(depth - 1))
        if k < .96:
            return '<details><summary>%s</summary>%s</details>' % (self.inline(1), self.blocks(depth - 1))
        if k < .98:
            return '<figure><img src=a.png><figcaption>%s</figcaption></figure>' % self.inline(1)
        return self.one(['<!--more-->', '<iframe src="http://a.cn/v"></iframe>', self.inline(2), '<p></p>', '<p>&nbsp;</p>', '<b><p>a</p><p>b</p></b>', '<center>%s</center>' % self.inline(1), '<script>x</script>'])

    def item(self, depth):
        k = self.r.random()
        if k < .6 or depth <= 0:
            return self.inline(2)
        if k < .8:
            return self.inline(2) + self.block(depth)
        return self.blocks(depth)

    def table(self, depth):
        columns = self.r.randint(1, 4)
        rows = []
        head = self.chance(.6)
        for r in range(self.r.randint(1, 4)):
            tag = 'th' if head and r == 0 else 'td'
            cells = []
            for _ in range(columns if self.chance(.95) else columns + 1):
                span = ' colspan=2' if self.chance(.02) else ''
                cells.append('<%s%s>%s</%s>' % (tag, span, self.one(['', self.inline(1), self.inline(2)]) if self.chance(.95) else self.block(depth), tag))
            rows.append('<tr>%s</tr>' % ''.join(cells))
        return '<table>%s%s</table>' % ('<caption>c</caption>' if self.chance(.05) else '', '\n'.join(rows))

    def blocks(self, depth):
        return self.one(['\n', '', '\n\n']).join(self.block(depth) for _ in range(self.r.randint(1, 4)))


def document(seed):
    return Grammar(random.Random(seed)).blocks(4) + '\n'


if __name__ == '__main__':
    seed, count, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    os.makedirs(out, exist_ok=True)
    for i in range(count):
        with open(os.path.join(out, '%06d.html' % (seed + i)), 'w', encoding='utf8') as f:
            f.write(document(seed + i))
