#include "core/body/kramdown/text.h"

#include <cstring>

namespace galley::body::kramdown {

std::string_view Arena::keep(std::string_view text) {
  if (text.empty()) return {};
  char* at = static_cast<char*>(memory_.allocate(text.size(), 1));
  std::memcpy(at, text.data(), text.size());
  return {at, text.size()};
}

Span source_of(Slice slice) {
  if (!slice.text) return {};
  if (slice.empty()) {
    const std::uint32_t at = source_of(*slice.text, slice.begin);
    return {at, at};
  }
  Span all;
  bool first = true;
  for_each_piece(slice, [&](std::string_view, Span source, bool) {
    all = first ? source : cover(all, source);
    first = false;
  });
  return all;
}

std::uint32_t source_of(const Text& text, std::uint32_t at) {
  if (text.pieces.empty()) return 0;
  if (at >= text.bytes.size()) {
    const Piece& last = text.pieces.back();
    return last.copied ? last.source.begin + static_cast<std::uint32_t>(text.bytes.size()) - last.begin
                       : last.source.end;
  }
  std::uint32_t found = 0;
  for_each_piece({&text, at, at + 1}, [&](std::string_view, Span source, bool) { found = source.begin; });
  return found;
}

void TextBuilder::push(std::string_view bytes, Span source, bool copied) {
  if (bytes.empty()) return;
  const auto begin = static_cast<std::uint32_t>(bytes_.size());
  bytes_.append(bytes);
  if (copied && !pieces_.empty() && pieces_.back().copied &&
      pieces_.back().source.begin + (begin - pieces_.back().begin) == source.begin) {
    pieces_.back().source.end = source.end;
    return;
  }
  pieces_.push_back({begin, source, copied});
}

void TextBuilder::append(Slice slice) {
  for_each_piece(slice, [&](std::string_view bytes, Span source, bool copied) { push(bytes, source, copied); });
}

void TextBuilder::append(std::string_view bytes, Span source) { push(bytes, source, false); }

void TextBuilder::pop_back() {
  bytes_.pop_back();
  if (pieces_.back().begin == bytes_.size())
    pieces_.pop_back();
  else if (pieces_.back().copied)
    --pieces_.back().source.end;
}

const Text* TextBuilder::finish(Arena& arena) { return arena.make<Text>(arena.keep(bytes_), arena.keep(pieces_)); }

}  // namespace galley::body::kramdown
