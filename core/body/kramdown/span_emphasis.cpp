// Emphasis, strong emphasis and GFM's strikethrough: kramdown/emphasis.rb, gfm.rb.
#include <utility>

#include "core/body/kramdown/span_parser.h"

namespace galley::body::kramdown {

/// Whether a delimiter after `from` could close one that ends there: a cheap look before reading on.
bool SpanParser::may_close(char delimiter, std::size_t size, std::size_t from) {
  Closer& closer = closers_[(delimiter == '_' ? 2 : 0) + (size - 1)];
  if (closer.from <= from && from < closer.found) return closer.found < s_.size();
  std::size_t p = s_.find(delimiter, from + 1);
  for (; p != std::string_view::npos; p = s_.find(delimiter, p + 1))
    if (!is_space(s_[p - 1]) && (size == 1 || at(p + 1) == delimiter)) break;
  closer = {from, std::min(p, s_.size())};
  return closer.found < s_.size();
}

void SpanParser::parse_emphasis() {
  const std::size_t start = at_;
  const char delimiter = s_[start];
  const std::size_t size = at(start + 1) == delimiter ? 2 : 1;
  const auto literal = [&] {
    add_text(start, start + size);
    at_ = start + size;
  };
  const bool after_word = delimiter == '_' && start > 0 &&
                          (alpha_before(s_, start) || (s_[start - 1] == '-' && alpha_before(s_, start - 1)));
  const bool before_space = start + size < s_.size() && is_space(s_[start + size]);
  if (after_word || before_space || (size == 2 ? in_strong_ : in_em_) > 0) return literal();

  const auto read = [&](std::size_t length) -> Node* {
    if (depth_ >= max_span_depth || !may_close(delimiter, length, start + length)) return nullptr;
    const std::uint64_t state = state_at(start, static_cast<unsigned>(length));
    if (failed_.contains(state)) return nullptr;
    Node* el = doc_.make(length == 2 ? Kind::strong : Kind::em);
    el->open = slice(start, start + length);
    at_ = start + length;
    const std::size_t notes = doc_.notes.size();
    int& depth = length == 2 ? in_strong_ : in_em_;
    ++depth;
    Stop stop{Stop::Kind::delimiter, delimiter, length};
    const bool found = parse_spans(el, stop, Parsers::all);
    --depth;
    if (!found) {
      spend(at_ - start);
      failed_.emplace(state, Slice{});
      doc_.notes.resize(notes);
      return nullptr;
    }
    el->close = slice(at_, at_ + length);
    at_ += length;
    return el;
  };
  Node* el = budget_ > 0 ? read(size) : nullptr;
  if (!el && size == 2 && tree_->kind != Kind::em && budget_ > 0) el = read(1);
  if (el) {
    tree_->append(el);
    return;
  }
  literal();
  note(Note::Kind::literal_delimiter, slice(start, start + size));
}

/// `~~text~~`, whose content is a text of its own: STRIKETHROUGH_MATCH.
bool SpanParser::parse_strikethrough() {
  const std::size_t begin = at_ + 2;
  if (at(at_ + 1) != '~' || begin >= s_.size() || is_space(s_[begin]) || s_[begin] == '~') return false;
  if (budget_ == 0) return false;
  std::size_t close = next_strike_(s_, "~~", begin);
  while (close != std::string_view::npos && (is_space(s_[close - 1]) || s_[close - 1] == '~' || close == begin))
    close = s_.find("~~", close + 1);
  if (close == std::string_view::npos) {
    spend(s_.size() - begin);
    return false;
  }
  Node* el = doc_.make(Kind::del);
  el->content = Content::span;
  el->open = slice(at_, begin);
  el->close = slice(close, close + 2);
  tree_->append(el);
  at_ = close + 2;
  if (depth_ >= max_span_depth) {
    add_text(el, begin, close);
    return true;
  }
  SpanParser inner(doc_);
  inner.start(slice(begin, close), quiet_ ? Parsers::code_and_html : Parsers::all);
  inner.depth_ = depth_ + 1;
  inner.budget_ = budget_;
  inner.parse_spans(el, {}, Parsers::all);
  budget_ = inner.budget_;
  return true;
}

}  // namespace galley::body::kramdown
