#include "core/body/html/html.h"

#include <doctest/doctest.h>

#include <string>

#include "core/body/html/bounds.h"

using namespace galley;
using namespace galley::body;

namespace {

Document parse(std::string_view html, std::uint32_t at = 0) { return parse_html(MappedText::verbatim(html, at)); }

const Node& first(const Document& d, Tag tag) {
  for (const Node& n : d.nodes())
    if (n.kind == NodeKind::element && n.tag == tag) return n;
  FAIL("no such element");
  return d[0];
}

std::string repeat(std::string_view s, int n) {
  std::string out;
  for (int i = 0; i < n; ++i) out += s;
  return out;
}

}  // namespace

TEST_CASE("nodes, attributes and text know their bytes in the post") {
  const std::string html = "<p class=\"a\" id=b>中&amp;文<br /><b>x</b></p>y";
  const Document d = parse(html, 100);
  const Node& p = first(d, Tag::p);
  CHECK(d.place(p) == Span{100, 100 + static_cast<std::uint32_t>(html.size()) - 1});
  CHECK(d.attributes(p).size() == 2);
  CHECK(d.value(p, "id") == "b");
  CHECK(slice(html, p.start) == "<p class=\"a\" id=b>");
  CHECK(slice(html, d.attribute(p, "class")->value_at) == "a");
  CHECK(slice(html, d.attribute(p, "id")->value_at) == "b");
  CHECK(slice(html, p.end) == "</p>");
  const Node& text = d[p.first_child];
  CHECK(text.text == "中&文");
  CHECK(slice(html, text.start) == "中&amp;文");
  CHECK(d.text_content(d[0]) == "中&文xy");
  CHECK(d[d[0].first_child].next_sibling == d.nodes().size() - 1);
}

TEST_CASE("what the parser mends is told, and clones have no tag of their own") {
  const Document d = parse("<p><b>a<p>c</b>");
  int clones = 0, implied_end = 0;
  for (const Node& n : d.nodes()) {
    if (has(n.mended, Mended::reconstructed) || has(n.mended, Mended::adoption_cloned)) {
      ++clones;
      CHECK(n.start.empty());
    }
    if (n.tag == Tag::p && has(n.mended, Mended::end_implied)) ++implied_end;
  }
  CHECK(clones == 1);
  CHECK(implied_end == 2);
  CHECK(has(parse("<table>x</table>").nodes()[1].mended, Mended::foster_parented));
}

TEST_CASE("names that HTML does not know are kept") {
  const Document d = parse("<Stock-Tip>x</Stock-Tip><svg><linearGradient/></svg>");
  CHECK(d[1].tag == Tag::unknown);
  CHECK(d[1].name == "stock-tip");
  CHECK(d[4].ns == Namespace::svg);
}

TEST_CASE("empty and odd texts are documents") {
  CHECK(parse("").nodes().size() == 1);
  CHECK(parse(std::string_view("a\0b", 3)).nodes().size() >= 2);
  CHECK(parse("\xD6\xD0<").nodes().size() == 2);
  CHECK(parse("<!--x--><!-->").nodes().size() == 3);
  CHECK(parse("<!--x-->")[1].text == "x");
}

TEST_CASE("texts that would cost Gumbo the square of their size are cut where a bound is met") {
  CHECK(parse(repeat("<div>", 100000)).cut()->bound == Cut::Bound::depth);
  CHECK(parse(repeat("<div>", 100000)).cut()->at == 5 * max_open_elements);
  std::string many;
  for (int i = 0; i < 10000; ++i) many += "<b id=x" + std::to_string(i) + "><p>";
  CHECK(parse(many).cut());
  std::string fonts;
  for (int i = 0; i < 50000; ++i) fonts += "<font color=x" + std::to_string(i) + ">";
  CHECK(parse(fonts).cut());
  CHECK(parse("<p " + repeat("a ", 100000) + ">").cut()->bound == Cut::Bound::attributes);
  CHECK(parse(repeat("<div><table><tr><td></div>", 5000)).cut());
}

TEST_CASE("long texts that are not deep are not cut") {
  CHECK_FALSE(parse(repeat("<p><b>x</b> <i>y</i>", 20000)).cut());
  CHECK_FALSE(parse(repeat("<li>a<br>", 20000)).cut());
  CHECK_FALSE(parse("<table>" + repeat("<tr><td>a<td>b", 20000)).cut());
  CHECK_FALSE(parse("<table>" + repeat("<tbody><tr><td>a<td>b", 5000)).cut());
  CHECK_FALSE(parse(repeat("<p><b>never closed", 3000)).cut());
  CHECK_FALSE(parse(repeat("<dt>a<dd>b", 5000)).cut());
  CHECK_FALSE(parse(repeat("a < b & c ", 5000)).cut());
}

TEST_CASE("a part of decoded text or of a value is found in its bytes") {
  const std::string html = "<p title='a&amp;b&copy;c'>x &lt;中&nbsp;&notit; y\r\nz</b>w & v</p>";
  const Document d = parse(html);
  const Node& p = first(d, Tag::p);
  const Node& text = d[p.first_child];
  const auto bytes = [&](std::string_view part) {
    const auto at = text.text.find(part);
    REQUIRE(at != std::string_view::npos);
    return slice(html, d.text_place(text, at, at + part.size()));
  };
  CHECK(bytes("<中") == "&lt;中");
  CHECK(bytes("\xC2\xA0") == "&nbsp;");
  CHECK(bytes("\xC2\xAC") == "&not");
  CHECK(bytes("it; y") == "it; y");
  CHECK(bytes("zw") == "z</b>w");
  CHECK(bytes("& v") == "& v");
  const Attribute& title = *d.attribute(p, "title");
  CHECK(slice(html, d.value_place(title, title.value.find('c'), title.value.size())) == "c");
  CHECK(slice(html, d.value_place(title, 1, 2)) == "&amp;");
}

TEST_CASE("the text that a form ends with is the form's") {
  for (const std::string_view html :
       {"<form><i>a</i>x</form>y", "<FORM><i>a</i>x</form >y<p>z", "<form><br>x&amp;\r\n</form>y",
        "<form><b>a</b>x</b></form>y", "<form><i>a</i>x</form>"}) {
    const Document d = parse(html);
    const Node& form = first(d, Tag::form);
    const Node& text = d[form.subtree_end - 1];
    CHECK_MESSAGE(text.text.starts_with('x'), html);
    CHECK(text.text.find('y') == std::string_view::npos);
    CHECK(slice(html, text.start).starts_with('x'));
    CHECK(text.depth == form.depth + 1);
    if (html.find('y') == std::string_view::npos) continue;
    CHECK(form.next_sibling == form.subtree_end);
    CHECK(d[form.next_sibling].text == "y");
    CHECK(slice(html, d[form.next_sibling].start) == "y");
  }
  const Document after = parse("<form><i>a</i></form>y</form>z");
  CHECK(after.text_content(first(after, Tag::form)) == "a");
}
