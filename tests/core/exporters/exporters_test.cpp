#include <doctest/doctest.h>

#include "core/body/html/html.h"
#include "core/exporters/exporter.h"
#include "core/exporters/json/facts.h"
#include "core/text/line_break.h"
#include "core/text/sha256.h"

using namespace galley;
using exporters::Options;

namespace {

exporters::Output write(std::string_view html, std::string_view to, const Options& options = {}) {
  const Source source("post.html", std::string(html));
  const body::Document document = body::parse_html(MappedText::verbatim(html, 0));
  const exporters::PostInfo post;
  return exporters::find_exporter(to)->write({document, source, post, {}}, options);
}

/// Made text in which each `{{…}}` is an atom, as core/body/liquid makes it.
MappedText with_liquid(std::string_view html) {
  MappedText out;
  std::size_t done = 0;
  for (std::size_t at; (at = html.find("{{", done)) != std::string_view::npos;) {
    const std::size_t end = html.find("}}", at) + 2;
    out.copy(html.substr(done, at - done), static_cast<std::uint32_t>(done));
    out.opaque(html.substr(at, end - at), {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    done = end;
  }
  out.copy(html.substr(done), static_cast<std::uint32_t>(done));
  return out;
}

}  // namespace

TEST_CASE("the last step for emphasis is the user's choice") {
  const std::string_view html = "<p>甲<b>（一）。</b>各";
  Options options;
  CHECK(write(html, "gfm", options).text == "甲<strong>（一）。</strong>各\n");
  options.emphasis = Options::Emphasis::charref;
  CHECK(write(html, "gfm", options).text == "&#x7532;**（一）。**&#x5404;\n");
  options.emphasis = Options::Emphasis::comment;
  CHECK(write(html, "gfm", options).text == "甲<!-- -->**（一）。**<!-- -->各\n");
  CHECK(write(html, "gfm", options).report.guard_comments == 2);
}

TEST_CASE("line ends between Han characters, links and embeds follow their options") {
  Options options;
  options.cjk_breaks = Options::CjkBreaks::join;
  CHECK(write("<p>中国\n人民\nLatin\n汉，\n字", "gfm", options).text == "中国人民\nLatin\n汉，字\n");
  CHECK(write("<p>한국\n사람", "gfm", options).text == "한국\n사람\n");
  options = {};
  options.links = Options::Links::drop;
  CHECK(write("<p><a href=u>a</a>", "gfm", options).text == "a\n");
  options.links = Options::Links::reference;
  CHECK(write("<p><a href=u title=t>a</a> <a href=v>b</a> <a href=u title=t>c</a>", "gfm", options).text ==
        "[a][1] [b][2] [c][1]\n\n[1]: u \"t\"\n[2]: v\n");
  options = {};
  options.base_url = "https://x.org/";
  CHECK(write("<p><a href=/u>a</a> <a href=#v>b</a> <img src=w>", "gfm", options).text ==
        "[a](https://x.org/u) [b](#v) ![](https://x.org/w)\n");
  options = {};
  options.embeds = Options::Embeds::link;
  CHECK(write("<iframe src=http://a.cn/v title=t></iframe>", "gfm", options).text == "[t](http://a.cn/v)\n");
  options = {};
  options.kept = {false, false, false, true};  // root, p, text, div
  CHECK(write("<p>a</p><div><p>b</p><ul><li>c</ul></div><p>d", "gfm", options).text ==
        "a\n\n<div><p>b</p><ul><li>c</li></ul></div>\n\nd\n");
  options = {};
  options.raw_html = Options::RawHtml::never;
  CHECK(write("<p>a<sub>b</sub><table><tr><td colspan=2>x<tr><td>y</table>", "gfm", options).text == "ab\n\nx\n\ny\n");
}

TEST_CASE("the text within an embed is kept, escaped where it must be") {
  CHECK(write("<p>a</p><video src=v>Words for those who see no film, A &amp;lt; B &lt;C</video>", "gfm").text ==
        "a\n\n<video src=\"v\">Words for those who see no film, A &#38;lt; B &#60;C</video>\n");
  CHECK(write("<table><tr><td colspan=2><video src=v>Words for those who see no film, A &amp;lt; B &lt;C &amp; "
              "D</video></table>",
              "gfm")
            .text ==
        "<table>\n<tr>\n<td colspan=\"2\"><video src=\"v\">Words for those who see no film, A &amp;lt; B &lt;C & "
        "D</video></td>\n</tr>\n</table>\n");
}

TEST_CASE("Liquid comes out byte for byte, wherever it stands") {
  const std::string_view html =
      "<p>a {{ x_y*z*_ | f: \"[b](c)\" }}<b>，{{y}}</b>各 <code>{{ `z` }}</code> <a href=\"{{ u v }}\">t</a>"
      "<table><tr><td colspan=2>{{ t }}</table>";
  const Source source("post.html", std::string(html));
  const body::Document document = body::parse_html(with_liquid(html));
  const exporters::PostInfo post;
  const exporters::Output out = exporters::find_exporter("gfm")->write({document, source, post, {}}, {});
  CHECK(out.report.verify == exporters::Report::Verify::same);
  CHECK(out.text ==
        "a {{ x_y*z*_ | f: \"[b](c)\" }}<strong>，{{y}}</strong>各 `{{ `z` }}` [t](<{{ u v }}>)\n\n<table>\n<tr>\n<td "
        "colspan=\"2\">{{ t }}</td>\n</tr>\n</table>\n");
}

TEST_CASE("plain text") {
  CHECK(write("<h1>t</h1><p>a<br>b <a href=u>c</a> <img alt=i><ul><li>x<ol start=3><li>y</ol></ul>"
              "<blockquote><p>q<pre>c\n d</pre></blockquote><table><tr><th>甲<th>b<tr><td>1<td>二</table>",
              "text")
            .text == "t\n\na\nb c[1] i\n\n- x\n  3. y\n\n> q\n>\n> c\n>  d\n\n甲  b\n--  --\n1   二\n\n[1] u\n");
  Options options;
  options.columns = 10;
  CHECK(write("<p>中文字符，，。下一行 and words", "text", options).text == "中文字\n符，，。下\n一行 and\nwords\n");
}

TEST_CASE("a link whose text is its target has no footnote") {
  CHECK(write("<p><a href=mailto:a@b.c>a@b.c</a> <a href=https://x.org/y>x.org/y</a> <a href=http://z>z?</a>", "text")
            .text == "a@b.c x.org/y z?[1]\n\n[1] http://z\n");
}

TEST_CASE("lines break where UAX #14 lets them") {
  CHECK(break_lines("aa bb cc", 5, 5) == std::vector<std::string>{"aa bb", "cc"});
  // Each line has its whole room, the later ones too.
  CHECK(break_lines("aaaa bbbb cc cccc ddd dd", 7, 7) == std::vector<std::string>{"aaaa", "bbbb cc", "cccc", "ddd dd"});
  CHECK(break_lines("aaaaaaaa b", 4, 4) == std::vector<std::string>{"aaaaaaaa", "b"});
  CHECK(break_lines("中文。中", 4, 4) == std::vector<std::string>{"中", "文。", "中"});
}

TEST_CASE("JSON has its keys in order, and only those asked for") {
  Options options;
  options.fields = {"links", "word_count", "content_text", "sha256"};
  CHECK(write("<p>中文 two <a href=\"/x\">li nk</a>", "json", options).text ==
        "{\"schema\":\"1.0\",\"content_text\":\"中文 two li nk\\n\",\"links\":[{\"url\":\"/x\",\"text\":\"li nk\","
        "\"title\":null,\"kind\":\"internal\",\"line\":1,\"column\":11,\"offset\":14,\"length\":22}],\"word_count\":5,"
        "\"sha256\":\"" +
            sha256("<p>中文 two <a href=\"/x\">li nk</a>") + "\"}\n");
}

TEST_CASE("SHA-256 and counts") {
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const auto counts = exporters::count_text("中国 don't, x-1 。\n");
  CHECK(counts.characters == 12);
  CHECK(counts.words == 4);
}

TEST_CASE("hostile text costs no more than its size") {
  for (const std::string_view unit :
       {"a &lt;?", "*a ", "[", "![](", "`", "&lt;", "http://", "<b>x<i>", "<i>。</i>a", "<b>a</b> x ", "|"}) {
    std::string html;
    while (html.size() < 200000) html += unit;
    const exporters::Output out = write(html, "gfm");
    CHECK_FALSE(out.text.empty());
  }
}
