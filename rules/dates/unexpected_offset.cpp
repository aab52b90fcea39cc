#include <cstdlib>

#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::DT007 {
namespace {

constexpr RuleInfo info{
    .code = "DT007",
    .name = "unexpected-offset",
    .summary = "an offset that the site's time zone does not have at that moment",
    .level = Level::off,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
A date whose offset is not the one that the site's `timezone` has at that moment was written elsewhere, or forgets daylight
saving. It is a moment all the same, so this is for archives whose dates are all to be told in one zone. Sites without a
`timezone` have nothing to compare with.

Write the zone's offset. Where the two are an hour apart, the fix keeps the reading of the clock, since daylight saving was
forgotten; else it keeps the moment.

```bad zone=America/New_York
---
title: News
date: 2022-06-10 10:00:00 -0500
---
```
```fixed
---
title: News
date: 2022-06-10 10:00:00 -0400
---
```
```good zone=America/New_York
---
title: News
date: 2022-01-10 10:00:00 -0500
---
```
)md";

class UnexpectedOffset final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::Post& post = ctx.post();
    const auto date = date_of(ctx);
    if (!post.zone_configured || !date || date->reading.state != post::DateReading::State::parsed ||
        !date->reading.has_offset)
      return;
    const post::DateReading& reading = date->reading;
    constexpr std::int32_t furthest = 14 * 3600;
    if (std::abs(reading.offset) > furthest) return;  // DT001 says that no place has it
    const std::int32_t expected = post.zone.offset_at(reading.instant.seconds);
    // Local mean time, before there were zones, has seconds that no offset can be written with.
    if (expected == reading.offset || expected % 60 != 0) return;
    Finding& finding = ctx.report(value_place(post.front_matter, date->entry),
                                  "`date` has the offset " + in_message(post::format_offset(reading.offset)) +
                                      " where the site's zone has " + in_message(post::format_offset(expected)) +
                                      " at that moment; write the zone's.");
    const post::Node& node = post.front_matter.yaml[date->entry.value];
    if (node.kind != post::NodeKind::scalar || !node.properties.empty()) return;
    constexpr std::int32_t hour = 3600;
    if (std::abs(expected - reading.offset) > hour) {
      finding.fix = Fix{FixGrade::unsafe,
                        "Write the moment in the site's zone",
                        {{node.span, post::format_jekyll(reading.instant, expected)}}};
      return;
    }
    const std::string_view text = post.source->text(node.content);
    const auto sign = text.find_last_of("+-");
    if (sign == std::string_view::npos || sign < 11 ||
        text.find_first_not_of("0123456789:", sign + 1) != std::string_view::npos)
      return;
    const auto clock = post::local_time(reading.instant.seconds, reading.offset);
    const std::int32_t offset = post.zone.offset_at(post.zone.to_utc(clock));
    finding.fix =
        Fix{FixGrade::unsafe,
            "Write the zone's offset",
            {{{node.content.begin + static_cast<std::uint32_t>(sign), node.content.end}, post::format_offset(offset)}}};
  }
};

}  // namespace

GALLEY_RULE(DT007, info, documentation, UnexpectedOffset);

}  // namespace galley::rules::DT007
