#include "rules/suspects.h"

#include <array>
#include <bit>
#include <cstring>
#include <optional>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "core/text/utf8.h"

namespace galley::rules {
namespace {

using SuspectKind = Suspect::Kind;

// Pages of 256 code points in which `kind_of` knows any.
constexpr std::array<bool, 256> make_pages() {
  std::array<bool, 256> pages{};
  for (const int p : {0x00, 0x03, 0x06, 0x11, 0x18, 0x20, 0x31, 0x5C, 0x6D, 0x70, 0x92, 0x94, 0x95, 0xFE, 0xFF})
    pages[static_cast<std::size_t>(p)] = true;
  for (std::size_t p = 0xE0; p <= 0xF8; ++p) pages[p] = true;
  return pages;
}

constexpr auto pages = make_pages();

std::optional<SuspectKind> kind_of(char32_t c) {
  if (c < 0xA0) return SuspectKind::control;
  if (c >= 0xE000 && c <= 0xF8FF) return SuspectKind::private_use;
  if (c >= 0x10000) {
    if (c >= 0xF0000) return SuspectKind::private_use;
    if (c >= 0xE0000 && c <= 0xE0FFF) return SuspectKind::invisible;
    return std::nullopt;
  }
  if (c >= 0xC2 && c <= 0xF4) return SuspectKind::misread;
  switch (c) {
    case 0xAD:
    case 0x34F:
    case 0x61C:
    case 0x115F:
    case 0x1160:
    case 0x180E:
    case 0x3164:
    case 0xFEFF:
    case 0xFFA0:
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0x200E:
    case 0x200F:
    case 0x2028:
    case 0x2029:
      return SuspectKind::invisible;
    case 0xFFFD:
      return SuspectKind::replacement;
    // What UTF-8 that was read as GBK is full of: 的, fullwidth punctuation, ideographic punctuation, 一 to 不; 锟斤拷;
    // and 烫烫烫 and 屯屯屯, memory that was never written.
    case 0x70EB:
    case 0x5C6F:
    case 0x9428:
    case 0x951B:
    case 0x9286:
    case 0x6D93:
    case 0x951F:
      return SuspectKind::misread;
    default:
      break;
  }
  if ((c >= 0x180B && c <= 0x180F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
      (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFFF9 && c <= 0xFFFB))
    return SuspectKind::invisible;
  return std::nullopt;
}

constexpr bool is_control(unsigned char b) { return (b < 0x20 && b != '\t' && b != '\n' && b != '\r') || b == 0x7F; }

// Looks at the character or control that begins at `at`; every suspect begins so.
void look_at_character(std::string_view bytes, std::size_t at, std::vector<Suspect>& found) {
  const auto b = static_cast<unsigned char>(bytes[at]);
  const auto place = static_cast<std::uint32_t>(at);
  if (b < 0x80) {
    if (is_control(b)) found.push_back({SuspectKind::control, 1, place, b});
    return;
  }
  const utf8::Decoded d = utf8::decode(bytes, at);
  if (!d.valid || (d.code_point < 0xE0000 && (d.code_point >= 0x10000 || !pages[d.code_point >> 8]))) return;
  const std::optional<SuspectKind> kind = kind_of(d.code_point);
  const std::size_t next = at + d.size;
  const bool lonely =
      kind == SuspectKind::misread && (next >= bytes.size() || static_cast<unsigned char>(bytes[next]) < 0x80);
  if (kind && !lonely) found.push_back({*kind, d.size, place, d.code_point});
}

#if defined(__SSE2__)
// The bytes of sixteen that may begin a suspect, as bits: controls, and the lead bytes of the pages above with what
// must follow them where most characters of theirs are none, as in East Asian text and punctuation. It reads one byte
// more.
unsigned may_be_suspects(const char* p) {
  __m128i block, next;
  std::memcpy(&block, p, sizeof block);
  const auto all = [](int byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
  const auto is = [&](int byte) { return _mm_cmpeq_epi8(block, all(byte)); };
  const __m128i line = _mm_or_si128(is('\t'), _mm_or_si128(is('\n'), is('\r')));
  const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(block, all(0x1F)), block);
  const __m128i control = _mm_or_si128(_mm_andnot_si128(line, low), is(0x7F));
  if (_mm_movemask_epi8(block) == 0) return static_cast<unsigned>(_mm_movemask_epi8(control));
  std::memcpy(&next, p + 1, sizeof next);
  const auto then = [&](int byte) { return _mm_cmpeq_epi8(next, all(byte)); };
  const auto both = [](__m128i a, __m128i b) { return _mm_and_si128(a, b); };
  const auto or_ = [](__m128i a, __m128i b) { return _mm_or_si128(a, b); };
  const __m128i group = both(next, all(0xFC));
  const __m128i of_two = _mm_cmpeq_epi8(both(block, all(0xE0)), all(0xC0));
  const __m128i of_four = _mm_cmpeq_epi8(_mm_max_epu8(block, all(0xF0)), block);
  const __m128i general = both(is(0xE2), _mm_cmpeq_epi8(group, all(0x80)));   // U+2000 to U+20FF
  const __m128i bopomofo = both(is(0xE3), _mm_cmpeq_epi8(group, all(0x84)));  // U+3100 to U+31FF
  const __m128i full_width = _mm_cmpeq_epi8(or_(next, all(1)), all(0xBD));    // U+FF00 to U+FF7F
  const __m128i special = _mm_andnot_si128(full_width, is(0xEF));
  const __m128i misread =
      or_(or_(both(is(0xE5), then(0xB1)), both(is(0xE6), then(0xB6))),
          or_(both(is(0xE7), then(0x83)), both(is(0xE9), or_(then(0x8A), or_(then(0x90), then(0x94))))));
  const __m128i mask = or_(or_(or_(control, of_two), or_(of_four, or_(is(0xE1), is(0xEE)))),
                           or_(or_(general, bopomofo), or_(special, misread)));
  return static_cast<unsigned>(_mm_movemask_epi8(mask));
}
#endif

}  // namespace

std::vector<Suspect> find_suspects(std::string_view bytes) {
  std::vector<Suspect> found;
  std::size_t i = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
#if defined(__SSE2__)
  for (; i + 17 <= bytes.size(); i += 16)
    for (unsigned mask = may_be_suspects(bytes.data() + i); mask != 0; mask &= mask - 1)
      look_at_character(bytes, i + static_cast<std::size_t>(std::countr_zero(mask)), found);
#endif
  // A byte that continues a character begins none.
  for (; i < bytes.size(); ++i)
    if ((bytes[i] & 0xC0) != 0x80) look_at_character(bytes, i, found);
  return found;
}

}  // namespace galley::rules
