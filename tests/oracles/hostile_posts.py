"""Posts whose names, text and line ends are hostile to formats of findings: quotes, line ends, markup, commands of terminals and of CI, and
bytes that are no text."""
import os

front = b"---\nlayout: post\ntitle: Plain\ndate: 2020-01-01 00:00:00 +0000\n---\n"
link = b'<p>\xf0\x9f\x98\x80\xf0\xa0\xae\xb7 \xe4\xb8\xad\xe6\x96\x87<a href="">\xf0\x9f\x98\x80</a> <a href="">y</a></p>'
posts = {
    b"_posts/2020-01-01-plain.html": front + link + b"\n",
    b"_posts/2020-01-01-quotes'\"<&>]]>%0A,:;=.html": front + link + b"\n",
    b"_posts/2020-01-01-line\nend\r::error::x.html": front + link + b"\n",
    b"_posts/2020-01-01-\x1b[31m\x07\x01red.html": front + link + b"\n",
    b"_posts/2020-01-01-\xff\xfe-bytes.html": front + link + b"\n",
    "_posts/2020-01-01-中文 空格\u202e\ufffe😀#?%41.html".encode(): front + link + b"\n",
    b"_posts/not a post's name \n%0A::error::]]>.html": front + b"<p>x</p>\n",
    b"_posts/2020-01-01-crlf.html": (front + link + b"\n<p>" + link + b"</p>\n").replace(b"\n", b"\r\n"),
    b"_posts/2020-01-01-cr.html": front + b"<p>one</p>\r" + link + b"\r<p>two</p>\n",
    b"_posts/2020-01-01-bom.html": b"\xef\xbb\xbf" + front + link,
    b"_posts/2020-01-01-invalid.html": front + b"<p>\xff\x80" + link + b"\xe4\xb8</p>\n",
    b"_posts/2020-01-01-nul.html": front + b"<p>a\x00b\x01\x0b\x85" + "\ufffe\uffff\u0085".encode() + link + b"</p>\n",
    b"_posts/2020-01-01-keys.html": b"---\nlayout: post\n\"ti]]>tle\": \"<&'>\"\ntilte: \"a\\u001B[31m]]>{{ x }} [a](b) %0A\"\ndate: 2020-01-01 00:00:00 +0000\n---\n<p>x  </p>  \n<img src=a.png><p unknown=1 style='x' style='y'>z</p>",
    b"_posts/2020-01-01-long.html": front + (link + b"\xe4\xb8\xad" * 3000) * 20 + b"\n",
    b"_posts/2020-01-01-clean.html": front + b"<p>Nothing is wrong here.</p>\n",
}

# Larger than a post may be, so it is refused: an unreadable file, whoever runs this.
huge = "_posts/2020-01-01-huge.html"


def make(folder):
    os.mkdir(folder + "/_posts")
    for name, data in posts.items():
        with open(os.path.join(folder.encode(), name), "wb") as f:
            f.write(data)
    with open(os.path.join(folder, huge), "wb") as f:
        f.truncate(65 << 20)
