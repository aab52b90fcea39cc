// The moment that Jekyll makes of a date, and how galley writes moments. Jekyll turns whatever YAML gave it into text
// and reads that by Ruby's Time.parse (Jekyll::Utils.parse_date): a YAML timestamp without an offset is UTC by then, a
// day is local midnight, and text goes through a heuristic that also takes days that do not exist.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/post/front_matter.h"
#include "core/post/scalar.h"
#include "core/post/zone.h"

namespace galley::post {

struct DateReading {
  enum class State : std::uint8_t {
    parsed,
    carried,  // the text names no moment that exists (30 February, hour 25), and Ruby takes another without a word
    invalid,  // the build fails
  };
  State state = State::invalid;
  Instant instant;          // not where `state` is `invalid`
  std::int32_t offset = 0;  // seconds east of UTC in which Ruby shows it: as written where it was, else the site's
  bool has_time = false;    // an hour was written
  bool has_seconds = false;
  bool has_offset = false;      // an offset or a zone that Ruby knows was written
  bool yaml_timestamp = false;  // YAML read it as a time, so that one without an offset is UTC
  bool from_now = false;        // year, month or day are missing, and are today's

  bool valid() const { return state != State::invalid; }
};

/// Ruby's `Time.parse(text)` where `zone` is local and `now` is the moment of the build.
DateReading parse_time(std::string_view text, const Zone& zone, Instant now);

/// What Jekyll makes of a front matter value (`date: …`); `id` may be an alias. Sequences and mappings are invalid.
DateReading read_date(const YamlTree& yaml, NodeId id, const Zone& zone, Instant now);

/// The day of a moment in a zone.
CivilDate day_in(const Zone& zone, Instant instant);
CivilDate day_at(Instant instant, std::int32_t offset);

/// `2021-12-08T20:46:00+08:00`, with a fraction where there is one; RFC 3339. `Z` where the offset is 0.
std::string format_rfc3339(Instant instant, std::int32_t offset);
/// `2021-12-08 20:46:00 +0800`, as Jekyll's documentation writes dates.
std::string format_jekyll(Instant instant, std::int32_t offset);
/// `2021-12-08`.
std::string format_day(CivilDate day);
/// `+0800`.
std::string format_offset(std::int32_t offset);

/// Reads what `--now` takes: a day, or a time with or without an offset, as Time.parse does but only where it is whole
/// and exists.
bool parse_now(std::string_view text, const Zone& zone, Instant& out);

}  // namespace galley::post
