// GFM's extended autolinks (GFM 6.9), as cmark-gfm finds them: bare URLs, `www.` and e-mail addresses in text. md4c has
// autolinks of its own, which reach into what stands behind a link's target and take its emphasis apart, so galley
// finds them itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/text/span.h"

namespace galley::body {

struct BareLink {
  Span at;                  // in the Markdown
  std::string_view scheme;  // what the target has before the text: `http://`, `mailto:`, or nothing
};

/// What may be a bare link where `text` is read as a paragraph's text, in order, none within another. Whether it
/// stands in text and outside of links is the caller's to see. Linear in the text's size.
std::vector<BareLink> find_bare_links(std::string_view text);

/// `text` with the delimiters in bare URLs blanked, since a URL is read as a whole; of the same size.
std::string without_delimiters(std::string_view text, const std::vector<BareLink>& links);

}  // namespace galley::body
