// Where an HTML text must be cut before it is given to Gumbo, whose cost grows with the square of open elements, open
// formatting elements and attributes (measured: 10,000 `<b id=xN><p>` take 49 s and 19 GB). It follows the parser's
// stack only as closely as that needs: a text that stays under the bounds here stays near them in Gumbo.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/body/document.h"

namespace galley::body {

/// A text with no more tags than this meets no bound, but for attributes.
inline constexpr std::size_t tags_within_bounds = 600;

std::optional<Cut> find_cut(std::string_view html);

}  // namespace galley::body
