// Front matter line by line, as people write it and before YAML has a say: for telling why YAML cannot read it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/span.h"

namespace galley::rules {

/// A line of front matter taken apart as `key: value`, or `- value`.
struct YamlLine {
  Span at;     // without its line end
  Span key;    // empty where it has none
  Span value;  // without white space around it; empty where there is none
  std::uint32_t indent = 0;
};

/// The lines of `text[place]`.
std::vector<YamlLine> yaml_lines_of(std::string_view text, Span place);
/// A span of the text without blanks at its edges.
Span trim(std::string_view text, Span at);
/// Where a quoted scalar at `value` closes within its line: the offset of the closing quote, or the value's end.
std::uint32_t closing_quote(std::string_view text, Span value);
/// Whether what follows a closed quote is nothing but a comment or what a flow collection goes on with.
bool fine_after_quote(std::string_view rest);
/// Text that was in quotes and has some of the same inside, kept as it is with its escapes.
std::string requoted(std::string_view inside, char mark);

}  // namespace galley::rules
