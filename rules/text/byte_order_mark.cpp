#include "rules/rule.h"

namespace galley::rules::TX016 {
namespace {

constexpr RuleInfo info{
    .code = "TX016",
    .name = "byte-order-mark",
    .summary = "a byte order mark at the beginning of a file",
    .level = Level::warning,
    .fix = FixGrade::safe,
};

constexpr std::string_view documentation = R"md(
UTF-8 needs no byte order mark. Jekyll strips one, but other programs that read front matter (editors, search indexers,
Hugo's and many a script's parsers) then do not find `---` at the beginning of the file, and take the post to have none.

The fix deletes the mark.

```bad escapes
\u{FEFF}---
title: News
---
Text
```
```fixed
---
title: News
---
Text
```
```good
---
title: News
---
Text
```
)md";

class ByteOrderMark final : public Rule {
 public:
  void begin(Context& ctx) override {
    const std::uint32_t size = ctx.source().bom_size();
    if (size == 0) return;
    // A second mark hides the front matter from Jekyll until the first is gone.
    const bool another = ctx.source().bytes().substr(size).starts_with("\xEF\xBB\xBF");
    ctx.report({0, size}, "The file begins with a byte order mark; save it as UTF-8 without one.").fix =
        Fix{another ? FixGrade::unsafe : FixGrade::safe, "Delete the byte order mark", {{{0, size}, ""}}};
  }
};

}  // namespace

GALLEY_RULE(TX016, info, documentation, ByteOrderMark);

}  // namespace galley::rules::TX016
