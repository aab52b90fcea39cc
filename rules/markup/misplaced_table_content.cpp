#include <fmt/format.h>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules {
namespace {

using body::Mended;
using body::Node;
using body::NodeKind;

constexpr RuleInfo info{
    .code = "MK021",
    .name = "misplaced-table-content",
    .summary = "content that browsers move out of a table",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
Text or elements that stand in a table, but in none of its cells. Browsers show them before the table, where no one looks
for them.

Put them into a cell, into the `<caption>`, or before the table.

```bad body path=_posts/2022-06-10-example.html
<table>要闻<tr><td>1</td></tr></table>
```
```bad body path=_posts/2022-06-10-example.html
<table><tr><p>要闻</p><td>1</td></tr></table>
```
```good body path=_posts/2022-06-10-example.html
<table><caption>要闻</caption>
<tr><td>1</td></tr></table>
```
)md";

class MisplacedTableContent final : public Rule {
 public:
  Interest interest() const override { return {.tags = {body::Tag::table}}; }

  void element(Context& ctx, const Node& table) override {
    if (table.start.empty()) return;
    // What was moved stands right before the table; a row of such nodes is one thing to its author.
    const body::Document& document = ctx.document();
    Span run{};
    const auto flush = [&] {
      if (!run.empty()) report(ctx, run);
      run = {};
    };
    for (body::NodeId id = document[table.parent].first_child; id != body::no_node; id = document[id].next_sibling) {
      const Node& n = document[id];
      if (&n == &table) break;
      // Of several tables side by side each has its own.
      if (!has(n.mended, Mended::foster_parented) || n.extent.empty() || !table_holds(table, n)) {
        if (n.kind == NodeKind::element) flush();
        continue;
      }
      if (n.kind == NodeKind::text && only_space(n.text)) continue;
      if (!run.empty() && !only_space(document.html().text().substr(run.end, n.extent.begin - std::min(run.end, n.extent.begin)))) flush();
      run = run.empty() ? n.extent : cover(run, n.extent);
    }
    flush();
  }

 private:
  static bool table_holds(const Node& table, const Node& n) {
    return n.extent.begin >= table.start.end && (table.end.empty() || n.extent.begin < table.end.begin);
  }

  static void report(Context& ctx, Span made) {
    const std::string_view html = ctx.document().html().text();
    while (!made.empty() && is_space(html[made.begin])) ++made.begin;
    while (!made.empty() && is_space(html[made.end - 1])) --made.end;
    const Span at = ctx.document().place(made);
    ctx.report(at, fmt::format("Browsers move `{}` out of the table; put it into a cell, into `<caption>`, or before the table.",
                               short_text(ctx.source().text(at))));
  }
};

}  // namespace

GALLEY_RULE(MK021, info, documentation, MisplacedTableContent);

}  // namespace galley::rules
