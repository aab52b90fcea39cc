// Code spans and mathematics within text: kramdown/codespan.rb, math.rb.
#include "core/body/kramdown/span_parser.h"

namespace galley::body::kramdown {

void SpanParser::parse_code() {
  const CodespanFinder::Match code = code_.match(at_);
  if (!code.found) {
    add_text(at_, code.end);
    at_ = code.end;
    return;
  }
  Node* node = add(Kind::codespan, code.content_begin, code.content_end);
  node->open = slice(code.begin, code.content_begin);
  node->close = slice(code.content_end, code.end);
  note(Note::Kind::code, node->value, slice(code.begin, code.end));
  at_ = code.end;
}

bool SpanParser::parse_math() {
  if (at(at_ + 1) != '$') return false;
  const std::size_t begin = at_ + 2;
  const std::size_t close = next_math_(s_, "$$", begin);
  if (close == std::string_view::npos) return false;
  std::size_t from = begin;
  std::size_t to = close;
  while (to > from && is_strippable(s_[to - 1])) --to;
  while (from < to && is_strippable(s_[from])) ++from;
  Node* node = add(Kind::math, from, to);
  node->open = slice(at_, begin);
  node->close = slice(close, close + 2);
  at_ = close + 2;
  return true;
}

}  // namespace galley::body::kramdown
