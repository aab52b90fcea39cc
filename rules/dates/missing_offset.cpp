#include "core/post/date_parse.h"
#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::DT002 {
namespace {

constexpr RuleInfo info{
    .code = "DT002",
    .name = "missing-offset",
    .summary = "a time without an offset",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
A time without an offset is not the same moment for everyone. Unquoted and with seconds, `2021-12-08 20:46:00` is UTC to YAML,
and Jekyll shifts it to the site's zone: in Shanghai the post is published on the 9th, under another URL. Quoted, or without
seconds, it is local to the `timezone` of the site, or to the machine that builds where that is not set.

Write the offset; the fix adds that of the site's `timezone`.

```bad zone=Asia/Shanghai
---
title: 央行：稳字当头
date: 2021-12-08 20:46:00
---
```
```fixed
---
title: 央行：稳字当头
date: 2021-12-08 20:46:00 +0800
---
```
```bad
---
title: 央行：稳字当头
date: "2021-12-08 20:46"
---
```
```good
---
title: 央行：稳字当头
date: 2021-12-08 20:46:00 +0800
---
```
```good
---
title: 央行：稳字当头
date: 2021-12-08
---
```
)md";

class MissingOffset final : public Rule {
 public:
  void begin(Context& ctx) override {
    const auto date = date_of(ctx);
    if (!date || date->reading.state != post::DateReading::State::parsed) return;
    const post::DateReading& reading = date->reading;
    if (!reading.has_time || reading.has_offset || reading.from_now) return;
    const post::Post& post = ctx.post();
    const std::string_view text = post.front_matter.yaml.text(post.front_matter.yaml.resolve(date->entry.value));
    const auto parts = reading.yaml_timestamp ? std::nullopt : post::parse_date_parts(text);
    const bool unknown_zone = parts && parts->zone.has_value();
    const bool unseen = !unknown_zone && !reading.yaml_timestamp && ends_in_offset(text);
    std::string message = "`date` is " + in_message(text) +
                          (unknown_zone ? " without an offset that Ruby knows, "
                           : unseen     ? ", in which Ruby does not see the offset for what stands before it, "
                                        : " without an offset, ");
    if (!reading.yaml_timestamp) {
      message += post.zone_configured ? "so that it depends on the site's `timezone`"
                                      : "so that it depends on the machine that builds";
    } else if (post.zone_configured) {
      message += "which YAML reads as UTC, so that Jekyll publishes it for " +
                 post::format_jekyll(reading.instant, post.zone.offset_at(reading.instant.seconds));
    } else {
      message += "which YAML reads as UTC and Jekyll then shifts to its own zone";
    }
    Finding& finding = ctx.report(value_place(post.front_matter, date->entry),
                                  message + (unseen ? "; write the time as `HH:MM:SS`." : "; write the offset."));
    if (!unseen) finding.fix = add_offset(post, date->entry, reading);
  }

 private:
  // `+0800` or `-03:00` at the end.
  static bool ends_in_offset(std::string_view text) {
    const std::size_t sign = text.find_last_of("+-");
    if (sign == std::string_view::npos || sign == 0 || text[sign - 1] != ' ') return false;
    const std::string_view digits = text.substr(sign + 1);
    return digits.size() >= 4 && digits.size() <= 5 &&
           digits.find_first_not_of("0123456789:") == std::string_view::npos;
  }
};

}  // namespace

GALLEY_RULE(DT002, info, documentation, MissingOffset);

}  // namespace galley::rules::DT002
