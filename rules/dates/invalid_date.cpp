#include <algorithm>

#include "core/post/date_parse.h"
#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::DT001 {
namespace {

constexpr RuleInfo info{
    .code = "DT001",
    .name = "invalid-date",
    .summary = "a date that is none, or an offset out of range",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
Jekyll reads a date by Ruby's `Time.parse`. What that refuses (`tuesday`, a 13th month) stops the whole build; what it takes
and does not exist becomes another date without a word: 30 February is 1 or 2 March, and hour 25 with an offset is one
o'clock of the next day. A date without a year is of the year in which the site is built. No zone is further from UTC than 12
hours west or 14 east.

Write the date that is meant, as `2022-06-10 10:00:00 +0800`.

```bad
---
title: 央行：稳字当头
date: 2022-02-30 10:00:00 +0800
---
```
```bad
---
title: 央行：稳字当头
date: 2022-06-10 25:10:00 +0800
---
```
```bad
---
title: 央行：稳字当头
date: tuesday
---
```
```bad
---
title: 央行：稳字当头
date: 2022-06-10 10:00:00 +1900
---
```
```good
---
title: 央行：稳字当头
date: 2022-06-10 10:00:00 +0800
---
```
)md";

constexpr std::int32_t furthest_east = 14 * 3600;
constexpr std::int32_t furthest_west = -12 * 3600;

/// `+0875`: minutes that no offset has, which Ruby counts on.
bool has_odd_minutes(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  const auto sign = text.find_last_of("+-");
  if (sign == std::string_view::npos || sign < 11) return false;
  std::string digits;
  for (const char c : text.substr(sign + 1)) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (c != ':')
      return false;
  }
  return digits.size() == 4 && digits[2] >= '6';
}

/// What part of a text does not exist, for the message.
std::string fault_of(std::string_view text) {
  const auto parts = post::parse_date_parts(text);
  if (!parts || parts->empty()) return "no date";
  // Ruby finds months in the middle of numbers (`2022年` is the 22nd of month 20), which would explain nothing.
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!plain) return "no date";
  if (parts->month && (*parts->month < 1 || *parts->month > 12))
    return "no date: there is no month " + std::to_string(*parts->month);
  if (parts->day && (*parts->day < 1 || *parts->day > 31))
    return "no date: there is no day " + std::to_string(*parts->day);
  if (parts->hour && *parts->hour > 23) return "no time: there is no hour " + std::to_string(*parts->hour);
  if (parts->minute && *parts->minute > 59) return "no time: there is no minute " + std::to_string(*parts->minute);
  if (parts->second && *parts->second > 59) return "no time: there is no second " + std::to_string(*parts->second);
  if (!parts->month || !parts->day) return "no date";
  const auto last = post::last_day_of_month(parts->year.value_or(2000), static_cast<unsigned>(*parts->month));
  return *parts->day > last ? "a day that does not exist" : "a time whose offset is out of range";
}

class InvalidDate final : public Rule {
 public:
  void begin(Context& ctx) override {
    const auto date = date_of(ctx);
    if (!date) return;
    const post::FrontMatter& fm = ctx.post().front_matter;
    const std::string_view text = fm.yaml.text(fm.yaml.resolve(date->entry.value));
    const Span at = value_place(fm, date->entry);
    const post::DateReading& reading = date->reading;
    using State = post::DateReading::State;
    const bool far =
        reading.valid() && reading.has_offset && (reading.offset > furthest_east || reading.offset < furthest_west);
    if (far || (reading.valid() && has_odd_minutes(text))) {
      ctx.report(at,
                 "The offset in `date`, " + in_message(text) + ", is none that any place has; write the right one.");
    } else if (reading.state == State::invalid) {
      ctx.report(at, "`date` is " + in_message(text) + ", " + fault_of(text) +
                         ", at which the build fails; write it as `2022-06-10 10:00:00 +0800`.");
    } else if (reading.state == State::carried) {
      ctx.report(at, "`date` is " + in_message(text) + ", " + fault_of(text) + ", and Jekyll takes it for " +
                         post::format_jekyll(reading.instant, reading.offset) +
                         " without a word; write the one that is meant.");
    } else if (reading.from_now) {
      ctx.report(at, "`date` is " + in_message(text) +
                         ", which names no year, so that it changes with the day of the build; write the whole date.");
    }
  }
};

}  // namespace

GALLEY_RULE(DT001, info, documentation, InvalidDate);

}  // namespace galley::rules::DT001
