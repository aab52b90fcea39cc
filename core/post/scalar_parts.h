// The parts of core/post/scalar.h, one for each kind of scalar; for the files of this folder alone.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "core/post/scalar.h"
#include "core/text/ascii.h"

namespace galley::post::scalar {

using Type = Scalar::Type;

using ascii::is_digit;
using ascii::is_ruby_space;

inline Scalar of(Type type) {
  Scalar s;
  s.type = type;
  return s;
}
inline Scalar of_bool(bool value) {
  Scalar s = of(Type::boolean);
  s.boolean = value;
  return s;
}
inline Scalar of_integer(std::int64_t value) {
  Scalar s = of(Type::integer);
  s.integer = value;
  return s;
}
inline Scalar of_float(double value) {
  Scalar s = of(Type::floating);
  s.floating = value;
  return s;
}

/// Reads a pattern from left to right, as the regular expressions of scalar_scanner.rb do.
struct Reader {
  std::string_view text;
  std::size_t at = 0;

  bool end() const { return at == text.size(); }
  char peek(std::size_t ahead = 0) const { return at + ahead < text.size() ? text[at + ahead] : '\0'; }
  bool take(char c) {
    if (end() || text[at] != c) return false;
    ++at;
    return true;
  }
  template <class Predicate>
  std::size_t run(Predicate predicate, std::size_t most = std::string_view::npos) {
    std::size_t n = 0;
    while (n < most && !end() && predicate(text[at])) ++at, ++n;
    return n;
  }
  std::size_t digits(std::size_t most = std::string_view::npos) { return run(is_digit, most); }
  bool sign() { return take('+') || take('-'); }
};

inline bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() && std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
         });
}

/// The value of a few digits.
inline unsigned two_digits(std::string_view text) {
  unsigned value = 0;
  for (const char c : text) value = value * 10 + static_cast<unsigned>(c - '0');
  return value;
}

/// A day or a time, or a string where the text has that form and names none; nothing where it has not.
std::optional<Scalar> type_date(std::string_view text);
std::optional<Scalar> type_time(std::string_view text);

/// Base 60: `1:30:15`, with `.5` or without.
std::optional<Scalar> type_sexagesimal(std::string_view text);
/// Whether ScalarScanner::FLOAT or INTEGER_LEGACY matches, and what the number then is.
bool is_float(std::string_view text);
Scalar type_float(std::string_view text);
bool is_integer(std::string_view text);
Scalar type_integer(std::string_view text);

/// Float() of decimal text that is known to be a number.
double to_double(std::string_view text);
/// Kernel#Float of any string.
std::optional<double> ruby_float(std::string_view text);

}  // namespace galley::post::scalar
