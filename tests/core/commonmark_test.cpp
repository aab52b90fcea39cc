#include "core/body/commonmark/commonmark.h"

#include <doctest/doctest.h>

#include <string>

using namespace galley;
using namespace galley::body;

namespace {

std::string html(std::string_view text, CommonMarkOptions options = {}) {
  return std::string(read_commonmark(text, options).html.text());
}

// The source bytes of the first occurrence of `made` in the HTML.
std::string source_of(std::string_view text, std::string_view made, CommonMarkOptions options = {}) {
  const auto read = read_commonmark(text, options);
  const auto at = static_cast<std::uint32_t>(read.html.text().find(made));
  std::string out;
  for (Span s : read.html.source_spans({at, at + static_cast<std::uint32_t>(made.size())})) out += slice(text, s);
  return out;
}

}  // namespace

TEST_CASE("CommonMark and GFM become HTML") {
  CHECK(html("# a *b*\n\n> c\nd\n") == "<h1>a <em>b</em></h1>\n<blockquote>\n<p>c\nd</p>\n</blockquote>\n");
  CHECK(html("<http://a.cn/b>") == "<p><a href=\"http://a.cn/b\">http://a.cn/b</a></p>\n");
  CHECK(html("![a *b*](c \"d\")") == "<p><img src=\"c\" alt=\"a b\" title=\"d\" /></p>\n");
  // A title with escapes and references, which md4c builds anew for each call.
  CHECK(html("![a *b* &amp; c](x?a=1&amp;copy; \"both \\\" &amp; and '\")") ==
        "<p><img src=\"x?a=1&amp;copy;\" alt=\"a b &amp; c\" title=\"both &quot; &amp; and '\" /></p>\n");
  CHECK(html("3. a\n\n   b") == "<ol start=\"3\">\n<li><p>a</p>\n<p>b</p>\n</li>\n</ol>\n");
  CHECK(html("~~a~~ ~b~", CommonMarkOptions::gfm()) == "<p><del>a</del> <del>b</del></p>\n");
  CHECK(html("|a|\n|:-:|\n|b|", CommonMarkOptions::gfm()).find("<td align=\"center\">b</td>") != std::string::npos);
  CHECK(html("a & b &amp; &#150; \"c\"") == "<p>a &amp; b &amp; \xC2\x96 &quot;c&quot;</p>\n");
  CHECK(html("|a|\n|---|\n|`a\\|b`|", CommonMarkOptions::gfm()).find("<code>a|b</code>") != std::string::npos);
  CHECK(html("- [x] a", CommonMarkOptions::gfm()).find("checked=\"\" disabled=\"\" /> a") != std::string::npos);
  CHECK(html("```ruby\na<b\n```") == "<pre><code class=\"language-ruby\">a&lt;b\n</code></pre>\n");
  CHECK(html("") == "");
}

TEST_CASE("text, delimiters and targets know where they stand") {
  CHECK(source_of("> *甲*\n> 乙", "<em>甲</em>") == "*甲*");
  CHECK(source_of("> a\n> b", "a\nb") == "ab");
  CHECK(source_of("[x](/u \"t\") y", "/u") == "/u");
  CHECK(source_of("[x](/u) y", "y") == "y");
  CHECK(source_of("a &amp; b", "&amp;") == "&amp;");
  // md4c hands out a copy of a target with an ampersand.
  CHECK(source_of("[x](/u?a=1&b=2) y", "/u?a=1&amp;b=2") == "/u?a=1&b=2");
  CHECK(source_of("<http://a.cn/?a=1&b=2>", "http://a.cn/?a=1&amp;b=2") == "http://a.cn/?a=1&b=2");
  CHECK(source_of("[x][y] z\n\n[y]: /u?a=1&amp;b=2", "/u?a=1&amp;b=2") == "/u?a=1&amp;b=2");
  CHECK(source_of("[x](/u?a=1&b=2) [y](/u?a=1&b=2) z", " z") == " z");
}

TEST_CASE("bare URLs are links where cmark-gfm makes them, and know where they stand") {
  const auto gfm = CommonMarkOptions::gfm();
  const std::string_view text = "见：https://a.cn/中_文_。 *b* c_d@e.fg";
  CHECK(html(text, gfm) ==
        "<p>见：<a href=\"https://a.cn/%E4%B8%AD_%E6%96%87_%E3%80%82\">https://a.cn/中_文_。</a> "
        "<em>b</em> <a href=\"mailto:c_d@e.fg\">c_d@e.fg</a></p>\n");
  CHECK(source_of(text, "%E4%B8%AD", gfm) == "中");
  CHECK(source_of(text, "https://a.cn/中_文_。</a>", gfm) == "https://a.cn/中_文_。");
  CHECK(html("[https://a.b](/c) and **d**", gfm) == "<p><a href=\"/c\">https://a.b</a> and <strong>d</strong></p>\n");
}

TEST_CASE("tabs in code stay, and blocks of HTML are those of CommonMark 0.30") {
  CHECK(html("- a\n\n\t\tb\n") == "<ul>\n<li><p>a</p>\n<pre><code>  b\n</code></pre>\n</li>\n</ul>\n");
  CHECK(source_of("\t\tb\n", "\tb") == "\tb");
  CHECK(html("<h2>*a*</h2>\n") == "<h2>*a*</h2>\n");
  CHECK(html("<textarea>\n\n*a*\n</textarea>\n") == "<textarea>\n\n*a*\n</textarea>\n");
}

TEST_CASE("code is noted at its content") {
  const auto read = read_commonmark("a `b` c", {});
  CHECK(read.notes.size() == 1);
  CHECK(read.notes[0].at == Span{3, 4});
}

TEST_CASE("bare links are those that cmark-gfm finds") {
  const auto gfm = CommonMarkOptions::gfm();
  const auto link = [](std::string_view href, std::string_view text) {
    return "<a href=\"" + std::string(href) + "\">" + std::string(text) + "</a>";
  };
  CHECK(html("x http://a.cn/b, y", gfm) == "<p>x " + link("http://a.cn/b", "http://a.cn/b") + ", y</p>\n");
  CHECK(html("(www.a.cn/b)", gfm) == "<p>(" + link("http://www.a.cn/b", "www.a.cn/b") + ")</p>\n");
  CHECK(html("a.b@c.de.", gfm) == "<p>" + link("mailto:a.b@c.de", "a.b@c.de") + ".</p>\n");
  CHECK(html("http://a/b_c_d*e*f", gfm) == "<p>" + link("http://a/b_c_d*e*f", "http://a/b_c_d*e*f") + "</p>\n");
  CHECK(html("http://a.cn/?x&y;", gfm) == "<p>" + link("http://a.cn/?x", "http://a.cn/?x") + "&amp;y;</p>\n");
  // Not within brackets, links, code or what is no word.
  CHECK(html("[http://a.cn/b]", gfm) == "<p>[http://a.cn/b]</p>\n");
  CHECK(html("[www.a.cn x](http://b.cn/)", gfm) == "<p>" + link("http://b.cn/", "www.a.cn x") + "</p>\n");
  CHECK(html("`http://a.cn`", gfm) == "<p><code>http://a.cn</code></p>\n");
  CHECK(html("xhttp://a.cn http:// www.", gfm) == "<p>xhttp://a.cn http:// www.</p>\n");
  CHECK(html("http://a.cn", {}) == "<p>http://a.cn</p>\n");
  // Behind a link's target stands text, whose emphasis is read.
  CHECK(html("[x](http://a.cn/)，（**1**）", gfm) ==
        "<p>" + link("http://a.cn/", "x") + "，（<strong>1</strong>）</p>\n");
  CHECK(html("|http://a.cn/x|y|\n|---|---|\n", gfm).find(link("http://a.cn/x", "http://a.cn/x") + "</th>") !=
        std::string::npos);
  CHECK(source_of("see http://a.cn/b.", "http://a.cn/b</a>", gfm) == "http://a.cn/b");
}

TEST_CASE("tabs that code and HTML begin lines with stay tabs") {
  CHECK(html("```\n\ta\n  \tb\n\n c\n```") == "<pre><code>\ta\n  \tb\n\n c\n</code></pre>\n");
  CHECK(html("- ```\n  \ta\n  ```") == "<ul>\n<li><pre><code>\ta\n</code></pre>\n</li>\n</ul>\n");
  CHECK(html("<pre>\n\tx\n</pre>") == "<pre>\n\tx\n</pre>\n");
  CHECK(html("    a\n\tb\n") == "<pre><code>a\nb\n</code></pre>\n");
}
