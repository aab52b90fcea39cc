"""Defects of text, and what only looks like one: data of generate_archive.py, which tells what it means."""
from archive_links import both, html, md


def raw(*pieces):
    return [("bytes", p) for p in pieces]


def whole(*edits):
    """Edits of the whole post, as functions of its bytes."""
    return [("whole", e) for e in edits]


BAD = {
    "TX001": raw(b"\xd6\xd0", "要闻".encode("gb18030"), "要聞速遞".encode("big5"), b"caf\xe9", b"\xc0\xaf", b"\xed\xa0\x80", b"\xff", b"\xe4\xb8"),
    "TX002": raw(b"\x08", b"\x00", b"\x1b[0m", b"\x7f", b"\x0c", b"\x0b", b"\xc2\x85", b"\xc2\x9f", b"\x01\x02\x03"),
    "TX003": both("<p>ä¸­å›½ç»æµŽï¼Œ</p>", "<p>锟斤拷要闻</p>", "<p>itâ€™s</p>", "<p>要\ufffd闻</p>", "<p>cafÃ©</p>", "<p>â€œquoteâ€\x9d</p>".replace("â€\x9d", "â€œ"), "<p>烫烫烫要闻</p>", "<p>%s</p>" % "的，中国人民银行。".encode().decode("gb18030", "ignore"), "<p>屯屯屯屯要闻</p>"),
    "TX004": both("<p>要\u202e闻</p>", "<p>要\u200b闻</p>", "<p>要\u2066闻</p>", "<p>要\u00ad闻</p>", "<p>要\ufeff闻</p>", "<p>要\u200e闻</p>", "<p>要\u2060闻</p>", "<p>\u200d要闻</p>"),
    "TX005": whole(lambda b: b.replace(b"\n", b"\r\n", 3), lambda b: b.replace(b"\n", b"\r\n")[:-2] + b"\n", lambda b: b[:-1] + b"\r\n", lambda b: b.replace(b"</p>", b"</p>\r", 1) if b"</p>" in b else b.replace("。".encode(), "。\r".encode(), 1)),
    "TX006": whole(lambda b: b.rstrip(b"\n"), lambda b: b.replace(b"\n", b"\r\n").rstrip(b"\r\n"), lambda b: b + "要闻".encode()),
    "TX007": whole(lambda b: b[:-1] + b" \n", lambda b: b[:-1] + b"\t\n", lambda b: b[:-1] + b" \n" if b.endswith(b"\n") else b) + md("要闻。 \n速递。"),
    "TX008": both("<p>\u3000\u3000要闻。</p>", "<p>\u3000要闻。</p>", "<p>要闻。<br>\u3000\u3000速递。</p>") + md("\u3000\u3000要闻。"),
    "TX009": both("<p>中国GDP 增长。</p>", "<p>搭载该系统的 ET已交付</p>", "<p>增长 <b>GDP</b>增长</p>") + md("中国GDP 增长。", "使用 **GDP**增长。"),
    "TX010": both("<p>要闻,速递。</p>", "<p>要闻;速递。</p>", "<p>要闻!</p>".replace("!", "!速递"), "<p>要闻:速递。</p>", "<p>要闻(速递）快讯。</p>", "<p>要闻(速递)快讯。</p>", "<p>要闻 (速递) 快讯。</p>", "<p>要闻?速递</p>") + md("要闻,速递。"),
    "TX011": both("<p>要闻。。</p>", "<p>要闻！！！</p>", "<p>要闻，，速递</p>", "<p>要闻？？</p>", "<p>要闻、、速递</p>"),
    "TX012": both("<p>要\ue000闻</p>", "<p>要\uf8ff闻</p>", "<p>要\U000f0001闻</p>", "<p>要\U00100000闻</p>"),
    "TX013": [("empty", ""), ("empty", "<p></p>\n"), ("empty", "<!-- x -->\n"), ("empty", "<p>&nbsp;</p>\n"), ("empty", "<p class=\"em_media\">（文章来源：界面新闻）</p>\n\n[返回首页](/)\n"), ("empty", "\n\n\n"), ("empty", "{% comment %}x{% endcomment %}\n")],
    "TX015": [("empty", "<p>%s</p>\n" % ("要闻。" * 117_000)), ("empty", '<p><img src="data:image/png;base64,%s" alt="图"></p>\n' % ("iVBORw0K" * 131_072))],
    "TX014": both("<p>cafe\u0301</p>", "<p>\u30ab\u3099</p>", "<p>\u1100\u1161</p>") + md("cafe\u0301"),
}
ALSO = {
    "TX001": {"TX009"},  # Latin letters beside Chinese
    "TX002": {"TX009"},
    "TX013": {"MK014", "MK019"},  # an empty paragraph is one, whatever else there is
    "TX003": {"TX009"},
}
GOOD = {
    "TX001": raw("é".encode(), "𠮷".encode(), "😀".encode()),
    "TX002": raw(b"\t"),
    "TX003": both("<p>café, naïve, Ãngela</p>", "<p>Âme et être</p>", "<p>São Paulo, Ça va</p>", "<p>烫伤</p>", "<p>“quoted” it’s</p>", "<p>½ £5 §3 ¿Qué?</p>"),
    "TX004": both("<p>👨\u200d👩\u200d👧 要闻</p>", "<p>می\u200cخواهم</p>", "<p>क्\u200dष</p>", "<p>❤\ufe0f 要闻</p>", "<p>葛\U000e0100 要闻</p>", "<p>\u0627\u200f!</p>"),
    "TX005": whole(lambda b: b.replace(b"\n", b"\r\n")),
    "TX006": whole(lambda b: b.replace(b"\n", b"\r\n"), lambda b: b + b"\n"),
    "TX007": md("要闻。  \n速递。"),
    "TX008": both("<p>要闻。</p>", "<p>要闻\u3000速递</p>"),
    "TX009": both("<p>中国 GDP 增长。</p>", "<p><code>中国GDP</code></p>", '<p><a href="/中国GDP">要闻</a></p>', "<p>（GDP）增长</p>", "<p>增长了“GDP”。</p>") + md("`中国GDP`", "<https://example.com/中国GDP>", "{{ site.中国GDP }}"),
    "TX010": both("<p>a, b</p>", "<p>GDP (国内生产总值)</p>", "<p>要闻，速递</p>", "<p><code>要,闻</code></p>", "<p>12:30</p>", "<p>1,000</p>") + md("`要,闻`", "[要闻](/a,b)"),
    "TX011": both("<p>要闻……</p>", "<p>要闻——速递</p>", "<p>要闻。”</p>", "<p>要闻？！</p>", "<pre>。。</pre>"),
    "TX012": both("<p>要闻 \u2605</p>"),
    "TX013": [("empty", "<p>要闻。</p>\n"), ("empty", "<p><img src=\"/assets/a.png\" alt=\"图\"></p>\n"), ("empty", "{% assign a = 1 %}{{ site.title }}\n"), ("empty", "<p><iframe src=\"https://example.com/\"></iframe></p>\n")],
    "TX015": [("empty", "<p>%s</p>\n" % ("要闻。" * 116_000))],
    "TX014": both("<p>café</p>", "<p>ガ</p>", "<p>가</p>"),
}
