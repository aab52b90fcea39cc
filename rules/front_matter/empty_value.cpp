#include <algorithm>

#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::FM006 {
namespace {

constexpr RuleInfo info{
    .code = "FM006",
    .name = "empty-value",
    .summary = "`date` or a required key has no value",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
A `date` that is empty, or that is an offset alone as a template leaves where a scraper found no time (`date:  +0800`), stops
the whole build: Jekyll calls it an invalid date. A required key (`required` of FM005, `title` unless configured) that is
empty is as good as missing; an empty `title` is published as a page without a name.

Write the value, or remove the key: without a `date` Jekyll takes the one in the file's name.

```bad
---
title: ""
date:  +0800
---
```
```bad
---
title: 央行：稳字当头
date:
---
```
```good
---
title: 央行：稳字当头
date: 2022-06-10 10:00:00 +0800
subtitle:
---
```
)md";

class EmptyValue final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::FrontMatter* fm = readable(ctx);
    if (fm == nullptr) return;
    std::vector<std::string> keys = required_keys(ctx.settings());
    for (const std::string_view always : {"date", "title"}) {
      if (std::find(keys.begin(), keys.end(), always) == keys.end()) keys.emplace_back(always);
    }
    for (const std::string& key : keys) {
      const Entry entry = fm->find(key);
      if (entry.value == post::no_node) continue;
      const Span at = value_place(*fm, entry);
      if (is_empty(fm->yaml, entry.value)) {
        if (key == "date") {
          ctx.report(at, "`date` is empty, at which the build fails; write the date, or remove the key.");
        } else if (key == "title") {
          ctx.report(Level::warning, at, "`title` is empty, so the post has no name to show; write its title.");
        } else {
          ctx.report(at, "The required key " + in_message(key) + " is empty; write its value.");
        }
        continue;
      }
      const NodeId value = fm->yaml.resolve(entry.value);
      if (key == "date" && fm->yaml[value].kind == post::NodeKind::scalar && is_offset_alone(fm->yaml.text(value))) {
        ctx.report(at, "`date` is only an offset, " + in_message(fm->yaml.text(value)) +
                           ", and no date; write the day and time before it.");
      }
    }
  }
};

}  // namespace

GALLEY_RULE(FM006, info, documentation, EmptyValue);

}  // namespace galley::rules::FM006
