#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::DT011 {
namespace {

constexpr RuleInfo info{
    .code = "DT011",
    .name = "impossible-filename-date",
    .summary = "a post's file name with a date that does not exist",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
A file name such as `2020-13-45-news.md` has the form of a post's, and a date that does not exist. Without a `date` in its front
matter the build fails at a month or a day that no calendar has, and takes 30 February for 1 March without a word. With a
`date` the name is wrong all the same.

Rename the file.

```bad path=_posts/2020-13-45-news.md
---
title: 央行：稳字当头
---
```
```bad path=_posts/2021-02-30-news.md
---
title: 央行：稳字当头
---
```
```good path=_posts/2020-02-29-news.md
---
title: 央行：稳字当头
---
```
)md";

class ImpossibleFilenameDate final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::Post& post = ctx.post();
    using State = post::FileNameDate::State;
    if (!post.path.date || post.path.date->state == State::valid || post.role == post::Role::document) return;
    const bool overridden = post.front_matter.readable() && post.front_matter.find("date").value != post::no_node;
    std::string message = "The file name's date, " + in_message(post.path.date_text) + ", does not exist";
    if (!overridden) {
      message += post.path.date->state == State::carried
                     ? ", and Jekyll takes it for " + post::format_day(post.path.date->day) + " without a word"
                     : ", and the build fails at it";
    }
    ctx.report_file(message + "; rename the file to the day that is meant.");
  }
};

}  // namespace

GALLEY_RULE(DT011, info, documentation, ImpossibleFilenameDate);

}  // namespace galley::rules::DT011
