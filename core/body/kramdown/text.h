// The text that a part of the reader works on, with the way back to the post. Quotes, lists, definitions and code take
// something off their lines, so what they hold is a text of its own: contiguous, so that it can be searched fast, and
// made of pieces that each know their source. The document itself is the text whose only piece is all of it.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/span.h"

namespace galley::body::kramdown {

/// Where everything of one document lives: nodes, texts, attributes. All of it is released at once, so what is put here
/// must not need a destructor.
class Arena {
 public:
  template <typename T, typename... Args>
  T* make(Args&&... args) {
    return ::new (memory_.allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }
  std::string_view keep(std::string_view text);
  template <typename T>
  T* array(std::size_t size) {
    return static_cast<T*>(memory_.allocate(sizeof(T) * size, alignof(T)));
  }
  template <typename T>
  std::span<const T> keep(const std::vector<T>& items) {
    T* at = static_cast<T*>(memory_.allocate(sizeof(T) * items.size() + 1, alignof(T)));
    std::copy(items.begin(), items.end(), at);
    return {at, items.size()};
  }

 private:
  std::byte first_[8192];
  std::pmr::monotonic_buffer_resource memory_{first_, sizeof first_};
};

/// A stretch of a text: from `begin` to the next piece's. Copied pieces have their source bytes one to one; others
/// stand for `source`, which is empty where nothing in the post says them.
struct Piece {
  std::uint32_t begin = 0;
  Span source;
  bool copied = true;
};

struct Text {
  std::string_view bytes;
  std::span<const Piece> pieces;  // never empty, but for an empty text
};

/// A part of a text.
struct Slice {
  const Text* text = nullptr;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::string_view view() const { return text ? text->bytes.substr(begin, end - begin) : std::string_view{}; }
  bool empty() const { return begin == end; }
  std::uint32_t size() const { return end - begin; }
  Slice part(std::size_t from, std::size_t to) const {
    return {text, begin + static_cast<std::uint32_t>(from), begin + static_cast<std::uint32_t>(to)};
  }
  Slice part(std::size_t from) const { return part(from, size()); }
};

/// Calls `visit(bytes, source, copied)` for each stretch of one origin in `slice`; `source` of a copied one is exact.
template <typename Visit>
void for_each_piece(Slice slice, Visit&& visit) {
  if (slice.empty()) return;
  const auto pieces = slice.text->pieces;
  std::size_t low = 0;
  for (std::size_t high = pieces.size(); high - low > 1;) {
    const std::size_t middle = (low + high) / 2;
    (pieces[middle].begin <= slice.begin ? low : high) = middle;
  }
  for (std::size_t i = low; i < pieces.size() && pieces[i].begin < slice.end; ++i) {
    const Piece& piece = pieces[i];
    const auto next =
        i + 1 < pieces.size() ? pieces[i + 1].begin : static_cast<std::uint32_t>(slice.text->bytes.size());
    const std::uint32_t from = std::max(piece.begin, slice.begin);
    const std::uint32_t to = std::min(next, slice.end);
    Span source = piece.source;
    if (piece.copied) source = {source.begin + (from - piece.begin), source.begin + (to - piece.begin)};
    visit(slice.text->bytes.substr(from, to - from), source, piece.copied);
  }
}

/// The smallest span of the post that covers the slice; an empty one gives its place.
Span source_of(Slice slice);
/// The place in the post of a text's offset.
std::uint32_t source_of(const Text& text, std::uint32_t at);

/// Makes a text out of parts of others. Its maker keeps it in the arena.
class TextBuilder {
 public:
  void append(Slice slice);
  /// Bytes that stand for `source`, or for nothing where it is empty.
  void append(std::string_view bytes, Span source);
  bool empty() const { return bytes_.empty(); }
  std::string_view bytes() const { return bytes_; }
  /// Takes off the last byte.
  void pop_back();
  const Text* finish(Arena& arena);

 private:
  void push(std::string_view bytes, Span source, bool copied);
  std::string bytes_;
  std::vector<Piece> pieces_;
};

}  // namespace galley::body::kramdown
