#include "rules/clock.h"
#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::DT005 {
namespace {

constexpr RuleInfo info{
    .code = "DT005",
    .name = "future-date",
    .summary = "a post dated after now, which Jekyll leaves out",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
Jekyll leaves out posts whose date is still to come, and says so in one line of its output. Where the post waits for its day
that is meant; else the date is wrong. `--now` sets the moment that counts as now. Drafts, posts that say `published: false`
and sites that say `future: true` are not reported.

Correct the date, or wait.

```bad path=_posts/2199-01-02-example.md
---
title: 央行：稳字当头
date: 2199-01-02 10:00:00 +0800
---
```
```bad path=_posts/2199-01-02-example.md
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

class FutureDate final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::Post& post = ctx.post();
    if (post.role == post::Role::draft || post.role == post::Role::document || post.future) return;
    if (const Entry published = post.front_matter.readable() ? post.front_matter.find("published") : Entry{};
        published.value != post::no_node) {
      const auto scalar = scalar_of(post.front_matter.yaml, published.value);
      if (scalar && scalar->type == post::Scalar::Type::boolean && !scalar->boolean) return;
    }
    const auto moment = moment_of(ctx);
    if (!moment || has_come(ctx, moment->seconds)) return;
    if (const auto date = date_of(ctx)) {
      ctx.report(value_place(post.front_matter, date->entry),
                 "`date` is " + in_message(post::format_jekyll(date->reading.instant, date->reading.offset)) +
                     ", which is still to come, so Jekyll leaves the post out; correct it, or wait for the day.");
    } else {
      ctx.report_file("The file name's date, " + in_message(post.path.date_text) +
                      ", is still to come, so Jekyll leaves the post out; correct it, or wait for the day.");
    }
  }
};

}  // namespace

GALLEY_RULE(DT005, info, documentation, FutureDate);

}  // namespace galley::rules::DT005
