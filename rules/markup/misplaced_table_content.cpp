#include <fmt/format.h>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK021 {
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
  void begin(Context& ctx) override {
    const body::Document& document = ctx.document();
    table_parent_ = body::no_node;
    // What was moved stands right before the table; a row of such nodes is one thing to its author.
    Span run{};
    body::NodeId parent = body::no_node;
    const auto flush = [&] {
      if (!run.empty()) report(ctx, run);
      run = {};
    };
    const std::string_view html = document.html().text();
    for (body::NodeId id = 1; id < document.nodes().size();) {
      const Node& n = document[id];
      if (!has(n.mended, Mended::foster_parented) || n.extent.empty() ||
          (n.kind == NodeKind::text && (only_space(n.text) || n.text.find("</") != std::string_view::npos)) ||
          is_in_unclosed_table(ctx, n)) {  // a tag that is printed there is another rule's
        ++id;
        continue;
      }
      const bool goes_on = n.parent == parent && !run.empty() && n.extent.begin >= run.end &&
                           only_space(html.substr(run.end, n.extent.begin - run.end));
      if (!goes_on) flush();
      run = goes_on ? cover(run, n.extent) : n.extent;
      parent = n.parent;
      id = n.subtree_end;
    }
    flush();
  }

 private:
  // What a table that is never closed comes to hold is not its author's doing: MK001 tells of the table.
  bool is_in_unclosed_table(const Context& ctx, const Node& moved) {
    const body::Document& document = ctx.document();
    const body::NodeId id = document.id(moved);
    if (moved.parent == table_parent_ && id < table_) return table_unclosed_;
    table_parent_ = moved.parent;
    table_unclosed_ = false;
    for (table_ = id; table_ != body::no_node; table_ = document[table_].next_sibling) {
      const Node& n = document[table_];
      if (n.kind != NodeKind::element || n.tag != body::Tag::table) continue;
      table_unclosed_ = !is_closed(ctx, n);
      break;
    }
    return table_unclosed_;
  }

  body::NodeId table_ = 0, table_parent_ = body::no_node;  // the table that nodes before it were moved out of
  bool table_unclosed_ = false;

  // What Liquid's `tablerow` holds it puts into cells.
  static bool is_in_tablerow(const Context& ctx, Span at) {
    bool open = false;
    for (const body::LiquidToken& t : ctx.post().prepared.tokens) {
      if (t.whole.begin >= at.end) break;
      const std::string_view name = ctx.source().text(t.name);
      if (name == "tablerow") open = true;
      if (name == "endtablerow" && t.whole.end <= at.begin) open = false;
    }
    return open;
  }

  static void report(Context& ctx, Span made) {
    const std::string_view html = ctx.document().html().text();
    while (!made.empty() && is_space(html[made.begin])) ++made.begin;
    while (!made.empty() && is_space(html[made.end - 1])) --made.end;
    const Span at = ctx.document().place(made);
    if (is_in_tablerow(ctx, at)) return;
    ctx.report(
        at,
        fmt::format("Browsers move `{}` out of the table; put it into a cell, into `<caption>`, or before the table.",
                    short_text(ctx.source().text(at))));
  }
};

}  // namespace

GALLEY_RULE(MK021, info, documentation, MisplacedTableContent);

}  // namespace galley::rules::MK021
