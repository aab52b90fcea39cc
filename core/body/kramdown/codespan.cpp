#include "core/body/kramdown/codespan.h"

#include <algorithm>

#include "core/body/kramdown/chars.h"

namespace galley::body::kramdown {

/// Where the first run of at least `size` backticks begins at or after `from`, or npos.
std::size_t CodespanFinder::next_run(std::size_t from, std::size_t size) {
  if (from >= failed_from_ && size >= failed_size_) return std::string_view::npos;
  if (!has_runs_) {
    has_runs_ = true;
    for (std::size_t at = text_.find('`'); at != std::string_view::npos; at = text_.find('`', at)) {
      const std::size_t end = std::min(text_.find_first_not_of('`', at), text_.size());
      runs_.push_back({at, end - at});
      at = end;
    }
  }
  auto run = std::lower_bound(runs_.begin(), runs_.end(), from,
                              [](const Run& r, std::size_t value) { return r.begin < value; });
  while (run != runs_.end() && run->size < size) ++run;
  if (run != runs_.end()) return run->begin;
  failed_from_ = failed_size_ == static_cast<std::size_t>(-1) ? from : std::max(from, failed_from_);
  failed_size_ = std::min(size, failed_size_);
  return std::string_view::npos;
}

CodespanFinder::Match CodespanFinder::match(std::size_t at) {
  Match m;
  m.begin = at;
  std::size_t p = at;
  while (p < text_.size() && text_[p] == '`') ++p;
  const std::size_t length = p - at;
  m.end = p;
  const bool simple = length == 1;
  // A single backtick between spaces is literal.
  if (simple && (at == 0 || is_space(text_[at - 1])) && p < text_.size() && is_space(text_[p])) return m;
  const std::size_t close = next_run(p, length);
  if (close == std::string_view::npos) return m;
  m.found = true;
  m.content_begin = p;
  m.content_end = close;
  m.end = close + length;
  if (!simple) {
    if (m.content_begin < m.content_end && text_[m.content_begin] == ' ') ++m.content_begin;
    if (m.content_begin < m.content_end && text_[m.content_end - 1] == ' ') --m.content_end;
  }
  return m;
}

}  // namespace galley::body::kramdown
