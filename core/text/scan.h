// Looks for the first of a few bytes, sixteen at once where the processor can. The standard library's find_first_of
// calls a function for each byte, which shows in passes over whole posts.
#pragma once

#include <bit>
#include <cstddef>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace galley {

/// The offset of the first byte from `from` on that is one of `bytes`, or npos. `from` may be past the end.
template <char... bytes>
std::size_t find_any(std::string_view text, std::size_t from = 0) {
#if defined(__SSE2__)
  for (; from + 16 <= text.size(); from += 16) {
    __m128i block;
    std::memcpy(&block, text.data() + from, sizeof block);
    __m128i any = _mm_setzero_si128();
    ((any = _mm_or_si128(any, _mm_cmpeq_epi8(block, _mm_set1_epi8(bytes)))), ...);
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(any));
    if (mask != 0) return from + static_cast<std::size_t>(std::countr_zero(mask));
  }
  // What is left, with bytes before it that were looked at.
  if (from < text.size() && text.size() >= 16) {
    const std::size_t last = text.size() - 16;
    __m128i block;
    std::memcpy(&block, text.data() + last, sizeof block);
    __m128i any = _mm_setzero_si128();
    ((any = _mm_or_si128(any, _mm_cmpeq_epi8(block, _mm_set1_epi8(bytes)))), ...);
    const unsigned mask = static_cast<unsigned>(_mm_movemask_epi8(any)) & (~0u << (from - last));
    return mask != 0 ? last + static_cast<std::size_t>(std::countr_zero(mask)) : std::string_view::npos;
  }
#endif
  for (; from < text.size(); ++from)
    if (((text[from] == bytes) || ...)) return from;
  return std::string_view::npos;
}

}  // namespace galley
