#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::FM005 {
namespace {

constexpr Option options[] = {
    {Option::Kind::texts, "required", "title",
     "The keys that each post must have; FM006 reports those that are empty."},
};

constexpr RuleInfo info{
    .code = "FM005",
    .name = "missing-key",
    .summary = "a key that the configuration requires is not there",
    .level = Level::warning,
    .options = options,
};

constexpr std::string_view documentation = R"md(
A post lacks a key that every post of the archive is to have. Without a `title` Jekyll makes one of the file's name, which for
an archive of numbered files is a number.

A key that `defaults` in `_config.yml` give to the post counts as there.

Add the key, or change `required` in the configuration.

```bad
---
layout: post
---
央行：稳字当头。
```
```bad required=title,author
---
title: 央行：稳字当头
---
```
```good
---
title: 央行：稳字当头
---
央行：稳字当头。
```
)md";

class MissingKey final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::FrontMatter* fm = readable(ctx);
    if (fm == nullptr) return;
    for (const std::string& key : ctx.option_texts("required")) {
      if (fm->find(key).value != post::no_node) continue;
      ctx.report(opening_place(*fm),
                 "The front matter has no " + in_message(key) + ", which every post must have; add it.");
    }
  }
};

}  // namespace

GALLEY_RULE(FM005, info, documentation, MissingKey);

}  // namespace galley::rules::FM005
