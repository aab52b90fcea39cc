#include "core/text/source.h"

#include <algorithm>

#include "core/text/utf8.h"

namespace galley {

std::uint32_t Source::bom_size() const { return bytes_.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

const std::vector<std::uint32_t>& Source::lines() const {
  if (lines_.empty()) {
    lines_.push_back(0);
    for (std::size_t i = 0; (i = bytes_.find_first_of("\r\n", i)) != std::string::npos;) {
      i += bytes_[i] == '\r' && i + 1 < bytes_.size() && bytes_[i + 1] == '\n' ? 2 : 1;
      lines_.push_back(static_cast<std::uint32_t>(i));
    }
  }
  return lines_;
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
  const auto columns = utf8::count(std::string_view(bytes_).substr(begin, offset - begin));
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
