// All rules, in the order of their codes. Read from rules.def, as the build is.
#pragma once

#include <span>
#include <string_view>

#include "rules/rule.h"

namespace galley::rules {

std::span<const RuleEntry* const> all_rules();

/// The rule of that code (in any letter case) or name; null where there is none.
const RuleEntry* find_rule(std::string_view code_or_name);

/// The index of a rule within `all_rules()`.
std::size_t rule_index(const RuleInfo& info);

}  // namespace galley::rules
