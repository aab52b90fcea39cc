// Mathematics as a block, `$$ … $$`: kramdown/math.rb.
#include "core/body/kramdown/block_parser.h"

namespace galley::body::kramdown {

bool BlockParser::parse_math() {
  const std::string_view s = scan_->bytes;
  const std::size_t from = scan_->at;
  std::size_t p = from + spaces(from, 3);
  const bool escaped = at(p) == '\\';
  if (escaped) ++p;
  if (at(p) != '$' || at(p + 1) != '$') return false;
  const std::size_t begin = p + 2;
  const std::size_t close = scan_->next_math(s, "$$", begin);
  if (close == std::string_view::npos || !after_boundary()) return false;
  const std::size_t line = rest_is_space(close + 2);
  if (escaped) {
    if (line) scan_->at = p;  // the backslash goes, and what follows is read as something else
    return false;
  }
  const std::size_t end = line ? line : close + 2;
  if (!before_boundary(end)) return false;
  Slice value = scan_->slice(begin, close);
  while (!value.empty() && is_strippable(value.view().back())) --value.end;
  while (!value.empty() && is_strippable(value.view().front())) ++value.begin;
  Node* math = block(Kind::math);
  math->value = value;
  math->open = scan_->slice(p, begin);
  math->close = scan_->slice(close, close + 2);
  tree_->append(math);
  scan_->at = end;
  return true;
}

}  // namespace galley::body::kramdown
