#include <algorithm>
#include <array>

#include "rules/rule.h"
#include "rules/tree.h"

namespace galley::rules::LK012 {
namespace {

constexpr RuleInfo info{
    .code = "LK012",
    .name = "missing-image-source",
    .summary = "an image without a source",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
An image that names no file: no `src` and no `srcset`, an empty one, or `![text]()`. Readers see a broken image, or nothing
at all. Images that a script loads later (`data-src` and its like) are left alone.

Give the image its source, or delete it.

```bad body
<p><img alt="图"></p>
```
```bad body
![Chart]()
```
```good body
<p><img src="/a.png" alt="图"> <img srcset="/a.png, /b.png 2x" alt="图"> <img data-src="/late.png" alt="图"></p>

<p><picture><source srcset="/a.webp"><img alt="图"></picture></p>
```
)md";

class MissingImageSource final : public Rule {
 public:
  Interest interest() const override { return {.tags = {body::Tag::img, body::Tag::input}}; }

  void element(Context& ctx, const body::Node& node) override {
    const body::Document& doc = ctx.document();
    if (node.start.empty()) return;
    if (node.tag == body::Tag::input && !attribute_is(doc, node, "type", "image")) return;
    const body::Attribute* empty = nullptr;
    for (const body::Attribute& a : doc.attributes(node)) {
      const bool source = a.name == "src" || a.name == "srcset";
      const bool blank = is_blank(a.value) || (source && (a.value == "#" || a.value == "about:blank"));
      if (source && blank && !conditional(ctx, a))
        empty = &a;
      else if (source || (is_late(a.name) && !is_blank(a.value)))
        return;
    }
    if (doc[node.parent].tag == body::Tag::picture) return;
    const Span at = empty == nullptr ? Span{} : doc.attribute_place(*empty);
    ctx.report(at.empty() ? doc.start_tag_place(node) : at, "This image has no source; name its file, or delete it.");
  }

 private:
  // Attributes from which scripts that load images late take them.
  static bool is_late(std::string_view name) {
    return name.starts_with("data-") &&
           (name.find("src") != std::string_view::npos || name.find("original") != std::string_view::npos ||
            name.find("lazy") != std::string_view::npos || name.find("url") != std::string_view::npos ||
            name.find("image") != std::string_view::npos || name.find("img") != std::string_view::npos);
  }

  // A Liquid condition that prints nothing itself may stand in what looks empty.
  static bool conditional(const Context& ctx, const body::Attribute& a) {
    const Span at = ctx.document().attribute_place(a);
    return std::any_of(ctx.post().prepared.tokens.begin(), ctx.post().prepared.tokens.end(),
                       [at](const body::LiquidToken& t) { return at.overlaps(t.whole); });
  }
};

}  // namespace

GALLEY_RULE(LK012, info, documentation, MissingImageSource);

}  // namespace galley::rules::LK012
