#include "rules/rule.h"

namespace galley::rules {
namespace {

constexpr RuleInfo info{
    .code = "LK001",
    .name = "empty-link",
    .summary = "a link without a destination",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
A link that leads nowhere: `<a href="">`, `[text]()`, or `<>` alone on a line, which is what a template leaves where a
scraper found no address. Readers get a link to the page that they are on, or two stray characters.

Give the link its destination, or take the link away and keep its text.

```bad body
<p><a href="">查看原文</a></p>
```
```bad body
News of the day.

<>

More news.
```
```good body
<p><a href="https://example.com/report">查看原文</a></p>

<p><a id="top"></a>An anchor is no link.</p>

<https://example.com/>
```
)md";

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\n\r\f") == std::string_view::npos; }

class EmptyLink final : public Rule {
 public:
  Interest interest() const override { return {.tags = {body::Tag::a, body::Tag::area}, .text = true}; }

  void element(Context& ctx, const body::Node& node) override {
    const body::Attribute* href = ctx.document().attribute(node, "href");
    if (href == nullptr || !is_blank(href->value) || has(node.mended, body::Mended::reconstructed)) return;
    const Span at = ctx.document().place(href->value_at.empty() && !node.start.empty() ? node.extent : href->value_at);
    ctx.report(at.empty() ? ctx.document().place(node) : at,
               "This link has no destination; give it one, or take the link away and keep its text.");
  }

  void text(Context& ctx, const body::Node& node) override {
    for (std::size_t i = 0; (i = node.text.find("<>", i)) != std::string_view::npos; i += 2) {
      if (!alone_on_line(node.text, i) || in_code(ctx.document(), node)) continue;
      ctx.report(ctx.document().text_place(node, i, i + 2),
                 "`<>` stands where a link should; write the address between the brackets, or delete the line.");
    }
  }

 private:
  static bool alone_on_line(std::string_view text, std::size_t at) {
    const std::size_t before = text.find_last_of('\n', at);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    return is_blank(text.substr(begin, at - begin)) && is_blank(text.substr(at + 2, end - at - 2));
  }

  static bool in_code(const body::Document& document, const body::Node& node) {
    for (const body::Node* n = &node; n->parent != body::no_node; n = &document[n->parent])
      if (n->tag == body::Tag::pre || n->tag == body::Tag::code) return true;
    return false;
  }
};

}  // namespace

GALLEY_RULE(LK001, info, documentation, EmptyLink);

}  // namespace galley::rules
