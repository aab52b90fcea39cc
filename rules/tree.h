// Questions about a node's place in the tree that several rules ask.
#pragma once

#include <string_view>

#include "core/body/document.h"

namespace galley::rules {

/// Whether text here is code or a program rather than prose: within pre, code, kbd, samp, script, style and the like.
bool in_code(const body::Document& document, const body::Node& node);

/// Whether nothing of it can be seen: white space of any script, and characters that take no room.
bool is_blank(std::string_view text);

/// Whether an element has that attribute with that value, whatever the letter case (ASCII) and white space around it.
bool attribute_is(const body::Document& document, const body::Node& node, std::string_view name,
                  std::string_view value);

}  // namespace galley::rules
