#include "core/text/source.h"

#include <algorithm>

#include "core/text/scan.h"
#include "core/text/utf8.h"

namespace galley {

std::uint32_t Source::bom_size() const { return bytes_.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

const std::vector<std::uint32_t>& Source::lines() const {
  if (lines_.empty()) {
    lines_.push_back(0);
    for (std::size_t i = 0; (i = find_any<'\r', '\n'>(bytes_, i)) != std::string::npos;) {
      i += bytes_[i] == '\r' && i + 1 < bytes_.size() && bytes_[i + 1] == '\n' ? 2 : 1;
      lines_.push_back(static_cast<std::uint32_t>(i));
    }
  }
  return lines_;
}

std::size_t Source::characters_before(std::uint32_t offset) const {
  constexpr std::size_t stride = 1024;
  const std::string_view bytes = bytes_;
  if (counted_.empty()) {
    counted_.emplace_back(0, 0);
    for (std::size_t at = stride; at < bytes.size(); at += stride) {
      const auto [before, count] = counted_.back();
      const auto here = static_cast<std::uint32_t>(at - utf8::bytes_into_character(bytes, at));
      counted_.emplace_back(here, count + utf8::count(bytes.substr(before, here - before)));
    }
  }
  const auto after = std::upper_bound(counted_.begin(), counted_.end(), offset,
                                      [](std::uint32_t value, const auto& known) { return value < known.first; });
  const auto& [known, count] = *(after - 1);
  return count + utf8::count(bytes.substr(known, offset - known));
}

Position Source::position(std::uint32_t offset) const {
  offset = std::min(offset, size());
  const auto& starts = lines();
  const auto it = std::upper_bound(starts.begin(), starts.end(), offset) - 1;
  std::uint32_t begin = *it;
  if (begin == 0) begin = std::min(bom_size(), offset);
  // An offset inside a character, or between CR and LF, is that character's own column.
  if (offset < size()) offset -= static_cast<std::uint32_t>(utf8::bytes_into_character(bytes_, offset));
  if (offset > begin && offset < size() && bytes_[offset] == '\n' && bytes_[offset - 1] == '\r') --offset;
  offset = std::max(offset, begin);
  // Bodies are often one line, with many findings on it: counting from its beginning for each would take the square.
  constexpr std::uint32_t long_line = 8192;
  const std::size_t columns = offset - begin > long_line
                                  ? characters_before(offset) - characters_before(begin)
                                  : utf8::count(std::string_view(bytes_).substr(begin, offset - begin));
  return {static_cast<std::uint32_t>(it - starts.begin()) + 1, static_cast<std::uint32_t>(columns) + 1};
}

std::uint32_t Source::line_count() const {
  const auto& starts = lines();
  const auto n = static_cast<std::uint32_t>(starts.size());
  return n > 1 && starts.back() == size() ? n - 1 : n;
}

Span Source::line_span(std::uint32_t line) const {
  const auto& starts = lines();
  if (line == 0 || line > starts.size()) return {size(), size()};
  std::uint32_t begin = starts[line - 1];
  std::uint32_t end = line < starts.size() ? starts[line] : size();
  while (end > begin && (bytes_[end - 1] == '\n' || bytes_[end - 1] == '\r')) --end;
  if (begin == 0) begin = std::min(bom_size(), end);
  return {begin, end};
}

}  // namespace galley
