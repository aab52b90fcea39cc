// Fixes of the rules on front matter and dates, all at once over all of their fixtures: they end, leave nothing that
// could be mended, and bring up no rule that had nothing to say before.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "core/site/site_config.h"
#include "rules/fixer.h"
#include "tests/rules/rule_testing.h"

namespace fs = std::filesystem;
using namespace galley;
using namespace galley::rules;

namespace {

bool is_ours(std::string_view code) { return code.starts_with("FM") || code.starts_with("DT"); }

/// What hides the other keys: once it is mended, they may be found to have faults of their own.
bool hides_others(std::string_view code) {
  return code == "FM001" || code == "FM002" || code == "FM003" || code == "FM011" || code == "FM016";
}

}  // namespace

TEST_CASE("fixes of front matter and dates converge, mend what they are for, and break nothing") {
  Selection selection;
  for (const RuleEntry* rule : all_rules()) {
    const Level level = rule->info.level == Level::off ? Level::warning : rule->info.level;
    selection.rules.push_back({is_ours(rule->info.code) ? level : Level::off, false});
  }
  Pass pass(selection);
  body::HtmlParser parser;
  Settings settings;
  settings.now = rules::testing::test_now;
  const auto config = site::parse_site_config("_config.yml", "timezone: Asia/Shanghai\n");
  REQUIRE(config);
  int posts = 0;
  for (const auto& file : fs::recursive_directory_iterator(std::string(GALLEY_ROOT) + "/fixtures/rules")) {
    const std::string path = file.path().string();
    if (!file.is_regular_file() || path.find("/_posts/") == std::string::npos ||
        path.find("/fixed/") != std::string::npos)
      continue;
    INFO(path);
    ++posts;
    std::ifstream in(path, std::ios::binary);
    std::ostringstream read;
    read << in.rdbuf();
    std::string bytes = read.str();
    const std::string name = path.substr(path.find("_posts/"));
    std::set<std::string_view> before;
    bool hidden = false;
    bool done = false;
    for (int round = 0; round < 10 && !done; ++round) {
      const auto post =
          post::read_post(std::make_unique<const Source>(name, bytes), name, post::Role::post, config->reading, parser);
      const auto findings = pass.run(post, settings);
      std::set<std::string_view> codes;
      done = true;
      for (const Finding& f : findings) {
        codes.insert(f.rule->code);
        if (f.fix) done = false;
        if (round > 0 && !hidden)
          CHECK_MESSAGE(before.contains(f.rule->code), "the fixes brought up ", std::string(f.rule->code));
      }
      for (const auto code : codes) hidden = hidden || hides_others(code);
      before = codes;
      bytes = apply_fixes(bytes, findings, FixGrade::unsafe).bytes;
    }
    CHECK_MESSAGE(done, "fixes do not end: ", bytes);
  }
  CHECK(posts > 100);
}
