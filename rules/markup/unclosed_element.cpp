#include <fmt/format.h>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK001 {
namespace {

constexpr RuleInfo info{
    .code = "MK001",
    .name = "unclosed-element",
    .summary = "an element whose end tag is required and missing",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
An element that is opened and never closed. A browser closes it where it must, and a bold word becomes a bold page.
In a Markdown post it is worse: kramdown puts all that follows into the open element, where no Markdown is read, and
prints the end tags that do not fit. There it is an error, and end tags that HTML lets be left out (`</li>`, `</p>`, …)
are asked for too.

The fix writes the end tag where the element around it ends. It is unsafe, since the author may have meant less.

```bad body path=_posts/2022-06-10-example.html
<p><strong>要闻</p>
```
```fixed body
<p><strong>要闻</strong></p>
```
```bad body path=_posts/2022-06-10-example.html
<div><section>Text</div>
```
```fixed body
<div><section>Text</section></div>
```
```good body path=_posts/2022-06-10-example.html
<p><strong>要闻</strong></p>
<ul><li>one<li>two</ul>
<p>The end tags of list items and paragraphs may be left out.
```
```good body
<p><strong>要闻</strong></p>

Text with **strong** words and a <b>bold</b> one.
```
)md";

class UnclosedElement final : public Rule {
 public:
  void begin(Context& ctx) override {
    const TagPairs& pairs = ctx.facts().pairs();
    if (pairs.faults.empty()) return;
    const bool strict = renderer_is_strict(ctx);
    const std::uint32_t hidden = hidden_from(ctx);
    for (const TagFault& f : pairs.faults) {
      if (f.kind != TagFault::Kind::unclosed && (f.kind != TagFault::Kind::left_out || !strict)) continue;
      // An end tag that a Liquid block hides, which is never closed, may be there: MK024 tells of the block.
      if (f.closer == no_tag && hidden != no_tag && ctx.facts().tags().tags[f.start].at.begin < hidden) continue;
      report(ctx, f, strict);
    }
  }

 private:
  // Where a Liquid block begins that takes all that follows for its own text; no_tag where none does.
  static std::uint32_t hidden_from(const Context& ctx) {
    for (const body::LiquidProblem& p : ctx.post().prepared.problems) {
      if (p.kind != body::LiquidProblem::Kind::unclosed_block) continue;
      const std::string_view tag = ctx.source().text(p.at);
      for (const std::string_view name : {"comment", "capture", "highlight", "raw", "case"})
        if (const std::size_t at = tag.find_first_of("abcdefghijklmnopqrstuvwxyz");
            at != std::string_view::npos && tag.substr(at).starts_with(name))
          return p.at.begin;
    }
    return no_tag;
  }

  static void report(Context& ctx, const TagFault& f, bool strict) {
    const auto& tags = ctx.facts().tags().tags;
    const SourceTag& tag = tags[f.start];
    // Of an element that HTML does not have, MK004 speaks.
    if (tag.tag == body::Tag::unknown && tag.name.find('-') == std::string_view::npos) return;
    const std::string name = name_of(tag);
    const SourceTag* closer = f.closer == no_tag ? nullptr : &tags[f.closer];
    std::string message = fmt::format("`<{}>` is never closed; write `</{}>` where it ends", name, name);
    if (closer != nullptr && closer->written && closer->end)
      message += fmt::format(", before `</{}>` at the latest.", name_of(*closer));
    else
      message += ".";
    Finding& finding =
        strict ? ctx.report(Level::error, tag.at, std::move(message)) : ctx.report(tag.at, std::move(message));
    if (closer != nullptr && closer->written)
      finding.related.push_back({closer->at, "What is around it ends here.", ""});
    // Where nothing around it tells where it ends, no one but its author knows; where the tree was cut for its depth,
    // one end tag more or less says nothing.
    if (closer == nullptr || ctx.document().cut()) return;
    const std::uint32_t end = place_before(ctx, *closer);
    finding.fix = Fix{FixGrade::unsafe, fmt::format("Close `<{}>`", name), {{{end, end}, fmt::format("</{}>", name)}}};
  }
};

}  // namespace

GALLEY_RULE(MK001, info, documentation, UnclosedElement);

}  // namespace galley::rules::MK001
