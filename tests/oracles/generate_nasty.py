#!/usr/bin/python3
"""Random HTML of the worst kind, by free nesting: generate_nasty.py SEED

Marks with spaces and breaks at their edges, punctuation of all scripts beside them, text that looks like Markdown, Liquid and references, control
characters, empty elements, blocks in marks, in cells, in terms and in headings, code with tags, objects, very deep nesting; every other document also
leaves tags open or closes others. What HTML parsers are known to disagree about is left out (html5lib_standard.py has the list). The same seed gives
the same document."""
import random
import sys

WORDS = ['a', 'word', 'Ruby', 'x1', '10', '中', '国', '人民', '各', 'です', 'カナ', '한국', '𠮷', 'é', 'naïve', '😀', '👍🏽', 'שלום', 'مرحبا']
MARKS_OF_WRITING = ['，', '。', '（一）', '“引”', '《书》', '：', '、', '…', '——', '!', '?', '.', ',', ';', ':', '-', '"q"', "'s", '(x)', '%', '￥', '「', '」',
    '『', '』', '·', '～', '〜', '＊', '＿', '｀', '×', '±', '©', '™', '°', '€', '|', '‘a’', '﹏', '、', '〔', '〕']
LIKE_MARKUP = ['*', '**', '***', '_', '__', '`', '``', '~', '~~', '[', '](', '![', '[a](b)', '&lt;!--', '&amp;', '&amp;amp;', '&lt;b&gt;', '\\',
    '\\*', '#', '# ', '&gt; ', '- ', '+ ', '1. ', '2) ', '|', '---', '===', '```', '~~~', '[ ] ', '[x] ', '[^1]', '[^1]: ', '[a]: ', 'http://a.cn/b',
    'https://a.cn/(x)_y_', 'www.a.cn', 'a@b.cn', '$$', '{: .x}', '^', '==', '*[a]: b', '::', '{::}', '&lt;http://x&gt;', '&lt;a@b.c&gt;', 'ftp://x',
    'mailto:a@b.c', 'xmpp:a@b.c', '"', "'", '--', '...', '&lt;&lt;', '&gt;&gt;', '=&gt;', '\\\\', '\\\n', '&#42;', '&#95;', '&#x60;', '&bsol;',
    '&vert;', '&lbrack;', '&ast;']
SPACES = [' ', ' ', '\n', '  ', '\t', '&nbsp;', '\u3000', '\u2003', '\u200b', '\n\n', ' \n ', '\r\n', '&#10;', '&#13;', '&#9;', '&ZeroWidthSpace;',
    '\u2028', '\ufeff', '\xad', '\u2060']
ODD = ['\x01', '\x08', '\x0b', '\x0c', '\x1b', '\x7f', '\x80', '\x85', '\x9f', '�', '&#0;', '&#128;', '&#x1F;', '&#xD800;', '&#x110000;', '&#xFDD0;',
    '&NotEqualTilde;', '&fjlig;', '&bne;', '&copy', '&ampx', '&notin', '&not', '&nosuch;', '&#;', '&#x;', '&', '& ', '&&', '&lt', '&gt', '&amp',
    '&quot', '<', ' < ', '<3', '< b', '</', '</ ', '<>', '</>', '<!', '<?', '<!x>', '<![CDATA[a]]>', '<?php a ?>']
INLINE = ['b', 'strong', 'i', 'em', 'code', 'del', 's', 'ins', 'sub', 'sup', 'u', 'mark', 'kbd', 'span', 'cite', 'tt', 'q', 'font', 'small', 'big',
    'abbr', 'var', 'samp', 'dfn', 'strike', 'nobr', 'label', 'bdi', 'bdo', 'time', 'data', 'acronym', 'blink', 'ruby', 'center', 'output', 'slot',
    'picture']
URLS = ['u', '/a/b', 'http://a.cn/b', 'http://a.cn/中', 'a b', 'a(b', 'a)b', '(a)', 'x?a=1&amp;b=2', 'x?a=1&amp;copy;', 'x?a=1&copy=2', '#f', '#fn1',
    '#fn:1', '#fnref', 'mailto:a@b.cn', 'a%20b', '', 'a*b_c', 'a|b', 'a\\b', '&lt;x&gt;', 'a&quot;b', ' a ', 'a\nb', 'a\tb', '%', '%zz', '%e4%b8%ad',
    '%E4%B8', '[a]', 'a]b', '`x`', '"', 'javascript:x', 'data:text/plain,a b', '//x', '?', '\xa0', '\u3000', 'a\\', '\\', '!', '&lt;x>', '\x01',
    '&#10;', 'HTTP://A.cn', 'http://a.cn:80', 'a^b', 'a{b}', '~a']
TITLES = ['', 't', 'a &quot;b&quot;', "it's", "&quot; and '", 'a\\', '\\', 'x*y*', '题', 'two\nlines', '  x  ', '&amp;amp;', '&lt;b&gt;', '`',
    '[x](y)', '|', '(x)', ')', '\xa0', '&#10;x']
CODE = ['`', '``', '` `', ' ', '  a', 'a  b', 'a|b', '\\', '\\|', '<b>x</b>', '&amp;amp;', '\n', 'a\nb', '<br>', 'a<br>b', '&lt;!--', '{{x}}', '*a*',
    '<a href=u>x</a>', '<img src=a>', '&nbsp;', 'a ', '\u3000', '|', '``x', '<code>n</code>', '<em>a</em>b', '$x$']
INLINE_THINGS = ['<span></span>', '<b></b>', '<a name=x></a>', '<a href=u></a>', '<a href=""></a>', '<i> </i>', '<wbr>', '<!-- c -->', '<!--more-->',
    '<!-- more -->', '<!---->', '<!-->', '<!--a--!>', '<input type=checkbox>', '<input type=checkbox checked>', '<input type=CHECKBOX>', '<input>',
    '<button>b</button>', '<select><option>x<option>y</select>', '<svg><path d="M0"/></svg>', '<svg><text>x *y*</text></svg>',
    '<math><mi>x</mi><mo>*</mo></math>', '<iframe src="http://v.cn/?a=1&amp;b=2" width=1></iframe>', '<iframe src=x>a\n\nb</iframe>',
    '<video src=v.mp4 controls>no <b>v</b></video>', '<audio><source src=a.mp3></audio>', '<object data=x.swf><param name=a value=b>alt</object>',
    '<embed src=e>', '<canvas>c</canvas>', '<script>a<b</script>', '<script src=x></script>', '<style>a{}</style>', '<progress value=1>p</progress>',
    '<meter>m</meter>', '<map><area href=u></map>', '<picture><source srcset=a><img src=b></picture>', '<svg/>',
    '<svg><foreignObject><p>x</p></foreignObject></svg>', '<math><annotation-xml encoding="text/html"><p>x</p></annotation-xml></math>',
    '<image src=u>', '</p>', '</span>']
PREFORMATTED = ['x', '\nx', '\n\nx\n\n', ' x ', '\tx\n\ty', '<b>x</b>\ny', 'x<br>y', '<br>x', 'x<br>', '<code>a</code>b', '<code>a\n</code>',
    '<code>\n\na\n</code>\n', '<span class=k>a</span>\n\n<span>b</span>', '```\nx\n```', '````', '~~~', '&lt;/pre&gt;', '<a href=u>x</a>',
    '<p>x</p>y', '   \n', '&nbsp;x', 'a\r\nb', '<ul><li>a</li></ul>', '中\u3000文', '\t', 'x  ', '> x', '    x', '<div>a\n\nb</div>',
    '<em>a\n\nb</em>', '<img src=x>', 'a<img src=x>b', '<table><tr><td>a\nb</td></tr></table>', '<!-- a\n\nb -->x', '<code>a</code>\n<code>b</code>',
    '<kbd>x</kbd>', '&#10;x', '&#13;x', 'a&#13;&#10;b', '<pre>n</pre>', '<b>\n\n</b>', '\x0b', '\x0c', '<del>a\n</del>',
    '<code class="language-c++">x</code>', '<code class="language-a b">x</code>', '<svg></svg>', 'x\\', '*x*', '{% x %}', '<hr>', '<h2>a</h2>',
    '$ x\n\n\n\n# y', '<script>\n\n</script>x', '<input type=checkbox>x', '<q>x</q>', 'a<sup>1</sup>\n\nb', '\n',
    '<blockquote>\na\n\nb</blockquote>']
THINGS = ['<hr>', '<p></p>', '<p>&nbsp;</p>', '<p><br></p>', '<!--more-->', '<!-- x -->', '<!-- a\n\nb -->', '<div></div>', '<p hidden>x</p>',
    '<ul></ul>', '<ol><li></ol>', '<table></table>', '<blockquote></blockquote>', '<pre></pre>', '<h2></h2>', '<script>\n\nx</script>',
    '<style>\n\n</style>', '<iframe src=u></iframe>', '<svg>\n\n<text>x</text></svg>', '<br>', '<listing>\n*x*</listing>',
    '<video>\n\n<source src=x></video>', '<math>\n\n<mi>x</mi></math>', '<p>\u3000\u3000首</p>', '<hr><hr>', '<dl></dl>', '<details></details>',
    '<figure></figure>']
BROKEN = ['<p>%s', '%s</p>', '<ul>%s</ul>', '<table>%s</table>', '<table><tr>%s</tr></table>', '<li>%s', '<td>%s</td>', '<dd>%s</dd>', '</div>%s',
    '<h2>%s<h3>x</h3>', '<b>%s', '<p><b>%s</p>x</b>', '<i><p>%s</i>x</p>', '<blockquote>%s', '<a href=u>%s<a href=v>y</a></a>', '<pre>%s',
    '<form>%s<form>x</form></form>', '<caption>%s</caption>', '<summary>%s</summary>', '<figcaption>%s</figcaption>', '<rt>%s</rt>', '<option>%s',
    '<nobr>a<nobr>%s</nobr></nobr>', '<dt>%s', '<button>%s<button>x</button>', '<object>%s</object>', '<applet>%s</applet>']
CELLS = ['<p>a</p><p>b</p>', '<br>', 'a<br>b', '&nbsp;', '|', '`|`', '<code>a|b</code>', '<ul><li>x</li></ul>', '<table><tr><td>n</table>', '\\|',
    '<img src=u alt="a|b">', '<pre>a|b\n\nc</pre>', '<p></p>', '<a href="a|b">x</a>', '<hr>']


class Nasty:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.size = 0
        self.broken = seed % 4 >= 2  # tags are left open, and others closed
        self.odd = seed % 4 > 0  # control characters and references that are none

    def one(self, of):
        return of[self.r.randrange(len(of))]

    def chance(self, p):
        return self.r.random() < p

    def text(self):
        out = []
        for _ in range(self.r.randint(1, 5)):
            k = self.r.random()
            kind = WORDS if k < .45 else MARKS_OF_WRITING if k < .65 else LIKE_MARKUP if k < .78 else ODD if k < .82 and self.odd else SPACES
            out.append(self.one(kind))
        return ''.join(out)

    def attributes(self, tag):
        out = ''
        if tag == 'ol' and self.chance(.5):
            out += ' start=' + self.one(['3', '0', '-2', '10', '1', '01', '+3', '3x', '', '1.5', '999999999', '9999999999', '" 4"'])
        if tag == 'td' and self.chance(.08):
            out += ' colspan=' + self.one(['1', '2', '0', 'x', '""', '" 2"', '02'])
        if tag == 'td' and self.chance(.1):
            out += ' align=' + self.one(['left', 'right', 'center', 'justify', 'RIGHT'])
        if self.chance(.1):
            out += self.one([' class=x', ' id=y', ' style="color: red"', ' title="t&quot;"', ' lang=zh', ' dir=rtl', ' data-x="&lt;"', ' onclick="a(1)"',
                             ' a"b', ' class="a b" class=c', ' x:y=z'])
        return out

    def inline(self, depth, link=True):
        self.size += 1
        out = []
        for _ in range(self.r.randint(1, 3)):
            k = self.r.random()
            if depth <= 0 or self.size > 150 or k < .42:
                out.append(self.text())
            elif k < .75:
                tag = self.one(INLINE)
                before, after = self.one(['', '', ' ', '&nbsp;', '\u3000', '<br>', '\n']), self.one(['', '', ' ', '&nbsp;', '<br>', '\u3000'])
                inner = self.inline(depth - 1, link) if self.chance(.93) else self.one(['', ' ', '<br>', '&nbsp;', '\n'])
                end = self.one(['', '</b>', '</i></b>', '</p>', '</div>', '</a>']) if self.broken and self.chance(.06) else '</%s>' % tag
                out.append('<%s%s>%s%s%s%s' % (tag, self.attributes(tag), before, inner, after, end))
            elif k < .82:
                url, title = self.one(URLS), ' title="%s"' % self.one(TITLES) if self.chance(.3) else ''
                if link or self.chance(.2):
                    text = url if self.chance(.1) else self.inline(depth - 1, False) if self.chance(.9) else self.one(['', ' ', '<img src=x>', '<br>'])
                    out.append('<a href="%s"%s>%s</a>' % (url, title, text))
            elif k < .87:
                out.append(self.one(['<br>', '<br/>', '<br><br>', ' <br> ', '<BR>\n', '<br>&nbsp;<br>', '<br />\n']))
            elif k < .91:
                alt = ' alt="%s"' % self.text().replace('"', '&quot;') if self.chance(.7) else ''
                out.append('<img src="%s"%s%s>' % (self.one(URLS), alt, ' title="%s"' % self.one(TITLES) if self.chance(.3) else ''))
            elif k < .93:
                out.append('<ruby>%s<rt>%s</rt></ruby>' % (self.inline(depth - 1, link), self.inline(depth - 2, link)))
            elif k < .96:
                out.append('<code>%s</code>' % self.one(CODE))
            else:
                out.append(self.one(INLINE_THINGS))
        return ''.join(out)

    def item(self, depth):
        k = self.r.random()
        if k < .4:
            return self.inline(2)
        if k < .55:
            return self.blocks(depth)
        if k < .9:
            return self.one(['%s%s', '<p>%s</p>%s']) % (self.inline(2), self.block(depth)) if k < .75 else self.block(depth) + self.inline(1)
        return self.one(['', '<p></p>', '<br>', '&nbsp;', '<hr>', '<pre>x</pre>', '<input type=checkbox> '])

    def list(self, depth):
        tag = self.one(['ul', 'ul', 'ol', 'ol', 'menu'])
        items = ['<li%s>%s%s' % (self.one(['', '', '', ' value=5']), self.item(depth), self.one(['</li>', '</li>\n', '']) if self.broken else '</li>')
                 for _ in range(self.r.randint(0, 4))]
        if self.chance(.06):
            items.insert(self.r.randint(0, len(items)), self.block(depth))
        return '<%s%s>%s</%s>' % (tag, self.attributes(tag), self.one(['', '\n']).join(items), tag)

    def table(self, depth):
        columns, rows, head = self.r.randint(1, 4), [], self.chance(.6)
        for row in range(self.r.randint(0, 4)):
            cells = []
            for _ in range(columns if self.chance(.93) else self.r.randint(0, 5)):
                tag = 'th' if (head and row == 0) or self.chance(.03) else 'td'
                k = self.r.random()
                what = '' if k < .1 else self.inline(1) if k < .6 else self.inline(2) if k < .86 else self.block(depth) if k < .95 else self.one(CELLS)
                cells.append('<%s%s>%s%s' % (tag, self.attributes('td'), what, '</%s>' % tag if not self.broken or self.chance(.9) else ''))
            rows.append('<tr>%s</tr>' % self.one(['', ' ', '\n']).join(cells))
        before = self.one(['', '', '', '', '<caption>%s</caption>' % self.inline(1), '<colgroup><col></colgroup>'])
        body = self.one(['', '\n']).join(rows)
        if rows and self.chance(.2):
            body = '<thead>%s</thead><tbody>%s</tbody>' % (rows[0], ''.join(rows[1:]))
        return '<table>%s%s%s</table>' % (before, body, self.inline(1) if self.chance(.04) else '')

    def block(self, depth):
        self.size += 2
        k = self.r.random()
        if depth <= 0 or self.size > 200:
            return self.one(['<p>%s</p>', '%s', '<div>%s</div>']) % self.inline(2)
        if k < .26:
            return ('<p%s>%s</p>' % (self.attributes('p'), self.inline(3))) if k < .2 else self.inline(3)
        if k < .40:
            return self.list(depth - 1)
        if k < .47:
            return '<blockquote>%s</blockquote>' % self.blocks(depth - 1)
        if k < .53:
            return '<h%d>%s</h%d>' % ((n := self.r.randint(1, 6)), self.inline(2) if self.chance(.85) else self.block(depth - 1), n)
        if k < .60:
            return '<pre%s>%s</pre>' % (self.one(['', '', ' class="language-x"', ' lang=rb', ' class="brush: js;"']), self.one(PREFORMATTED))
        if k < .72:
            return self.table(depth - 1)
        if k < .76:
            parts = ['<dt>%s</dt>', '<dd>%s</dd>', '<dd><p>%s</p></dd>', '<div><dt>%s</dt><dd>y</dd></div>'] + ['<dt>%s', '<dd>%s'] * self.broken
            return '<dl>%s</dl>' % ''.join(self.one(parts) % (self.inline(2) if self.chance(.7) else self.blocks(depth - 1)) for _ in range(self.r.randint(0, 4)))
        if k < .80:
            summary = self.one(['<summary>%s</summary>' % self.inline(1), '<summary>%s</summary>' % self.block(depth - 1), '', '<summary></summary>',
                                '<p>a</p><summary>b</summary>'])
            return '<details%s>%s%s</details>' % (self.one(['', ' open']), summary, self.blocks(depth - 1) if self.chance(.8) else self.inline(1))
        if k < .84:
            what = self.one(['<img src=a.png>', '<pre>x</pre>', '<a href=u><img src=x></a>', self.block(depth - 1), self.table(depth - 1), ''])
            return '<figure>%s%s</figure>' % (what, self.one(['<figcaption>%s</figcaption>' % self.inline(2), '<figcaption>%s</figcaption>' % self.block(depth - 1), '']))
        if k < .93:
            tag = self.one(['div', 'section', 'center', 'article', 'address', 'header', 'main', 'aside', 'form', 'fieldset', 'nav', 'hgroup'] if k < .89 else
                           ['b', 'i', 'a href=u', 'span', 'font', 'del', 'code', 'u', 'sup', 'ins', 'q', 's', 'small'])
            return '<%s>%s</%s>' % (tag, self.blocks(depth - 1), tag.split()[0])
        if k < .96 and self.broken:
            return self.one(BROKEN) % (self.inline(2) if self.chance(.5) else self.blocks(depth - 1))
        return self.one(THINGS)

    def blocks(self, depth):
        return self.one(['', '\n', '\n\n']).join(self.block(depth) for _ in range(self.r.randint(1, 3)))


def document(seed):
    nasty = Nasty(seed)
    k = nasty.r.random()
    if k < .02:
        tag = nasty.one(['blockquote', 'div', 'ul><li', 'ol><li', 'b', 'span', 'i', 'table><tr><td', 'dl><dd', 'details', 'sup', 'q', 'ruby><rt', 'a href=u', 'section'])
        return '<p>s</p>' + ('<%s>' % tag) * nasty.r.choice([10, 60, 120, 300]) + nasty.inline(1) + '\n'
    return '<p>s</p>' + (nasty.inline(6) if k < .04 else nasty.blocks(4)) + '\n'


if __name__ == '__main__':
    sys.stdout.write(document(int(sys.argv[1])))
