#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::DT008 {
namespace {

constexpr RuleInfo info{
    .code = "DT008",
    .name = "non-canonical-date",
    .summary = "a date not written `YYYY-MM-DD HH:MM:SS +ZZZZ`",
    .level = Level::off,
    .fix = FixGrade::safe,
};

constexpr std::string_view documentation = R"md(
For archives in which every date is to look alike: `2022-06-10 10:00:00 +0800` is how Jekyll's documentation writes them, and
the form that every program which reads front matter understands.

The fix writes the same moment so. A day, or a time without an offset, is a moment only where the site has a `timezone`.

```bad
---
title: 央行：稳字当头
date: 2022-06-10T10:00:00+08:00
---
```
```fixed
---
title: 央行：稳字当头
date: 2022-06-10 10:00:00 +0800
---
```
```bad zone=Asia/Shanghai
---
title: 央行：稳字当头
date: June 10, 2022
---
```
```fixed
---
title: 央行：稳字当头
date: 2022-06-10 00:00:00 +0800
---
```
```bad
---
title: 央行：稳字当头
date: 2022-06-10
---
```
```good
---
title: 央行：稳字当头
date: 2022-06-10 10:00:00 +0800
---
```
)md";

bool is_canonical(std::string_view text) {
  static constexpr std::string_view form = "0000-00-00 00:00:00 +0000";
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool fits = form[i] == '0'   ? text[i] >= '0' && text[i] <= '9'
                      : form[i] == '+' ? text[i] == '+' || text[i] == '-'
                                       : text[i] == form[i];
    if (!fits) return false;
  }
  return true;
}

class NonCanonicalDate final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::Post& post = ctx.post();
    const auto date = date_of(ctx);
    if (!date || date->reading.state != post::DateReading::State::parsed || date->reading.from_now) return;
    const post::YamlTree& yaml = post.front_matter.yaml;
    const NodeId value = yaml.resolve(date->entry.value);
    if (is_canonical(yaml.text(value))) return;
    const post::DateReading& reading = date->reading;
    Finding& finding =
        ctx.report(value_place(post.front_matter, date->entry),
                   "`date` is " + in_message(yaml.text(value)) + "; write it as `YYYY-MM-DD HH:MM:SS +ZZZZ`.");
    const post::Node& node = yaml[value];
    if (value != date->entry.value || !node.properties.empty() || node.style == post::NodeStyle::literal ||
        node.style == post::NodeStyle::folded) {
      return;
    }
    std::int32_t offset = reading.offset;
    if (!reading.has_offset) {
      if (post.zone_configured)
        offset = post.zone.offset_at(reading.instant.seconds);
      else if (reading.yaml_timestamp)
        offset = 0;
      else
        return;
    }
    // An offset of seconds (local mean time) cannot be written so.
    if (offset % 60 != 0) return;
    finding.fix = Fix{
        FixGrade::safe, "Write the same moment in full", {{node.span, post::format_jekyll(reading.instant, offset)}}};
  }
};

}  // namespace

GALLEY_RULE(DT008, info, documentation, NonCanonicalDate);

}  // namespace galley::rules::DT008
