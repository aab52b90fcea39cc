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

TEST_CASE("words that silence nothing of what was judged are told, but not where it was not") {
  const auto unused = [](Judged judged, std::string code) {
    body::HtmlParser parser;
    const std::string path = "_posts/2022-01-01-a.md";
    const post::Post post = post::read_post(
        std::make_unique<const Source>(path, "---\ntitle: a\ngalley: {disable: [" + code + "]}\n---\nb\n"), path,
        post::Role::post, post::Reading(), parser);
    Pass pass(Selection::defaults());
    const auto findings = pass.run(post, Settings(), std::move(judged));
    return std::any_of(findings.begin(), findings.end(), [](const Finding& f) { return f.rule->code == "GA001"; });
  };
  CHECK(unused({{}, true, false}, "AR003"));
  CHECK(unused({{}, true, true}, "LK003"));
  CHECK_FALSE(unused({}, "AR003"));
  CHECK_FALSE(unused({{}, true, false}, "LK003"));  // nobody knows what the site publishes
  Judged found{{}, true, false};
  found.findings.emplace_back().rule = &find_rule("AR003")->info;
  found.findings.back().whole_file = true;
  CHECK_FALSE(unused(std::move(found), "AR003"));
}

TEST_CASE("files that nothing names are told where the whole site is checked, whatever the names look like") {
  const auto orphans = [](std::string text) {
    std::vector<std::string> out;
    for (const testing::Checked& c :
         testing::judge("AR007", {{"_config.yml", "title: x\n"},
                                  {"assets/a.png", "x"},
                                  {"assets/图 一.png", "x"},
                                  {"other/b.png", "x"},
                                  {"_posts/2022-01-01-a.md", "---\ntitle: a\n---\n" + text}}))
      if (!c.findings.empty()) out.push_back(c.post.source->path());
    return out;
  };
  CHECK(orphans("b") == std::vector<std::string>{"assets/a.png", "assets/图 一.png"});
  CHECK(orphans("![x](/assets/A.png \"t\")<img src='../assets/图 一.png'>").empty());
  CHECK(orphans("/assets/%E5%9B%BE%20%E4%B8%80.png, and a.png.").empty());
  CHECK(orphans("![x](/assets/ba.png) a.png.bak").size() == 2);
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
