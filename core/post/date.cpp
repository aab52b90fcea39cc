#include "core/post/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "core/post/date_parse.h"
#include "core/text/ascii.h"

// Names and order follow lib/ruby/3.1.0/time.rb.
namespace galley::post {
namespace {

/// Ruby's years have no end; seconds of 64 bits have.
constexpr std::int64_t max_year = 1'000'000'000;

using ascii::is_digit;

std::string upcase(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}

int two(std::string_view text, std::size_t at) { return (text[at] - '0') * 10 + text[at + 1] - '0'; }

/// `[+-]HH`, `[+-]HHMM`, `[+-]HH:MM`, `[+-]HHMMSS`, `[+-]HH:MM:SS`.
std::optional<std::int32_t> numeric_offset(std::string_view zone) {
  if (zone.empty() || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
  std::string digits;
  const bool colons = zone.size() > 3 && zone[3] == ':';
  for (std::size_t i = 1; i < zone.size(); ++i) {
    if (colons && i % 3 == 0) {
      if (zone[i] != ':') return std::nullopt;
    } else if (is_digit(zone[i])) {
      digits += zone[i];
    } else {
      return std::nullopt;
    }
  }
  if (digits.size() != 2 && digits.size() != 4 && digits.size() != 6) return std::nullopt;
  if (colons && zone.size() != digits.size() / 2 * 3) return std::nullopt;
  std::int32_t seconds = two(digits, 0) * 3600;
  if (digits.size() >= 4) seconds += two(digits, 2) * 60;
  if (digits.size() == 6) seconds += two(digits, 4);
  return zone[0] == '-' ? -seconds : seconds;
}

/// Time.zone_offset: nothing where the zone is unknown, and the time then local.
std::optional<std::int32_t> zone_offset(std::string_view name, std::int64_t year, const Zone& local) {
  const std::string zone = upcase(name);
  if (const auto offset = numeric_offset(zone)) return offset;
  struct Named {
    std::string_view name;
    int hours;
  };
  static constexpr std::array<Named, 12> named{{{"UTC", 0},
                                                {"UT", 0},
                                                {"GMT", 0},
                                                {"EST", -5},
                                                {"EDT", -4},
                                                {"CST", -6},
                                                {"CDT", -5},
                                                {"MST", -7},
                                                {"MDT", -6},
                                                {"PST", -8},
                                                {"PDT", -7},
                                                {"Z", 0}}};
  for (const auto& entry : named)
    if (zone == entry.name) return entry.hours * 3600;
  if (zone.size() == 1) {
    // Military zones. Q stands for a letter that is not ASCII here (core/post/date_parse.cpp), and its own is small.
    static constexpr std::string_view east = "ABCDEFGHIKLM";
    static constexpr std::string_view west = "NOPQRSTUVWXY";
    if (name == "Q") return std::nullopt;
    if (const auto at = east.find(zone[0]); at != std::string_view::npos) return static_cast<int>(at + 1) * 3600;
    if (const auto at = west.find(zone[0]); at != std::string_view::npos) return -static_cast<int>(at + 1) * 3600;
  }
  for (const int month : {1, 7}) {
    const auto moment = local.to_utc({year, month, 1, 0, 0, 0});
    if (upcase(local.abbreviation_at(moment)) == zone) return local.offset_at(moment);
  }
  return std::nullopt;
}

/// Time.force_zone!'s: these show the time in UTC.
bool is_utc(std::string_view zone) {
  const std::string name = upcase(zone);
  return name == "-00:00" || name == "-0000" || name == "-00" || name == "UTC" || name == "Z" || name == "UT";
}

bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

/// Time.month_days, an array whose index may lie before or beyond the year.
std::optional<std::int64_t> month_days(std::int64_t year, std::int64_t month) {
  if (month > 12 || month < -11) return std::nullopt;
  if (month < 1) month += 12;
  return last_day_of_month(is_leap(year) ? 2000 : 2001, static_cast<unsigned>(month));
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0); }
/// `o, value = value.divmod(by)`.
std::int64_t carry(std::int64_t& value, std::int64_t by) {
  const auto quotient = floor_div(value, by);
  value -= quotient * by;
  return quotient;
}

/// Time.apply_offset, with its habits: it carries over one month at most, and to the first or last day.
void apply_offset(LocalTime& t, std::int64_t offset) {
  const std::int64_t sign = offset < 0 ? 1 : -1;
  offset = std::abs(offset);
  const auto step = [&](std::int64_t& field, std::int64_t by) {
    const std::int64_t rest = offset % by;
    offset /= by;
    if (rest != 0) {
      field += sign * rest;
      offset += sign * carry(field, by);
    }
  };
  step(t.second, 60);
  step(t.minute, 60);
  step(t.hour, 24);
  if (offset == 0) return;
  t.day += sign * offset;
  if (sign > 0) {
    const auto days = month_days(t.year, t.month);
    if (days && *days < t.day) {
      if (++t.month > 12) {
        t.month = 1;
        ++t.year;
      }
      t.day = 1;
    }
  } else if (t.day < 1) {
    if (--t.month < 1) {
      --t.year;
      t.month = 12;
    }
    t.day = month_days(t.year, t.month).value_or(1);
  }
}

/// Whether Time.utc and Time.local take these numbers; a day that the month lacks they carry.
bool in_range(const LocalTime& t) {
  return t.month >= 1 && t.month <= 12 && t.day >= 1 && t.day <= 31 && t.hour >= 0 && t.hour <= 24 &&
         (t.hour < 24 || (t.minute == 0 && t.second == 0)) && t.minute >= 0 && t.minute <= 59 && t.second >= 0 &&
         t.second <= 60;
}

/// Whether there is such a reading on a clock, give or take daylight saving.
bool exists(const LocalTime& t) {
  return in_range(t) && t.day <= last_day_of_month(t.year, static_cast<unsigned>(t.month)) && t.second < 60;
}

/// Time.make_time.
DateReading make_time(const DateParts& parts, const Zone& local, Instant now) {
  DateReading out;
  if (parts.empty()) return out;
  const auto local_now = [&](std::int32_t offset) { return local_time(now.seconds, offset); };
  const std::int32_t here = local.offset_at(now.seconds);
  const std::int64_t offset_year = std::clamp(parts.year.value_or(local_now(here).year), -max_year, max_year);
  std::optional<std::int32_t> offset;
  if (parts.zone) offset = zone_offset(*parts.zone, offset_year, local);

  if (parts.day_of_year) {
    const std::int64_t yday = *parts.day_of_year;
    if (yday < 1 || yday > 366) return out;
    DateParts guess = parts;
    guess.day_of_year.reset();
    guess.month = (yday - 1) / 31 + 1;
    guess.day = (yday - 1) % 31 + 1;
    const DateReading first = make_time(guess, local, now);
    if (!first.valid()) return first;
    const LocalTime shown = local_time(first.instant.seconds, first.offset);
    const std::int64_t found =
        days_from_civil(shown.year, static_cast<unsigned>(shown.month), static_cast<unsigned>(shown.day)) -
        days_from_civil(shown.year, 1, 1) + 1;
    if (found == yday) return first;
    *guess.day += yday - found;
    if (const auto days = month_days(offset_year, *guess.month); *guess.day > 28 && days && *guess.day > *days) {
      if (++*guess.month > 12) return out;
      *guess.day -= *days;
    }
    return make_time(guess, local, now);
  }

  LocalTime t;
  const LocalTime today = local_now(offset.value_or(here));
  // What is missing above the first thing that was written is today's.
  bool known = false;
  std::optional<std::int64_t> nanoseconds;
  if (parts.nanoseconds) nanoseconds = *parts.nanoseconds;
  const auto fill = [&](const std::optional<std::int64_t>& part, std::int64_t fallback, std::int64_t current) {
    known = known || part.has_value();
    return part ? *part : known ? fallback : current;
  };
  t.year = std::clamp(fill(parts.year, 1970, today.year), -max_year, max_year);
  t.month = fill(parts.month, 1, today.month);
  t.day = fill(parts.day, 1, today.day);
  out.from_now = !parts.year;
  t.hour = fill(parts.hour, 0, today.hour);
  t.minute = fill(parts.minute, 0, today.minute);
  t.second = fill(parts.second, 0, today.second);
  if (t.year != offset_year) {
    offset.reset();
    if (parts.zone) offset = zone_offset(*parts.zone, t.year, local);
  }
  out.has_time = parts.hour.has_value();
  out.has_seconds = parts.second.has_value();
  out.has_offset = offset.has_value();
  const bool real = exists(t);
  if (offset) {
    apply_offset(t, *offset);
    if (!in_range(t)) return out;
    out.instant.seconds = utc_seconds(t);
    const auto shown = local.offset_at(out.instant.seconds);
    out.offset = is_utc(*parts.zone) ? 0 : shown == *offset ? shown : *offset;
    if (std::abs(out.offset) >= 86400) return out;
  } else {
    if (!in_range(t)) return out;
    out.instant.seconds = local.to_utc(t);
    out.offset = local.offset_at(out.instant.seconds);
  }
  out.instant.nanoseconds = static_cast<std::int32_t>(nanoseconds.value_or(0));
  out.state = real ? DateReading::State::parsed : DateReading::State::carried;
  return out;
}

std::string float_text(double value) {
  // Float#to_s: the shortest that reads back, with a fraction, and an exponent from 1e16 on.
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  std::string text = std::abs(value) >= 1e16 || (value != 0 && std::abs(value) < 1e-4) ? fmt::format("{:e}", value)
                                                                                       : fmt::format("{}", value);
  if (text.find('.') == std::string::npos && text.find('e') == std::string::npos) text += ".0";
  return text;
}

}  // namespace

DateReading parse_time(std::string_view text, const Zone& zone, Instant now) {
  const auto parts = parse_date_parts(text);
  return parts ? make_time(*parts, zone, now) : DateReading{};
}

DateReading read_date(const YamlTree& yaml, NodeId id, const Zone& zone, Instant now) {
  id = yaml.resolve(id);
  if (id == no_node || yaml[id].kind != NodeKind::scalar) return {};
  const Scalar scalar = yaml.scalar(id);
  using Type = Scalar::Type;
  switch (scalar.type) {
    case Type::time: {
      DateReading out;
      out.state = scalar.time.normalised ? DateReading::State::carried : DateReading::State::parsed;
      out.instant.seconds = scalar.time.instant.seconds;
      out.has_time = out.has_seconds = true;
      out.has_offset = scalar.time.zone != Timestamp::Zone::none;
      out.yaml_timestamp = true;
      const auto local = zone.offset_at(out.instant.seconds);
      out.offset = scalar.time.zone == Timestamp::Zone::none ? local : scalar.time.offset;
      // Time#to_s shows whole minutes of an offset, and is what is read again.
      out.instant.seconds += out.offset % 60;
      return out;
    }
    case Type::date: {
      const CivilDate day = scalar.date;
      LocalTime local;
      local.year = day.year;
      local.month = day.month;
      local.day = day.day;
      DateReading out;
      out.state = exists(local) ? DateReading::State::parsed : DateReading::State::carried;
      out.instant.seconds = zone.to_utc(local);
      out.offset = zone.offset_at(out.instant.seconds);
      return out;
    }
    case Type::integer:
      return parse_time(std::to_string(scalar.integer), zone, now);
    case Type::big_integer:
      return parse_time(decimal_integer(yaml.text(id)), zone, now);
    case Type::floating:
      return parse_time(float_text(scalar.floating), zone, now);
    case Type::boolean:
      return parse_time(scalar.boolean ? "true" : "false", zone, now);
    case Type::string:
      return parse_time(yaml.text(id), zone, now);
    case Type::binary:
      return parse_time(decode_base64(yaml.text(id)), zone, now);
    default:
      return {};  // null is the empty text
  }
}

CivilDate day_at(Instant instant, std::int32_t offset) {
  const LocalTime t = local_time(instant.seconds, offset);
  return {static_cast<std::int32_t>(t.year), static_cast<std::uint8_t>(t.month), static_cast<std::uint8_t>(t.day)};
}

CivilDate day_in(const Zone& zone, Instant instant) { return day_at(instant, zone.offset_at(instant.seconds)); }

std::string format_offset(std::int32_t offset) {
  const auto minutes = std::abs(offset) / 60;
  return fmt::format("{}{:02}{:02}", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::string format_rfc3339(Instant instant, std::int32_t offset) {
  const LocalTime t = local_time(instant.seconds, offset);
  std::string out =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", t.year, t.month, t.day, t.hour, t.minute, t.second);
  if (instant.nanoseconds != 0) {
    std::string fraction = fmt::format(".{:09}", instant.nanoseconds);
    while (fraction.ends_with('0')) fraction.pop_back();
    out += fraction;
  }
  if (offset == 0) return out + "Z";
  const std::string text = format_offset(offset);
  return out + text.substr(0, 3) + ":" + text.substr(3);
}

std::string format_jekyll(Instant instant, std::int32_t offset) {
  const LocalTime t = local_time(instant.seconds, offset);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} {}", t.year, t.month, t.day, t.hour, t.minute, t.second,
                     format_offset(offset));
}

std::string format_day(CivilDate day) { return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day); }

bool parse_now(std::string_view text, const Zone& zone, Instant& out) {
  const DateReading reading = parse_time(text, zone, {});
  if (reading.state != DateReading::State::parsed || reading.from_now || text.size() < 8) return false;
  out = reading.instant;
  return true;
}

}  // namespace galley::post
