// Ruby's Date._parse, the heuristic with which Jekyll reads any date that is text: it looks for something like a time,
// then for a day in a dozen notations, and takes what it finds. Source: ext/date/date_parse.c of Ruby 3.1 (date 3.2.2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace galley::post {

/// Numbers beyond this are cut off.
inline constexpr std::int64_t max_date_number = 1'000'000'000'000'000'000;

/// What was found. Numbers are as written (hour 25, month 13).
struct DateParts {
  std::optional<std::int64_t> year, month, day, day_of_year, hour, minute, second;
  std::optional<std::int32_t> nanoseconds;
  std::optional<std::string> zone;  // "+0800", "UTC", "CST"

  bool empty() const { return !year && !month && !day && !day_of_year && !hour && !minute && !second && !nanoseconds; }
};

/// The longest text that Date._parse takes, in bytes; a longer one raises ArgumentError.
inline constexpr std::size_t max_date_text = 128;

/// Nothing where Ruby raises ArgumentError for the text itself.
std::optional<DateParts> parse_date_parts(std::string_view text);

}  // namespace galley::post
