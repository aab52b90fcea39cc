#include "core/text/utf8.h"
#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK029 {
namespace {

using body::Node;
using body::NodeKind;
using body::Tag;

constexpr Option options[] = {
    {Option::Kind::integer, "max-length", "40", "How many characters a line may have to be taken for a heading."},
};

constexpr RuleInfo info{
    .code = "MK029",
    .name = "bold-as-heading",
    .summary = "a paragraph that is one short bold line",
    .level = Level::off,
    .options = options,
};

constexpr std::string_view documentation = R"md(
A paragraph that holds one short bold line and nothing else: a heading in all but name. Readers who move by headings, search
engines and outlines pass it over.

Make it a heading. A line that ends as a sentence does is not reported, nor one in a list, a table or a quotation.

Off by default: much news is written that way.

```bad body path=_posts/2022-06-10-example.html
<p><strong>一、进一步做好金融服务</strong></p><p>要闻</p>
```
```bad body
**News of the day**

Text.
```
```good body path=_posts/2022-06-10-example.html
<h2>一、进一步做好金融服务</h2><p><strong>要闻。</strong></p><p><strong>要闻</strong>速递</p>
```
)md";

class BoldAsHeading final : public Rule {
 public:
  Interest interest() const override { return {.tags = {Tag::p}}; }

  void element(Context& ctx, const Node& node) override {
    const body::Document& document = ctx.document();
    const Node* bold = nullptr;
    for (body::NodeId id = node.first_child; id != body::no_node; id = document[id].next_sibling) {
      const Node& n = document[id];
      if (n.kind == NodeKind::text && only_space(n.text)) continue;
      if (n.kind != NodeKind::element || (n.tag != Tag::strong && n.tag != Tag::b) || bold != nullptr) return;
      bold = &n;
    }
    if (bold == nullptr) return;
    for (const Node* up = &node; up->parent != body::no_node; up = &document[up->parent])
      if (up->tag == Tag::li || up->tag == Tag::blockquote || up->tag == Tag::td || up->tag == Tag::th ||
          up->tag == Tag::dd)
        return;
    for (body::NodeId i = document.id(*bold) + 1; i < bold->subtree_end; ++i)
      if (document[i].kind == NodeKind::element && (document[i].tag == Tag::br || document[i].tag == Tag::img)) return;
    std::string text = document.text_content(*bold);
    while (!text.empty() && is_space(text.back())) text.pop_back();
    if (text.empty() || static_cast<std::int64_t>(utf8::count(text)) > ctx.option_integer("max-length")) return;
    switch (utf8::decode_before(text, text.size()).code_point) {
      case U'.':
      case U'!':
      case U'?':
      case U':':
      case U';':
      case U',':
      case U'。':
      case U'！':
      case U'？':
      case U'：':
      case U'；':
      case U'，':
      case U'…':
      case U'、':
        return;
      default:
        break;
    }
    ctx.report(document.place(*bold), "This bold line serves as a heading; make it one.");
  }
};

}  // namespace

GALLEY_RULE(MK029, info, documentation, BoldAsHeading);

}  // namespace galley::rules::MK029
