#include "core/body/commonmark/urls.h"

#include <algorithm>

#include "core/body/kramdown/entities.h"
#include "core/body/reader.h"
#include "core/text/ascii.h"

namespace galley::body::commonmark {
namespace {

char32_t number(std::string_view digits) {
  const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  char32_t value = 0;
  for (const char c : digits.substr(hexadecimal ? 1 : 0)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return 0;
    value = std::min<char32_t>(value * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit), 0x110000);
  }
  return value;
}

}  // namespace

char32_t reference_character(std::string_view reference) {
  if (reference.size() < 3 || reference.front() != '&' || reference.back() != ';') return 0;
  const std::string_view inside = reference.substr(1, reference.size() - 2);
  if (inside.starts_with('#')) return number(inside.substr(1));
  return kramdown::entity_code_point(inside).value_or(0);
}

std::string in_url(std::string_view character) {
  if (character == liquid_placeholder) return std::string(character);
  if (character == "&") return "&amp;";
  constexpr std::string_view safe = "-_.+!*'(),%#@?=;:/$~";
  std::string out;
  for (const char c : character) {
    const bool letter = ascii::is_alphanumeric(c);
    if (letter || safe.find(c) != std::string_view::npos) {
      out += c;
    } else {
      constexpr std::string_view digits = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return out;
}

}  // namespace galley::body::commonmark
