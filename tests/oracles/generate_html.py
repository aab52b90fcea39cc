#!/usr/bin/python3
"""Writes random HTML documents of nested inline and block elements, CJK and Latin: generate_html.py [--wild] SEED COUNT OUT_DIR

With --wild also what is rarer and worse: tables and code in odd places, links around blocks, broken nesting, odd characters.

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


WILD_TEXT = ['\u2028', '\u2029', '\u200b', '\u200d', '\ufeff', '\u00ad', '\x01', '\x07', '\x0b', '\x0c', '\x1f', '\x7f', '\x80', '\u0085', 'שלום', 'مرحبا (1)', '\u202eabc\u202c', '👩\u200d👩\u200d👧', '🇨🇳',
             'e\u0301', '&nbsp;&nbsp;', '&ensp;', '&emsp;', '&#x3000;', '&hellip;', '&amp;nbsp;', '&amp;#42;', '&amp;#x2A;', '&lt;/p&gt;', '&lt;br&gt;', '&lt;!--', '--&gt;', '&lt;?x?&gt;', '&lt;![CDATA[x]]&gt;', '&notit;', '&copy',
             '\\\\', '\\_', '\\\n', '`` ` ``', '`` x', '**x', 'x**', '__init__', '2*3*4', '* * *', '_ _ _', '- - -', '+ x', '#1', '####### x', 'x #', '\t', ' \n ', '|', '||', '| - |', ':-:', '| a | b |\n| - | - |', '[x]: y', '[x]', '[x][]', '[x][1]',
             '![x]', '!', '^', '^x^', '==x==', '{x}', '{{ x }}', '{% x %}', '{: x}', '{::x}', ':x:', '@a', '#1', 'a@b.c', 'www.', 'http://', 'ftp://x.y/z', 'https://a.b/(c)', 'http://a.b/c)', "'", '"', '...', '--', '---', '<<'.replace('<', '&lt;'),
             '1.', '1)', '12345678901. x', '0. x', '-', '+', '*', '=', '    x', '\n    x', '\n- x', '\n1. x', '\n> x', '\n# x', '\n```\nx', '\n===', '\n---', '\n|', '\n<b', '~', '~~~', '~x~', '$x$', '$$x$$', '*[x]: y', '[^1]', '[^1]: x', 'Term\n: x']
WILD_URLS = ['data:image/png;base64,' + 'iVBORw0KGgo' * 12, 'http://a.cn/' + 'x' * 300, 'http://a.cn/a b/c', ' http://a.cn ', 'http://a.cn/(x)(y', 'http://a.cn/x)y', 'a)b', '((', 'http://例え.jp/パス?ク=エ#中', 'c:\\x\\y', '\\\\srv\\x', 'a\nb', 'a\tb', '//a.cn', '?x', '#', '.',
             'javascript:void(0)', 'mailto:a@b.c?subject=x%20y', 'x%zz', 'x%25', 'x%2A', '%E4%B8%AD', 'a&amp;lt;b', 'a&amp;amp;b', 'a*b*c', '_a_', '~a~', '`a`', '[a]', '&lt;a&gt;', '!a', 'x"y'.replace('"', '&quot;'), "x'y", '\u00a0', '\u3000x', 'http://a.cn/\u2028']
WILD_TITLES = ['two\nlines', 'a &quot;b&quot; \'c\'', '(x)', '&amp;amp;', '\\', '\\&quot;', 'x\\', '\n\n', '  x  ', '题 “引”', '*x*', '&lt;b&gt;', '`', '[x](y)', '{x}', '|', '\u00a0']


class Wild(Grammar):
    """The same documents and worse."""

    def words(self):
        out = []
        for _ in range(self.r.randint(1, 4)):
            out.append(self.one(WILD_TEXT) if self.chance(.4) else Grammar.words(self))
            out.append(self.one(SPACE))
        return ''.join(out)

    def link(self, text):
        url = self.one(WILD_URLS) if self.chance(.6) else self.one(URLS)
        title = ' title="%s"' % self.one(WILD_TITLES) if self.chance(.4) else ''
        return '<a href="%s"%s>%s</a>' % (url, title, url if self.chance(.15) else text)

    def inline(self, depth, link=True):
        k = self.r.random()
        if k < .6 or depth <= 0:
            return Grammar.inline(self, depth, link)
        inner = self.inline(depth - 1, link)
        if k < .68:
            return self.words() + '<%s>%s%s%s</%s>' % ((tag := self.one(['b', 'i', 'em', 'strong', 'del', 'code', 'sup', 'u'])), self.one(['&nbsp;', '\u3000', ' ', '<br>', '', '\u2003', '\u200b']), inner,
                                                      self.one(['&nbsp;', '\u3000', ' ', '<br>', '', '\u2003']), tag) + self.words()
        if k < .73:
            return self.link(inner) if link else inner
        if k < .76:
            return '<code>%s</code>' % self.one(['`', '``', 'a`b', ' ', '  a  ', 'a|b', '\\', '|`|', '<b>x</b>', '&amp;amp;', '\n', 'a\nb', '<br>', '&lt;!-- --&gt;', '$x$', '{{ x }}', '*a*', '中', '<a href=u>x</a>', '<img src=a>'])
        if k < .79:
            return '<ruby>%s<rp>(</rp><rt>%s</rt><rp>)</rp></ruby>' % (self.one(CJK), self.words())
        if k < .82:
            return '<img src="%s" alt="%s"%s>' % (self.one(WILD_URLS), self.one(WILD_TEXT).replace('"', '&quot;'), ' title="%s"' % self.one(WILD_TITLES) if self.chance(.4) else '')
        if k < .86:
            return self.one(['<b>%s', '%s</b>', '<i><b>%s</i></b>', '<a href=u>%s', '<b><i>%s</b>', '</p>%s', '<p>%s', '<span>%s</div>', '<em>%s</strong>']) % inner
        if k < .90:
            return self.one(['<kbd>%s</kbd>', '<ins>%s</ins>', '<s>%s</s>', '<mark>%s</mark>', 'H<sub>%s</sub>', '<samp>%s</samp>', '<abbr title="x">%s</abbr>', '<small>%s</small>', '<q>%s</q>', '<u><s>%s</s></u>', '<bdo dir=rtl>%s</bdo>', '<label>%s</label>']) % inner
        if k < .93:
            return self.one(['<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>', '<iframe src="http://a.cn/v?a=1&amp;b=2" allowfullscreen></iframe>', '<video src=v.mp4 controls></video>', '<audio src="a b.mp3"></audio>', '<object data=x.swf></object>',
                             '<math><mi>x</mi></math>', '<select><option>x</option></select>', '<button>x</button>', '<textarea>x</textarea>', '<input value=x>', '<span hidden>x</span>', '<span style="display:none">x</span>', '<script>a<b</script>', '<style>a{}</style>', '<noscript>x</noscript>',
                             '<template>x</template>', '<!-- a -- b -->', '<!---->', '<![CDATA[x]]>', '<?php x ?>', '<br><br>', '<br/> <br/>', '<a name=x></a>', '<a>x</a>', '<img>', '<wbr>'])
        return self.words() + inner + self.words()

    def block(self, depth):
        k = self.r.random()
        if k < .6 or depth <= 0:
            return Grammar.block(self, depth)
        if k < .65:
            return self.one(['<a href="%s"><h2>%s</h2><p>%s</p></a>', '<a href="%s"><div>%s</div>%s</a>', '<a href="%s"><p>%s</p><ul><li>%s</li></ul></a>']) % (self.one(URLS), self.inline(1, False), self.inline(1, False))
        if k < .69:
            return self.one(['<h3><p>%s</p></h3>', '<h2>%s<br>x</h2>', '<h4><img src=a alt="%s"></h4>', '<h2><ul><li>%s</li></ul></h2>', '<h1><div>a</div>%s</h1>', '<h2></h2>%s', '<h5>%s #</h5>', '<b><h2>%s</h2></b>']) % self.inline(1, False).replace('"', '&quot;' if '<' not in self.inline(0) else '"')
        if k < .73:
            return '<%s>%s</%s>' % ((tag := self.one(['b', 'i', 'strong', 'em', 'span', 'font', 'del', 'u', 'code', 'sup'])), self.blocks(depth - 1), tag)
        if k < .77:
            return '<pre>%s</pre>' % self.one(['\n\nx\n\n', ' x ', '\tx\n\ty', '<b>x</b>\ny', 'x<br>y', '<code>a</code>b', '<span class=k>a</span>\n\n<span>b</span>', '```\nx\n```', '~~~~', '&lt;/pre&gt;', '<a href=u>x</a>', '<p>x</p>y', '   \n', '\u00a0x', 'a\r\nb', '<ul><li>a</li></ul>', '中　文', '\t', 'x  ', '> x', '    x'])
        if k < .81:
            return '<ul>' + ''.join(self.one(['<li>%s<table><tr><th>a</th></tr><tr><td>%s</td></tr></table></li>', '<li><p>%s</p><p>%s</p></li>', '<li>%s<pre>x\n\ny</pre>%s</li>', '<li><blockquote>%s</blockquote>%s</li>', '<li></li><li>%s %s</li>', '<li><h2>%s</h2>%s</li>',
                                              '<li><hr>%s%s</li>', '<li><input type=checkbox> %s %s</li>', '<p>%s</p><li>%s</li>', '<li><ol start=7><li>%s</li></ol>%s</li>', '<li><br>%s<br>%s</li>', '<li><!--more-->%s%s</li>', '<li><dl><dt>%s</dt><dd>%s</dd></dl></li>']) % (self.inline(1), self.inline(1))
                                    for _ in range(self.r.randint(1, 3))) + '</ul>'
        if k < .84:
            return '<dl>' + ''.join(self.one(['<dt>%s</dt>', '<dd>%s</dd>', '<dd><p>%s</p></dd>', '<dd><ul><li>%s</li></ul></dd>', '<div><dt>%s</dt></div>']) % self.inline(1) for _ in range(self.r.randint(1, 4))) + '</dl>'
        if k < .87:
            return self.one(['<details open><summary><b>%s</b></summary>%s</details>', '<details>%s%s</details>', '<details><summary></summary>%s%s</details>', '<figure><pre>%s</pre><figcaption>%s</figcaption></figure>', '<figure><img src=a><figcaption><p>%s</p>%s</figcaption></figure>',
                             '<figure><blockquote>%s</blockquote><figcaption>%s</figcaption></figure>', '<figure>%s%s</figure>', '<figure><table><tr><td>%s</td></tr></table><figcaption>%s</figcaption></figure>']) % (self.inline(1), self.inline(1))
        if k < .92:
            return '<table>' + self.one(['<tr><th>%s</th><th>%s</th></tr><tr><td>x</td></tr>', '<tr><td>%s</td></tr><tr><th>%s</th></tr>', '<thead><tr><th>%s</th></tr></thead><tbody><tr><td>%s</td></tr></tbody>', '<tr><td><ul><li>%s</li></ul>%s</td></tr>', '<tr><td><pre>%s</pre>%s</td></tr>',
                                         '<tr><td>%s<br>%s</td></tr>', '<tr><td align=right>%s</td><td style="text-align: center">%s</td></tr>', '<tr><td><table><tr><td>%s</td></tr></table>%s</td></tr>', '<tr></tr><tr><td></td><td>%s%s</td></tr>', '%s<tr><td>%s</td></tr>', '<tr><td rowspan=2>%s</td><td>%s</td></tr>',
                                         '<caption>%s</caption><tr><td>%s</td></tr>', '<tr><th>a</th></tr><tr><td>%s</td><td>%s</td></tr>', '<tr><td><p>%s</p></td><td><p>%s</p></td></tr>', '<tr><td>%s</td></tr><p>%s</p>']) % (self.inline(1), self.inline(1)) + '</table>'
        if k < .95:
            return self.one(['<p>%s', '%s</p>', '<div><p>%s</div>', '<ul>%s</ul>', '<ol><ol><li>%s</li></ol></ol>', '<blockquote><p>a</p>%s', '</blockquote>%s', '<li>%s</li>', '<td>%s</td>', '<p><p>%s</p></p>', '<p>a<ul><li>%s</li></ul>b</p>', '<center><b>%s</b></center>', '<hr>%s<hr>', '<br>%s<br>']) % self.inline(2)
        return self.one(['<p hidden>x</p>', '<p style="display:none">x</p>', '<div hidden><p>x</p></div>', '<!-- x\n\ny -->', '<script>\n\na < b && c\n\n</script>', '<script src="x.js"></script>', '<style>\n\np { }\n\n</style>', '<svg><text>x</text></svg>', '<p>a</p><!---->b', '<p><br></p>', '<p> </p>',
                         '<p>\u3000\u3000首行</p>', '<p>&nbsp;&nbsp;x&nbsp;</p>', '<video><source src=a.mp4>no</video>', '<iframe src=x>\n\ny</iframe>', '<object data=x><p>y</p></object>', '<form><input><button>x</button></form>', '<textarea>\n\nx</textarea>', '<blockquote></blockquote>', '<ul></ul>', '<ol><li></li></ol>', '<pre></pre>', '<div></div>',
                         '<h2><a name=x></a>x</h2>', '<address>x</address>', '<nav><a href=u>x</a></nav>', '<p>x\n\ny</p>', 'x\n\ny', '<p>中国\n人民</p>', '<p>한국\n사람</p>', '<xmp><b>x</b></xmp>', '<listing>x</listing>', '<plaintext>x' if self.chance(.05) else '<p>x'])


def document(seed):
    return Grammar(random.Random(seed)).blocks(4) + '\n'


def wild(seed):
    return Wild(random.Random(seed)).blocks(3) + '\n'


if __name__ == '__main__':
    make = wild if '--wild' in sys.argv else document
    seed, count, out = [a if i == 2 else int(a) for i, a in enumerate(a for a in sys.argv[1:] if a != '--wild')]
    os.makedirs(out, exist_ok=True)
    for i in range(count):
        with open(os.path.join(out, '%06d.html' % (seed + i)), 'w', encoding='utf8') as f:
            f.write(make(seed + i))
