#include <doctest/doctest.h>

#include "cli/config/file.h"
#include "cli/selection.h"
#include "rules/registry.h"

using namespace galley;
using namespace galley::cli;

TEST_CASE("a pattern counts from the folder of its file, or for a name anywhere") {
  CHECK(config::path_matches("vendor/**", "vendor/a/b.md"));
  CHECK(config::path_matches("vendor/**", "vendor/b.md"));
  CHECK_FALSE(config::path_matches("vendor/**", "a/vendor/b.md"));
  CHECK(config::path_matches("vendor", "vendor/b.md"));
  CHECK(config::path_matches("vendor/", "a/vendor/b.md"));
  CHECK(config::path_matches("/vendor", "vendor/b.md"));
  CHECK_FALSE(config::path_matches("/vendor", "a/vendor/b.md"));
  CHECK(config::path_matches("*.html", "a/b/c.html"));
  CHECK(config::path_matches("_posts/2019-*", "_posts/2019-01-01-a.md"));
  CHECK_FALSE(config::path_matches("_posts/2019-*", "_posts/2020-01-01-a.md"));
  CHECK(config::path_matches("./a/b.md", "a/b.md"));
  CHECK(config::path_matches("{a,b}/c", "b/c/d.md"));
  CHECK_FALSE(config::path_matches("vendo", "vendor/b.md"));
  CHECK_FALSE(config::path_matches("b", ""));
}

namespace {

SelectionLayer layer(SelectionRequest request) { return layer_of(request).value(); }
rules::Level level_of(const RuleStates& states, std::string_view code) {
  return states.level(rules::rule_index(rules::find_rule(code)->info));
}

}  // namespace

TEST_CASE("layers come on top of each other") {
  using rules::Level;
  RuleStates states;
  CHECK(level_of(states, "LK006") == Level::off);
  CHECK(level_of(states, "LK008") == Level::warning);

  states.apply(layer({{}, {}, {"LK"}, {}}));
  CHECK(level_of(states, "LK008") == Level::off);
  states.apply(layer({{}, {"LK006", "private-host"}, {}, {}}));
  CHECK(level_of(states, "LK006") == Level::warning);  // off by default: a warning once it is selected
  CHECK(level_of(states, "LK008") == Level::warning);
  CHECK(level_of(states, "LK001") == Level::off);

  // A level that was given stays with the rule when another layer selects.
  states.apply(layer({{}, {}, {}, {"LK008=error", "LK005=error"}}));
  CHECK(level_of(states, "LK005") == Level::error);
  states.apply(layer({{"LK008"}, {}, {}, {}}));
  CHECK(level_of(states, "LK008") == Level::error);
  CHECK(level_of(states, "LK005") == Level::off);
  CHECK(level_of(states, "FM001") == Level::off);
  CHECK(states.selection().rules[rules::rule_index(rules::find_rule("LK008")->info)].by_user);
}

TEST_CASE("what per-path leaves out stays out, but for a level of the command line") {
  using rules::Level;
  RuleStates states;
  states.apply_per_path(layer({{}, {}, {"MK"}, {}}));
  states.apply_command_line(layer({{"MK", "FM"}, {"MK005"}, {}, {"MK001=error"}}));
  CHECK(level_of(states, "MK005") == Level::off);
  CHECK(level_of(states, "MK001") == Level::error);
  CHECK(level_of(states, "FM003") == Level::error);

  RuleStates selected;
  selected.apply_per_path(layer({{"FM"}, {}, {}, {}}));
  selected.apply_command_line(layer({{}, {"MK005"}, {"FM001"}, {}}));
  CHECK(level_of(selected, "MK005") == Level::off);
  CHECK(level_of(selected, "FM001") == Level::off);
  CHECK(level_of(selected, "FM003") == Level::error);
}

TEST_CASE("words that name no rule are told, with the nearest that does") {
  const auto unknown = layer_of({{"LK0001"}, {}, {}, {}});
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().find("LK001") != std::string::npos);
  CHECK_FALSE(layer_of({{}, {}, {}, {"LK001=loud"}}));
  CHECK_FALSE(layer_of({{}, {}, {}, {"LK001"}}));
}
