// Bare URLs and addresses that GFM makes links (GFM 6.9), as cmark-gfm's extension finds them: what Jekyll's renderer
// is made of, and other than md4c it finds them behind Han letters and full-width punctuation.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/text/span.h"

namespace galley::body::commonmark {

struct Autolink {
  Span at;                  // in the text that was searched
  std::string_view prefix;  // what the address lacks to be a URL: "", "http://" or "mailto:"
};

/// A stretch of a block's text: a search begins at its first byte and ends at its last.
struct Stretch {
  std::string_view text;  // the whole of what is read
  Span at;
};

/// The links in `stretch`, in order. `escaped` are the offsets of backslashes in it that escape. `open_brackets` counts
/// the brackets that are open at its beginning, and then at its end: between brackets nothing becomes a link.
std::vector<Autolink> find_autolinks(const Stretch& stretch, const std::vector<std::uint32_t>& escaped,
                                     int& open_brackets);

}  // namespace galley::body::commonmark
