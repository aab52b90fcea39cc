#include "core/text/line_break.h"

#include <unilbrk.h>

#include "core/text/utf8.h"

namespace galley {
namespace {

std::string trimmed(std::string_view line) {
  const std::size_t end = line.find_last_not_of(" \t\r\n");
  return std::string(line.substr(0, end == std::string_view::npos ? 0 : end + 1));
}

/// Whether a line that begins at text[at] would begin with punctuation that closes. UAX #14 lets one where white space
/// stands before it (`；` and its like), and no reader of East Asian text does (JIS X 4051, GB/T 15834).
bool begins_with_closing(std::string_view text, std::size_t at) {
  static constexpr std::u32string_view wide = U"，。、；：！？）》】」』〉〕〗〙〛”’％‰℃・｡､｣";
  static constexpr std::string_view narrow = ")]},;:!?.";
  const utf8::Decoded d = utf8::decode(text, at);
  if (d.code_point >= 0x80) return wide.find(d.code_point) != std::u32string_view::npos;
  // `.config` and `:-)` are words of their own.
  return narrow.find(text[at]) != std::string_view::npos && (at + 1 == text.size() || text[at + 1] == ' ');
}

}  // namespace

std::vector<std::string> break_lines(std::string_view text, std::size_t first, std::size_t rest) {
  std::vector<std::string> lines;
  if (text.empty()) return lines;
  std::vector<char> breaks(text.size());
  u8_possible_linebreaks(reinterpret_cast<const uint8_t*>(text.data()), text.size(), "UTF-8", breaks.data());
  std::size_t begin = 0;     // of the line
  std::size_t possible = 0;  // the last place where it may end
  std::size_t width = 0;     // from `begin`, without white space at its end
  std::size_t pending = 0;   // width of that white space
  std::size_t since = 0;     // width since `possible`
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t limit = lines.empty() ? first : rest;
    if (i > begin && breaks[i] == UC_BREAK_MANDATORY) {
      lines.push_back(trimmed(text.substr(begin, i - begin)));
      begin = possible = i;
      width = pending = since = 0;
      continue;
    }
    if (i > begin && breaks[i] == UC_BREAK_POSSIBLE && !begins_with_closing(text, i)) {
      possible = i;
      since = 0;
    }
    const utf8::Decoded d = utf8::decode(text, i);
    if (text[i] == ' ' || text[i] == '\n') {
      ++pending;
    } else {
      const auto cell = static_cast<std::size_t>(utf8::width(d.code_point));
      if (width + pending + cell > limit && possible > begin) {
        lines.push_back(trimmed(text.substr(begin, possible - begin)));
        begin = possible;
        width = since;
        if (possible == i) pending = 0;  // else it is within the new line
        while (begin < i && text[begin] == ' ') ++begin;
      }
      width += pending + cell;
      // White space before the place goes with the line that ends there.
      since += (since == 0 ? 0 : pending) + cell;
      pending = 0;
    }
    i += d.size;
  }
  lines.push_back(trimmed(text.substr(begin)));
  return lines;
}

}  // namespace galley
