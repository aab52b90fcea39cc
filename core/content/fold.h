// A paragraph's runs as rendering shows them: white space folded, marks drawn back from white space at their edges,
// like neighbours merged. Both the comparison of contents and the Markdown writer begin from this.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/content/model.h"

namespace galley::content {

/// A stretch of one kind with one set of marks. Text is `text[begin, end)` of its Inline; others have no text.
struct Piece {
  RunKind kind = RunKind::text;
  Marks marks;
  std::uint32_t object = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  body::NodeId node = body::no_node;
};

struct Inline {
  std::string text;
  std::vector<Piece> pieces;
  std::string_view of(const Piece& piece) const {
    return std::string_view(text).substr(piece.begin, piece.end - piece.begin);
  }
  void clear() {
    text.clear();
    pieces.clear();
  }
};

enum class FoldFor : std::uint8_t {
  comparing,  // comments and anchors leave nothing, ruby is no mark, white space is one space
  writing,    // comments and anchors stay in their place, white space with a line end in it is one line end
};

/// Folds `paragraph`'s runs into `out`, which is cleared first. No pieces: nothing is seen of it.
void fold(const Content& content, const Block& paragraph, FoldFor purpose, Inline& out);

/// Whether two links (of one content or two; `no_link` too) are the same to a reader.
bool same_link(const Content& a, std::uint32_t link_a, const Content& b, std::uint32_t link_b);

}  // namespace galley::content
