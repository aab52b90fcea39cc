#include "core/body/html/references.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using galley::body::read_reference;
using Problem = galley::body::Reference::Problem;

TEST_CASE("references are judged as the HTML tokenizer does") {
  struct Case {
    std::string_view text;
    Problem in_text, in_attribute;
    std::size_t end;  // in text
  };
  const Case cases[] = {
      {"&amp;", Problem::none, Problem::none, 5},
      {"&", Problem::none, Problem::none, 1},
      {"& b", Problem::none, Problem::none, 1},
      {"&T;", Problem::unknown_name, Problem::unknown_name, 3},
      {"&nbsp", Problem::missing_semicolon, Problem::missing_semicolon, 5},
      {"&nbspB", Problem::missing_semicolon, Problem::none, 5},
      {"&copy=1", Problem::missing_semicolon, Problem::none, 5},
      {"&notit;", Problem::missing_semicolon, Problem::none, 4},
      {"&notin;", Problem::none, Problem::none, 7},
      {"&hellip", Problem::none, Problem::none, 1},
      {"&#8217;", Problem::none, Problem::none, 7},
      {"&#8217", Problem::missing_semicolon, Problem::missing_semicolon, 6},
      {"&#x2019;", Problem::none, Problem::none, 8},
      {"&#;", Problem::no_digits, Problem::no_digits, 2},
      {"&#xg", Problem::no_digits, Problem::no_digits, 3},
      {"&#0;", Problem::no_character, Problem::no_character, 4},
      {"&#xD800;", Problem::no_character, Problem::no_character, 8},
      {"&#99999999999;", Problem::no_character, Problem::no_character, 14},
      {"&#xFFFF;", Problem::no_character, Problem::no_character, 8},
      {"&#150;", Problem::windows_1252, Problem::windows_1252, 6},
      {"&#129;", Problem::no_character, Problem::no_character, 6},
  };
  for (const Case& c : cases) {
    INFO(std::string(c.text));
    CHECK(read_reference(c.text, 0, false).problem == c.in_text);
    CHECK(read_reference(c.text, 0, false).end == c.end);
    CHECK(read_reference(c.text, 0, true).problem == c.in_attribute);
  }
  CHECK(read_reference("&#150;", 0, false).read_as == U'–');
}
