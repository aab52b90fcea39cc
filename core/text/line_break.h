// Breaks a paragraph into lines of a width in terminal cells, by UAX #14: no line begins with `，` or `。`, Han breaks
// between characters, Latin between words. libunistring's; the only room that knows it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace galley {

/// The lines of `text`, without white space at their ends. A stretch that nothing may break stays whole, however wide.
/// Line ends in `text` are kept. `first` is the width of the first line, `rest` of the others.
std::vector<std::string> break_lines(std::string_view text, std::size_t first, std::size_t rest);

}  // namespace galley
