#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK015 {
namespace {

using body::Node;
using body::NodeKind;
using body::Tag;

constexpr RuleInfo info{
    .code = "MK015",
    .name = "break-paragraphs",
    .summary = "line breaks used to part paragraphs",
    .level = Level::off,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
Two or more `<br>` in a row between texts: a paragraph in all but name. Styles for paragraphs do not reach it, and those who
listen to the page hear no pause.

The fix begins a new paragraph, where the breaks stand in a `<p>` of the author's.

Off by default: old archives are full of them.

```bad body path=_posts/2022-06-10-example.html
<p>要闻<br><br />速递</p>
```
```fixed body
<p>要闻</p><p>速递</p>
```
```good body path=_posts/2022-06-10-example.html
<p>要闻<br>速递</p><p>快讯</p>
```
)md";

class BreakParagraphs final : public Rule {
 public:
  Interest interest() const override { return {.tags = {Tag::br}}; }
  void begin(Context&) override { until_ = 0; }

  void element(Context& ctx, const Node& node) override {
    const body::Document& document = ctx.document();
    const body::NodeId id = document.id(node);
    if (id < until_ || node.start.empty() || in_code(document, node)) return;
    const Node* last = &node;
    body::NodeId next = node.next_sibling;
    int breaks = 1;
    for (; next != body::no_node; next = document[next].next_sibling) {
      const Node& n = document[next];
      if (n.kind == NodeKind::text && only_space(n.text)) continue;
      if (n.kind != NodeKind::element || n.tag != Tag::br || n.start.empty()) break;
      last = &n;
      ++breaks;
    }
    until_ = document.id(*last) + 1;
    if (breaks < 2 || next == body::no_node || is_block_or_empty(document[next]) || !text_before(document, node))
      return;
    const Span at = document.place({node.start.begin, last->start.end});
    Finding& f = ctx.report(at, "Line breaks part what are two paragraphs; begin a new paragraph.");
    const Node& parent = document[node.parent];
    if (parent.tag == Tag::p && is_written(ctx, parent) && is_written(ctx, node) && !parent.end.empty())
      f.fix = Fix{FixGrade::unsafe, "Begin a new paragraph", {{at, "</p><p>"}}};
  }

 private:
  static bool is_block_or_empty(const Node& n) { return n.kind == NodeKind::element && is_block(n.tag); }

  static bool text_before(const body::Document& document, const Node& node) {
    for (body::NodeId c = document[node.parent].first_child; c != body::no_node && &document[c] != &node;
         c = document[c].next_sibling) {
      const Node& n = document[c];
      if ((n.kind == NodeKind::text && !only_space(n.text)) || (n.kind == NodeKind::element && n.tag != Tag::br))
        return true;
    }
    return false;
  }

  body::NodeId until_ = 0;
};

}  // namespace

GALLEY_RULE(MK015, info, documentation, BreakParagraphs);

}  // namespace galley::rules::MK015
