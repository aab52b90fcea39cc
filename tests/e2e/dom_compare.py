#!/usr/bin/python3
"""The judge of trees is judged: what dom_compare must call equal and what it must tell apart, so that no share it measures is made of what it overlooks."""
import os
import subprocess
import sys

EQUAL = (
    ('<p>a</p>', '<p>a</p>\n\n'), ('<p>a</p><p>b</p>', '<p>a</p>\n\n  <p>b</p>'), ('<p id=x class=y>a', '<p class="y" id="x">a</p>'), ('<ul><li>a</li></ul>', '<ul>\n  <li>a\n</li>\n</ul>'),
    ('<!-- a --><p>b</p>', '\n<!-- a -->\n<p>b</p>'), ('<p>&mdash;</p>', '<p>—</p>'), ('<pre>\na</pre>', '<pre>a</pre>'), ('<br>', '<br />'), ('<p>a</p><script>x</script><p>b</p>', '<p>a</p>\n<script>x</script>\n<p>b</p>'),
    ('<p>a<p>b', '<p>a</p><p>b</p>'), ('<table><tr><td>a</table>', '<table>\n<tbody>\n<tr>\n<td>a</td></tr></tbody></table>'), ('<div>' * 3000, '<div>' * 3000 + ' '), ('<P ID="a">', '<p id="a">'),
)
DIFFERENT = (
    ('<p>a <b>b</b></p>', '<p>a<b>b</b></p>'), ('<pre>\n\na</pre>', '<pre>\na</pre>'), ('<p>a\nb</p>', '<p>a b</p>'), ('a <script>1</script> b', 'a<script>1</script> b'), ('<p>a</p>', '<p>b</p>'),
    ('<p id="a">x</p>', '<p>x</p>'), ('<p id="a">x</p>', '<p id="A">x</p>'), ('<p>a</p>', '<div>a</div>'), ('<p>a</p>', ''), ('<p>a</p><p>a</p>', '<p>a</p>'), ('<a title="x">a</a>', '<a title="x ">a</a>'),
    ('<!-- a -->', '<!-- b -->'), ('<p>a</p><!-- a -->', '<p>a</p>'), ('<em>a</em>', '<i>a</i>'), ('<p>a&nbsp;</p>', '<p>a</p>'), ('<pre>a </pre>', '<pre>a</pre>'), ('<code>a  b</code>', '<code>a b</code>'),
    ('<p>“a”</p>', '<p>"a"</p>'), ('<ol start="2"><li>a</ol>', '<ol><li>a</ol>'), ('<p><em> a</em></p>', '<p><em>a</em></p>'), ('<td>a</td>', '<p>a</p>'), ('<x-y>a</x-y>', '<x-z>a</x-z>'), ('<p>a<br>\nb</p>', '<p>a<br>b</p>'),
    ('<div>' * 3900 + 'a', '<div>' * 3900 + 'b'), ('<p>ﬁ</p>', '<p>fi</p>'), ('<style>a</style>', '<style>b</style>'), ('<div><p>a</p></div>', '<div></div><p>a</p>'), ('<svg><a></a></svg>', '<a></a>'),
)

if __name__ == '__main__':
    pairs = [p for p in EQUAL + DIFFERENT] + [(b, a) for a, b in EQUAL + DIFFERENT]
    data = b''.join(b'%d\n%s' % (len(x.encode()), x.encode()) for pair in pairs for x in pair)
    lines = subprocess.run([os.path.join(sys.argv[1], 'dom_compare')], input=data, stdout=subprocess.PIPE, timeout=60).stdout.decode('utf8', 'replace').splitlines()
    bad = [(pair, line) for pair, line in zip(pairs, lines) if (line[0] in '=~') != (pair in EQUAL or pair[::-1] in EQUAL)]
    for pair, line in bad:
        print('%r: %s' % (pair, line[:200]))
    print('%d pairs, %d judged wrongly' % (len(lines), len(bad)))
    sys.exit(1 if bad or len(lines) != len(pairs) else 0)
