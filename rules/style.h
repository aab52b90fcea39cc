// The declarations of a `style` attribute (CSS Syntax 3, "parse a list of declarations"), as far as rules ask for them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace galley::rules {

struct Declaration {
  std::string name;   // in lower case
  std::string value;  // in lower case, without `!important` and white space around it
  bool important = false;
  std::size_t begin = 0, end = 0;  // of the declaration in the style's text
};

/// Those that hold: of declarations of one property the last one that is most important.
std::vector<Declaration> declarations(std::string_view style);

/// The one of that name, or null.
const Declaration* find(const std::vector<Declaration>& style, std::string_view name);

/// Whether a length is zero, in whatever unit.
bool is_zero_length(std::string_view value);

}  // namespace galley::rules
