#include "core/body/kramdown/chars.h"

#if defined(__SSE2__)
#include <emmintrin.h>

#include <bit>
#include <cstring>
#endif

namespace galley::body::kramdown {
namespace {

/// `[[:alpha:]_][-[:alnum:]._]*`. A Liquid placeholder is no letter here: `<{{ url }}>` is no element, whatever it
/// prints.
std::size_t match_ncname(std::string_view text, std::size_t at) {
  if (at >= text.size()) return at;
  if (text.substr(at).starts_with(liquid_placeholder)) return at;
  std::size_t size = at < text.size() && text[at] == '_' ? 1 : alpha_size(text, at);
  if (size == 0) return at;
  at += size;
  while (at < text.size()) {
    const char c = text[at];
    size = c == '-' || c == '.' || c == '_' ? 1 : alnum_size(text, at);
    if (size == 0) break;
    at += size;
  }
  return at;
}

}  // namespace

std::size_t find_markup(std::string_view text, std::size_t from) {
#if defined(__SSE2__)
  const __m128i less = _mm_set1_epi8('<');
  const __m128i greater = _mm_set1_epi8('>');
  const __m128i ampersand = _mm_set1_epi8('&');
  for (; from + 16 <= text.size(); from += 16) {
    __m128i bytes;
    std::memcpy(&bytes, text.data() + from, sizeof bytes);
    const __m128i any = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, less), _mm_cmpeq_epi8(bytes, greater)),
                                     _mm_cmpeq_epi8(bytes, ampersand));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(any));
    if (mask) return from + static_cast<std::size_t>(std::countr_zero(mask));
  }
#endif
  for (; from < text.size(); ++from)
    if (text[from] == '<' || text[from] == '>' || text[from] == '&') return from;
  return text.size();
}

std::size_t match_name(std::string_view text, std::size_t at) {
  const std::size_t end = match_ncname(text, at);
  if (end == at || end >= text.size() || text[end] != ':') return end;
  const std::size_t local = match_ncname(text, end + 1);
  return local == end + 1 ? end : local;
}

std::size_t match_reference(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  if (end >= text.size()) return at;
  if (text[end] == '#') {
    ++end;
    const bool hex = end < text.size() && text[end] == 'x';
    if (hex) ++end;
    const std::size_t digits = end;
    while (end < text.size() && (hex ? is_hex(text[end]) : is_digit(text[end]))) ++end;
    return end > digits && end < text.size() && text[end] == ';' ? end + 1 : at;
  }
  if (!is_word_char(text[end]) && text[end] != ':') return at;
  while (end < text.size() && (is_word_char(text[end]) || text[end] == ':' || text[end] == '-' || text[end] == '.'))
    ++end;
  return end < text.size() && text[end] == ';' ? end + 1 : at;
}

}  // namespace galley::body::kramdown
