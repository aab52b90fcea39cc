#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK024 {
namespace {

using body::LiquidProblem;

constexpr RuleInfo info{
    .code = "MK024",
    .name = "unbalanced-liquid",
    .summary = "a Liquid block or delimiter that is never closed, or closed by another",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
Liquid that Jekyll cannot read: a block without its end, an end without its block, a `{{` or `{%` that is never closed.
The build of the whole site fails.

Where braces should be shown rather than run, put `{% raw %}` before and `{% endraw %}` behind them.

```bad body path=_posts/2022-06-10-example.html
<p>{% if site.x %}要闻</p>
```
```bad body
The price is {{ page.price }.
```
```bad body
{% for p in site.posts %}{{ p.title }}{% endif %}
```
```good body
{% if site.x %}{{ page.price }}{% else %}{% raw %}{{{% endraw %}{% endif %}
```
)md";

class UnbalancedLiquid final : public Rule {
 public:
  void begin(Context& ctx) override {
    const auto& problems = ctx.post().prepared.problems;
    std::vector<Span> told;
    for (const LiquidProblem& p : problems)
      if (p.kind == LiquidProblem::Kind::wrong_end) told.push_back(p.related);
    std::sort(told.begin(), told.end());
    std::unordered_map<std::string, std::size_t> crossed;  // ends of blocks that another's closed: they may still come
    for (const LiquidProblem& p : problems) {
      // A block that another's end closes is told with that end.
      if (p.kind == LiquidProblem::Kind::unclosed_block && std::binary_search(told.begin(), told.end(), p.at)) continue;
      const std::string name = tag_name(ctx, p.at);
      if (p.kind == LiquidProblem::Kind::wrong_end) ++crossed["end" + tag_name(ctx, p.related)];
      if (p.kind == LiquidProblem::Kind::unexpected_end) {
        // `{% if %}{% for %}{% endif %}{% endfor %}` is one fault.
        const auto own = crossed.find(name);
        if (own != crossed.end() && own->second > 0) {
          --own->second;
          continue;
        }
      }
      std::string message;
      switch (p.kind) {
        case LiquidProblem::Kind::unclosed_tag:
          message = "`{%` is never closed, and the build fails; write `%}`, or put `{% raw %}` before it.";
          break;
        case LiquidProblem::Kind::unclosed_object:
          message = "`{{` is not closed by `}}`, and the build fails; close it, or put `{% raw %}` before it.";
          break;
        case LiquidProblem::Kind::malformed_tag:
          message = "This Liquid tag has no name, and the build fails; write one, or delete it.";
          break;
        case LiquidProblem::Kind::unclosed_block:
          message = fmt::format("`{0}` is never closed, and the build fails; write `{{% end{0} %}}`.", name);
          break;
        case LiquidProblem::Kind::unexpected_end:
          message =
              fmt::format("`{}` belongs to no open block, and the build fails; delete it, or open the block.", name);
          break;
        case LiquidProblem::Kind::wrong_end:
          message = fmt::format("`{}` comes where `end{}` is due, and the build fails; close what was opened last.",
                                name, tag_name(ctx, p.related));
          break;
      }
      Finding& f = ctx.report(p.at, std::move(message));
      if (!p.related.empty()) f.related.push_back({p.related, "The block that is open.", ""});
    }
  }

 private:
  static std::string tag_name(const Context& ctx, Span at) {
    std::string_view text = ctx.source().text(at);
    text.remove_prefix(std::min<std::size_t>(2, text.size()));
    while (!text.empty() && (text.front() == '-' || is_space(text.front()))) text.remove_prefix(1);
    std::size_t end = 0;
    while (end < text.size() && !is_space(text[end]) && text[end] != '%' && text[end] != '-') ++end;
    return short_text(text.substr(0, end));
  }
};

}  // namespace

GALLEY_RULE(MK024, info, documentation, UnbalancedLiquid);

}  // namespace galley::rules::MK024
