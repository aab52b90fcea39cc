#include <array>
#include <charconv>
#include <limits>
#include <vector>

#include "core/post/scalar_parts.h"

namespace galley::post {
namespace scalar {
namespace {
// ----------------------------------------------------------------------------------------------------------

/// String#to_i and the whole part of String#to_f: digits with single underscores between them.
std::string leading_digits(std::string_view text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      digits += text[i];
    } else if (text[i] != '_' || digits.empty() || i + 1 == text.size() || !is_digit(text[i + 1])) {
      break;
    }
  }
  return digits;
}

/// Integer("0x1f".delete(',_')): true where Ruby reads it.
bool split_integer(std::string_view text, bool& negative, unsigned& base, std::string& digits) {
  std::string clean;
  std::copy_if(text.begin(), text.end(), std::back_inserter(clean), [](char c) { return c != ',' && c != '_'; });
  std::string_view rest = clean;
  negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  base = 10;
  if (rest.starts_with("0b")) {
    base = 2;
    rest.remove_prefix(2);
  } else if (rest.starts_with("0x")) {
    base = 16;
    rest.remove_prefix(2);
  } else if (rest.size() > 1 && rest[0] == '0') {
    base = 8;
    rest.remove_prefix(1);
  }
  digits = rest;
  return !digits.empty();
}

}  // namespace

/// Float(): decimal text that is known to be a number.
double to_double(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range) {
    // Too large or too small: told by where the first digit that counts stands.
    const auto e = text.find_first_of("eE");
    long long exponent = 0;
    if (e != std::string_view::npos) {
      auto digits = text.substr(e + 1);
      if (digits.starts_with('+')) digits.remove_prefix(1);
      if (std::from_chars(digits.data(), digits.data() + digits.size(), exponent).ec != std::errc{}) {
        exponent = digits.starts_with('-') ? -1'000'000'000 : 1'000'000'000;
      }
    }
    const auto mantissa = text.substr(0, e);
    const auto point = std::min(mantissa.find('.'), mantissa.size());
    const auto first = mantissa.find_first_of("123456789");
    const auto magnitude = exponent + static_cast<long long>(point) - static_cast<long long>(first);
    value = magnitude > 0 ? std::numeric_limits<double>::infinity() : 0.0;
  }
  return negative ? -value : value;
}

Scalar type_integer(std::string_view text) {
  bool negative = false;
  unsigned base = 10;
  std::string digits;
  if (!split_integer(text, negative, base, digits)) return of(Type::invalid);
  std::int64_t value = 0;
  const std::string signed_digits = (negative ? "-" : "") + digits;
  const auto result =
      std::from_chars(signed_digits.data(), signed_digits.data() + signed_digits.size(), value, static_cast<int>(base));
  return result.ec == std::errc{} ? of_integer(value) : of(Type::big_integer);
}

bool is_integer(std::string_view text) {
  Reader r{text};
  r.sign();
  if (r.peek() == '0') {
    ++r.at;
    if (r.end()) return true;
    const auto only = [&](std::string_view allowed) {
      const auto rest = text.substr(r.at);
      return !rest.empty() && rest.find_first_not_of(allowed) == std::string_view::npos;
    };
    if (r.peek() == 'b' || r.peek() == 'x') {
      const bool binary = r.peek() == 'b';
      ++r.at;
      return only(binary ? "01_," : "0123456789abcdefABCDEF_,");
    }
    return only("01234567_,");
  }
  // [1-9](?:[0-9]|,[0-9]|_[0-9])*
  if (r.digits() == 0) return false;
  while (!r.end()) {
    if (!r.take(',') && !r.take('_')) return false;
    if (r.digits() == 0) return false;
  }
  return true;
}

bool is_float(std::string_view text) {
  // ^(?:[-+]?([0-9][0-9_,]*)?\.[0-9]*([eE][-+][0-9]+)?)$
  Reader r{text};
  r.sign();
  if (is_digit(r.peek())) r.run([](char c) { return is_digit(c) || c == '_' || c == ','; });
  if (!r.take('.')) return false;
  r.digits();
  if (r.take('e') || r.take('E')) {
    if (!r.sign() || r.digits() == 0) return false;
  }
  return r.end();
}

Scalar type_float(std::string_view text) {
  std::string clean;
  bool digits = false;  // in what Float() is given before an exponent
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ',' || c == '_') continue;
    const bool exponent = i + 1 < text.size() && (text[i + 1] == 'e' || text[i + 1] == 'E');
    if (c == '.' && (i + 1 == text.size() || exponent)) continue;
    if ((c == 'e' || c == 'E') && !digits) return of(Type::invalid);
    digits = digits || is_digit(c);
    clean += c;
  }
  if (!digits) return of(Type::string);  // "." and its like, which tokenize leaves alone
  return of_float(to_double(clean));
}

/// Psych multiplies from the left as if there were always three parts.
std::optional<Scalar> type_sexagesimal(std::string_view text) {
  Reader r{text};
  r.sign();
  if (!is_digit(r.peek())) return std::nullopt;
  r.run([](char c) { return is_digit(c) || c == '_'; });
  std::array<std::string_view, 3> parts{text.substr(0, r.at)};
  std::size_t n = 1;
  while (n < 3 && r.take(':')) {
    const auto begin = r.at;
    const auto size = r.digits();
    if (size == 0 || size > 2 || (size == 2 && text[begin] > '5')) return std::nullopt;
    parts[n++] = text.substr(begin, size);
  }
  if (n == 1) return std::nullopt;
  const bool fraction = r.take('.');
  std::string_view decimals;
  if (fraction) {
    const auto begin = r.at;
    r.run([](char c) { return is_digit(c) || c == '_'; });
    decimals = text.substr(begin, r.at - begin);
  }
  if (!r.end()) return std::nullopt;
  const bool negative = text[0] == '-';
  const std::string first = leading_digits(parts[0].substr(text[0] == '-' || text[0] == '+' ? 1 : 0));
  static constexpr std::array<int, 3> factor{3600, 60, 1};
  if (fraction) {
    double sum = (negative ? -1 : 1) * to_double(first) * factor[0];
    for (std::size_t i = 1; i < n; ++i) {
      std::string part(parts[i]);
      if (i + 1 == n) {
        const std::string after = leading_digits(decimals);
        if (!after.empty()) part += "." + after;
      }
      sum += to_double(part) * factor[i];
    }
    return of_float(sum);
  }
  std::int64_t sum = 0;
  if (std::from_chars(first.data(), first.data() + first.size(), sum).ec != std::errc{} ||
      sum > std::numeric_limits<std::int64_t>::max() / factor[0] - 3600) {
    return of(Type::big_integer);
  }
  sum *= negative ? -factor[0] : factor[0];
  for (std::size_t i = 1; i < n; ++i) sum += two_digits(parts[i]) * static_cast<unsigned>(factor[i]);
  return of_integer(sum);
}

/// Kernel#Float of a string, for `!!float`.
std::optional<double> ruby_float(std::string_view text) {
  while (!text.empty() && is_ruby_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ruby_space(text.back())) text.remove_suffix(1);
  Reader r{text};
  r.sign();
  // Underscores stand between digits only. Hexadecimal floats are read too.
  const auto digits = [&] {
    if (!is_digit(r.peek())) return false;
    while (is_digit(r.peek()) || (r.peek() == '_' && is_digit(r.peek(1)))) ++r.at;
    return true;
  };
  if (r.peek() == '0' && (r.peek(1) == 'x' || r.peek(1) == 'X')) return std::nullopt;
  const bool whole = digits();
  bool fraction = false;
  if (r.peek() == '.' && is_digit(r.peek(1))) {
    ++r.at;
    fraction = digits();
  }
  if (!whole && !fraction) return std::nullopt;
  if (r.take('e') || r.take('E')) {
    r.sign();
    if (!digits()) return std::nullopt;
  }
  if (!r.end()) return std::nullopt;
  std::string clean;
  std::copy_if(text.begin(), text.end(), std::back_inserter(clean), [](char ch) { return ch != '_'; });
  return to_double(clean);
}

}  // namespace scalar

using namespace scalar;

std::string decimal_integer(std::string_view text) {
  bool negative = false;
  unsigned base = 10;
  std::string digits;
  std::uint32_t factor = 1;
  std::uint32_t addend = 0;
  if (const auto colon = text.find(':'); colon != std::string_view::npos) {
    // A sexagesimal whose first part is beyond 64 bits.
    negative = text[0] == '-';
    digits = leading_digits(text.substr(text[0] == '-' || text[0] == '+' ? 1 : 0, colon));
    factor = 3600;
    const auto second = text.find(':', colon + 1);
    addend = two_digits(text.substr(colon + 1, second == std::string_view::npos ? second : second - colon - 1)) * 60;
    if (second != std::string_view::npos) addend += two_digits(text.substr(second + 1));
  } else if (!split_integer(text, negative, base, digits)) {
    return "";
  }
  if (digits.size() > 4096) return "";
  std::vector<std::uint32_t> limbs;  // base 1e9, least first
  const auto multiply_add = [&limbs](std::uint32_t by, std::uint64_t carry) {
    for (auto& limb : limbs) {
      carry += static_cast<std::uint64_t>(limb) * by;
      limb = static_cast<std::uint32_t>(carry % 1'000'000'000);
      carry /= 1'000'000'000;
    }
    if (carry != 0) limbs.push_back(static_cast<std::uint32_t>(carry));
  };
  for (const char c : digits) {
    const unsigned value = is_digit(c) ? static_cast<unsigned>(c - '0') : static_cast<unsigned>((c | 32) - 'a') + 10;
    multiply_add(base, value);
  }
  if (factor != 1) {
    multiply_add(factor, 0);
    if (!negative) {
      multiply_add(1, addend);
    } else {
      // The sign belongs to the first part alone, so the rest is taken off.
      std::uint32_t borrow = addend;
      for (auto& limb : limbs) {
        const bool under = limb < borrow;
        limb = under ? limb + 1'000'000'000 - borrow : limb - borrow;
        if (!under) break;
        borrow = 1;
      }
    }
  }
  std::string out = negative ? "-" : "";
  if (limbs.empty()) return "0";
  out += std::to_string(limbs.back());
  for (auto it = limbs.rbegin() + 1; it != limbs.rend(); ++it) {
    const std::string part = std::to_string(*it);
    out.append(9 - part.size(), '0').append(part);
  }
  return out;
}

}  // namespace galley::post
