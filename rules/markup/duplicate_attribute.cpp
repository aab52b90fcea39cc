#include <fmt/format.h>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK007 {
namespace {

constexpr RuleInfo info{
    .code = "MK007",
    .name = "duplicate-attribute",
    .summary = "an attribute given twice in one tag",
    .level = Level::error,
    .fix = FixGrade::safe,
};

constexpr std::string_view documentation = R"md(
An attribute that a tag has twice. Only one of them holds: the first in HTML and CommonMark, the last in kramdown, which
reads the Markdown of most Jekyll sites. The other is lost without a word.

The fix keeps the one that the post's renderer keeps, so nothing changes for readers. Where both values matter, as with
two classes, put them into one attribute by hand.

```bad body path=_posts/2022-06-10-example.html
<p class="lead" id="top" class="news">要闻</p>
```
```fixed body
<p class="lead" id="top">要闻</p>
```
```bad body renderer=commonmark
<img src="a.png" alt="" SRC=b.png>
```
```fixed body
<img src="a.png" alt="">
```
```good body path=_posts/2022-06-10-example.html
<p class="lead news" id="top">要闻</p>
```
)md";

class DuplicateAttribute_ final : public Rule {
 public:
  void begin(Context& ctx) override {
    for (const DuplicateAttribute& d : ctx.facts().tags().duplicates) {
      const bool last_holds = ctx.post().renderer == post::Renderer::kramdown;
      Finding& f = ctx.report(d.second, fmt::format("`{}` is given twice, and only the {} holds; keep one of them.",
                                                    d.name, last_holds ? "last" : "first"));
      f.related.push_back({d.first, "The one before.", ""});
      f.fix = Fix{FixGrade::safe,
                  fmt::format("Delete the `{}` that does not hold", d.name),
                  {{attribute_deletion(ctx.source(), last_holds ? d.first : d.second), ""}}};
    }
  }
};

}  // namespace

GALLEY_RULE(MK007, info, documentation, DuplicateAttribute_);

}  // namespace galley::rules::MK007
