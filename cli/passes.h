// The passes of one worker: posts for which the same holds share one.
#pragma once

#include <map>

#include "cli/config/lookup.h"
#include "rules/pass.h"

namespace galley::cli {

class Passes {
 public:
  /// `rules` outlives this.
  rules::Pass& of(const config::PostRules& rules) { return passes_.try_emplace(&rules, rules.selection).first->second; }

 private:
  std::map<const config::PostRules*, rules::Pass> passes_;
};

}  // namespace galley::cli
