// Rounds of fixing, with rules made up for it: looks at what is applied, what waits, what is withheld and what is given
// up, none of which a rule of the registry should ever need.
#include "rules/fix_rounds.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.h"
#include "tests/rules/rule_testing.h"

using namespace galley;
using namespace galley::rules;

namespace {

constexpr RuleInfo turns_a{.code = "XX001", .name = "turns-a", .summary = "", .fix = FixGrade::safe};
constexpr RuleInfo turns_b{.code = "XX002", .name = "turns-b", .summary = "", .fix = FixGrade::unsafe};
constexpr RuleInfo forbids{.code = "XX003", .name = "forbids", .summary = "", .level = Level::error};

// Reports each place of `from` in the body, with a fix that writes `to`; without a fix where `to` is "-".
struct Wish {
  const RuleInfo* rule;
  std::string_view from, to;
};

Look looking_for(std::vector<Wish> wishes, int* looks = nullptr) {
  return [wishes = std::move(wishes), looks](std::string bytes) {
    if (looks != nullptr) ++*looks;
    body::HtmlParser parser;
    Looked looked;
    looked.post = post::read_post(std::make_unique<const Source>("_posts/2020-01-01-x.md", std::move(bytes)),
                                  "_posts/2020-01-01-x.md", post::Role::post, post::Reading{}, parser);
    const std::string_view all = looked.post.source->bytes();
    for (const Wish& w : wishes)
      for (std::size_t at = all.find(w.from); at != std::string_view::npos; at = all.find(w.from, at + 1)) {
        const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + w.from.size())};
        Finding f;
        f.rule = w.rule;
        f.level = w.rule->level;
        f.at = span;
        f.message = "no " + std::string(w.from);
        if (w.to != "-") f.fix = Fix{w.rule->fix, "Write it", {{span, std::string(w.to)}}};
        looked.findings.push_back(std::move(f));
      }
    settle(looked.findings);
    return looked;
  };
}

Mended mend_text(const std::string& text, const std::vector<Wish>& wishes, FixGrade most = FixGrade::unsafe) {
  const Look look = looking_for(wishes);
  return mend(look(text), most, look);
}

std::string text_of(const Mended& m) { return std::string(m.left.post.source->bytes()); }

}  // namespace

TEST_CASE("fixes are applied until none is left, and those of another grade are not") {
  const Mended both = mend_text("aa b\n", {{&turns_a, "a", "b"}, {&turns_b, "b", "c"}});
  CHECK(text_of(both) == "cc c\n");
  CHECK(both.fixed == 5);
  CHECK(both.left.findings.empty());
  CHECK(both.troubles.empty());
}

TEST_CASE("only the grade that was asked for is applied") {
  const Mended safe = mend_text("a x\n", {{&turns_a, "a", "y"}, {&turns_b, "x", "z"}}, FixGrade::safe);
  CHECK(text_of(safe) == "y x\n");
  CHECK(safe.fixed == 1);
  CHECK(safe.left.findings.size() == 1);
}

TEST_CASE("fixes that overlap wait for the next round") {
  const Mended m = mend_text("aba\n", {{&turns_a, "ab", "x"}, {&turns_b, "ba", "y"}});
  CHECK(text_of(m) == "xa\n");
  CHECK(m.fixed == 1);
}

TEST_CASE("a fix that brings up a finding is withheld, and those beside it are not") {
  const std::string text = "a1 a2 a3 a4 a5 a6 a7\n";
  const Mended m = mend_text(text, {{&turns_a, "a", "b"}, {&forbids, "b3", "-"}});
  CHECK(text_of(m) == "b1 b2 a3 b4 b5 b6 b7\n");
  CHECK(m.fixed == 6);
  REQUIRE(m.left.findings.size() == 1);
  CHECK(m.left.findings[0].rule == &turns_a);
  REQUIRE(m.troubles.size() == 1);
  CHECK(m.troubles[0].rule == &turns_a);
  CHECK(m.troubles[0].reason == "its fix would bring up XX003 (no b3)");
}

TEST_CASE("a fix may bring up what the next round mends, but nothing that stays") {
  const Mended well = mend_text("a\n", {{&turns_a, "a", "b"}, {&turns_b, "b", "c"}});
  CHECK(text_of(well) == "c\n");
  // b's fix would bring up an error, so that b would stay.
  const Mended ill =
      mend_text("a x\n", {{&turns_a, "a", "b"}, {&turns_b, "b", "c"}, {&forbids, "c", "-"}, {&turns_a, "x", "y"}});
  CHECK(text_of(ill) == "a y\n");
  REQUIRE(ill.troubles.size() == 1);
  CHECK(ill.troubles[0].reason == "its fix would bring up XX002 (no b)");
}

TEST_CASE("a fix that takes the front matter's sense away is withheld") {
  const Mended broken = mend_text("---\ntitle: a\n---\nx\n", {{&turns_a, "title: a", "title: \"a"}});
  CHECK(text_of(broken) == "---\ntitle: a\n---\nx\n");
  REQUIRE(broken.troubles.size() == 1);
  CHECK(broken.troubles[0].reason == "its fix would make the front matter unreadable");
  const Mended gone = mend_text("---\n: a\n---\nx\n", {{&turns_a, "---\n: a", "--\n: a"}});
  CHECK(text_of(gone) == "---\n: a\n---\nx\n");
  REQUIRE(gone.troubles.size() == 1);
}

TEST_CASE("what shows only because the front matter can be read now does not hold a fix back") {
  const std::vector<Wish> wishes{{&turns_a, "title: \"a", "title: \"a\" #ok"}, {&forbids, "#ok", "-"}};
  const Mended m = mend_text("---\ntitle: \"a\n---\nx\n", wishes);
  CHECK(text_of(m) == "---\ntitle: \"a\" #ok\n---\nx\n");
  CHECK(m.left.findings.size() == 2);
}

TEST_CASE("a fix that never settles is given up with the rule's name, and the others are still applied") {
  SUBCASE("two rules that undo each other") {
    const Mended m = mend_text("a z\n", {{&turns_a, "a", "b"}, {&turns_a, "b", "a"}, {&turns_b, "z", "y"}});
    CHECK(text_of(m) == "b y\n");  // where the post last improved
    CHECK(m.fixed == 2);
    REQUIRE(m.troubles.size() == 1);
    CHECK(m.troubles[0].rule == &turns_a);
    CHECK(m.troubles[0].reason.find("does not settle") != std::string::npos);
  }
  SUBCASE("one that makes the post grow") {
    const Mended m = mend_text("a\n", {{&turns_a, "a", "xa"}});
    CHECK(text_of(m) == "a\n");
    CHECK(m.fixed == 0);
    REQUIRE(m.troubles.size() == 1);
    CHECK(m.left.findings.size() == 1);
  }
  SUBCASE("one that changes nothing") {
    const Mended m = mend_text("a\n", {{&turns_a, "a", "a"}});
    CHECK(text_of(m) == "a\n");
    CHECK(m.troubles.size() == 1);
  }
}

TEST_CASE("the number of readings stays bounded where every fix is to blame") {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "a ";
  int looks = 0;
  const Look look = looking_for({{&turns_a, "a", "b"}, {&forbids, "b", "-"}}, &looks);
  const Mended m = mend(look(text), FixGrade::safe, look);
  CHECK(text_of(m) == text);
  CHECK(looks < 200);
  CHECK(m.troubles.size() == 1);
}
