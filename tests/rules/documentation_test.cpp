// Documentation that lies fails the build: each rule's bad examples must fire, its good ones must not, and its fix must
// make of the bad one what the documentation says.
#include "rules/documentation.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "rules/fixer.h"
#include "tests/rules/rule_testing.h"

using namespace galley;
using namespace galley::rules;

namespace {

testing::Setup setup_of(const RuleEntry& rule, const Example& example) {
  testing::Setup setup;
  setup.path = example.path;
  setup.role = example.path.find("_posts/") != std::string::npos    ? post::Role::post
               : example.path.find("_drafts/") != std::string::npos ? post::Role::draft
                                                                    : post::Role::loose_post;
  if (example.renderer == "commonmark") setup.reading.markdown = post::Renderer::commonmark;
  if (example.renderer == "gfm") {
    setup.reading.markdown = post::Renderer::gfm;
    setup.reading.commonmark = body::CommonMarkOptions::gfm();
  }
  if (!example.zone.empty()) {
    setup.reading.zone = post::Zone::find(example.zone).value();
    setup.reading.zone_configured = true;
  }
  for (const auto& option : example.options) {
    const auto& [name, value] = option;
    const auto declared = std::find_if(rule.info.options.begin(), rule.info.options.end(),
                                       [&, n = name](const Option& o) { return o.name == n; });
    REQUIRE_MESSAGE(declared != rule.info.options.end(), "no option " << option.first);
    OptionValue& out = setup.settings.options[std::string(rule.info.code)][name];
    switch (declared->kind) {
      case Option::Kind::boolean:
        out = value == "true";
        break;
      case Option::Kind::integer:
        out = std::int64_t{std::stoll(value)};
        break;
      case Option::Kind::text:
        out = value;
        break;
      case Option::Kind::texts: {
        std::vector<std::string> texts;
        std::istringstream words(value);
        for (std::string word; std::getline(words, word, ',');) texts.push_back(word);
        out = texts;
      }
    }
  }
  return setup;
}

}  // namespace

TEST_CASE("every rule's examples do what its documentation says") {
  for (const RuleEntry* rule : all_rules()) {
    INFO("rule ", std::string(rule->info.code));
    const auto examples = examples_of(rule->documentation);
    int bad = 0, good = 0;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      const Example& e = examples[i];
      INFO("example ", i + 1, ":\n", e.shown);
      if (e.kind == Example::Kind::fixed) continue;
      testing::Checked checked;
      if (e.files.empty()) {
        REQUIRE((rule->make != nullptr));
        checked = testing::check(rule->info.code, e.post, setup_of(*rule, e));
      } else {
        REQUIRE((rule->make_judge != nullptr));
        for (testing::Checked& c : testing::judge(rule->info.code, e.files, setup_of(*rule, e).settings))
          if (!c.findings.empty()) checked = std::move(c);
      }
      if (e.kind == Example::Kind::good) {
        ++good;
        CHECK_MESSAGE(checked.findings.empty(), (checked.findings.empty() ? "" : checked.findings[0].message));
        continue;
      }
      ++bad;
      CHECK_FALSE(checked.findings.empty());
      for (const Finding& f : checked.findings) {
        CHECK(f.message.size() > 10);
        CHECK(f.at.end <= checked.post.source->size());
        if (f.fix) CHECK(f.fix->grade != FixGrade::none);
      }
      if (i + 1 < examples.size() && examples[i + 1].kind == Example::Kind::fixed) {
        if (!e.files.empty()) {
          const Fixed one = apply_fixes(checked.post.source->bytes(), checked.findings, FixGrade::unsafe);
          auto files = e.files;
          for (auto& [path, bytes] : files)
            if (path == checked.post.source->path()) bytes = one.bytes;
          CHECK(files == examples[i + 1].files);
          for (const testing::Checked& c : testing::judge(rule->info.code, files, setup_of(*rule, e).settings))
            CHECK(c.findings.empty());
          continue;
        }
        const Fixed fixed = apply_fixes(e.post, checked.findings, FixGrade::unsafe);
        CHECK(fixed.bytes == examples[i + 1].post);
        CHECK(testing::check(rule->info.code, fixed.bytes, setup_of(*rule, e)).findings.empty());
      }
    }
    CHECK_MESSAGE(bad > 0, "no bad example");
    CHECK_MESSAGE(good > 0, "no good example");
    if (rule->info.fix != FixGrade::none)
      CHECK_MESSAGE(std::any_of(examples.begin(), examples.end(),
                                [](const Example& e) { return e.kind == Example::Kind::fixed; }),
                    "a fix without an example of it");
  }
}

TEST_CASE("the registry holds every rule file once, by code and name") {
  std::set<std::string_view> codes, names;
  for (const RuleEntry* rule : all_rules()) {
    CHECK(codes.insert(rule->info.code).second);
    CHECK(names.insert(rule->info.name).second);
    CHECK(find_rule(rule->info.code) == rule);
    CHECK(find_rule(rule->info.name) == rule);
    CHECK(all_rules()[rule_index(rule->info)] == rule);
    CHECK(std::filesystem::is_directory(std::string(GALLEY_ROOT) + "/fixtures/rules/" + std::string(rule->info.code)));
  }
}
