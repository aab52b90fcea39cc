#include "rules/suspects.h"

#include <array>
#include <cstring>
#include <optional>

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

// Whether eight bytes are all ASCII from the space on; one that is not, or a line end, sends them the slow way.
bool plain(const char* p) {
  std::uint64_t word = 0;
  std::memcpy(&word, p, sizeof word);
  constexpr std::uint64_t high = 0x8080808080808080u, space = 0x2020202020202020u, del = 0x7F7F7F7F7F7F7F7Fu,
                          one = 0x0101010101010101u;
  const std::uint64_t is_del = ((word ^ del) - one) & ~(word ^ del) & high;
  return (((word | (word - space)) & high) | is_del) == 0;
}

// Whether a valid character of three bytes stands there, of a page without suspects, as nearly all of Chinese text
// does: ideographs, their punctuation, and the full-width forms up to U+FF3F. Lead bytes with rules of their own for
// the second byte (E0, ED) go the slow way.
bool is_plain_east_asian(std::string_view bytes, std::size_t at) {
  if (bytes.size() - at < 3) return false;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
  if ((byte(1) & 0xC0) != 0x80 || (byte(2) & 0xC0) != 0x80) return false;
  if (byte(0) < 0xE1 || byte(0) > 0xEC) return byte(0) == 0xEF && byte(1) == 0xBC;
  return !pages[(byte(0) & 0x0Fu) << 4 | (byte(1) >> 2 & 0x0Fu)];
}

}  // namespace

std::vector<Suspect> find_suspects(std::string_view bytes) {
  std::vector<Suspect> found;
  std::size_t i = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const std::size_t size = bytes.size();
  while (i < size) {
    const auto b = static_cast<unsigned char>(bytes[i]);
    if (b < 0x80) {
      if (size - i >= 8 && plain(bytes.data() + i)) {
        i += 8;
        continue;
      }
      if (is_control(b)) found.push_back({SuspectKind::control, 1, static_cast<std::uint32_t>(i), b});
      ++i;
      continue;
    }
    if (is_plain_east_asian(bytes, i)) {
      i += 3;
      continue;
    }
    const utf8::Decoded d = utf8::decode(bytes, i);
    const std::size_t next = i + d.size;
    if (d.valid && (d.code_point >= 0xE0000 || (d.code_point < 0x10000 && pages[d.code_point >> 8]))) {
      const std::optional<SuspectKind> kind = kind_of(d.code_point);
      const bool lonely =
          kind == SuspectKind::misread && (next >= size || static_cast<unsigned char>(bytes[next]) < 0x80);
      if (kind && !lonely) found.push_back({*kind, d.size, static_cast<std::uint32_t>(i), d.code_point});
    }
    i = next;
  }
  return found;
}

}  // namespace galley::rules
