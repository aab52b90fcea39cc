#include "core/text/mapped_text.h"

#include <algorithm>

namespace galley {

MappedText MappedText::verbatim(std::string_view text, std::uint32_t at) {
  MappedText made;
  made.copy(text, at);
  return made;
}

void MappedText::push(std::string_view text, Span source, Origin origin, Construct construct) {
  if (text.empty()) return;
  const auto begin = static_cast<std::uint32_t>(text_.size());
  text_.append(text);
  if (!segments_.empty()) {
    Segment& last = segments_.back();
    const bool continues = origin == Origin::copied && last.origin == Origin::copied &&
                           source.begin - last.source.begin == begin - last.begin && source.begin == last.source.end;
    if (continues) {
      last.source.end = source.end;
      return;
    }
  }
  segments_.push_back({begin, source, origin, construct});
}

void MappedText::copy(std::string_view text, std::uint32_t at) {
  push(text, {at, at + static_cast<std::uint32_t>(text.size())}, Origin::copied, Construct::none);
}
void MappedText::rewrite(std::string_view text, Span source) { push(text, source, Origin::rewritten, Construct::none); }
void MappedText::opaque(std::string_view text, Span source) { push(text, source, Origin::opaque, Construct::none); }
void MappedText::generate(std::string_view text, Span source, Construct construct) {
  push(text, source, Origin::generated, construct);
}

void MappedText::append(const MappedText& other, Span range) {
  if (range.empty()) return;
  for (std::size_t i = other.index_at(range.begin); i < other.segments_.size(); ++i) {
    const Segment& s = other.segments_[i];
    if (s.begin >= range.end) break;
    const std::uint32_t from = std::max(s.begin, range.begin);
    const std::uint32_t to = std::min(other.end_of(i), range.end);
    Span source = s.source;
    if (s.origin == Origin::copied) source = {s.source.begin + (from - s.begin), s.source.begin + (to - s.begin)};
    push(other.text().substr(from, to - from), source, s.origin, s.construct);
  }
}

void MappedText::reserve(std::size_t bytes, std::size_t segments) {
  text_.reserve(bytes);
  segments_.reserve(segments);
}

void MappedText::clear() {
  text_.clear();
  segments_.clear();
}

void MappedText::truncate(std::size_t size) {
  if (size >= text_.size()) return;
  text_.resize(size);
  while (!segments_.empty() && segments_.back().begin >= size) segments_.pop_back();
  if (!segments_.empty() && segments_.back().origin == Origin::copied) {
    Segment& last = segments_.back();
    last.source.end = last.source.begin + (static_cast<std::uint32_t>(size) - last.begin);
  }
}

std::size_t MappedText::index_at(std::uint32_t at) const {
  const auto it = std::upper_bound(segments_.begin(), segments_.end(), at,
                                   [](std::uint32_t value, const Segment& s) { return value < s.begin; });
  return it == segments_.begin() ? 0 : static_cast<std::size_t>(it - segments_.begin()) - 1;
}

std::uint32_t MappedText::end_of(std::size_t i) const {
  return i + 1 < segments_.size() ? segments_[i + 1].begin : static_cast<std::uint32_t>(text_.size());
}

const Segment& MappedText::segment_at(std::uint32_t at) const { return segments_[index_at(at)]; }

std::vector<Span> MappedText::source_spans(Span made) const {
  std::vector<Span> spans;
  if (made.empty() || segments_.empty()) return spans;
  for (std::size_t i = index_at(made.begin); i < segments_.size() && segments_[i].begin < made.end; ++i) {
    const Segment& s = segments_[i];
    if (s.origin == Origin::generated) continue;
    Span source = s.source;
    if (s.origin == Origin::copied)
      source = {s.source.begin + (std::max(s.begin, made.begin) - s.begin),
                s.source.begin + (std::min(end_of(i), made.end) - s.begin)};
    if (source.empty()) continue;
    if (!spans.empty() && source.begin <= spans.back().end && source.begin >= spans.back().begin)
      spans.back().end = std::max(spans.back().end, source.end);
    else
      spans.push_back(source);
  }
  return spans;
}

Span MappedText::source_cover(Span made) const {
  if (segments_.empty()) return {};
  const std::vector<Span> spans = source_spans(made);
  if (spans.empty()) {
    if (made.empty()) {
      const std::uint32_t at = source_offset(made.begin);
      return {at, at};
    }
    return segment_at(made.begin).source;
  }
  Span all = spans.front();
  for (Span s : spans) all = cover(all, s);
  return all;
}

std::uint32_t MappedText::source_offset(std::uint32_t at) const {
  if (segments_.empty()) return 0;
  const std::size_t i = index_at(at);
  const Segment& s = segments_[i];
  if (at >= end_of(i)) return s.source.end;
  return s.origin == Origin::copied ? s.source.begin + (at - s.begin) : s.source.begin;
}

MappedText compose(const MappedText& outer, const MappedText& inner) {
  MappedText made;
  made.reserve(outer.text().size(), outer.segments().size() + inner.segments().size());
  const auto& segments = outer.segments();
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Segment& s = segments[i];
    const std::uint32_t end =
        i + 1 < segments.size() ? segments[i + 1].begin : static_cast<std::uint32_t>(outer.text().size());
    const std::string_view text = outer.text().substr(s.begin, end - s.begin);
    switch (s.origin) {
      case Origin::copied:
        made.append(inner, s.source);
        break;
      case Origin::rewritten:
        made.rewrite(text, inner.source_cover(s.source));
        break;
      case Origin::opaque:
        made.opaque(text, inner.source_cover(s.source));
        break;
      case Origin::generated:
        made.generate(text, inner.source_cover(s.source), s.construct);
        break;
    }
  }
  return made;
}

}  // namespace galley
