#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK018 {
namespace {

constexpr RuleInfo info{
    .code = "MK018",
    .name = "stray-markup-character",
    .summary = "a literal `<` that HTML calls an error",
    .level = Level::warning,
    .fix = FixGrade::safe,
};

constexpr std::string_view documentation = R"md(
A `<` that begins no tag, as in `a < b` or `<3`. Browsers show it, but one letter less of space and the rest of the line is
a tag. Ampersands of their own (`Q&A`, `a & b`) are no error to HTML; MK017 tells of wrong references. In the Markdown
parts of a post a `<` may stand.

The fix writes `&lt;`.

```bad body path=_posts/2022-06-10-example.html
<p>a < b, we <3 it</p>
```
```fixed body
<p>a &lt; b, we &lt;3 it</p>
```
```good body path=_posts/2022-06-10-example.html
<p>a &lt; b &amp; Q&A > x</p><script>if (a < b) {}</script>
```
```good body
a < b and we <3 it
```
)md";

class StrayMarkupCharacter final : public Rule {
 public:
  void begin(Context& ctx) override {
    const MappedText& map = ctx.document().html();
    const std::string_view html = map.text();
    std::vector<Doubtful> suspects;
    for (std::size_t at = 0; (at = html.find('<', at)) != std::string_view::npos; ++at) {
      const char next = at + 1 < html.size() ? html[at + 1] : '\0';
      if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '!' || next == '?') continue;
      if (next == '/' && at + 2 < html.size()) continue;
      const auto made = static_cast<std::uint32_t>(at);
      if (map.segment_at(made).origin == Origin::copied) suspects.push_back({made, false, false, nullptr});
    }
    keep_in_text(ctx.document(), suspects);
    for (const Doubtful& s : suspects) {
      if (s.in_attribute) continue;
      const std::uint32_t begin = map.source_offset(s.made);
      ctx.report({begin, begin + 1}, "This `<` begins no tag; write `&lt;`.").fix =
          Fix{FixGrade::safe, "Write `&lt;`", {{{begin, begin + 1}, "&lt;"}}};
    }
  }
};

}  // namespace

GALLEY_RULE(MK018, info, documentation, StrayMarkupCharacter);

}  // namespace galley::rules::MK018
