#include <fmt/format.h>

#include "cli/command/command.h"
#include "cli/output.h"
#include "cli/selection.h"
#include "rules/documentation.h"
#include "rules/registry.h"

namespace galley::cli {
namespace {

std::string explain(const rules::RuleEntry& rule) {
  std::string out =
      fmt::format("{} {}\n\nReports {}. Level: {}.", rule.info.code, rule.info.name, rule.info.summary,
                  rule.info.level == rules::Level::off ? "off unless selected" : to_string(rule.info.level));
  if (rule.info.fix != rules::FixGrade::none) out += fmt::format(" Fix: {}.", to_string(rule.info.fix));
  out += fmt::format(" Since {}.\n{}", rule.info.since, rules::readable(rule.documentation));
  if (!rule.info.options.empty()) {
    out += "\nOptions:\n";
    for (const rules::Option& o : rule.info.options)
      out += fmt::format("  {} (default: {}): {}\n", o.name, o.fallback.empty() ? "none" : o.fallback, o.help);
  }
  return out;
}

}  // namespace

Action declare_explain(Command& app) {
  app.description("Explain a rule: what it reports and why, with examples.");
  auto words = std::make_shared<std::vector<std::string>>();
  app.option("RULE", words.get(), "a code or a name: FM003, invalid-yaml").required();
  return [words](CommandLine&) -> int {
    for (const std::string& word : *words) {
      const rules::RuleEntry* rule = rules::find_rule(word);
      if (rule == nullptr) {
        say(unknown_rule(word));
        return exit_failed;
      }
      write_out(explain(*rule));
    }
    return exit_clean;
  };
}

}  // namespace galley::cli
