#include <fmt/format.h>

#include <algorithm>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK004 {
namespace {

constexpr Option options[] = {
    {Option::Kind::texts, "allow", "", "Names of elements that the site's scripts know."},
};

constexpr RuleInfo info{
    .code = "MK004",
    .name = "unknown-element",
    .summary = "an element that HTML does not have",
    .level = Level::warning,
    .options = options,
};

constexpr std::string_view documentation = R"md(
An element that HTML does not have: a tag of another system that was left behind (`<stock>`, `<o:p>`), a slip
(`<blockqoute>`), or text that was meant to be read, as `List<String>`, of which a browser shows only `List`. Where
kramdown finds no end tag for it, it puts the text that follows into it: there it is an error.

Take the tag away, or write `&lt;` for a `<` that readers should see. Custom elements, which have a hyphen in their
name, are fine, and `allow` names others.

```bad body path=_posts/2022-06-10-example.html
<p><stock>600519</stock></p>
```
```bad body path=_posts/2022-06-10-example.html
<p>A List<String> of names.</p>
```
```good body path=_posts/2022-06-10-example.html
<p><my-stock>600519</my-stock></p>
<p>A List&lt;String> of names.</p>
<svg><circle r="4"/></svg>
```
```good body path=_posts/2022-06-10-example.html allow=stock
<p><stock>600519</stock></p>
```
)md";

class UnknownElement final : public Rule {
 public:
  Interest interest() const override { return {.tags = {body::Tag::unknown}}; }

  void element(Context& ctx, const body::Node& node) override {
    if (node.name.find('-') != std::string_view::npos || node.start.empty()) return;
    const std::vector<std::string> allowed = ctx.option_texts("allow");
    if (std::find(allowed.begin(), allowed.end(), node.name) != allowed.end()) return;
    const Span at = ctx.document().start_tag_place(node);
    const bool swallows = std::any_of(ctx.post().notes.begin(), ctx.post().notes.end(), [&](const body::Note& n) {
      return n.kind == body::Note::Kind::swallowing_element && n.at.begin == at.begin;
    });
    const std::string name = short_name(node.name);
    std::string message =
        !is_closed(ctx, node)
            ? fmt::format(
                  "HTML has no element `<{}>`, so readers do not see it; write `&lt;` if they should, or delete it.",
                  name)
            : fmt::format("HTML has no element `<{}>`; use one that it has, or take the tags away.", name);
    if (swallows)
      ctx.report(Level::error, at, std::move(message));
    else
      ctx.report(at, std::move(message));
  }

 private:
  static bool is_closed(const Context& ctx, const body::Node& node) {
    return !node.end.empty() && ctx.document().html().segment_at(node.end.begin).origin != Origin::generated;
  }
};

}  // namespace

GALLEY_RULE(MK004, info, documentation, UnknownElement);

}  // namespace galley::rules::MK004
