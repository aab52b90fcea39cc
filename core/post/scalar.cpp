#include "core/post/scalar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <vector>

#include "core/text/utf8.h"

namespace galley::post {
namespace {

using Type = Scalar::Type;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ruby_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

Scalar of(Type type) {
  Scalar s;
  s.type = type;
  return s;
}
Scalar of_bool(bool value) {
  Scalar s = of(Type::boolean);
  s.boolean = value;
  return s;
}
Scalar of_integer(std::int64_t value) {
  Scalar s = of(Type::integer);
  s.integer = value;
  return s;
}
Scalar of_float(double value) {
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

// ---- Words
// ------------------------------------------------------------------------------------------------------------

/// Whether `text` is `word` (lower case) without regard to case, as Onigmo folds UTF-8: `ſ` is an s and `ﬀ` is "ff".
bool is_word(std::string_view text, std::string_view word) {
  std::size_t i = 0;
  std::size_t w = 0;
  while (i < text.size()) {
    const auto rest = text.substr(i);
    if (rest.starts_with("\xC5\xBF") && w < word.size() && word[w] == 's') {
      i += 2;
      ++w;
    } else if (rest.starts_with("\xEF\xAC\x80") && word.substr(w).starts_with("ff")) {
      i += 3;
      w += 2;
    } else {
      const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
      if (w == word.size() || c != word[w]) return false;
      ++i;
      ++w;
    }
  }
  return w == word.size();
}

/// Calls `predicate` with what Ruby's `^…$` can match: each line of the text.
template <class Predicate>
bool any_line(std::string_view text, Predicate predicate) {
  while (true) {
    const auto end = text.find('\n');
    if (predicate(text.substr(0, end))) return true;
    if (end == std::string_view::npos || end + 1 == text.size()) return false;
    text.remove_prefix(end + 1);
  }
}

/// null, true, false or a string: what tokenize makes of text that cannot be a number. The patterns look at single
/// lines, so that "y\nno" is false.
Scalar type_word(std::string_view text) {
  if (utf8::count(text) > 5) return of(Type::string);
  const auto starts_otherwise = [](std::string_view line) {
    if (line.empty()) return false;
    const char c = line[0] >= 'A' && line[0] <= 'Z' ? static_cast<char>(line[0] + 32) : line[0];
    return std::string_view("ytonf~").find(c) == std::string_view::npos;
  };
  if (any_line(text, starts_otherwise)) return of(Type::string);
  // `[^…]` matches the end of an empty line too.
  if (text.starts_with('\n') || text.find("\n\n") != std::string_view::npos) return of(Type::string);
  if (text == "~") return of(Type::null);
  const auto any_of = [&](std::initializer_list<std::string_view> words) {
    return any_line(text, [&](std::string_view line) {
      return std::any_of(words.begin(), words.end(), [&](auto word) { return is_word(line, word); });
    });
  };
  if (any_of({"null"})) return of(Type::null);
  if (any_of({"yes", "true", "on"})) return of_bool(true);
  if (any_of({"no", "false", "off"})) return of_bool(false);
  return of(Type::string);
}

// ---- Dates and times
// --------------------------------------------------------------------------------------------------

bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

/// Whether Ruby's Date has that day: Julian until 4 October 1582, Gregorian from the 15th.
bool valid_date(CivilDate date) {
  if (date.month < 1 || date.month > 12 || date.day < 1) return false;
  const bool julian = date < CivilDate{1582, 10, 5};
  const unsigned last =
      julian && date.month == 2 ? (date.year % 4 == 0 ? 29 : 28) : last_day_of_month(date.year, date.month);
  if (date.day > last) return false;
  return julian || date >= CivilDate{1582, 10, 15};
}

unsigned two_digits(std::string_view text) {
  unsigned value = 0;
  for (const char c : text) value = value * 10 + static_cast<unsigned>(c - '0');
  return value;
}

std::optional<Scalar> type_date(std::string_view text) {
  // ^\d{4}-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)$, then Date.strptime
  Reader r{text};
  if (r.digits(4) != 4 || !r.take('-')) return std::nullopt;
  const auto month = r.at;
  const auto month_size = r.digits(2);
  if (month_size == 0 || !r.take('-')) return std::nullopt;
  const auto day = r.at;
  const auto day_size = r.digits(2);
  if (day_size == 0 || !r.end()) return std::nullopt;
  const unsigned m = two_digits(text.substr(month, month_size));
  const unsigned d = two_digits(text.substr(day, day_size));
  if (m > 12 || d > 31) return std::nullopt;
  Scalar s = of(Type::date);
  const auto year = static_cast<std::int32_t>(two_digits(text.substr(0, 2)) * 100 + two_digits(text.substr(2, 2)));
  s.date = {year, static_cast<std::uint8_t>(m), static_cast<std::uint8_t>(d)};
  return valid_date(s.date) ? s : of(Type::string);
}

/// What follows the seconds of ScalarScanner::TIME, as parse_time reads it. False where the text is none or out of
/// range.
bool read_offset(Reader& r, Timestamp& time) {
  r.run(is_ruby_space);
  if (r.end()) return true;
  if (r.peek() == 'Z') {
    ++r.at;
    time.zone = Timestamp::Zone::utc;
    return r.end();
  }
  const bool negative = r.peek() == '-';
  if (!r.sign()) return false;
  // [-+]\d{1,2}:?(?:\d\d)? matches; then parse_time takes one or two digits of hours and up to two of minutes.
  const auto begin = r.at;
  const auto first = r.digits();
  const bool colon = r.take(':');
  const auto second_at = r.at;
  const auto second = r.digits();
  if (!r.end() || first == 0) return false;
  std::string_view hours;
  std::string_view minutes;
  if (colon) {
    if (first > 2 || (second != 0 && second != 2)) return false;
    hours = r.text.substr(begin, first);
    minutes = r.text.substr(second_at, second);
  } else {
    if (first > 4) return false;
    hours = r.text.substr(begin, std::min<std::size_t>(first, 2));
    minutes = r.text.substr(begin + hours.size(), first - hours.size());
  }
  const auto h = static_cast<std::int32_t>(two_digits(hours)) * 3600;
  const auto m = static_cast<std::int32_t>(two_digits(minutes)) * 60;
  // Minus nothing is not below zero, so "-00:30" is east of Greenwich to Psych.
  time.offset = negative && h != 0 ? -(h + m) : h + m;
  time.zone = Timestamp::Zone::offset;
  return std::abs(time.offset) < 86400;
}

std::optional<Scalar> type_time(std::string_view text) {
  Reader r{text};
  const bool negative = r.take('-');
  const auto y = r.at;
  if (r.digits(4) != 4 || !r.take('-')) return std::nullopt;
  const auto mo = r.at;
  const auto mo_size = r.digits(2);
  if (mo_size == 0 || !r.take('-')) return std::nullopt;
  const auto d = r.at;
  const auto d_size = r.digits(2);
  if (d_size == 0) return std::nullopt;
  const auto gap = r.at;
  const bool letter = r.take('T') || r.take('t');
  if (!letter && r.run(is_ruby_space) == 0) return std::nullopt;
  const auto gap_end = r.at;
  const auto h = r.at;
  const auto h_size = r.digits(2);
  if (h_size == 0 || !r.take(':')) return std::nullopt;
  const auto mi = r.at;
  if (r.digits(2) != 2 || !r.take(':')) return std::nullopt;
  const auto s = r.at;
  if (r.digits(2) != 2) return std::nullopt;
  std::string_view fraction;
  if (r.take('.')) {
    const auto begin = r.at;
    fraction = text.substr(begin, r.digits());
  }
  // Is it TIME at all? Only then can it be refused.
  Reader zone = r;
  {
    Reader z = r;
    z.run(is_ruby_space);
    if (!z.end() && !z.take('Z')) {
      if (!z.sign()) return std::nullopt;
      const auto first = z.digits();
      const bool colon = z.take(':');
      const auto second = z.digits();
      if (first == 0 || !(colon ? first <= 2 && (second == 0 || second == 2) : first <= 4)) return std::nullopt;
    }
    if (!z.end()) return std::nullopt;
  }
  // parse_time splits at the first space or T; where only a tab stands there, it calls a method of nil.
  if (!letter && text.substr(gap, gap_end - gap).find(' ') == std::string_view::npos) {
    return of(Type::invalid);
  }
  Scalar scalar = of(Type::time);
  Timestamp& time = scalar.time;
  const auto year = static_cast<std::int64_t>(two_digits(text.substr(y, 2)) * 100 + two_digits(text.substr(y + 2, 2))) *
                    (negative ? -1 : 1);
  const unsigned month = two_digits(text.substr(mo, mo_size));
  const unsigned day = two_digits(text.substr(d, d_size));
  const unsigned hour = two_digits(text.substr(h, h_size));
  const unsigned minute = two_digits(text.substr(mi, 2));
  const unsigned second = two_digits(text.substr(s, 2));
  // Time.utc raises ArgumentError beyond these, and the value stays a string.
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || (hour == 24 && (minute != 0 || second != 0)) ||
      minute > 59 || second > 60 || !read_offset(zone, time)) {
    return of(Type::string);
  }
  if (hour == 24 && fraction.find_first_not_of('0') != std::string_view::npos) return of(Type::string);
  time.normalised = day > last_day_of_month(year, month) || hour == 24 || second == 60;
  time.instant.seconds = days_from_civil(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - time.offset;
  for (std::size_t i = 0; i < 9; ++i) {
    time.instant.nanoseconds = time.instant.nanoseconds * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
  }
  return scalar;
}

// ---- Numbers
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

/// Base 60: `1:30:15`, with `.5` or without. Psych multiplies from the left as if there were always three parts.
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

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() && std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
         });
}

Scalar tokenize(std::string_view text) {
  if (text.empty()) return of(Type::null);
  const char c = text[0];
  // The first test of tokenize sends on what cannot be a number, and any text of several lines.
  const bool number_like = is_digit(c) || c == '.' || c == ':' || c == '-' || c == '+';
  if (!number_like || text.find('\n') != std::string_view::npos) return type_word(text);
  if (is_digit(c) || c == '-') {
    if (auto time = type_time(text)) return *time;
    if (auto date = type_date(text)) return *date;
  }
  if (equals_ignoring_case(text, ".inf") || equals_ignoring_case(text, "+.inf")) {
    return of_float(std::numeric_limits<double>::infinity());
  }
  if (equals_ignoring_case(text, "-.inf")) return of_float(-std::numeric_limits<double>::infinity());
  if (equals_ignoring_case(text, ".nan")) return of_float(std::numeric_limits<double>::quiet_NaN());
  if (c == ':') return of(text.size() > 1 ? Type::symbol : Type::string);
  if (auto sixty = type_sexagesimal(text)) return *sixty;
  if (is_float(text)) return type_float(text);
  if (is_integer(text)) return type_integer(text);
  return of(Type::string);
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

/// `name` of a tag that is `prefix`, an optional colon and a name; nothing where it is another tag.
std::optional<std::string_view> tag_argument(std::string_view tag, std::string_view prefix) {
  if (!tag.starts_with(prefix)) return std::nullopt;
  tag.remove_prefix(prefix.size());
  if (tag.empty()) return tag;
  if (tag[0] != ':') return std::nullopt;
  return tag.substr(1);
}

constexpr std::string_view yaml_tag_prefix = "tag:yaml.org,2002:";

bool is_standard_tag(std::string_view tag, std::string_view name) {
  if (tag.starts_with('!')) return tag.substr(1) == name;
  return tag.starts_with(yaml_tag_prefix) && tag.substr(yaml_tag_prefix.size()) == name;
}

}  // namespace

std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
  // http://howardhinnant.github.io/date_algorithms.html#days_from_civil
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const auto of_era = static_cast<unsigned>(year - era * 400);
  const unsigned of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const unsigned days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
  return era * 146097 + static_cast<std::int64_t>(days) - 719468;
}

unsigned last_day_of_month(std::int64_t year, unsigned month) {
  static constexpr std::array<unsigned, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

Scalar type_plain_scalar(std::string_view text) { return tokenize(text); }

Scalar type_tagged_scalar(std::string_view tag, std::string_view text) {
  if (tag == "!binary" || tag == "tag:yaml.org,2002:binary") return of(Type::binary);
  if (tag == "tag:yaml.org,2002:str") return of(Type::string);
  for (const std::string_view prefix : {"!str", "!ruby/string"}) {
    if (const auto name = tag_argument(tag, prefix)) return of(name->empty() ? Type::string : Type::refused);
  }
  if (tag == "tag:yaml.org,2002:float" || tag == "!float") {
    const Scalar plain = tokenize(text);
    if (plain.type == Type::floating) return plain;
    if (plain.type == Type::integer) return of_float(static_cast<double>(plain.integer));
    if (plain.type == Type::big_integer) {
      const std::string decimal = decimal_integer(text);
      return decimal.empty() ? of(Type::invalid) : of_float(to_double(decimal));
    }
    if (plain.type == Type::string) {
      if (const auto value = ruby_float(text)) return of_float(*value);
    }
    return of(plain.type == Type::symbol ? Type::symbol : Type::invalid);
  }
  if (tag.starts_with("!ruby/")) {
    const auto name = tag.substr(6);
    if (name == "class" || name == "module") {
      // The class itself, which only Date and Time may be; no name is nil.
      return of(text.empty() ? Type::null : Type::refused);
    }
    static constexpr std::array<std::string_view, 6> refused{"object:BigDecimal", "object:DateTime", "object:Complex",
                                                             "object:Rational",   "regexp",          "range"};
    if (name == "encoding" || name.starts_with("sym") ||
        std::find(refused.begin(), refused.end(), name) != refused.end()) {
      return of(Type::refused);
    }
  }
  return tokenize(text);
}

bool refuses_mapping_tag(std::string_view tag) {
  if (is_standard_tag(tag, "set") || is_standard_tag(tag, "omap")) return true;
  if (tag.starts_with("!map:") || tag.starts_with("!str:")) return true;
  if (!tag.starts_with("!ruby/")) return false;
  const auto name = tag.substr(6);
  if (name == "object:Hash" || name == "hash") return false;
  for (const std::string_view kind :
       {"struct", "object", "array:", "range", "exception", "hash:", "hash-with-ivars", "marshalable:", "string:"}) {
    if (name.starts_with(kind)) return true;
  }
  return false;
}

bool refuses_sequence_tag(std::string_view tag) { return tag.starts_with("!seq:") || tag.starts_with("!ruby/array:"); }

CoreType core_schema_type(std::string_view text) {
  const auto one_of = [&](std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), text) != words.end();
  };
  if (one_of({"", "~", "null", "Null", "NULL"})) return CoreType::null;
  if (one_of({"true", "True", "TRUE", "false", "False", "FALSE"})) return CoreType::boolean;
  if (one_of({".nan", ".NaN", ".NAN"})) return CoreType::floating;
  if (text.starts_with("0o")) {
    return text.size() > 2 && text.find_first_not_of("01234567", 2) == std::string_view::npos ? CoreType::integer
                                                                                              : CoreType::string;
  }
  if (text.starts_with("0x")) {
    return text.size() > 2 && text.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos
               ? CoreType::integer
               : CoreType::string;
  }
  Reader r{text};
  r.sign();
  const auto rest = text.substr(r.at);
  if (rest == ".inf" || rest == ".Inf" || rest == ".INF") return CoreType::floating;
  // [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
  const bool whole = r.digits() > 0;
  if (whole && r.end()) return CoreType::integer;
  if (r.take('.')) {
    if (r.digits() == 0 && !whole) return CoreType::string;
  } else if (!whole) {
    return CoreType::string;
  }
  if (r.take('e') || r.take('E')) {
    r.sign();
    if (r.digits() == 0) return CoreType::string;
  }
  return r.end() ? CoreType::floating : CoreType::string;
}

SafeYamlType safe_yaml_type(std::string_view text) {
  const auto equals = [&](std::string_view word) { return equals_ignoring_case(text, word); };
  if (text.empty() || text == "~" || equals("null")) return SafeYamlType::null;
  if (equals("yes") || equals("true") || equals("on") || equals("no") || equals("false") || equals("off")) {
    return SafeYamlType::boolean;
  }
  std::string clean;
  std::copy_if(text.begin(), text.end(), std::back_inserter(clean), [](char c) { return c != ',' && c != '_'; });
  Reader r{clean};
  r.sign();
  const bool zero = r.peek() == '0';
  const auto n = r.digits();
  if (n > 0 && r.end()) {
    // A leading zero is octal, or no integer where a digit is not octal (then Float() reads it all the same).
    if (!zero || n == 1) return SafeYamlType::integer;
    return clean.find_first_of("89") == std::string::npos ? SafeYamlType::integer : SafeYamlType::floating;
  }
  if (n == 1 && zero && (r.peek() == 'x' || r.peek() == 'X' || r.peek() == 'b')) {
    const auto digits = std::string_view(clean).substr(r.at + 1);
    const std::string_view allowed = r.peek() == 'b' ? "01" : "0123456789abcdefABCDEF";
    if (!digits.empty() && digits.find_first_not_of(allowed) == std::string_view::npos) return SafeYamlType::integer;
  }
  if (equals(".inf") || equals("+.inf") || equals("-.inf") || equals(".nan")) return SafeYamlType::floating;
  if (ruby_float(text)) return SafeYamlType::floating;
  if (const auto time = type_time(text); time && time->type == Type::time) return SafeYamlType::time;
  if (const auto date = type_date(text); date && date->type == Type::date && text.size() == 10)
    return SafeYamlType::date;
  return SafeYamlType::string;
}

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

std::string decode_base64(std::string_view text) {
  std::array<unsigned char, 4> group{};
  std::size_t n = 0;
  std::string out;
  for (const char c : text) {
    unsigned value = 0;
    if (c >= 'A' && c <= 'Z')
      value = static_cast<unsigned>(c - 'A');
    else if (c >= 'a' && c <= 'z')
      value = static_cast<unsigned>(c - 'a') + 26;
    else if (is_digit(c))
      value = static_cast<unsigned>(c - '0') + 52;
    else if (c == '+')
      value = 62;
    else if (c == '/')
      value = 63;
    else if (c == '=' && n >= 2)
      break;  // padding before that is skipped, like anything else
    else
      continue;
    group[n++] = static_cast<unsigned char>(value);
    if (n == 4) {
      out += static_cast<char>(group[0] << 2 | group[1] >> 4);
      out += static_cast<char>((group[1] & 15) << 4 | group[2] >> 2);
      out += static_cast<char>((group[2] & 3) << 6 | group[3]);
      n = 0;
    }
  }
  if (n >= 2) out += static_cast<char>(group[0] << 2 | group[1] >> 4);
  if (n >= 3) out += static_cast<char>((group[1] & 15) << 4 | group[2] >> 2);
  return out;
}

}  // namespace galley::post
