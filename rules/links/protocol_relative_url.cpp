#include <fmt/format.h>

#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::LK006 {
namespace {

constexpr RuleInfo info{
    .code = "LK006",
    .name = "protocol-relative-url",
    .summary = "a link that leaves its scheme to the page: `//host/…`",
    .level = Level::off,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
`//example.com/` means `https:` on a page that was loaded so, `http:` on another, and nothing at all in a feed, a mail or a
file on disk. It dates from when `https:` was rare.

The fix writes `https:` before it.

```bad body
[返回首页](//finews.example.com/)
```
```fixed body
[返回首页](https://finews.example.com/)
```
```good body
[返回首页](https://finews.example.com/) or [here](/)
```
)md";

class ProtocolRelativeUrl final : public Rule {
 public:
  Interest interest() const override { return {.links = true}; }

  void link(Context& ctx, const post::Link& link) override {
    const url::Url& url = link.url();
    if (!url.is_protocol_relative() || url.fault != url::Fault::none || link.touches_liquid({0, 2})) return;
    const std::size_t begin =
        url.host_at.begin >= 2 ? link.literal().rfind("//", url.host_at.begin) : std::string_view::npos;
    if (begin == std::string_view::npos) return;
    const Span at = link.place(ctx.document(), begin, begin + 2);
    ctx.report(link.place(ctx.document()),
               fmt::format("{} has no scheme of its own; write `https:` before it.", shown(link.text)))
        .fix = Fix{FixGrade::unsafe, "Write `https:`", {{{at.begin, at.begin}, "https:"}}};
  }
};

}  // namespace

GALLEY_RULE(LK006, info, documentation, ProtocolRelativeUrl);

}  // namespace galley::rules::LK006
