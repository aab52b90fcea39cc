// What a YAML scalar means. Jekyll reads front matter with Ruby's Psych (YAML 1.1, with habits of its own), so a scalar
// is typed here exactly as `Psych.safe_load(text, permitted_classes: [Date, Time], aliases: true)` types it, including
// what it refuses. Sources: psych 4.0's scalar_scanner.rb and visitors/to_ruby.rb; https://yaml.org/spec/1.2.2/ for the
// other reading.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace galley::post {

/// A day of the calendar that Ruby's Date uses: Julian before 15 October 1582.
struct CivilDate {
  std::int32_t year = 1970;
  std::uint8_t month = 1;
  std::uint8_t day = 1;
  friend constexpr bool operator==(CivilDate, CivilDate) = default;
  friend constexpr auto operator<=>(CivilDate, CivilDate) = default;
};

/// A moment: seconds since 1970-01-01 00:00:00 UTC without leap seconds, and nanoseconds in [0, 1e9).
struct Instant {
  std::int64_t seconds = 0;
  std::int32_t nanoseconds = 0;
  friend constexpr bool operator==(Instant, Instant) = default;
  friend constexpr auto operator<=>(Instant, Instant) = default;
};

/// A YAML timestamp with a time of day.
struct Timestamp {
  enum class Zone : std::uint8_t {
    none,    // no offset written: Psych reads UTC, and shows the site's zone
    utc,     // `Z`
    offset,  // `+08:00`
  };
  Instant instant;
  std::int32_t offset = 0;  // seconds east of UTC, as written
  Zone zone = Zone::none;
  bool normalised = false;  // the text named no such moment (30 February, second 60), and Ruby took a later one
};

/// A typed scalar. Which of the fields counts is said by `type`; the text of a string is the scalar's own.
struct Scalar {
  enum class Type : std::uint8_t {
    null,
    boolean,
    integer,
    big_integer,  // an integer that 64 bits do not hold: its text is kept
    floating,
    string,
    binary,  // `!!binary`: the text is base64
    date,
    time,
    symbol,   // `:name`: safe_load refuses it
    refused,  // a tag that names a class: safe_load refuses it
    invalid,  // looks like a number but is none (`0b_`, `.e+1`, `!!float x`): Psych raises while reading it
  };
  Type type = Type::string;
  bool boolean = false;
  std::int64_t integer = 0;
  double floating = 0;
  CivilDate date;
  Timestamp time;

  /// Whether safe_load reads a document that has this scalar.
  bool readable() const { return type < Type::symbol; }
};

/// The type of an untagged plain scalar, as Psych::ScalarScanner#tokenize finds it. Text of any length and bytes;
/// linear.
Scalar type_plain_scalar(std::string_view text);

/// The type of a scalar with a tag as libyaml resolves it (`!!str` is `tag:yaml.org,2002:str`), plain or quoted.
Scalar type_tagged_scalar(std::string_view tag, std::string_view text);

/// Whether a mapping or sequence with this tag makes safe_load refuse the document (`!ruby/object:X`, `!!set`).
bool refuses_mapping_tag(std::string_view tag);
bool refuses_sequence_tag(std::string_view tag);

/// How YAML 1.2's core schema (chapter 10.3) reads a plain scalar.
enum class CoreType : std::uint8_t { null, boolean, integer, floating, string };
CoreType core_schema_type(std::string_view text);

/// How SafeYAML 1.0 with Jekyll's settings, which Jekyll uses where it comes from RubyGems, reads an untagged plain
/// scalar.
enum class SafeYamlType : std::uint8_t { null, boolean, integer, floating, string, date, time };
SafeYamlType safe_yaml_type(std::string_view text);

/// The integer that a scalar of type `big_integer` (or `integer`) is, in decimal; "" where it has more than 4,096
/// digits.
std::string decimal_integer(std::string_view text);

/// What `!!binary` text stands for, decoded as leniently as Ruby's unpack("m").
std::string decode_base64(std::string_view text);

/// Days from 1970-01-01 of a proleptic Gregorian day; months and days beyond their range are not carried.
std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day);
/// The last day of a month (1 to 12) of the Gregorian calendar.
unsigned last_day_of_month(std::int64_t year, unsigned month);

}  // namespace galley::post
