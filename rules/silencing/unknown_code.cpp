#include "rules/rule.h"

namespace galley::rules::GA002 {
namespace {

constexpr RuleInfo info{
    .code = "GA002",
    .name = "unknown-code",
    .summary = "a galley comment or key that names no rule, or is no word of galley's",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
A comment to galley names rules by code (`LK008`), by a prefix of codes (`LK`) or by name (`private-host`). One that is misspelled
silences nothing, and neither does a comment whose first word is misspelled.

Correct it; `galley rules` lists what there is.

```bad
---
title: 央行：稳字当头
---
<!-- galley-disable LK999 -->

稳字当头
```
```bad
---
title: 央行：稳字当头
---
<!-- galley-disble LK008 -->

稳字当头
```
```bad
---
title: 央行：稳字当头
galley: {disabled: [LK008]}
---
```
```good
---
title: 央行：稳字当头
---
<!-- galley-disable private-host, LK00 -->

[the router](http://192.168.1.1/)
```
)md";

// Its findings are made where comments are read (rules/suppressions.h), after all other rules.
class UnknownCode final : public Rule {};

}  // namespace

GALLEY_RULE(GA002, info, documentation, UnknownCode);

}  // namespace galley::rules::GA002
