#include "rules/clock.h"
#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::DT009 {
namespace {

constexpr RuleInfo info{
    .code = "DT009",
    .name = "modified-before-published",
    .summary = "`last_modified_at`, `updated` or `modified` before `date`",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
A post cannot have been changed before it was published; one of the two dates is wrong. Feeds and search engines are told
both. Where one of them is a day without a time, the days are compared.

Correct the date that is wrong.

```bad
---
title: 央行：稳字当头
date: 2022-06-10 10:00:00 +0800
last_modified_at: 2022-06-09 10:00:00 +0800
---
```
```good
---
title: 央行：稳字当头
date: 2022-06-10 10:00:00 +0800
last_modified_at: 2022-06-10
updated: 2022-06-11 09:00:00 +0800
---
```
)md";

class ModifiedBeforePublished final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::Post& post = ctx.post();
    const auto date = date_of(ctx);
    using State = post::DateReading::State;
    if (!date || date->reading.state != State::parsed || date->reading.from_now) return;
    const post::FrontMatter& fm = post.front_matter;
    for (const std::string_view key : {"last_modified_at", "updated", "modified"}) {
      const Entry entry = fm.find(key);
      if (entry.value == post::no_node || is_empty(fm.yaml, entry.value)) continue;
      const auto modified = read_date(ctx, entry.value);
      if (modified.state != State::parsed || modified.from_now) continue;
      const bool times = modified.has_time && date->reading.has_time;
      const bool before =
          times ? modified.instant < date->reading.instant : day_of(post, modified) < day_of(post, date->reading);
      if (!before) continue;
      const std::string_view text = fm.yaml.text(fm.yaml.resolve(entry.value));
      ctx.report(value_place(fm, entry), "`" + std::string(key) + "` is " + in_message(text) +
                                             ", before the post's `date`; correct the one that is wrong.")
          .related.push_back({value_place(fm, date->entry), "the post's date", ""});
    }
  }
};

}  // namespace

GALLEY_RULE(DT009, info, documentation, ModifiedBeforePublished);

}  // namespace galley::rules::DT009
