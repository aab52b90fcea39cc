#include "core/post/date.h"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

using namespace galley::post;
using State = DateReading::State;

namespace {

constexpr Instant now{1654848000, 0};  // 2022-06-10 08:00:00 UTC

Zone shanghai() {
  const auto zone = Zone::find("Asia/Shanghai");
  REQUIRE(zone);
  return *zone;
}

/// What Jekyll makes of `date: TEXT`.
std::string jekyll(std::string_view text, const Zone& zone) {
  const auto fm = read_front_matter("---\ndate: " + std::string(text) + "\n---\n");
  REQUIRE(fm.readable());
  const auto reading = read_date(fm.yaml, fm.find("date").value, zone, now);
  if (!reading.valid()) return "invalid";
  return format_jekyll(reading.instant, zone.offset_at(reading.instant.seconds)) +
         (reading.state == State::carried ? " (carried)" : "");
}

}  // namespace

TEST_CASE("a front matter date becomes the moment that Jekyll makes of it") {
  const Zone zone = shanghai();
  CHECK(jekyll("2021-12-08 20:46:00 +0800", zone) == "2021-12-08 20:46:00 +0800");
  CHECK(jekyll("2021-12-08 20:46:00", zone) == "2021-12-09 04:46:00 +0800");    // YAML says UTC
  CHECK(jekyll("'2021-12-08 20:46:00'", zone) == "2021-12-08 20:46:00 +0800");  // Ruby says local
  CHECK(jekyll("2021-12-08 20:46", zone) == "2021-12-08 20:46:00 +0800");
  CHECK(jekyll("2021-12-08", zone) == "2021-12-08 00:00:00 +0800");
  CHECK(jekyll("2021-02-30", zone) == "2021-03-02 00:00:00 +0800 (carried)");
  CHECK(jekyll("2021-02-30 10:00:00 +0800", zone) == "2021-03-02 10:00:00 +0800 (carried)");
  CHECK(jekyll("2021-12-08 25:10:00 +0800", zone) == "2021-12-09 01:10:00 +0800 (carried)");
  CHECK(jekyll("2021-12-08 25:10:00", zone) == "invalid");
  CHECK(jekyll("+0800", zone) == "invalid");
  CHECK(jekyll("", zone) == "invalid");
  CHECK(jekyll("tuesday", zone) == "invalid");
  CHECK(jekyll("8 December 2021 8:46 pm", zone) == "2021-12-08 20:46:00 +0800");
  CHECK(jekyll("20:15", zone) == "invalid");  // base 60 to YAML: 72900
  CHECK(jekyll("'20:15'", zone) == "2022-06-10 20:15:00 +0800");
  CHECK(jekyll("20211208", zone) == "2021-12-08 00:00:00 +0800");
}

TEST_CASE("days, offsets and forms") {
  const Zone zone = shanghai();
  const Instant evening{1638996360, 0};  // 2021-12-08 20:46:00 UTC
  CHECK(day_in(zone, evening) == CivilDate{2021, 12, 9});
  CHECK(day_in(Zone(), evening) == CivilDate{2021, 12, 8});
  CHECK(zone.offset_at(evening.seconds) == 28800);
  CHECK(zone.abbreviation_at(evening.seconds) == "CST");
  const auto new_york = Zone::find("America/New_York");
  REQUIRE(new_york);
  CHECK(new_york->offset_at(evening.seconds) == -18000);
  CHECK(new_york->offset_at(4118040000) == -14400);  // 2100-07-01
  CHECK(format_rfc3339(evening, 28800) == "2021-12-09T04:46:00+08:00");
  CHECK(format_rfc3339({evening.seconds, 250000000}, 0) == "2021-12-08T20:46:00.25Z");
  CHECK(format_jekyll(evening, -12600) == "2021-12-08 17:16:00 -0330");
  CHECK(format_day({2021, 2, 3}) == "2021-02-03");
  CHECK(Zone::find("CST-8")->offset_at(0) == 28800);
  CHECK(Zone::find("<+0545>-5:45")->offset_at(0) == 20700);
  CHECK_FALSE(Zone::find("Asia/Nowhere"));
  CHECK_FALSE(Zone::find("../../../etc/passwd"));
  Instant moment;
  CHECK(parse_now("2022-06-10", zone, moment));
  CHECK(moment.seconds == 1654790400);
  CHECK(parse_now("2022-06-10T12:00:00Z", zone, moment));
  CHECK_FALSE(parse_now("2022-02-30", zone, moment));
  CHECK_FALSE(parse_now("noon", zone, moment));
}

TEST_CASE("a long or strange text is no date, and takes no time") {
  const Zone zone;
  CHECK_FALSE(parse_time(std::string(129, '1'), zone, now).valid());
  CHECK(parse_time("2021-12-08" + std::string(100, ' ') + "x", zone, now).valid());
  for (const char c : std::string("0a:-/.' ,[\xE5")) parse_time(std::string(128, c), zone, now);
  parse_time("9" + std::string(23, '4') + "jan", zone, now);  // a year of more digits than an integer holds
  parse_time(std::string("1:1") + std::string(60, 'a') + " " + std::string(60, 'b'), zone, now);
}

TEST_CASE("a zone serves many threads") {
  std::vector<std::thread> threads;
  std::vector<std::int64_t> sums(4);
  for (std::size_t i = 0; i < sums.size(); ++i) {
    threads.emplace_back([&sums, i] {
      const auto zone = Zone::find("Europe/London");
      for (std::int64_t t = 0; t < 2'000'000'000; t += 10'000'019) sums[i] += zone ? zone->offset_at(t) : -1;
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto sum : sums) CHECK(sum == sums[0]);
}
