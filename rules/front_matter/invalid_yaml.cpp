#include "rules/front_matter_facts.h"
#include "rules/rule.h"
#include "rules/yaml_causes.h"

namespace galley::rules::FM003 {
namespace {

constexpr RuleInfo info{
    .code = "FM003",
    .name = "invalid-yaml",
    .summary = "front matter that YAML cannot read",
    .level = Level::error,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
Where the YAML of a front matter is broken, Jekyll prints an error and publishes the post all the same: without its layout,
under today's date. The common causes are quotes inside a quoted title, a colon in a title without quotes, a tab, a quote
never closed, and a value that begins with a character which means something to YAML.

Quote the value; the fix does so where it is certain what was meant.

```bad
---
title: "央行："稳字当头"不变"
---
```
```fixed
---
title: '央行："稳字当头"不变'
---
```
```bad
---
title: Rails 7.1: what is new
---
```
```fixed
---
title: "Rails 7.1: what is new"
---
```
```bad escapes
---
title: 央行
author:
\tname: 张三
---
```
```fixed
---
title: 央行
author:
  name: 张三
---
```
```bad
---
title: "央行：稳字当头
tags: 宏观
---
```
```fixed
---
title: "央行：稳字当头"
tags: 宏观
---
```
```bad
---
title: @央行 稳字当头
---
```
```fixed
---
title: "@央行 稳字当头"
---
```
```bad
---
title：央行
tags: 宏观
---
```
```fixed
---
title: 央行
tags: 宏观
---
```
```good
---
title: '央行："稳字当头"不变'
subtitle: "Rails 7.1: what is new"
tags: [a, b]
---
```
)md";

class InvalidYaml final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::FrontMatter& fm = ctx.post().front_matter;
    if (!fm.present() || fm.yaml.valid()) return;
    const auto kind = fm.yaml.error().kind;
    if (kind == post::YamlError::Kind::unsafe || kind == post::YamlError::Kind::excessive) return;  // FM016
    YamlCause cause = explain_yaml_error(ctx.source().bytes(), fm);
    Finding& finding = ctx.report(cause.at, std::move(cause.message));
    finding.fix = std::move(cause.fix);
    finding.related = std::move(cause.related);
  }
};

}  // namespace

GALLEY_RULE(FM003, info, documentation, InvalidYaml);

}  // namespace galley::rules::FM003
