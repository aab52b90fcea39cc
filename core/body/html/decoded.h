// Which bytes of an HTML text stand behind a part of what the parser decoded from it: references become characters,
// CRLF becomes one line end, and tags that the parser ignored vanish from the middle of a text.
#pragma once

#include <string>
#include <string_view>

#include "core/text/span.h"

namespace galley::body {

/// The bytes of `raw` behind `decoded[begin, end)`, where `decoded` is what an HTML parser makes of `raw` as text or as
/// an attribute's value. Where the two cannot be followed side by side, all of `raw`. Linear.
Span raw_range(std::string_view raw, std::string_view decoded, std::size_t begin, std::size_t end);

/// `decoded` with the characters of `raw` where the parser put U+FFFD for valid ones (controls, noncharacters), but
/// NUL.
std::string with_own_characters(std::string_view raw, std::string_view decoded);

}  // namespace galley::body
