#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK019 {
namespace {

constexpr RuleInfo info{
    .code = "MK019",
    .name = "leftover-comment",
    .summary = "a comment that is published with the post",
    .level = Level::off,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
An HTML comment. Readers do not see it, but it is published: notes, drafts and what a scraper left behind are there for all
who look. The excerpt separator, galley's own comments and an empty `<!-- -->`, which closes emphasis, are not reported.

A Liquid comment (`{% comment %}`) is not published. The fix deletes the comment.

```bad body path=_posts/2022-06-10-example.html
<p>要闻<!-- ask Zhang about this --></p>
```
```fixed body
<p>要闻</p>
```
```good path=_posts/2022-06-10-example.html
---
title: News
excerpt_separator: <!--more-->
---
<p>要闻</p>
<!--more-->
<p>**速递**<!-- -->快讯</p>
```
)md";

class LeftoverComment final : public Rule {
 public:
  Interest interest() const override { return {.comments = true}; }

  void comment(Context& ctx, const body::Node& node) override {
    std::string_view text = node.text;
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    if (text.empty() || text.starts_with("more") || text.starts_with("excerpt") || text.starts_with("galley-") ||
        text.starts_with("[if ") || text == "[endif]" || text == "<![endif]")
      return;
    const Segment& s = ctx.document().html().segment_at(node.start.begin);
    if (s.origin == Origin::generated) return;
    const Span at = ctx.document().place(node);
    if (is_excerpt_separator(ctx, ctx.source().text(at))) return;
    ctx.report(at, "This comment is published with the post; delete it, or make it a Liquid comment.").fix =
        Fix{FixGrade::unsafe, "Delete the comment", {{at, ""}}};
  }

 private:
  static bool is_excerpt_separator(const Context& ctx, std::string_view comment) {
    const post::FrontMatter& front = ctx.post().front_matter;
    const post::Entry entry = front.find("excerpt_separator");
    if (entry.value == post::no_node || front.yaml[entry.value].kind != post::NodeKind::scalar) return false;
    return ctx.source().text(front.yaml[entry.value].span).find(comment) != std::string_view::npos;
  }
};

}  // namespace

GALLEY_RULE(MK019, info, documentation, LeftoverComment);

}  // namespace galley::rules::MK019
