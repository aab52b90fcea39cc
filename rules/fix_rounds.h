// Mending a post: fixes are applied, the post is read and checked again, and so on until nothing is left to mend. Works
// on bytes alone. It promises to end; that the result has no more findings of any rule than the post had, and no less
// readable front matter; and that what cannot be held to this is told, with the rule that is to blame.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/post/post.h"
#include "rules/finding.h"

namespace galley::rules {

/// A post and what is wrong with it; the findings' spans are of the post's source.
struct Looked {
  post::Post post;
  std::vector<Finding> findings;
};

/// Reads bytes as the post and checks them, as the first reading did.
using Look = std::function<Looked(std::string bytes)>;

/// A fix that was not applied although it was asked for.
struct FixTrouble {
  const RuleInfo* rule = nullptr;
  std::string reason;  // "its fix would bring up DT001": goes on after the rule's name
};

struct Mended {
  Looked left;                       // the mended post, and what is still wrong with it
  std::size_t fixed = 0;             // how many fixes it took
  std::vector<FixTrouble> troubles;  // in the post's order, each once
};

/// How often a post is read again at most; what is left then is told.
inline constexpr unsigned max_fix_rounds = 100;

/// Applies the fixes of grade `safe`, or both grades. Fixes that overlap wait for the next round. A fix after which the
/// front matter cannot be read any more, or a rule reports more than before, is withheld; what only shows because the
/// front matter became readable does not count. Where rules undo each other's fixes, or a fix does not mend what it
/// was for, the post is taken back to where it last improved, and these rules' fixes are left out.
Mended mend(Looked first, FixGrade most, const Look& look);

}  // namespace galley::rules
