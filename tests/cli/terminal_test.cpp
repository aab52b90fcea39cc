#include "cli/terminal.h"

#include <doctest/doctest.h>

#include "core/text/utf8.h"

using namespace galley;
using namespace galley::cli;

namespace {

Excerpt around(const std::string& text, std::string_view marked, unsigned columns, Around side = Around::begin) {
  const Source source("a.md", text);
  const auto at = static_cast<std::uint32_t>(text.find(marked));
  const Span span{at, at + static_cast<std::uint32_t>(marked.size())};
  const Excerpt e = excerpt(source, source.position(at).line, span, columns, side);
  CHECK(utf8::width(e.text) <= columns);
  CHECK(e.carets.size() <= columns);
  return e;
}

}  // namespace

TEST_CASE("carets stand under wide, combining and replaced characters") {
  CHECK(around("中文<a>", "<a>", 40).carets == "    ^^^");
  CHECK(around("e\xCC\x81<a>", "<a>", 40).carets == " ^^^");
  CHECK(around("\t\x1b\xff<a>", "<a>", 40).text == " ��<a>");
  CHECK(around("\t\x1b\xff<a>", "<a>", 40).carets == "   ^^^");
  CHECK(around("a\xE2\x80\x8B"
               "b",
               "\xE2\x80\x8B", 40)
            .text == "a�b");
  CHECK(around("a\xE2\x80\x8B"
               "b",
               "\xE2\x80\x8B", 40)
            .carets == " ^");
  CHECK(around("x\r\ny<a>\r\n", "<a>", 40).text == "y<a>");
}

TEST_CASE("a long line is cut around what is marked") {
  const std::string many(500, 'x'), wide = [] {
    std::string s;
    for (int i = 0; i < 300; ++i) s += "中";
    return s;
  }();
  const Excerpt middle = around(many + "<a>" + many, "<a>", 60);
  CHECK(middle.text.find("<a>") != std::string::npos);
  CHECK(middle.text.starts_with("…"));
  CHECK(middle.text.ends_with("…"));
  CHECK(middle.carets.find("^^^") == utf8::width(std::string_view(middle.text).substr(0, middle.text.find("<a>"))));
  const Excerpt chinese = around(wide + "<a>" + wide, "<a>", 61);
  CHECK(chinese.carets.find("^^^") == utf8::width(std::string_view(chinese.text).substr(0, chinese.text.find("<a>"))));
  // A mark longer than the room: its beginning, or its end.
  CHECK(around("ab" + many + "cd", "b" + many + "c", 40).text.starts_with("abxx"));
  const Excerpt tail = around("ab" + many + "cd", "b" + many + "c", 40, Around::end);
  CHECK(tail.text.ends_with("xcd"));
  CHECK(tail.carets.ends_with("^"));
  CHECK(tail.carets.size() == utf8::width(tail.text) - 1);
}
