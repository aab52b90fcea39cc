// Markup that is made to be slow: rules on markup must take time in proportion to a post. A text and the same of twice
// the size are compared, in time of the processor, so that neither the machine nor what else it does matters.
#include <doctest/doctest.h>

#include <ctime>
#include <string>

#include "tests/rules/rule_testing.h"

using namespace galley;
using namespace galley::rules;

namespace {

std::string repeated(std::string_view what, int n) {
  std::string out;
  for (int i = 0; i < n; ++i) out += what;
  return out;
}

// Seconds that all rules on markup take over a post, reading it aside.
double seconds(const std::string& body, const std::string& extension) {
  Selection selection = Selection::defaults();
  for (std::size_t i = 0; i < selection.rules.size(); ++i) {
    const RuleInfo& info = all_rules()[i]->info;
    selection.rules[i].level = info.code.starts_with("MK") ? Level::warning : Level::off;
  }
  testing::Setup setup;
  body::HtmlParser parser;
  const post::Post post =
      post::read_post(std::make_unique<const Source>("a" + extension, "---\ntitle: x\n---\n" + body), "a" + extension,
                      setup.role, setup.reading, parser);
  Pass pass(selection);
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const std::clock_t from = std::clock();
    pass.run(post, setup.settings);
    best = std::min(best, static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC);
  }
  return best;
}

}  // namespace

TEST_CASE("hostile markup takes rules on markup time in proportion to its size") {
  struct Case {
    std::string_view extension, head, body, tail;
  };
  const Case cases[] = {
      {".html", "", "<div>", ""},
      {".html", "", "<b>", ""},
      {".html", "", "<p><b>x", ""},
      {".html", "", "<b><i></b></i>", ""},
      {".html", "", "</b>", ""},
      {".html", "<i><i><i><i>", "</b>", ""},
      {".html", "<p ", "a=1 ", ">"},
      {".html", "<p ", "a\"b ", ">"},
      {".html", "", "&nbps; ", ""},
      {".html", "", "< ", ""},
      {".html", "", "<!-- <!-- ", ""},
      {".html", "", "<stock>", ""},
      {".html", "a", "<br>", "x"},
      {".html", "", "a<br><br>", "x"},
      {".html", "<table>", "x<tr>", ""},
      {".html", "", "<p>a<div>b</div></p>", ""},
      {".html", "<p style=\"", "a:b;", "\">x</p>"},
      {".html", "", "<p style=\"font-size:0\"></p>", ""},
      {".html", "", "<p id=a>x</p>", ""},
      {".html", "", "<a b=\"c>", ""},
      {".html", "", "<div/>", ""},
      {".html", "<pre>", "{{ a }} ", "</pre>"},
      {".md", "", "a**。**b ", ""},
      {".md", "", "**a ", ""},
      {".md", "", "`{{ a }}` ", ""},
      {".md", "", "</b>", ""},
      {".md", "", "&nbspB ", ""},
      {".md", "", "x <span>", ""},
      {".md", "", "<a href=/x>", ""},
      {".md", "<div>\n", "**a ", "\n</div>"},
      {".md", "<div>\n", "[a](b ", "\n</div>"},
      {".md", "", "~~~\n", ""},
      {".md", "", "a | b\n\n", ""},
  };
  for (const Case& c : cases) {
    constexpr int n = 3000;
    const auto of = [&](int times) {
      return std::string(c.head) + repeated(c.body, times) + std::string(c.tail) + "\n";
    };
    const double small = seconds(of(n), std::string(c.extension)), large = seconds(of(4 * n), std::string(c.extension));
    INFO(std::string(c.head), " ", std::string(c.body), ": ", small, " s, four times the size ", large, " s");
    CHECK(large < 10 * small + 0.05);
  }
}
