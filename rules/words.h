// The words by which people name rules, on the command line, in a configuration and in comments that silence: a code
// (LK001), a prefix of codes (LK, LK00), a name (empty-link), or ALL. Codes count in any letter case.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace galley::rules {

/// Indices into `all_rules()` of the rules that a word names; empty where it names none.
std::vector<std::size_t> rules_named(std::string_view word);

/// ` (did you mean LK001?)`, or nothing where no code or name is near.
std::string did_you_mean_rule(std::string_view word);

}  // namespace galley::rules
