#include "tests/rules/rule_testing.h"

#include <fmt/format.h>

#include <algorithm>

namespace galley::rules::testing {

Checked check(std::string_view code, std::string bytes, Setup setup) {
  setup.settings.now = test_now;
  Selection selection = Selection::defaults();
  const bool own = code.starts_with("GA");
  if (!code.empty()) {
    // What galley's own rules say is about what the others find, so those run too.
    if (!own)
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
  if (own)
    checked.findings.erase(std::remove_if(checked.findings.begin(), checked.findings.end(),
                                          [&](const Finding& f) { return f.rule->code != code; }),
                           checked.findings.end());
  return checked;
}

std::string place_of(const Checked& checked, const Finding& f) {
  const Position begin = checked.post.source->position(f.at.begin), end = checked.post.source->position(f.at.end);
  return fmt::format("{}:{}-{}:{} {}", begin.line, begin.column, end.line, end.column, f.rule->code);
}

}  // namespace galley::rules::testing
