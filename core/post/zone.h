// The zones in which a site's dates are told: names of the system's time zone database, as `timezone:` in `_config.yml`
// and TZ take them. Only zone.cpp sees Howard Hinnant's date. A Zone is a small value, shared freely between threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "core/post/scalar.h"

namespace galley::post {

/// A wall clock's reading, of the proleptic Gregorian calendar. Fields beyond their range carry.
struct LocalTime {
  std::int64_t year = 1970;
  std::int64_t month = 1, day = 1, hour = 0, minute = 0, second = 0;
};

class Zone {
 public:
  /// UTC.
  Zone() = default;
  /// A name of the time zone database (`Asia/Shanghai`), or a POSIX form without daylight saving (`CST-8`). The first
  /// call of a process reads the database's index (some milliseconds). The error says what is wrong with the name.
  static tl::expected<Zone, std::string> find(std::string_view name);
  /// The machine's: TZ where it is set, else what /etc/localtime names; UTC where neither can be read.
  static Zone machine();

  /// Seconds east of UTC at a moment.
  std::int32_t offset_at(std::int64_t utc_seconds) const;
  /// The abbreviation that holds at a moment: "CST".
  std::string abbreviation_at(std::int64_t utc_seconds) const;
  /// The moment that Ruby's Time.local takes: in a gap of daylight saving it counts on with the offset before the gap,
  /// of two equal readings it takes the later.
  std::int64_t to_utc(const LocalTime& local) const;

 private:
  const void* zone_ = nullptr;  // a time zone of date's database, which lives as long as the process
  std::int32_t fixed_ = 0;      // where `zone_` is null
  char abbreviation_[12] = "UTC";
};

/// The reading of a clock that is `offset` seconds ahead of UTC.
LocalTime local_time(std::int64_t utc_seconds, std::int32_t offset);
/// Seconds since 1970 of a reading taken as UTC; months beyond 1 to 12 carry too.
std::int64_t utc_seconds(const LocalTime& local);

}  // namespace galley::post
