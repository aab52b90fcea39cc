#include "rules/prose.h"
#include "rules/rule.h"
#include "rules/tree.h"

namespace galley::rules::TX008 {
namespace {

constexpr RuleInfo info{
    .code = "TX008",
    .name = "ideographic-indent",
    .summary = "a paragraph indented by ideographic spaces (U+3000)",
    .level = Level::off,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
Two ideographic spaces before each paragraph are print's indent typed by hand. They stand in the way of search, of reading aloud, and
of a style sheet's own indent (`text-indent: 2em`).

The fix deletes them.

```bad body
<p>　　据中国保险行业协会网站消息，近日发布倡议书。</p>
```
```fixed body
<p>据中国保险行业协会网站消息，近日发布倡议书。</p>
```
```bad body
<p>要闻<br>&#12288;&#12288;速递</p>
```
```fixed body
<p>要闻<br>速递</p>
```
```good body
<p>要闻　速递</p>
```
)md";

constexpr std::string_view space = "\xE3\x80\x80";

class IdeographicIndent final : public Rule {
 public:
  Interest interest() const override { return {.text = true}; }

  void text(Context& ctx, const body::Node& node) override {
    const std::string_view text = node.text;
    if (text.find(space) == std::string_view::npos || in_code(ctx.document(), node)) return;
    if (begins_line(ctx.document(), node)) check(ctx, node, 0);
    for (std::size_t i = 0; (i = text.find('\n', i)) != std::string_view::npos; ++i) check(ctx, node, i + 1);
  }

 private:
  static void check(Context& ctx, const body::Node& node, std::size_t from) {
    const std::string_view text = node.text;
    std::size_t begin = from;
    while (begin < text.size() &&
           (text[begin] == ' ' || text[begin] == '\t' || text[begin] == '\n' || text[begin] == '\r'))
      ++begin;
    std::size_t end = begin;
    while (text.substr(end).starts_with(space) || (end > begin && end < text.size() && text[end] == ' '))
      end += text[end] == ' ' ? 1 : 3;
    if (end == begin || end == text.size()) return;
    const Span at = ctx.document().text_place(node, begin, end);
    ctx.report(at, "Ideographic spaces indent this paragraph; leave the indent to the style sheet.").fix =
        Fix{FixGrade::unsafe, "Delete them", {{at, ""}}};
  }

  // Whether nothing but the block's or a break's own tag stands before it in its block.
  static bool begins_line(const body::Document& doc, const body::Node& node) {
    const body::NodeId block = block_of(doc, node);
    for (body::NodeId i = doc.id(node); i-- > block + 1;) {
      const body::Node& n = doc[i];
      if (n.kind == body::NodeKind::text && !is_blank(n.text)) return false;
      if (n.kind == body::NodeKind::element && (n.tag == body::Tag::br || body::is_block(n.tag))) return true;
      if (n.kind == body::NodeKind::element && body::is_void(n.tag)) return false;
    }
    return true;
  }
};

}  // namespace

GALLEY_RULE(TX008, info, documentation, IdeographicIndent);

}  // namespace galley::rules::TX008
