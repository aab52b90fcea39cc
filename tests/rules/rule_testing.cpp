#include "tests/rules/rule_testing.h"

#include <fmt/format.h>

namespace galley::rules::testing {

Checked check(std::string_view code, std::string bytes, Setup setup) {
  setup.settings.now = test_now;
  Selection selection = Selection::defaults();
  if (!code.empty()) {
    for (auto& chosen : selection.rules) chosen = {Level::off, false};
    const RuleEntry* rule = find_rule(code);
    const Level level = rule->info.level == Level::off ? Level::warning : rule->info.level;
    selection.rules[rule_index(rule->info)] = {level, false};
  }
  body::HtmlParser parser;
  Checked checked;
  checked.post = post::read_post(std::make_unique<const Source>(setup.path, std::move(bytes)), setup.path, setup.role,
                                 setup.reading, parser);
  Pass pass(selection);
  checked.findings = pass.run(checked.post, setup.settings);
  return checked;
}

std::string place_of(const Checked& checked, const Finding& f) {
  const Position begin = checked.post.source->position(f.at.begin), end = checked.post.source->position(f.at.end);
  return fmt::format("{}:{}-{}:{} {}", begin.line, begin.column, end.line, end.column, f.rule->code);
}

}  // namespace galley::rules::testing
