"""Defects of links, and what only looks like one: data of generate_archive.py, which tells what it means."""


def both(*texts):
    return [("both", t) for t in texts]


def html(*texts):
    return [("html", t) for t in texts]


def md(*texts):
    return [("md", t) for t in texts]


def kramdown(*texts):
    return [("kramdown", t) for t in texts]


def hrefs(*urls):
    return both(*('<p>见<a href="%s">报告</a>。</p>' % u for u in urls))


def srcs(*urls):
    return both(*('<p><img src="%s" alt="图"></p>' % u for u in urls))


def links(*urls):
    return md(*("见[报告](%s)。" % u for u in urls))


CYRILLIC_A, CYRILLIC_O = "\u0430", "\u043e"

BAD = {
    "LK001": both('<p><a «href=""»>原文</a></p>', '<p><a «HREF=\'\'»>原文</a></p>', '<p><a «href="  "»>原文</a></p>') + md("[原文]()", "<>", "[原文](<>)", "见[原文]( )。", "[原文][甲]\n\n[甲]: <>"),
    "LK002": hrefs("«http://»", "http://exa mple.com/", "https://example.com:99999/", "«/a%zz»", "/a%", "http://[::1/", "https://example.com/a%2", "http://exam<ple.com/", "https://", "http://exa%00mple.com/", "https:\\\\example.com\\a") +
             links("/category/a b.html", "https://example.com/a%zz", "https://example.com:port/") + srcs("http://", "/a%g0.png"),
    "LK005": hrefs("http://example.com/", "HTTP://example.com/a", "&#104;ttp://example.com/") + links("http://example.com/") + srcs("http://example.com/a.png") + md("<http://example.com/>"),
    "LK006": hrefs("//example.com/", "//example.com") + links("//example.com/a") + srcs("//example.com/a.png"),
    "LK007": hrefs("javascript:void(0)", "JavaScript:alert(1)", " javascript:x", "jAvA\tscript:x", "&#106;avascript:x", "&#x6A;avascript:x", "javascript&colon;x", "vbscript:x", "data:text/html,%3Cb%3E", "data:text/html;base64,PGI+", "java\nscript:x",
                   "\x01javascript:x".replace("\x01", "&#1;"), "DATA:TEXT/HTML,x", "javascript:", "java&NewLine;script:x") + links("javascript:x", "vbscript:x") +
             both('<p><iframe src="javascript:x"></iframe></p>'),
    "LK008": hrefs("https://127.0.0.1/a", "https://localhost/a", "https://localhost:4000/", "https://192.168.1.20/web/webapi", "https://10.0.0.1/", "https://172.16.3.4/", "https://169.254.1.1/", "https://[::1]/", "https://printer.local/", "https://8.8.8.8/",
                   "https://2130706433/", "https://0x7f.1/", "https://[fe80::1]/", "https://[fd00::1]/", "https://0.0.0.0:4000/", "https://LOCALHOST/", "https://user@127.0.0.1/", "https://example.com@10.0.0.1/", "https://localhost./",
                   "https://①②⑦.0.0.1/", "https://[2001:db8::1]/") + links("https://127.0.0.1:8080/a", "https://localhost/") + srcs("https://192.168.0.1/a.png") + md("<https://192.168.0.1/>"),
    "LK009": hrefs("https://example.com/?utm_source=a", "https://example.com/?a=1&amp;utm_medium=b&amp;c=2", "https://example.com/?fbclid=x", "https://example.com/?gclid=x#a", "/a?utm_campaign=x", "https://example.com/?UTM_SOURCE=x", "https://example.com/?msclkid=1") +
             links("https://example.com/?utm_source=a&b=1"),
    "LK010": both('<p>见«<a href="https://example.com/"></a>»。</p>', '<p>见<a href="https://example.com/"> </a>。</p>', '<p>见<a href="https://example.com/"><span></span></a>。</p>', '<p>见<a href="https://example.com/"><img src="/assets/a.png" alt=""></a>。</p>',
                  '<p>见<a href="https://example.com/">&nbsp;</a>。</p>', '<p>见<a href="https://example.com/" title=""></a>。</p>') + md("见[](https://example.com/)。", "见[ ](/)。"),
    "LK011": both('<p>«<img src="/assets/a.png">»</p>', '<p><IMG SRC="/assets/a.png"></p>', '<p><img src="/assets/a.png" title="图"></p>', '<p><img src="/assets/a.png" /></p>', '<p><a href="/"><img src="/assets/a.png"></a></p>', '<figure><img src="/assets/a.png"><figcaption>图</figcaption></figure>') +
             md("见 <img src=\"/assets/a.png\"> 图。"),
    "LK012": both('<p><img alt="图"></p>', '<p><img src="" alt="图"></p>', '<p><img src=" " alt="图"></p>', '<p><IMG ALT="图" width="3"></p>') + md("![图]()", "见![图](<>)。"),
    "LK013": both('<p><a href="https://example.com/" target="_blank">报告</a></p>', '<p><a href="https://example.com/" TARGET="_BLANK">报告</a></p>', '<p><a href="https://example.com/" target="_blank" rel="nofollow">报告</a></p>', '<p><a target=\'_blank\' href="https://example.com/">报告</a></p>') +
             kramdown('[报告](https://example.com/){: target="_blank"}'),
    "LK014": both('<p><a href="https://evil.example.net/">https://example.com/</a></p>', '<p><a href="https://evil.example.net/">www.example.com</a></p>', '<p><a href="https://evil.example.net/"><b>example.com</b></a></p>', '<p><a href="https://example.com.evil.example.net/">example.com</a></p>',
                  '<p><a href="https://example.com@evil.example.net/">https://example.com/</a></p>') + md("[https://example.com/](https://evil.example.net/)", "[example.org](https://example.com/)"),
    "LK015": kramdown("详见 https://example.com/a 一文。", "详见：https://example.com/a 一文。", "详见 www.example.com 一文。") + both("<p>详见 https://example.com/a 一文。</p>", "<p>详见 <em>https://example.com/a</em> 一文。</p>"),
    "LK016": md("详见 https://example.com/a。另见下文", "详见 https://example.com/a，另见下文", "<https://example.com/a。另见下文>", "（见 https://example.com/a）另见下文", "“https://example.com/a”一文", "详见 https://example.com/a另见下文", "详见 https://example.com/a》一文") +
             both("<p>详见 https://example.com/a。另见下文</p>", '<p>详见<a href="https://example.com/a。另见下文">https://example.com/a。另见下文</a></p>'),
    "LK017": md("见[报告][甲]。", "见[报告][annual report]。", "见![图][甲]。") + kramdown("见报告[^a]。", "见报告[^甲]。"),
    "LK019": hrefs("https://%spple.com/" % CYRILLIC_A, "https://g%s%sgle.com/" % (CYRILLIC_O, CYRILLIC_O), "https://xn--pple-43d.com/", "https://ex\u03b1mple.com/", "https://www.p%sypal.com/" % CYRILLIC_A) + links("https://%spple.com/" % CYRILLIC_A),
    "LK022": hrefs("htpp://example.com/", "hhtps://example.com/", "htttp://example.com/", "ttp://example.com/", "htp:example.com", "mailt:a@example.com", "foo:bar") + links("htpps://example.com/"),
    "LK024": both('<p><a href="https://example.com/">点击这里</a></p>', '<p><a href="https://example.com/">Click here</a></p>', '<p><a href="https://example.com/"> here </a></p>', '<p><a href="https://example.com/"><b>link</b></a></p>') + md("见[这里](https://example.com/)。", "[HERE](https://example.com/)"),
}

ALSO = {
    "LK006": set(),
    "LK007": {"MK010"},  # an iframe is active content too
}

GOOD = {
    "LK001": both('<p><a name="a">原文</a></p>', '<p><a href="#">原文</a></p>', '<p><a id="a"></a>原文</p>', '<p><a>原文</a></p>') + md("`[原文]()`", "见 \\[原文\\]()。"),
    "LK002": hrefs("/a%20b", "/路径/图.png", "https://例子.中国/路径", "mailto:a@example.com", "https://[2001:db8::1]/".replace("[2001:db8::1]", "example.com"), "?a=%E4%B8%AD", "#甲", "../a", "tel:+8610", "https://example.com/a(b)", "https://example.com/a|b", "https://example.com:8443/", "https://a_b.example.com/") +
             links("/a_(b)", "/路径/图.png \"标题\"") + md("`[x](/a b)`"),
    "LK005": hrefs("https://example.com/", "/http://x") + both('<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
    "LK006": hrefs("/a//b", "https://example.com//a"),
    "LK007": hrefs("/javascript:x", "#javascript:x", "?q=javascript:x", "data:image/png;base64,AA==", "https://example.com/javascript:x", "mailto:javascript@example.com", "javascript/a.html"),
    "LK008": hrefs("https://10.example.com/", "https://localhost.example.com/", "https://172.example.com/", "https://example.com/127.0.0.1", "https://example.com/?u=http://localhost/", "https://local/".replace("local/", "local.example.com/"), "https://mylocalhost.com/") + md("`http://localhost:4000/`"),
    "LK009": hrefs("https://example.com/?infoCode=NW1", "https://example.com/?a=utm_source", "https://example.com/utm_source=a", "https://example.com/#utm_source", "https://example.com/?q=fbclid"),
    "LK010": both('<p>见<a href="https://example.com/" aria-label="报告"></a>。</p>', '<p><a href="https://example.com/"><img src="/assets/a.png" alt="报告"></a></p>', '<p><a name="甲"></a>报告</p>', '<p><a href="https://example.com/">1</a></p>', '<p><a href="https://example.com/"><svg><title>报告</title></svg></a></p>'),
    "LK011": both('<p><img src="/assets/a.png" alt=""></p>', '<p><img src="/assets/a.png" alt></p>', '<p><img src="/assets/a.png" ALT="图"></p>', '<p><img src="/assets/a.png" alt="图" /></p>') + md("![图](/assets/a.png)", "![](/assets/a.png)"),
    "LK012": both('<p><img src="/assets/a.png" alt="图"></p>', '<p><img srcset="/assets/a.png 2x" src="/assets/a.png" alt="图"></p>', '<picture><source srcset="/assets/a.png"><img src="/assets/a.png" alt="图"></picture>'),
    "LK013": both('<p><a href="https://example.com/" target="_blank" rel="noopener">报告</a></p>', '<p><a href="https://example.com/" target="_blank" rel="NoReferrer nofollow">报告</a></p>', '<p><a href="https://example.com/" target="_self">报告</a></p>'),
    "LK014": both('<p><a href="https://www.example.com/">example.com</a></p>', '<p><a href="https://example.com/a">https://example.com/a</a></p>', '<p><a href="https://example.com/a/b">example.com</a></p>', '<p><a href="https://example.net/">报告.pdf</a></p>', '<p><a href="https://example.net/">Node.js</a></p>',
                  '<p><a href="mailto:a@example.com">a@example.com</a></p>', '<p><a href="https://github.com/a/b.c">b.c</a></p>', '<p><a href="https://example.com/">EXAMPLE.COM</a></p>'),
    "LK015": md("见 <https://example.com/a>。", "见 `https://example.com/a`。", "    https://example.com/a\n", "[甲](https://example.com/a)") + both("<p><code>https://example.com/a</code></p>", '<p><a href="https://example.com/a">https://example.com/a</a></p>', "<pre>https://example.com/a</pre>"),
    "LK016": md("见 <https://example.com/a>。另见下文", "见 <https://example.com/路径/图>。", "见[报告](https://example.com/路径)。", "`https://example.com/a。另见`") + hrefs("https://zh.wikipedia.org/wiki/中国", "/tags/财经，新闻/"),
    "LK017": md("数组 a[0] 与 [1] 与 [x]。", "- [ ] 待办\n- [x] 已办", "见[报告][甲]。\n\n[甲]: https://example.com/a", "`[报告][甲]`", "见报告[^1]。\n\n[^1]: 注。", "\\[报告\\]\\[甲\\]"),
    "LK019": hrefs("https://例え.jp/", "https://münchen.de/", "https://пример.рф/", "https://xn--fsqu00a.xn--0zwm56d/", "https://中国银行.com/"),
    "LK022": hrefs("mailto:a@example.com", "tel:10086", "magnet:?xt=urn:btih:1", "sms:10086", "ftp://example.com/", "irc://example.com/a", "/a:b", "a/b:c", "#a:b", "data:image/png;base64,AA=="),
    "LK024": both('<p><a href="https://example.com/">这里的春天</a></p>', '<p><a href="https://example.com/">here it comes</a></p>'),
}
