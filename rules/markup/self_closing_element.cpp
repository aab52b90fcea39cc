#include <fmt/format.h>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK022 {
namespace {

using body::Tag;

constexpr RuleInfo info{
    .code = "MK022",
    .name = "self-closing-element",
    .summary = "`<div/>`, which HTML does not close",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
A slash at the end of a tag that is no void element: `<div/>`, `<a name="top"/>`, `<iframe src="…"/>`. HTML pays no heed
to the slash, so that all that follows stands inside. Void elements (`<br/>`, `<img/>`), SVG and MathML are fine. kramdown
closes such elements in running text; in HTML it prints them as they are, and there they are reported, but for one that
stands alone as a block.

The fix writes the end tag (of a paragraph or a list item it takes the slash away, which changes nothing).

```bad body path=_posts/2022-06-10-example.html
<p><a name="top"/>要闻</p>
```
```fixed body
<p><a name="top"></a>要闻</p>
```
```bad body renderer=commonmark
<div/>

News
```
```fixed body
<div></div>

News
```
```good body path=_posts/2022-06-10-example.html
<p>要闻<br/><img src="a.png" alt=""/></p><svg><circle r="4"/></svg>
```
```bad body
<p><a name="top"/>要闻</p>
```
```good body
<div/>

Text with an <a name="top"/>anchor.
```
)md";

class SelfClosingElement final : public Rule {
 public:
  void begin(Context& ctx) override {
    const bool kramdown = ctx.post().renderer == post::Renderer::kramdown;
    const std::string_view html = ctx.document().html().text();
    std::size_t foreign = 0;  // open SVG and MathML
    std::size_t open = 0;     // open elements of the author's
    for (const SourceTag& t : ctx.facts().tags().tags) {
      if (t.written && !t.literal && !t.self_closing && !is_void(t.tag)) {
        if (!t.end)
          ++open;
        else
          open -= open > 0;
      }
      if (kramdown && t.self_closing && (open == 0 || !slice(html, t.made).ends_with("/>"))) continue;
      if (t.tag == Tag::svg || t.tag == Tag::math) {
        if (t.end)
          foreign -= foreign > 0;
        else if (!t.self_closing)
          ++foreign;
      } else if (t.self_closing && !t.end && t.written && !t.literal && foreign == 0 && !is_void(t.tag)) {
        report(ctx, t);
      }
    }
  }

 private:
  static void report(Context& ctx, const SourceTag& t) {
    const std::string name = name_of(t);
    Finding& f = ctx.report(t.at, fmt::format("HTML does not close `<{0}/>`; write `<{0}></{0}>`.", name));
    const std::string_view text = ctx.source().text(t.at);
    std::size_t slash = text.rfind('/');
    if (slash == std::string_view::npos) return;
    while (slash > 1 && is_space(text[slash - 1])) --slash;
    const Span at{t.at.begin + static_cast<std::uint32_t>(slash), t.at.end};
    const bool stays_open = t.tag == Tag::p || t.tag == Tag::li;
    f.fix = Fix{FixGrade::unsafe,
                stays_open ? "Take the slash away" : "Write the end tag",
                {{at, stays_open ? ">" : fmt::format("></{}>", t.name)}}};
  }
};

}  // namespace

GALLEY_RULE(MK022, info, documentation, SelfClosingElement);

}  // namespace galley::rules::MK022
