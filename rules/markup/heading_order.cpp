#include <fmt/format.h>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK016 {
namespace {

using body::Node;
using body::Tag;

constexpr RuleInfo info{
    .code = "MK016",
    .name = "heading-order",
    .summary = "a heading more than one level below the one before",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
A heading that skips a level downwards, as an `h4` after an `h2`. Readers who move by headings look for the one between,
and an outline made of the post has a hole. The level was often chosen for its size: that is a matter of style.

The first heading of a post may have any level, since the page around it has headings of its own, and going up by several
levels is fine. Headings in quotations do not count.

```bad body path=_posts/2022-06-10-example.html
<h2>要闻</h2><h4>国内</h4>
```
```bad body
## News

##### At home
```
```good body path=_posts/2022-06-10-example.html
<h3>要闻</h3><h4>国内</h4><h5>北京</h5><h3>速递</h3>
```
)md";

class HeadingOrder final : public Rule {
 public:
  Interest interest() const override { return {.tags = {Tag::h1, Tag::h2, Tag::h3, Tag::h4, Tag::h5, Tag::h6}}; }
  void begin(Context&) override { last_ = 0; }

  void element(Context& ctx, const Node& node) override {
    if (node.start.empty() && node.extent.empty()) return;
    const body::Document& document = ctx.document();
    for (const Node* n = &node; n->parent != body::no_node; n = &document[n->parent])
      if (n->tag == Tag::blockquote) return;
    const int level = node.name.size() == 2 ? node.name[1] - '0' : 1;
    if (last_ != 0 && level > last_ + 1) {
      const bool html = is_written(ctx, node);
      ctx.report(
          html ? document.start_tag_place(node) : document.place(node),
          fmt::format("A heading of level {} follows one of level {}; make it level {}.", level, last_, last_ + 1));
    }
    last_ = level;
  }

 private:
  int last_ = 0;
};

}  // namespace

GALLEY_RULE(MK016, info, documentation, HeadingOrder);

}  // namespace galley::rules::MK016
