#include <fmt/format.h>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK028 {
namespace {

// The default is what Chromium and WebKit take before they stop deepening the tree.
constexpr Option options[] = {
    {Option::Kind::integer, "max-depth", "512", "How many elements may stand within each other."},
};

constexpr RuleInfo info{
    .code = "MK028",
    .name = "excessive-nesting",
    .summary = "elements nested beyond 512, or beyond what is read at all",
    .level = Level::warning,
    .options = options,
};

constexpr std::string_view documentation = R"md(
Elements nested so deep that browsers give up on the structure: Chromium and Safari keep 512 levels. It comes of a
template that opens an element for each line and closes none, and rarely of intent.

galley itself reads 1,000 open elements, 1,000 open marks (`<b>`, `<font>`, …) and 1,000 attributes of one tag. Beyond
these the rest of the post is not read, and this is an error: nothing else can be said of that part.

The examples are cut short; `max-depth` lowers the bound.

```bad body path=_posts/2022-06-10-example.html max-depth=3
<div><div><div><div>Text</div></div></div></div>
```
```good body path=_posts/2022-06-10-example.html max-depth=3
<div><div><div>Text</div></div></div>
```
)md";

class ExcessiveNesting final : public Rule {
 public:
  void begin(Context& ctx) override {
    const body::Document& document = ctx.document();
    if (document.cut()) return cut(ctx, *document.cut());
    const std::int64_t limit = ctx.option_integer("max-depth");
    if (static_cast<std::int64_t>(document.nodes().size()) <= limit) return;
    for (const body::Node& n : document.nodes()) {
      if (n.kind != body::NodeKind::element || n.depth <= limit) continue;
      const Span at = n.start.empty() ? document.place(n) : document.start_tag_place(n);
      ctx.report(at, fmt::format("`<{}>` stands in {} other elements, more than browsers keep apart; nest less, or "
                                 "close what was left open.",
                                 short_name(n.name), n.depth - 1));
      return;
    }
  }

 private:
  static void cut(Context& ctx, const body::Cut& cut) {
    const std::string_view html = ctx.document().html().text();
    body::Tokens tokens(html.substr(cut.at));
    body::Token token;
    const bool attributes = cut.bound == body::Cut::Bound::attributes;
    const std::uint32_t size = !tokens.next(token) ? 0 : attributes ? token.name.end : token.whole.end;
    const Span at = ctx.document().place({cut.at, cut.at + size});
    using Bound = body::Cut::Bound;
    const std::string what = cut.bound == Bound::depth ? fmt::format("{} elements are open", body::max_open_elements)
                             : cut.bound == Bound::formatting
                                 ? "too many marks are open"
                                 : fmt::format("this tag has more than {} attributes", body::max_attributes);
    ctx.report(Level::error, at,
               fmt::format("From here on the post is not read, since {}; {}.", what,
                           attributes ? "leave out what it does not need" : "close what was left open"));
  }
};

}  // namespace

GALLEY_RULE(MK028, info, documentation, ExcessiveNesting);

}  // namespace galley::rules::MK028
