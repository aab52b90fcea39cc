// Applies fixes, which are data, to a post's bytes. Those that overlap wait for another round.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/finding.h"

namespace galley::rules {

struct Fixed {
  std::string bytes;
  std::vector<std::size_t> applied;  // indices of the findings whose fixes were applied, in the post's order
};

/// Applies the fixes of grade `safe`, or both grades, that do not overlap each other; the first in the post's order
/// wins. A fix is applied whole or not at all.
Fixed apply_fixes(std::string_view post, const std::vector<Finding>& findings, FixGrade most);

/// The same for some of the findings only, by index, whatever the grade of their fixes; those without a fix are
/// skipped.
Fixed apply_fixes(std::string_view post, const std::vector<Finding>& findings, const std::vector<std::size_t>& which);

}  // namespace galley::rules
