#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK012 {
namespace {

constexpr RuleInfo info{
    .code = "MK012",
    .name = "inline-style",
    .summary = "a `style` attribute or element",
    .level = Level::off,
};

constexpr std::string_view documentation = R"md(
How something looks, said in the post itself: a `style` attribute or element. The site's style sheet cannot change it, and
in a dark theme it is often what makes text unreadable. Use a class.

Off by default: archives of scraped posts are full of them.

```bad body path=_posts/2022-06-10-example.html
<p style="color:#000">要闻</p>
```
```good body path=_posts/2022-06-10-example.html
<p class="lead">要闻</p>
```
)md";

class InlineStyle final : public Rule {
 public:
  Interest interest() const override { return {.every_element = true}; }

  void element(Context& ctx, const body::Node& node) override {
    if (is_copy(node)) return;
    if (node.tag == body::Tag::style && !node.start.empty())
      ctx.report(ctx.document().start_tag_place(node), "A style sheet stands in the post; put it into the site's.");
    if (node.attribute_count == 0) return;
    const body::Attribute* style = ctx.document().attribute(node, "style");
    if (style != nullptr && is_written(ctx, *style))
      ctx.report(attribute_place(ctx, *style),
                 "How this looks is said in the post; use a class and the site's style sheet.");
  }
};

}  // namespace

GALLEY_RULE(MK012, info, documentation, InlineStyle);

}  // namespace galley::rules::MK012
