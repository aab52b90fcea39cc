// Comments that silence, on hostile input: their number and place must cost no more than time in proportion.
#include <doctest/doctest.h>

#include "tests/rules/rule_testing.h"

using namespace galley::rules;

namespace {

std::size_t count_of(const testing::Checked& checked, std::string_view code) {
  std::size_t n = 0;
  for (const Finding& f : checked.findings) n += f.rule->code == code ? 1 : 0;
  return n;
}

const std::string front = "---\ntitle: 央行\n---\n";

}  // namespace

TEST_CASE("thousands of comments and findings on one line are read in time") {
  std::string body = front;
  for (int i = 0; i < 2000; ++i)
    body += "<a href=\"\">x</a><!-- galley-disable-line LK008 --><!-- galley-disable ALL --><!-- galley-enable -->";
  const auto checked = testing::check("", body + "\n");
  CHECK(count_of(checked, "LK001") == 2000);
}

TEST_CASE("a comment that means all does not silence what is said of it") {
  const auto checked = testing::check("", front + "<!-- galley-disable -->\n\n<!-- galley-disable LK999 -->\n\ntext\n");
  CHECK(count_of(checked, "GA002") == 1);
}

TEST_CASE("odd comments are read without harm") {
  for (const char* body :
       {"<!-- galley- -->", "<!-- galley-disable -- -->", "<!-- galley-disable , , -->", "<!--galley-disable-->",
        "<!-- galley-disable LK008", "{% comment %}galley-disable LK008", "{% comment %}{% endcomment %}galley-disable",
        "<!-- galley-enable LK008 -->", "<!-- galley-disable-next-line LK008 -->", "<!-- galley-disable \xff\xfe -->",
        "> <!-- galley-disable\n> LK008 -->", "<!-- galley-disable \xe4\xb8\xad -->"}) {
    CAPTURE(body);
    testing::check("", front + body);
    testing::check("", body);
    testing::check("", "---\ngalley: {disable: " + std::string(body) + "}\n---\n" + body);
  }
  for (const char* key :
       {"galley: 1", "galley:", "galley: []", "galley: {disable: {a: b}}", "galley: {disable: [[LK008]]}",
        "galley: &a {disable: *a}", "galley: {disable: >\n  LK008\n  MK}", "galley: {disable: \"LK\\x30\"}",
        "galley: {disable: ~}", "galley: {1: 2}"}) {
    CAPTURE(key);
    testing::check("", "---\ntitle: x\n" + std::string(key) + "\n---\ntext\n");
  }
}

TEST_CASE("words in an escaped scalar count as they are meant") {
  const auto checked =
      testing::check("", "---\ntitle: 央行\ngalley: {disable: \"LK\\x3001\"}\n---\n<a href=\"\">x</a>\n");
  CHECK(count_of(checked, "LK001") == 0);
  CHECK(count_of(checked, "GA001") == 0);
}
