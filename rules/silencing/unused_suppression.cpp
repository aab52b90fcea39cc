#include "rules/rule.h"

namespace galley::rules::GA001 {
namespace {

constexpr RuleInfo info{
    .code = "GA001",
    .name = "unused-suppression",
    .summary = "a galley comment or key that silences nothing",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
A word that silences a finding outlives the finding: the link is mended, the comment stays, and hides the next fault of that
kind. So a code that silences nothing is reported, in a comment (`<!-- galley-disable LK008 -->`), in a comment of Liquid or of
the front matter, and under the key `galley`; so is a `galley-enable` of what nothing disables. A code whose rule is not selected
in the run is not judged.

Delete it.

The fix deletes it. It is safe in a comment of the front matter and in a Liquid comment, which leave nothing in what Jekyll
builds, and unsafe in an HTML comment.

```bad
---
title: 央行：稳字当头
---
<!-- galley-disable LK008 -- the router's manual -->

[央行](https://example.org/)
```
```fixed
---
title: 央行：稳字当头
---


[央行](https://example.org/)
```
```bad
---
title: 央行：稳字当头 # galley-disable-line FM008
---
```
```fixed
---
title: 央行：稳字当头
---
```
```good
---
title: 央行：稳字当头
---
<!-- galley-disable LK008 -- the router's manual -->

[the router](http://192.168.1.1/)
```
)md";

// Its findings are made where comments are read (rules/suppressions.h), after all other rules.
class UnusedSuppression final : public Rule {};

}  // namespace

GALLEY_RULE(GA001, info, documentation, UnusedSuppression);

}  // namespace galley::rules::GA001
