#include "core/body/html/references.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/body/html/reference_names.h"
#include "core/text/ascii.h"

namespace galley::body {
namespace {

using ascii::is_alphanumeric;
using ascii::is_digit;
using ascii::is_hex;

std::vector<std::string_view> words(std::string_view list) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = list.find(' ', at);
    out.push_back(list.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

bool is_known_without_semicolon(std::string_view name) {
  static const std::vector<std::string_view> names = words(reference_names::without_semicolon);
  return std::binary_search(names.begin(), names.end(), name);
}

// 13.2.5.80; zero where the encoding has no character either.
constexpr std::array<char16_t, 32> windows_1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

bool names_no_character(std::uint32_t n) {
  if (n == 0 || n > 0x10FFFF || (n >= 0xD800 && n <= 0xDFFF)) return true;
  if ((n >= 0xFDD0 && n <= 0xFDEF) || (n & 0xFFFE) == 0xFFFE) return true;
  // Controls but white space.
  if (n < 0x20) return n != 0x09 && n != 0x0A && n != 0x0C;
  return n >= 0x7F && n <= 0x9F;
}

Reference numeric(std::string_view text, std::size_t at) {
  std::size_t i = at + 2;
  const bool hex = i < text.size() && (text[i] == 'x' || text[i] == 'X');
  i += hex ? 1 : 0;
  const std::size_t digits = i;
  std::uint32_t value = 0;
  while (i < text.size() && (hex ? is_hex(text[i]) : is_digit(text[i]))) {
    const char c = text[i++];
    const auto digit = static_cast<std::uint32_t>(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    value = std::min<std::uint32_t>(value * (hex ? 16 : 10) + digit, 0x110000);
  }
  if (i == digits) return {false, Reference::Problem::no_digits, 0, i};
  const bool closed = i < text.size() && text[i] == ';';
  const char32_t read_as = value >= 0x80 && value <= 0x9F ? windows_1252[value - 0x80] : 0;
  return {true,
          read_as != 0                ? Reference::Problem::windows_1252
          : names_no_character(value) ? Reference::Problem::no_character
          : closed                    ? Reference::Problem::none
                                      : Reference::Problem::missing_semicolon,
          read_as, closed ? i + 1 : i};
}

}  // namespace

bool is_reference_name(std::string_view name) {
  static const std::vector<std::string_view> names = words(reference_names::all);
  return std::binary_search(names.begin(), names.end(), name);
}

Reference read_reference(std::string_view text, std::size_t at, bool in_attribute) {
  if (at + 1 < text.size() && text[at + 1] == '#') return numeric(text, at);
  constexpr std::size_t longest = 32;  // `CounterClockwiseContourIntegral`
  std::size_t end = at + 1;
  while (end < text.size() && end - at <= longest && is_alphanumeric(text[end])) ++end;
  const std::string_view word = text.substr(at + 1, end - at - 1);
  const bool closed = end < text.size() && text[end] == ';';
  if (word.empty()) return {false, Reference::Problem::none, 0, at + 1};
  if (closed && is_reference_name(word)) return {true, Reference::Problem::none, 0, end + 1};
  for (std::size_t size = std::min<std::size_t>(word.size(), 6); size >= 2; --size) {
    if (!is_known_without_semicolon(word.substr(0, size))) continue;
    const std::size_t stop = at + 1 + size;
    const char next = stop < text.size() ? text[stop] : '\0';
    // In an attribute's value, history has `&copy=1` stand as it is.
    if (in_attribute && (next == '=' || is_alphanumeric(next))) return {false, Reference::Problem::none, 0, at + 1};
    return {true, Reference::Problem::missing_semicolon, 0, stop};
  }
  if (closed) return {false, Reference::Problem::unknown_name, 0, end + 1};
  return {false, Reference::Problem::none, 0, at + 1};
}

}  // namespace galley::body
