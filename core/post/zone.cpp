#include "core/post/zone.h"

#include <date/tz.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <utility>

#include "core/text/ascii.h"

namespace galley::post {
namespace {

using date::local_seconds;
using date::sys_seconds;
using std::chrono::seconds;

const date::time_zone* zone_of(const void* zone) { return static_cast<const date::time_zone*>(zone); }

/// The database's tables end in 2037, and its rule for later years is not read by date: a later moment is looked up in
/// an earlier year that begins on the same weekday and is as long, since rules count weekdays of months.
std::int64_t within_tables(std::int64_t utc) {
  constexpr std::int64_t long_ago = -900'000'000'000;
  constexpr std::int64_t last_year = 2036;
  const std::int64_t year = local_time(utc, 0).year;
  if (year <= last_year) return std::max(utc, long_ago);
  const auto first_day = [](std::int64_t y) { return days_from_civil(y, 1, 1); };
  const auto kind = [&](std::int64_t y) {
    return std::pair((first_day(y) % 7 + 7) % 7, first_day(y + 1) - first_day(y));
  };
  std::int64_t like = last_year;
  while (kind(like) != kind(year)) --like;
  return utc - (first_day(year) - first_day(like)) * 86400;
}

using ascii::is_digit;
using ascii::is_letter;

/// `CST-8`, `<+08>-8`, `IST-5:30`: POSIX counts west of Greenwich.
bool parse_posix(std::string_view name, std::string_view& abbreviation, std::int32_t& offset) {
  std::size_t at = 0;
  if (name.starts_with('<')) {
    const auto end = name.find('>');
    if (end == std::string_view::npos) return false;
    abbreviation = name.substr(1, end - 1);
    at = end + 1;
  } else {
    while (at < name.size() && is_letter(name[at])) ++at;
    abbreviation = name.substr(0, at);
  }
  if (abbreviation.size() < 3 || at == name.size()) return false;
  const bool east = name[at] == '-';
  if (name[at] == '-' || name[at] == '+') ++at;
  std::int32_t total = 0;
  for (int factor = 3600; factor >= 1; factor /= 60) {
    std::int32_t value = 0;
    std::size_t digits = 0;
    for (; at < name.size() && is_digit(name[at]) && digits < 2; ++at, ++digits) value = value * 10 + (name[at] - '0');
    if (digits == 0 || value > (factor == 3600 ? 24 : 59)) return false;
    total += value * factor;
    if (at == name.size()) {
      offset = east ? total : -total;
      return true;
    }
    if (name[at++] != ':') return false;
  }
  return false;
}

}  // namespace

tl::expected<Zone, std::string> Zone::find(std::string_view name) {
  if (name.starts_with(':')) name.remove_prefix(1);
  Zone zone;
  if (name.empty()) return zone;
  std::string why;
  try {
    zone.zone_ = date::locate_zone(std::string(name));
    // Its file is read now, so that a broken one is told here.
    zone.offset_at(0);
    return zone;
  } catch (const std::exception& e) {
    why = e.what();
  }
  zone.zone_ = nullptr;
  std::string_view abbreviation;
  if (parse_posix(name, abbreviation, zone.fixed_)) {
    const auto size = abbreviation.copy(zone.abbreviation_, sizeof zone.abbreviation_ - 1);
    zone.abbreviation_[size] = '\0';
    return zone;
  }
  return tl::unexpected("`" + std::string(name) +
                        "` is no time zone that this system knows; write one such as Asia/Shanghai");
}

Zone Zone::machine() {
  try {
    if (const char* tz = std::getenv("TZ"); tz != nullptr && *tz != '\0') return find(tz).value_or(Zone());
    Zone zone;
    zone.zone_ = date::current_zone();
    zone.offset_at(0);
    return zone;
  } catch (const std::exception&) {
    return {};
  }
}

std::int32_t Zone::offset_at(std::int64_t utc) const {
  if (zone_ == nullptr) return fixed_;
  return static_cast<std::int32_t>(zone_of(zone_)->get_info(sys_seconds(seconds(within_tables(utc)))).offset.count());
}

std::string Zone::abbreviation_at(std::int64_t utc) const {
  if (zone_ == nullptr) return abbreviation_;
  return zone_of(zone_)->get_info(sys_seconds(seconds(within_tables(utc)))).abbrev;
}

std::int64_t Zone::to_utc(const LocalTime& local) const {
  const std::int64_t reading = utc_seconds(local);
  if (zone_ == nullptr) return reading - fixed_;
  const auto info = zone_of(zone_)->get_info(local_seconds(seconds(within_tables(reading))));
  const bool second = info.result == date::local_info::ambiguous;
  return reading - (second ? info.second : info.first).offset.count();
}

LocalTime local_time(std::int64_t utc, std::int32_t offset) {
  // http://howardhinnant.github.io/date_algorithms.html#civil_from_days
  const std::int64_t total = utc + offset;
  std::int64_t days = total / 86400;
  std::int64_t rest = total % 86400;
  if (rest < 0) {
    rest += 86400;
    --days;
  }
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t of_era = days - era * 146097;
  const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  LocalTime out;
  out.day = day_of_year - (153 * month + 2) / 5 + 1;
  out.month = month < 10 ? month + 3 : month - 9;
  out.year = year_of_era + era * 400 + (out.month <= 2 ? 1 : 0);
  out.hour = rest / 3600;
  out.minute = rest / 60 % 60;
  out.second = rest % 60;
  return out;
}

std::int64_t utc_seconds(const LocalTime& local) {
  const std::int64_t months = local.month - 1;
  const std::int64_t carry = (months >= 0 ? months : months - 11) / 12;
  const std::int64_t first = days_from_civil(local.year + carry, static_cast<unsigned>(months - carry * 12) + 1, 1);
  return (first + local.day - 1) * 86400 + local.hour * 3600 + local.minute * 60 + local.second;
}

}  // namespace galley::post
