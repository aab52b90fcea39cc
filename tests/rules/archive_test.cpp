// Rules over the archive, where a fixture folder cannot say it: paths that some file systems cannot hold together, and
// which posts a run reports on.
#include <doctest/doctest.h>

#include "core/site/facts.h"
#include "rules/judges.h"
#include "tests/rules/rule_testing.h"

using namespace galley;
using namespace galley::rules;

namespace {

std::vector<std::string> reported(std::string_view code, std::vector<std::pair<std::string, std::string>> files) {
  std::vector<std::string> out;
  for (const testing::Checked& c : testing::judge(code, std::move(files)))
    for (const Finding& f : c.findings)
      out.push_back(c.post.source->path() + (f.related.empty() ? "" : " < " + f.related[0].path));
  return out;
}

}  // namespace

TEST_CASE("paths collide by letter case and by Unicode form") {
  const std::string post = "---\ntitle: a\n---\nb\n";
  const auto collide = [&](std::string a, std::string b) {
    return !reported("AR004", {{"_posts/2022-01-01-" + a, post}, {"_posts/2022-01-01-" + b, post}}).empty();
  };
  CHECK(collide("TechWeb.md", "Techweb.md"));
  CHECK(collide("caf\u00E9.md", "cafe\u0301.md"));
  CHECK(collide("\u00DCnder.md", "\u00FCnder.md"));
  CHECK(collide("U\u0308nder.md", "\u00FCnder.md"));
  CHECK_FALSE(collide("cafe.md", "caf\u00E9.md"));
  CHECK_FALSE(collide("\uFF21.md", "a.md"));  // full-width letters are others
}

TEST_CASE("a group is told once, at the last of the posts that are reported on") {
  const std::vector<std::pair<std::string, std::string>> files{{"_posts/2022-01-01-A.md", "---\ntitle: a\n---\n"},
                                                               {"_posts/2022-01-01-a.md", "---\ntitle: a\n---\n"}};
  CHECK(reported("AR004", files) == std::vector<std::string>{"_posts/2022-01-01-a.md < _posts/2022-01-01-A.md"});

  Selection all = Selection::defaults();
  const Settings settings;
  std::vector<site::PostFacts> facts(2);
  facts[0].path = files[0].first;
  facts[1].path = files[1].first;
  const Archive archive{facts, nullptr, nullptr};
  const Judges first_only(archive, {{&all, &settings}, {}});
  REQUIRE(first_only.about(0, facts[0]).findings.size() == 1);
  CHECK(first_only.about(0, facts[0]).findings[0].related[0].path == files[1].first);
  CHECK(first_only.about(1, facts[1]).findings.empty());

  // A rule that is off for a post does not tell of it there.
  Selection none = all;
  none.rules[rule_index(find_rule("AR004")->info)] = {Level::off, true};
  const Judges off_for_last(archive, {{&all, &settings}, {&none, &settings}});
  CHECK(off_for_last.about(0, facts[0]).findings.size() == 1);
  CHECK(off_for_last.about(1, facts[1]).findings.empty());
}
