// What galley makes of dates, in the form of tests/oracles/time_parse.rb.
#include <iostream>
#include <string>

#include "core/post/date.h"

using namespace galley::post;

namespace {

std::string answer(std::string_view frame) {
  std::string_view field[3];
  for (auto& f : field) {
    const auto end = frame.find('\n');
    f = frame.substr(0, end);
    frame.remove_prefix(end + 1);
  }
  const Zone zone = Zone::find(field[1]).value_or(Zone());
  const Instant now{std::stoll(std::string(field[2])), 0};
  DateReading reading;
  if (field[0] == "J") {
    const std::string text = "---\ndate: " + std::string(frame) + "\n---\n";
    const auto fm = read_front_matter(text);
    if (!fm.readable()) return "error";
    const Entry date = fm.find("date");
    reading = date.value == no_node ? DateReading{} : read_date(fm.yaml, date.value, zone, now);
  } else {
    reading = parse_time(frame, zone, now);
  }
  if (!reading.valid()) return "error";
  return std::to_string(reading.instant.seconds) + " " + std::to_string(reading.instant.nanoseconds) + " " +
         std::to_string(reading.offset);
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::string size;
  while (std::getline(std::cin, size)) {
    std::string frame(std::stoul(size), '\0');
    std::cin.read(frame.data(), static_cast<std::streamsize>(frame.size()));
    const std::string out = answer(frame);
    std::cout << out.size() << '\n' << out;
  }
}
