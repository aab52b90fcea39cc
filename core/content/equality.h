// Whether two contents say the same to a reader, and where they first do not. This is what "verified" means in galley.
//
// What does not count: how white space is written that rendering folds, white space at a mark's edge, how marks nest,
// tight or loose lists, a table row of empty cells, an empty list or table, how code's last line ends, comments, the
// language of code, alignment, the size of images, and a plain ASCII URL that the second content links to itself.
// Everything else does.
#pragma once

#include <optional>
#include <string>

#include "core/content/model.h"

namespace galley::content {

struct Difference {
  std::string path;            // as `/list[1]/item[0]/`
  std::string a;               // what the first says there; empty for nothing
  std::string b;               // what the second says
  BlockId block_a = no_block;  // the block there, or the one whose end it is
  BlockId block_b = no_block;
};

/// A stretch of blocks: [first, end) in document order, whole subtrees.
struct Range {
  BlockId first = 0;
  BlockId end = 0;
};

/// Nothing where `b` says what `a` says.
std::optional<Difference> difference(const Content& a, const Content& b);
/// The same of parts of them.
std::optional<Difference> difference(const Content& a, Range range_a, const Content& b, Range range_b);

}  // namespace galley::content
