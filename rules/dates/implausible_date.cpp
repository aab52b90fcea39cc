#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::DT006 {
namespace {

constexpr RuleInfo info{
    .code = "DT006",
    .name = "implausible-date",
    .summary = "a date before 1990, or on the Unix epoch's first day",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
Nothing was published on the web before 1990, and 1 January 1970 is what programs write where they know no date at all.

Write the date on which the post was published.

```bad path=_posts/1970-01-01-example.md
---
title: 央行：稳字当头
date: 1970-01-01 08:00:00 +0800
---
```
```bad path=_posts/202-06-10-example.md
---
title: 央行：稳字当头
---
```
```good
---
title: 央行：稳字当头
date: 2022-06-10 10:00:00 +0800
---
```
)md";

class ImplausibleDate final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::Post& post = ctx.post();
    if (const auto date = date_of(ctx)) {
      if (!date->reading.valid()) return;
      check(ctx, day_of(post, date->reading), value_place(post.front_matter, date->entry), false);
    } else if (post.path.date && post.path.date->state == post::FileNameDate::State::valid && moment_of(ctx)) {
      check(ctx, post.path.date->day, {}, true);
    }
  }

 private:
  static void check(Context& ctx, post::CivilDate day, Span at, bool name) {
    constexpr int first_year = 1990;
    if (day.year >= first_year) return;
    const bool epoch = day == post::CivilDate{1970, 1, 1} || day == post::CivilDate{1969, 12, 31};
    std::string message =
        std::string(name ? "The file name's date" : "`date`") + " is " + in_message(post::format_day(day)) + ", " +
        (epoch ? "which is what programs write where they know none" : "when there was no web to publish on") +
        "; write the day of publication.";
    if (name)
      ctx.report_file(std::move(message));
    else
      ctx.report(at, std::move(message));
  }
};

}  // namespace

GALLEY_RULE(DT006, info, documentation, ImplausibleDate);

}  // namespace galley::rules::DT006
