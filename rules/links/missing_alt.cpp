#include <fmt/format.h>

#include "rules/rule.h"
#include "rules/tree.h"
#include "rules/wording.h"

namespace galley::rules::LK011 {
namespace {

constexpr RuleInfo info{
    .code = "LK011",
    .name = "missing-alt",
    .summary = "an image without alternative text",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
An image without an `alt` attribute is read out by screen readers as its file name, and leaves nothing in text browsers and
in feeds whose images are blocked. An empty `alt` is a decision, and fine: the image is decoration. So are `![](a.png)` in
Markdown, an `aria-label`, and `role="presentation"`.

Say in `alt` what the image shows.

```bad body
<p><img src="/assets/a.png"></p>
```
```bad body
<p><map name="m"><area shape="default" href="/map/"></map></p>
```
```good body
<p><img src="/assets/a.png" alt="股价走势图"> <img src="/assets/line.png" alt=""> <img src="/dot.png" role="presentation"></p>

![股价走势图](/assets/a.png)
```
)md";

class MissingAlt final : public Rule {
 public:
  Interest interest() const override { return {.tags = {body::Tag::img, body::Tag::input, body::Tag::area}}; }

  void element(Context& ctx, const body::Node& node) override {
    const body::Document& doc = ctx.document();
    if (node.start.empty() || doc.attribute(node, "alt") != nullptr) return;
    if (node.tag == body::Tag::input && !attribute_is(doc, node, "type", "image")) return;
    if (node.tag == body::Tag::area && doc.attribute(node, "href") == nullptr) return;
    for (const body::Attribute& a : doc.attributes(node))
      if ((a.name == "aria-label" || a.name == "aria-labelledby") && !is_blank(a.value)) return;
    if (attribute_is(doc, node, "aria-hidden", "true") || attribute_is(doc, node, "role", "presentation") ||
        attribute_is(doc, node, "role", "none"))
      return;
    const bool area = node.tag == body::Tag::area;
    const std::string_view source = doc.value(node, area ? "href" : "src");
    ctx.report(
        doc.start_tag_place(node),
        area ? fmt::format("The area that links to {} has no `alt`; say in one where it leads.", shown(source))
        : is_blank(source)
            ? std::string("This image has no `alt`; say in one what it shows, or write `alt=\"\"` for decoration.")
            : fmt::format("The image {} has no `alt`; say in one what it shows, or write `alt=\"\"` for decoration.",
                          shown(source)));
  }
};

}  // namespace

GALLEY_RULE(LK011, info, documentation, MissingAlt);

}  // namespace galley::rules::LK011
