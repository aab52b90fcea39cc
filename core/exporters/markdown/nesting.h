// How the marks of a paragraph nest: content's runs carry sets of marks, and Markdown as well as HTML need elements
// within elements. Marks that reach farther stand outside; a link is not split where another mark can be.
#pragma once

#include <cstdint>
#include <vector>

#include "core/content/fold.h"

namespace galley::exporters::markdown {

/// One element to be: a mark (one bit), or a link.
struct Mark {
  std::uint16_t bit = 0;
  std::uint32_t link = content::no_link;
};

struct Token {
  enum class Kind : std::uint8_t { piece, open, close } kind;
  std::uint32_t index;  // of the piece, or of the mark
};

struct Nesting {
  std::vector<Token> tokens;
  std::vector<Mark> marks;
};

/// Code is a mark here only of what is not text: a writer makes code spans of text pieces.
Nesting nest(const content::Content& content, const content::Inline& text);

}  // namespace galley::exporters::markdown
