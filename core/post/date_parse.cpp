#include "core/post/date_parse.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "core/post/date_patterns.h"
#include "core/text/ascii.h"

namespace galley::post {
namespace {

using text::Pattern;

std::int64_t number(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) {
    if (!is_digit(c)) break;
    const std::int64_t digit = c - '0';
    value = value > (max_date_number - digit) / 10 ? max_date_number : value * 10 + digit;
  }
  return value;
}

std::int32_t nanoseconds(std::string_view digits) {
  std::int32_t value = 0;
  for (std::size_t i = 0; i < 9; ++i) value = value * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  return value;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(normalise_date(text)) {}

  DateParts parse() {
    const DatePatterns& p = date_patterns();
    take(p.day);
    parse_time();
    parse_day();
    if (take(p.before_christ)) before_christ_ = true;
    if (take(p.fragment)) {
      const auto n = number(*group(1));
      if (parts_.hour && !parts_.day) {
        if (n >= 1 && n <= 31) parts_.day = n;
      } else if (parts_.day && !parts_.hour) {
        if (n >= 0 && n <= 24) parts_.hour = n;
      }
    }
    if (parts_.year) {
      if (before_christ_) parts_.year = 1 - *parts_.year;
      if (complete_ && *parts_.year >= 0 && *parts_.year <= 99) *parts_.year += *parts_.year >= 69 ? 1900 : 2000;
    }
    return parts_;
  }

 private:
  using Text = std::optional<std::string>;

  /// Finds a pattern and puts a space in place of what it matched, as subx does.
  bool take(const Pattern& pattern) {
    const auto match = pattern.search(text_);
    if (!match) return false;
    groups_.clear();
    for (const auto& group : *match) {
      groups_.push_back(group ? Text(text_.substr(group->begin, group->end - group->begin)) : std::nullopt);
    }
    const auto whole = *(*match)[0];
    text_.replace(whole.begin, whole.end - whole.begin, " ");
    return true;
  }
  bool has(const Pattern& pattern) const { return pattern.search(text_).has_value(); }
  const Text& group(std::size_t i) const { return groups_[i]; }

  void parse_time() {
    if (!take(date_patterns().time)) return;
    const std::string time = *group(1);
    // An unknown letter is no military zone: it never equals a name.
    if (group(2)) parts_.zone = group(2);
    const auto match = date_patterns().time_parts.search(time);
    if (!match) return;
    const auto part = [&](std::size_t i) -> std::optional<std::string_view> {
      const auto& group = (*match)[i];
      if (!group) return std::nullopt;
      return std::string_view(time).substr(group->begin, group->end - group->begin);
    };
    std::int64_t hour = number(*part(1));
    if (const auto minute = part(2)) parts_.minute = number(*minute);
    if (const auto second = part(3)) parts_.second = number(*second);
    if (const auto fraction = part(4)) parts_.nanoseconds = nanoseconds(*fraction);
    if (const auto half = part(5)) {
      if (hour > 0x7FFFFFFF) throw std::out_of_range("hour");  // RangeError
      hour = hour % 12 + (*half == "p" || *half == "P" ? 12 : 0);
    }
    parts_.hour = hour;
  }

  /// The notations of a day, one after another until one is found.
  void parse_day() {
    const DatePatterns& p = date_patterns();
    if (take(p.eu)) return set_day(group(4), month_number(*group(2)), group(1), is_before_christ(group(3)));
    if (take(p.us)) return set_day(group(4), month_number(*group(1)), group(2), is_before_christ(group(3)));
    if (take(p.iso)) return set_day(group(1), group(2), group(3), false);
    if (take(p.jis)) return set_japanese_day();
    if (take(p.vms_day_first)) return set_day(group(3), month_number(*group(2)), group(1), false);
    if (take(p.vms_month_first)) return set_day(group(3), month_number(*group(1)), group(2), false);
    if (take(p.slash) || take(p.dot)) return set_day(group(1), group(2), group(3), false);
    if (take(p.week) || take(p.week_day)) return;  // Time.parse has no use for weeks
    if (take(p.month_day) || take(p.month_day_joined)) {
      if (group(1)) parts_.month = number(*group(1));
      if (group(2)) parts_.day = number(*group(2));
      return;
    }
    if (!has(p.not_ordinal) && take(p.ordinal)) {
      parts_.year = number(*group(1));
      parts_.day_of_year = number(*group(2));
      return;
    }
    if (!has(p.not_bare_ordinal) && take(p.bare_ordinal)) {
      parts_.day_of_year = number(*group(1));
      return;
    }
    if (take(p.year)) {
      parts_.year = number(*group(1));
    } else if (take(p.month)) {
      parts_.month = number(*month_number(*group(1)));
    } else if (take(p.month_day_word)) {
      parts_.day = number(*group(1));
    } else if (take(p.digits)) {
      set_digits();
    }
  }

  static Text month_number(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(), ascii::lower);
    static constexpr std::string_view months = DATE_MONTHS;
    return std::to_string(months.find(name) / 4 + 1);
  }
  static bool is_before_christ(const Text& era) { return era && (era->front() == 'b' || era->front() == 'B'); }

  void set_japanese_day() {
    const char era = (*group(1))[0];
    static constexpr std::string_view eras = "mtshr";
    static constexpr std::array<int, 5> before{1867, 1911, 1925, 1988, 2018};
    const auto index = eras.find(era >= 'A' && era <= 'Z' ? static_cast<char>(era + 32) : era);
    parts_.year = number(*group(2)) + before[index];
    parts_.month = number(*group(3));
    parts_.day = number(*group(4));
  }

  /// s3e: tells year, month and day apart where their order does not.
  void set_day(Text year, Text month, Text day, bool before_christ) {
    if (year && month && !day) {
      day = std::exchange(month, std::exchange(year, std::nullopt));
    }
    if (!year && day && (day->size() > 2 || day->starts_with('\''))) year = std::exchange(day, std::nullopt);
    if (year) {
      const auto [begin, end] = signed_digits(*year);
      if (end != year->size()) {
        const std::string digits = year->substr(begin, end - begin);
        year = std::exchange(day, digits);
      }
    }
    if (month && (month->starts_with('\'') || month->size() > 2)) {
      // us -> be
      const Text old_year = year;
      year = month;
      month = day;
      day = old_year;
    }
    if (day && (day->starts_with('\'') || day->size() > 2)) std::swap(year, day);
    if (year) {
      const auto [begin, end] = signed_digits(*year);
      const bool sign = begin < year->size() && is_sign((*year)[begin]);
      const auto digits = std::string_view(*year).substr(begin + (sign ? 1 : 0), end - begin - (sign ? 1 : 0));
      if (sign || digits.size() > 2) complete_ = false;
      const auto value = number(digits);
      parts_.year = sign && (*year)[begin] == '-' ? -value : value;
      if (before_christ) before_christ_ = true;
    }
    if (month) parts_.month = first_number(*month);
    if (day) parts_.day = first_number(*day);
  }

  static std::pair<std::size_t, std::size_t> signed_digits(std::string_view text) {
    std::size_t begin = 0;
    while (begin < text.size() && !is_sign(text[begin]) && !is_digit(text[begin])) ++begin;
    std::size_t end = begin;
    if (end < text.size() && is_sign(text[end])) ++end;
    while (end < text.size() && is_digit(text[end])) ++end;
    return {begin, end};
  }
  static std::int64_t first_number(std::string_view text) {
    const auto at = text.find_first_of("0123456789");
    return at == std::string_view::npos ? 0 : number(text.substr(at));
  }

  /// parse_ddd: a run of digits, whose number tells what they are.
  void set_digits() {
    const bool negative = group(1) && *group(1) == "-";
    const std::string digits = *group(2);
    const Text time = group(3);
    const Text fraction = group(4);
    const Text zone = group(5);
    const auto piece = [&](std::size_t from, std::size_t size) {
      return number(std::string_view(digits).substr(from, size));
    };
    const std::size_t n = digits.size();
    if (!time && fraction) {
      // With a fraction they end in seconds: what precedes is read from the right.
      std::size_t left = n == 9 || n == 11 || n == 13 ? 0 : n;
      const auto right = [&](std::size_t size) {
        size = std::min(size, left);
        left -= size;
        return piece(left, size);
      };
      if (left > 0) parts_.second = right(2);
      if (left > 0) parts_.minute = right(2);
      if (left > 0) parts_.hour = right(2);
      if (left > 0) parts_.day = right(2);
      if (left > 0) parts_.month = right(2);
      if (left > 0) parts_.year = (left == 4 ? (complete_ = false, 1) : 1) * right(left) * (negative ? -1 : 1);
    } else {
      switch (n) {
        case 2:
          parts_.day = piece(0, 2);
          break;
        case 3:
          parts_.day_of_year = piece(0, 3);
          break;
        case 4:
          parts_.month = piece(0, 2);
          parts_.day = piece(2, 2);
          break;
        case 5:
          parts_.year = piece(0, 2) * (negative ? -1 : 1);
          parts_.day_of_year = piece(2, 3);
          break;
        case 6:
          parts_.year = piece(0, 2) * (negative ? -1 : 1);
          parts_.month = piece(2, 2);
          parts_.day = piece(4, 2);
          break;
        case 7:
          parts_.year = piece(0, 4) * (negative ? -1 : 1);
          parts_.day_of_year = piece(4, 3);
          break;
        case 8:
        case 10:
        case 12:
        case 14:
          parts_.year = piece(0, 4) * (negative ? -1 : 1);
          parts_.month = piece(4, 2);
          parts_.day = piece(6, 2);
          if (n >= 10) parts_.hour = piece(8, 2);
          if (n >= 12) parts_.minute = piece(10, 2);
          if (n >= 14) parts_.second = piece(12, 2);
          complete_ = false;
          break;
        default:
          break;
      }
    }
    if (time && time->size() % 2 == 0) {
      std::size_t pieces = time->size() / 2;
      const auto at = [&](std::size_t i) { return number(std::string_view(*time).substr(i * 2, 2)); };
      if (fraction) {
        parts_.second = at(pieces - 1);
        if (pieces >= 2) parts_.minute = at(pieces - 2);
        if (pieces >= 3) parts_.hour = at(pieces - 3);
      } else {
        parts_.hour = at(0);
        if (pieces >= 2) parts_.minute = at(1);
        if (pieces >= 3) parts_.second = at(2);
      }
    }
    if (fraction) parts_.nanoseconds = nanoseconds(*fraction);
    if (zone) {
      std::string name = *zone;
      if (name.starts_with('[')) {
        name = name.substr(1, name.size() - 2);
        if (const auto colon = name.find(':'); colon != std::string::npos) {
          name = name.substr(colon + 1);
        } else if (is_digit(name[0])) {
          name = "+" + name;
        }
      }
      parts_.zone = name;
    }
  }

  std::string text_;
  std::vector<Text> groups_;
  DateParts parts_;
  bool complete_ = true;  // a year of two digits is of this century or the last
  bool before_christ_ = false;
};

/// `YYYY-MM-DD`, with `[ T]HH:MM`, `:SS`, `.fraction` and an offset: what most front matter has, without the patterns.
std::optional<DateParts> parse_common(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&](std::size_t count) -> std::optional<std::int64_t> {
    if (at + count > text.size()) return std::nullopt;
    for (std::size_t i = 0; i < count; ++i)
      if (!is_digit(text[at + i])) return std::nullopt;
    at += count;
    return number(text.substr(at - count, count));
  };
  const auto take = [&](char c) { return at < text.size() && text[at] == c && (++at, true); };
  DateParts parts;
  if (!(parts.year = digits(4)) || !take('-') || !(parts.month = digits(2)) || !take('-') || !(parts.day = digits(2))) {
    return std::nullopt;
  }
  if (at == text.size()) return parts;
  if (!take(' ') && !take('T')) return std::nullopt;
  if (!(parts.hour = digits(2)) || !take(':') || !(parts.minute = digits(2))) return std::nullopt;
  if (take(':') && !(parts.second = digits(2))) return std::nullopt;
  if (at == text.size()) return parts;
  take(' ');
  const auto zone = text.substr(at);
  if (zone == "UTC" || zone == "Z") {
    parts.zone = zone;
    return parts;
  }
  if (!take('+') && !take('-')) return std::nullopt;
  if (!digits(2)) return std::nullopt;
  take(':');
  if (!digits(2) || at != text.size()) return std::nullopt;
  parts.zone = zone;
  return parts;
}

}  // namespace

std::optional<DateParts> parse_date_parts(std::string_view text) {
  if (text.size() > max_date_text) return std::nullopt;
  if (auto parts = parse_common(text)) return parts;
  try {
    return Parser(text).parse();
  } catch (const std::out_of_range&) {
    return std::nullopt;
  }
}

}  // namespace galley::post
