#include <array>

#include "core/post/scalar_parts.h"

namespace galley::post {
namespace scalar {
namespace {
// --------------------------------------------------------------------------------------------------

/// Whether Ruby's Date has that day: Julian until 4 October 1582, Gregorian from the 15th.
bool valid_date(CivilDate date) {
  if (date.month < 1 || date.month > 12 || date.day < 1) return false;
  const bool julian = date < CivilDate{1582, 10, 5};
  const unsigned last =
      julian && date.month == 2 ? (date.year % 4 == 0 ? 29 : 28) : last_day_of_month(date.year, date.month);
  if (date.day > last) return false;
  return julian || date >= CivilDate{1582, 10, 15};
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

}  // namespace

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
  time.normalised = day > last_day_of_month(year, month) || hour == 24 || second == 60;
  time.instant.seconds = days_from_civil(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - time.offset;
  // Ruby carries a 31st of a short month that the offset takes over midnight to the 32nd, for which its field has no
  // room: it becomes a day 0.
  const std::int64_t clock = hour * 3600 + minute * 60 + second, later = -time.offset;
  if (day == 31 && last_day_of_month(year, month) < 31 && later > 0 &&
      (hour == 24 ? later >= 3600 : clock + later >= 86400))
    time.instant.seconds -= 32 * 86400;
  for (std::size_t i = 0; i < 9; ++i) {
    time.instant.nanoseconds = time.instant.nanoseconds * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
  }
  return scalar;
}

}  // namespace scalar

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
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : days[month - 1];
}

}  // namespace galley::post
