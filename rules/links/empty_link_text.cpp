#include "rules/rule.h"
#include "rules/tree.h"

namespace galley::rules::LK010 {
namespace {

constexpr RuleInfo info{
    .code = "LK010",
    .name = "empty-link-text",
    .summary = "a link with no text, no image with alternative text, no label",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
A link without anything in it cannot be seen or clicked, and one that holds only an icon is read out by screen readers as
its address. Scrapers leave such links where a picture or a name was lost.

Write what the link leads to between its tags; give the image in it an `alt`, or the link an `aria-label`; or delete it.

```bad body
<p><a href="https://example.com/a"></a>全文</p>
```
```bad body
<p><a href="/about/"><img src="/logo.png" alt=""></a></p>
```
```good body
<p><a href="https://example.com/a">全文</a>
<a href="/"><img src="/logo.png" alt="首页"></a>
<a href="/feed.xml" aria-label="Feed"><i class="icon-feed"></i></a>
<a href="#s1" aria-hidden="true"></a> <a name="anchor"></a></p>
```
)md";

class EmptyLinkText final : public Rule {
 public:
  Interest interest() const override { return {.tags = {body::Tag::a, body::Tag::area}}; }

  void element(Context& ctx, const body::Node& node) override {
    const body::Document& doc = ctx.document();
    if (node.start.empty() || doc.attribute(node, "href") == nullptr) return;
    if (attribute_is(doc, node, "aria-hidden", "true") || labelled(doc, node)) return;
    if (node.tag == body::Tag::area) {
      if (!is_blank(doc.value(node, "alt")) || doc.attribute(node, "alt") == nullptr) return;
    } else if (has_content(doc, node)) {
      return;
    }
    ctx.report(doc.place(node), holds_image(doc, node)
                                    ? "This link has no text but an image that says nothing; write in the image's "
                                      "`alt` what the link leads to."
                                    : "This link has no text; write what it leads to, or delete it.");
  }

 private:
  static bool labelled(const body::Document& doc, const body::Node& node) {
    for (const body::Attribute& a : doc.attributes(node))
      if ((a.name == "aria-label" || a.name == "aria-labelledby" || a.name == "title") && !is_blank(a.value))
        return true;
    return false;
  }

  static bool holds_image(const body::Document& doc, const body::Node& link) {
    for (body::NodeId i = doc.id(link) + 1; i < link.subtree_end; ++i)
      if (doc[i].kind == body::NodeKind::element && doc[i].tag == body::Tag::img) return true;
    return false;
  }

  static bool has_content(const body::Document& doc, const body::Node& link) {
    using body::Tag;
    for (body::NodeId i = doc.id(link) + 1; i < link.subtree_end; ++i) {
      const body::Node& n = doc[i];
      if (n.kind == body::NodeKind::text) {
        const Tag parent = doc[n.parent].tag;
        if (parent != Tag::script && parent != Tag::style && !is_blank(n.text)) return true;
      } else if (n.kind == body::NodeKind::element) {
        if (labelled(doc, n)) return true;
        switch (n.tag) {
          case Tag::img:
          case Tag::input:
            if (!is_blank(doc.value(n, "alt")) || !is_blank(doc.value(n, "value"))) return true;
            break;
          // What these show is not known here.
          case Tag::video:
          case Tag::audio:
          case Tag::iframe:
          case Tag::object:
          case Tag::embed:
          case Tag::canvas:
            return true;
          default:
            break;
        }
      }
    }
    return false;
  }
};

}  // namespace

GALLEY_RULE(LK010, info, documentation, EmptyLinkText);

}  // namespace galley::rules::LK010
