#include "core/text/utf8.h"

#include <simdjson.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

namespace galley::utf8 {
namespace {

// Valid stretches go through utf8proc; what is not UTF-8, which it refuses, stays between them.
std::string mapped(std::string_view text, utf8proc_option_t options) {
  std::string out;
  while (!text.empty()) {
    const std::size_t stop = std::min(first_invalid(text), text.size());
    if (stop > 0) {
      utf8proc_uint8_t* made = nullptr;
      const utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                                 static_cast<utf8proc_ssize_t>(stop), &made, options);
      const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(made, &std::free);
      if (size >= 0)
        out.append(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
      else
        out.append(text.substr(0, stop));
    }
    if (stop < text.size()) out.push_back(text[stop]);
    text.remove_prefix(std::min(text.size(), stop + 1));
  }
  return out;
}

constexpr auto byte(std::string_view s, std::size_t i) { return static_cast<unsigned char>(s[i]); }

struct Range {
  char32_t first, last;
};
// Letters of the East Asian scripts (Unicode 15 Blocks.txt); punctuation and symbols are left out on purpose.
constexpr std::array<Range, 13> cjk_letters{{{0x1100, 0x11FF},
                                             {0x2E80, 0x2FDF},
                                             {0x3005, 0x3007},
                                             {0x3041, 0x30FA},
                                             {0x30FC, 0x31BF},
                                             {0x31F0, 0x31FF},
                                             {0x3400, 0x4DBF},
                                             {0x4E00, 0x9FFF},
                                             {0xA960, 0xA97F},
                                             {0xAC00, 0xD7FF},
                                             {0xF900, 0xFAFF},
                                             {0xFF66, 0xFFDC},
                                             {0x20000, 0x3FFFF}}};

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
  const unsigned b0 = byte(text, at);
  if (b0 < 0x80) return {b0, 1, true};
  const auto left = text.size() - at;
  const auto tail = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return i < left && byte(text, at + i) >= low && byte(text, at + i) <= high;
  };
  const auto bits = [&](std::size_t i) { return static_cast<char32_t>(byte(text, at + i) & 0x3Fu); };
  if (b0 >= 0xC2 && b0 <= 0xDF) {
    if (tail(1)) return {((b0 & 0x1Fu) << 6) | bits(1), 2, true};
  } else if (b0 >= 0xE0 && b0 <= 0xEF) {
    if (tail(1, b0 == 0xE0 ? 0xA0u : 0x80u, b0 == 0xED ? 0x9Fu : 0xBFu) && tail(2))
      return {((b0 & 0x0Fu) << 12) | (bits(1) << 6) | bits(2), 3, true};
  } else if (b0 >= 0xF0 && b0 <= 0xF4) {
    if (tail(1, b0 == 0xF0 ? 0x90u : 0x80u, b0 == 0xF4 ? 0x8Fu : 0xBFu) && tail(2) && tail(3))
      return {((b0 & 0x07u) << 18) | (bits(1) << 12) | (bits(2) << 6) | bits(3), 4, true};
  }
  return {};
}

Decoded decode_before(std::string_view text, std::size_t end) {
  const std::size_t most = std::min<std::size_t>(4, end);
  for (std::size_t n = 1; n <= most; ++n) {
    if ((byte(text, end - n) & 0xC0) == 0x80) continue;
    const Decoded d = decode(text.substr(0, end), end - n);
    if (d.valid && d.size == n) return d;
    break;
  }
  return {};
}

void append(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  const auto put = [&](char32_t b) { out.push_back(static_cast<char>(b)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  }
}

std::size_t bytes_into_character(std::string_view text, std::size_t at) {
  if (at >= text.size() || (byte(text, at) & 0xC0) != 0x80) return 0;
  for (std::size_t n = 1; n <= 3 && n <= at; ++n) {
    if ((byte(text, at - n) & 0xC0) == 0x80) continue;
    const Decoded d = decode(text, at - n);
    return d.valid && d.size > n ? n : 0;
  }
  return 0;
}

std::size_t count(std::string_view text) {
  // Of valid text every byte that continues no character begins one; sixteen at once are counted so.
  if (valid(text))
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= -64; }));
  std::size_t n = 0;
  for (std::size_t i = 0; i < text.size(); ++n) i += decode(text, i).size;
  return n;
}

bool valid(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

std::size_t first_invalid(std::string_view text, std::size_t from) {
  if (from >= text.size() || valid(text.substr(from))) return std::string_view::npos;
  for (std::size_t i = from; i < text.size();) {
    const Decoded d = decode(text, i);
    if (!d.valid) return i;
    i += d.size;
  }
  return std::string_view::npos;
}

bool is_alphabetic(char32_t c) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
      return true;
    default:
      return false;
  }
}

bool is_decimal_digit(char32_t c) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_ND;
}

int width(char32_t c) {
  const int w = utf8proc_charwidth(static_cast<utf8proc_int32_t>(c));
  return w < 0 ? 0 : w;
}

std::size_t width(std::string_view text) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode(text, i);
    n += d.valid ? static_cast<std::size_t>(width(d.code_point)) : 1;
    i += d.size;
  }
  return n;
}

bool is_cjk(char32_t c) {
  if (c < cjk_letters.front().first) return false;
  return std::any_of(cjk_letters.begin(), cjk_letters.end(), [c](Range r) { return r.first <= c && c <= r.last; });
}

Category category(char32_t code_point) {
  if (code_point == '\t' || code_point == '\n' || code_point == '\f' || code_point == '\r') return Category::space;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code_point))) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return Category::space;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
      return Category::punctuation;
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
      return Category::symbol;
    default:
      return Category::other;
  }
}

std::string composed(std::string_view text) {
  return mapped(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
}

std::string fold_compatible(std::string_view text) {
  return mapped(text, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                                     UTF8PROC_CASEFOLD | UTF8PROC_IGNORE));
}

}  // namespace galley::utf8
