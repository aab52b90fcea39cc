#include "rules/rule.h"

namespace galley::rules::TX006 {
namespace {

constexpr RuleInfo info{
    .code = "TX006",
    .name = "missing-final-newline",
    .summary = "a file whose last line has no line end",
    .level = Level::off,
    .fix = FixGrade::safe,
};

constexpr std::string_view documentation = R"md(
A text file whose last line does not end in a line end. Tools that join files, and many that compare them, then run two
lines into one.

The fix adds the kind of line end that the file uses.

```bad no-final-newline
---
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

class MissingFinalNewline final : public Rule {
 public:
  void begin(Context& ctx) override {
    const std::string_view bytes = ctx.source().bytes();
    if (bytes.empty() || bytes.back() == '\n' || bytes.back() == '\r') return;
    const std::size_t first = bytes.find_first_of("\r\n");
    const std::string_view line_end = first == std::string_view::npos    ? "\n"
                                      : bytes[first] == '\n'             ? "\n"
                                      : bytes.substr(first, 2) == "\r\n" ? "\r\n"
                                                                         : "\r";
    const std::uint32_t end = ctx.source().size();
    ctx.report({end, end}, "The last line has no line end; add one.").fix =
        Fix{FixGrade::safe, "Add a line end", {{{end, end}, std::string(line_end)}}};
  }
};

}  // namespace

GALLEY_RULE(TX006, info, documentation, MissingFinalNewline);

}  // namespace galley::rules::TX006
