#include "rules/clock.h"
#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::DT003 {
namespace {

constexpr RuleInfo info{
    .code = "DT003",
    .name = "filename-date-mismatch",
    .summary = "the front matter's day is not the file name's",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
Where a post's front matter has a `date`, the date in its file name counts for nothing; where the two differ, the post is
published on a day, and mostly under a URL, that its name does not tell. The day is that of the moment in the site's
`timezone`; where the configuration has none, that of the offset which is written with the date.

Correct the date, or rename the file. The fix takes the file name's day.

```bad path=_posts/2022-06-10-example.md
---
title: 央行：稳字当头
date: 2019-03-07 10:00:00 +0800
---
```
```fixed
---
title: 央行：稳字当头
date: 2022-06-10 10:00:00 +0800
---
```
```bad path=_posts/2021-12-08-example.md zone=Asia/Shanghai
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
```good path=_posts/2021-12-08-example.md zone=Asia/Shanghai
---
title: 央行：稳字当头
date: 2021-12-07 20:46:00 UTC
---
```
```good path=_posts/2022-06-10-example.md
---
title: 央行：稳字当头
date: 2022-06-10 00:30:00 +0800
---
```
)md";

class FilenameDateMismatch final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::Post& post = ctx.post();
    const auto& named = post.path.date;
    if (!named || named->state != post::FileNameDate::State::valid || post.role == post::Role::document) return;
    const auto date = date_of(ctx);
    if (!date || !date->reading.valid() || date->reading.from_now) return;
    const post::CivilDate day = day_of(post, date->reading);
    if (day == named->day) return;
    const auto& yaml = post.front_matter.yaml;
    const std::string_view text = yaml.text(yaml.resolve(date->entry.value));
    Finding& finding =
        ctx.report(value_place(post.front_matter, date->entry),
                   "`date` is " + in_message(text) + ", which is " + post::format_day(day) +
                       (post.zone_configured ? " in the site's zone" : "") + ", and the file name says " +
                       post::format_day(named->day) + "; correct the date, or rename the file.");
    finding.fix = add_offset(post, date->entry, date->reading);
    if (finding.fix && day_after(post, date->entry, *finding.fix) != named->day) finding.fix.reset();
    if (!finding.fix && is_plausible(ctx, named->day)) finding.fix = take_name(post, date->entry, named->day);
  }

 private:
  /// A name that says a day of the future, or of no web, is no better than the date.
  static bool is_plausible(const Context& ctx, post::CivilDate day) {
    constexpr int first_year = 1990;
    return day.year >= first_year && has_come(ctx, ctx.post().zone.to_utc({day.year, day.month, day.day + 1}));
  }

  static post::CivilDate day_after(const post::Post& post, const Entry& entry, const Fix& fix) {
    const post::Node& node = post.front_matter.yaml[entry.value];
    std::string value(post.source->text(node.span));
    const Edit& edit = fix.edits[0];
    value.replace(edit.at.begin - node.span.begin, edit.at.size(), edit.text);
    const auto again = post::read_front_matter("---\ndate: " + value + "\n---\n");
    if (!again.readable() || again.find("date").value == post::no_node) return {};
    const auto reading = post::read_date(again.yaml, again.find("date").value, post.zone, {});
    return reading.valid() ? day_of(post, reading) : post::CivilDate{};
  }

  static std::optional<Fix> take_name(const post::Post& post, const Entry& entry, post::CivilDate day) {
    const post::Node& node = post.front_matter.yaml[entry.value];
    if (node.kind != post::NodeKind::scalar || node.content.size() < 10 || !node.properties.empty())
      return std::nullopt;
    const std::string_view text = post.source->text(node.content).substr(0, 10);
    if (text[4] != '-' || text[7] != '-' || text.find_first_not_of("0123456789-") != std::string_view::npos)
      return std::nullopt;
    Fix fix{FixGrade::unsafe,
            "Take the day of the file name",
            {{{node.content.begin, node.content.begin + 10}, post::format_day(day)}}};
    if (day_after(post, entry, fix) != day) return std::nullopt;
    return fix;
  }
};

}  // namespace

GALLEY_RULE(DT003, info, documentation, FilenameDateMismatch);

}  // namespace galley::rules::DT003
