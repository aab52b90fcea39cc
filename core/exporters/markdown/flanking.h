// Whether a run of `*`, `_` or `~` opens or closes in every version of CommonMark that readers use. 0.29, which GitHub
// reads, takes symbols such as ￥, ℃ and ↑ for letters; 0.31 takes them for punctuation. What either would not read as
// meant is not written. (CommonMark 0.31.2, section 6.2; 0.29, section 6.4.)
#pragma once

#include <cstddef>
#include <string_view>

namespace galley::exporters::markdown {

struct Flanking {
  bool opens = false;        // in every version
  bool closes = false;       // in every version
  bool might_open = false;   // in some version
  bool might_close = false;  // in some version
};

/// Of the delimiter run text[begin, end).
Flanking flanking(std::string_view text, std::size_t begin, std::size_t end);

/// ASCII punctuation: what a backslash escapes.
constexpr bool is_ascii_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

}  // namespace galley::exporters::markdown
