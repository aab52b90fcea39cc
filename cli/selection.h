// Which rules run, from what the user asked for: codes (LK001), prefixes of codes (LK, LK00), names (empty-link) or
// ALL.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "rules/pass.h"

namespace galley::cli {

struct SelectionRequest {
  std::vector<std::string> select;         // instead of the default rules
  std::vector<std::string> extend_select;  // besides them
  std::vector<std::string> ignore;         // but not these
  std::vector<std::string> levels;         // CODE=error|warning|off
};

/// Later lists override earlier ones: select, extend-select, ignore, level. A rule that is off by default reports as a
/// warning once it is selected. The error names what is unknown and the nearest known one.
tl::expected<rules::Selection, std::string> resolve(const SelectionRequest& request);

/// The one of `known` that is nearest to `word` by edit distance, or empty where none is near.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace galley::cli
