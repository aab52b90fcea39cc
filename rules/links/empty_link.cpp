#include "rules/rule.h"
#include "rules/tree.h"

namespace galley::rules::LK001 {
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
Read [the report]().
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

In Haskell, `<>` joins two lists, and here a <> b is a comparison.
```
)md";

class EmptyLink final : public Rule {
 public:
  Interest interest() const override { return {.text = true, .links = true}; }

  void link(Context& ctx, const post::Link& link) override {
    if (link.kind != post::Link::Kind::hyperlink || !link.blank()) return;
    const Span attribute = ctx.document().attribute_place(*link.attribute);
    ctx.report(attribute.empty() ? ctx.document().place(*link.node) : attribute,
               "This link has no destination; give it one, or take the link away and keep its text.");
  }

  void text(Context& ctx, const body::Node& node) override {
    for (std::size_t i = 0; (i = node.text.find("<>", i)) != std::string_view::npos; i += 2) {
      const Span at = ctx.document().text_place(node, i, i + 2);
      if (!alone_on_line(ctx.source().bytes(), at) || in_code(ctx.document(), node)) continue;
      ctx.report(at, "`<>` stands where a link should; write the address between the brackets, or delete the line.");
    }
  }

 private:
  static bool alone_on_line(std::string_view post, Span at) {
    if (slice(post, at) != "<>") return false;  // written as references, it is meant to be read
    const std::size_t before = post.substr(0, at.begin).find_last_of("\r\n");
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t end = std::min(post.find_first_of("\r\n", at.end), post.size());
    return is_beginning(post.substr(begin, at.begin - begin)) && rules::is_blank(post.substr(at.end, end - at.end));
  }

  // Marks of quotes, and the mark of one item.
  static bool is_beginning(std::string_view text) {
    const auto skip = [&text](std::string_view of) {
      text.remove_prefix(std::min(text.find_first_not_of(of), text.size()));
    };
    skip(" \t>");
    if (text.empty()) return true;
    const std::size_t size = text.size();
    skip("0123456789");
    const std::string_view marks = text.size() < size ? ".)" : "-*+";
    if (text.empty() || marks.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    skip(" \t>");
    return text.empty();
  }
};

}  // namespace

GALLEY_RULE(LK001, info, documentation, EmptyLink);

}  // namespace galley::rules::LK001
