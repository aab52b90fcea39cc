// URLs and titles in the form in which two of them are the same to a reader: what browsers treat alike is alike, and
// nothing else is.
#pragma once

#include <string>
#include <string_view>

#include "core/text/ascii.h"

namespace galley::content {

/// Without white space at the edges and line ends inside, percent-encoding made uniform: what need not be encoded is
/// decoded where it is valid UTF-8, the rest is in capitals. Footnote targets (`#fn…`), which every renderer names in
/// its own way, are all `#fn`.
std::string canonical_url(std::string_view url);

/// White space folded to single spaces, none at the edges.
std::string folded(std::string_view text);

/// HTML's white space: space, tab, line feed, form feed, carriage return.
using ascii::is_space;

}  // namespace galley::content
