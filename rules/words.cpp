#include "rules/words.h"

#include <fmt/format.h>

#include "core/text/ascii.h"
#include "core/text/nearest.h"
#include "rules/registry.h"

namespace galley::rules {
namespace {

using ascii::uppered;

}  // namespace

std::vector<std::size_t> rules_named(std::string_view word) {
  const auto rules = all_rules();
  std::vector<std::size_t> found;
  const std::string code = uppered(word);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const bool by_code = code == "ALL" || (!code.empty() && rules[i]->info.code.starts_with(code));
    if (by_code || rules[i]->info.name == word) found.push_back(i);
  }
  return found;
}

std::string did_you_mean_rule(std::string_view word) {
  std::vector<std::string_view> known;
  for (const RuleEntry* r : all_rules()) known.insert(known.end(), {r->info.code, r->info.name});
  std::string_view near = nearest(word, known);
  const std::string up = uppered(word);
  if (near.empty()) near = nearest(up, known);
  return near.empty() ? "" : fmt::format(" (did you mean {}?)", near);
}

}  // namespace galley::rules
