#include "rules/registry.h"

#include <algorithm>
#include <array>

namespace galley::rules {

#define RULE(CODE, FILE)        \
  namespace CODE {              \
  extern const RuleEntry entry; \
  }
#include "rules/rules.def"
#undef RULE

namespace {

const auto& table() {
  static const auto rules = [] {
    std::array all{
#define RULE(CODE, FILE) &CODE::entry,
#include "rules/rules.def"
#undef RULE
    };
    std::sort(all.begin(), all.end(), [](const auto* a, const auto* b) { return a->info.code < b->info.code; });
    return all;
  }();
  return rules;
}

bool same_code(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return (x >= 'a' && x <= 'z' ? x - 32 : x) == (y >= 'a' && y <= 'z' ? y - 32 : y);
         });
}

}  // namespace

std::span<const RuleEntry* const> all_rules() { return table(); }

const RuleEntry* find_rule(std::string_view text) {
  for (const RuleEntry* r : table())
    if (same_code(r->info.code, text) || r->info.name == text) return r;
  return nullptr;
}

std::size_t rule_index(const RuleInfo& info) {
  const auto& rules = table();
  return static_cast<std::size_t>(
      std::find_if(rules.begin(), rules.end(), [&](const auto* r) { return &r->info == &info; }) - rules.begin());
}

}  // namespace galley::rules
