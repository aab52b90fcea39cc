#include <fmt/format.h>

#include <algorithm>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK014 {
namespace {

using body::Node;
using body::NodeKind;
using body::Tag;

constexpr RuleInfo info{
    .code = "MK014",
    .name = "empty-element",
    .summary = "an empty paragraph, heading, item or mark",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
A paragraph, heading, list item, `strong`, `em`, `b` or `i` with nothing in it but white space. It is what an editor or a
scraper left behind: a gap in the page, and for those who listen to it a heading that says nothing.

An element with a class, an id, a name or a `data-` attribute is not reported, since a style or script may use it, nor one
that holds a comment or a line break.

The fix deletes the element.

```bad body path=_posts/2022-06-10-example.html
<p>要闻</p><p> &nbsp; </p><h2></h2>
```
```fixed body
<p>要闻</p>
```
```bad body path=_posts/2022-06-10-example.html
<p>要<strong></strong>闻</p>
```
```fixed body
<p>要闻</p>
```
```good body path=_posts/2022-06-10-example.html
<p>要闻</p><i class="icon"></i><p><img src="a.png" alt=""></p><p><!-- more --></p>
```
)md";

bool is_white(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (is_space(text[i]))
      ++i;
    else if (text.substr(i, 2) == "\xC2\xA0")
      i += 2;
    else if (text.substr(i, 3) == "\xE3\x80\x80")
      i += 3;
    else
      return false;
  }
  return true;
}

class EmptyElement final : public Rule {
 public:
  Interest interest() const override {
    return {.tags = {Tag::p, Tag::h1, Tag::h2, Tag::h3, Tag::h4, Tag::h5, Tag::h6, Tag::li, Tag::strong, Tag::em,
                     Tag::b, Tag::i}};
  }

  void begin(Context&) override { until_ = 0; }

  void element(Context& ctx, const Node& node) override {
    const body::Document& document = ctx.document();
    const body::NodeId id = document.id(node);
    if (id < until_ || node.start.empty() || is_copy(node) || !is_written(ctx, node)) return;
    // Most elements tell with their first child.
    if (node.first_child != body::no_node && document[node.first_child].kind == NodeKind::text &&
        !is_white(document[node.first_child].text))
      return;
    if (!is_plain(document, node)) return;
    for (body::NodeId i = id + 1; i < node.subtree_end; ++i) {
      const Node& n = document[i];
      const bool nothing = n.kind == NodeKind::text      ? is_white(n.text)
                           : n.kind == NodeKind::element ? is_mark(n.tag) && is_plain(document, n)
                                                         : false;
      if (!nothing) return;
    }
    const Span element = element_in_one_piece(ctx, node);
    // One without an end tag, or whose content the parser moved elsewhere, is another rule's.
    if (element.empty() || !is_closed(ctx, node)) return;
    if (has_liquid_control(ctx.post(), document.place(node))) return;
    until_ = node.subtree_end;
    Finding& f =
        ctx.report(element, fmt::format("This `<{}>` is empty; delete it, or write what it should hold.", node.name));
    f.fix = Fix{FixGrade::unsafe, fmt::format("Delete the empty `<{}>`", node.name), {{element, ""}}};
  }

 private:
  static bool is_mark(Tag t) {
    return t == Tag::strong || t == Tag::em || t == Tag::b || t == Tag::i || t == Tag::u || t == Tag::span ||
           t == Tag::font || t == Tag::small || t == Tag::big;
  }

  static bool is_plain(const body::Document& document, const Node& node) {
    const auto attributes = document.attributes(node);
    return std::none_of(attributes.begin(), attributes.end(), [](const body::Attribute& a) {
      return a.name == "class" || a.name == "id" || a.name == "name" || a.name == "role" || a.name == "hidden" ||
             a.name.starts_with("data-") || a.name.starts_with("aria-");
    });
  }

  body::NodeId until_ = 0;
};

}  // namespace

GALLEY_RULE(MK014, info, documentation, EmptyElement);

}  // namespace galley::rules::MK014
