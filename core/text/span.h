// A half-open range of bytes. Everything that galley says about a place says it with a Span of the post's bytes (or,
// where a declaration says so, of the HTML that a reader made); text itself is never copied to carry a place around.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace galley {

/// Byte offsets [begin, end). Posts are bounded well under 4 GiB (core/post/post.h), so 32 bits do.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(std::uint32_t offset) const { return begin <= offset && offset < end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend constexpr bool operator==(Span, Span) = default;
  friend constexpr auto operator<=>(Span, Span) = default;
};

/// The smallest span that covers both.
constexpr Span cover(Span a, Span b) { return {std::min(a.begin, b.begin), std::max(a.end, b.end)}; }

/// The bytes of `text` that `span` names; `span` must lie within `text`.
constexpr std::string_view slice(std::string_view text, Span span) { return text.substr(span.begin, span.size()); }

}  // namespace galley
