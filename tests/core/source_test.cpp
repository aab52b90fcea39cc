#include "core/text/source.h"

#include <doctest/doctest.h>

#include "core/text/utf8.h"

using galley::Position;
using galley::Source;
using galley::Span;

TEST_CASE("positions count code points and know every kind of line end") {
  const Source s("p",
                 "\xEF\xBB\xBF"
                 "ab\r\n中文x\ry\n\nz");
  CHECK(s.bom_size() == 3);
  CHECK(s.position(0) == Position{1, 1});
  CHECK(s.position(3) == Position{1, 1});
  CHECK(s.position(4) == Position{1, 2});
  CHECK(s.position(5) == Position{1, 3});
  CHECK(s.position(6) == Position{1, 3});  // inside CRLF
  CHECK(s.position(7) == Position{2, 1});
  CHECK(s.position(8) == Position{2, 1});  // inside 中
  CHECK(s.position(10) == Position{2, 2});
  CHECK(s.position(13) == Position{2, 3});
  CHECK(s.position(15) == Position{3, 1});
  CHECK(s.position(17) == Position{4, 1});
  CHECK(s.position(18) == Position{5, 1});
  CHECK(s.position(s.size()) == Position{5, 2});
  CHECK(s.line_count() == 5);
  CHECK(s.text(s.line_span(1)) == "ab");
  CHECK(s.text(s.line_span(2)) == "中文x");
  CHECK(s.text(s.line_span(3)) == "y");
  CHECK(s.text(s.line_span(4)).empty());
}

TEST_CASE("invalid bytes count one column each, and an empty source has one line") {
  const Source s("p", "a\xD6\xD0z\xE4\xB8");
  CHECK(s.position(3) == Position{1, 4});
  CHECK(s.position(4) == Position{1, 5});
  CHECK(s.position(5) == Position{1, 6});
  CHECK(s.position(6) == Position{1, 7});
  CHECK(Source("p", "").line_count() == 1);
  CHECK(Source("p", "").position(0) == Position{1, 1});
  CHECK(Source("p", "a\n").line_count() == 1);
  CHECK(Source("p", "a\n").position(2) == Position{2, 1});
}

TEST_CASE("columns of a very long line are those of a short one") {
  std::string bytes = "\xEF\xBB\xBFone\n";
  const auto begin = static_cast<std::uint32_t>(bytes.size());
  // Characters of one to four bytes, and bytes that are none, so that strides end within all of them.
  for (int i = 0; i < 3000; ++i) bytes += "a\u00E9\u8981\U0001F600\xFF\xE8\xA6";
  const Source source("a.md", bytes);
  std::uint32_t column = 1;
  for (std::uint32_t at = begin; at < bytes.size();) {
    const auto size = galley::utf8::decode(bytes, at).size;
    for (std::uint32_t i = 0; i < size; ++i) REQUIRE(source.position(at + i) == Position{2, column});
    at += size;
    ++column;
  }
}
