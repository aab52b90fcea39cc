// One walk over a post for all enabled rules: indexed once by tag and event, so that a rule costs nothing where its tag
// does not occur. The result is sorted by place and code, with one finding for one defect (RULES.md's precedence), and
// without what the post silences.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "rules/registry.h"

namespace galley::rules {

/// Which rules run, and at which level, by index into `all_rules()`.
struct Selection {
  struct Chosen {
    Level level = Level::off;
    bool by_user = false;  // the user named this level, so it holds for every finding of the rule
  };
  std::vector<Chosen> rules;
  /// Every rule at its own level.
  static Selection defaults();
};

/// What the rules over the archive say of a post (rules/judges.h), and which of them could say anything.
struct Judged {
  std::vector<Finding> findings;
  bool archive = false;  // posts were compared
  bool site = false;     // it was known what the site publishes
};

/// One for each worker.
class Pass {
 public:
  explicit Pass(const Selection& selection);
  /// What was judged is settled and silenced with the rest.
  std::vector<Finding> run(const post::Post& post, const Settings& settings, Judged judged = {});
  /// For which moments as now the last run would have found the same.
  Moments holds() const { return holds_; }

 private:
  struct Active {
    const RuleEntry* entry;
    Selection::Chosen chosen;
    std::unique_ptr<Rule> rule;
  };
  Selection selection_;
  std::vector<Active> active_;
  Moments holds_;
  // Indices into `active_`.
  std::array<std::vector<std::uint16_t>, body::tag_count> by_tag_;
  std::vector<std::uint16_t> every_element_, text_, comments_, links_;
};

/// Sorts by place and code, and leaves out what another finding already says.
void settle(std::vector<Finding>& findings);

}  // namespace galley::rules
