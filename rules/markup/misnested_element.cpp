#include <fmt/format.h>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK003 {
namespace {

constexpr RuleInfo info{
    .code = "MK003",
    .name = "misnested-element",
    .summary = "tags that cross each other",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
Two elements that cross: one is opened inside the other and closed behind it, as in `<b>a<i>b</b>c</i>`. Browsers mend
inline marks by opening them again, and guess at the rest. kramdown does not mend: it prints the end tag that does not
fit, or puts the rest of the post into the open element, so that in its posts this is an error.

Close first what was opened last. The fix does, and opens the mark again where its text goes on.

```bad body path=_posts/2022-06-10-example.html
<p><b>要<i>闻</b>速递</i></p>
```
```fixed body
<p><b>要<i>闻</i></b><i>速递</i></p>
```
```bad body path=_posts/2022-06-10-example.html
<p><span>要闻</p></span>
```
```fixed body
<p><span>要闻</span></p>
```
```good body path=_posts/2022-06-10-example.html
<p><b>要<i>闻</i></b><i>速递</i></p>
```
)md";

class MisnestedElement final : public Rule {
 public:
  void begin(Context& ctx) override {
    for (const TagFault& f : ctx.facts().pairs().faults)
      if (f.kind == TagFault::Kind::crossed) report(ctx, f);
  }

 private:
  static void report(Context& ctx, const TagFault& f) {
    const auto& tags = ctx.facts().tags().tags;
    const SourceTag &start = tags[f.start], &end = tags[f.end], &closer = tags[f.closer];
    const std::string inner = name_of(start), outer = name_of(closer);
    const bool at_closer = closer.written && closer.end;
    std::string message;
    if (!closer.written)
      message = fmt::format("`</{}>` stands outside of the {} in which `<{}>` was opened; close it there.", inner,
                            outer == "p" ? "paragraph" : "Markdown", inner);
    else if (closer.end)
      message = fmt::format("`</{}>` comes before `</{}>`, though `<{}>` was opened inside; close `<{}>` first.", outer,
                            inner, inner, inner);
    else
      message = fmt::format("`<{}>` ends the {} in which `<{}>` is still open; close `<{}>` before it.", outer,
                            ended_by(closer.tag), inner, inner);
    const Span at = at_closer ? closer.at : end.at;
    Finding& finding =
        renderer_is_strict(ctx) ? ctx.report(Level::error, at, std::move(message)) : ctx.report(at, std::move(message));
    if (f.outer != no_tag && tags[f.outer].written)
      finding.related.push_back({tags[f.outer].at, fmt::format("`<{}>` is opened here.", outer), ""});
    finding.related.push_back({start.at, fmt::format("`<{}>` is opened here.", inner), ""});
    if (at_closer) {
      finding.related.push_back({end.at, fmt::format("`</{}>` comes only here.", inner), ""});
      fix(ctx, f, finding);
    } else if (closer.written) {
      finding.related.push_back({closer.at, fmt::format("The {} ends here.", ended_by(closer.tag)), ""});
    }
  }

  // What a start tag ends.
  static std::string_view ended_by(body::Tag tag) {
    using body::Tag;
    switch (tag) {
      case Tag::li:
        return "item";
      case Tag::dt:
      case Tag::dd:
        return "term";
      case Tag::td:
      case Tag::th:
        return "cell";
      case Tag::tr:
        return "row";
      default:
        return "paragraph";
    }
  }

  static void fix(const Context& ctx, const TagFault& f, Finding& finding) {
    const auto& tags = ctx.facts().tags().tags;
    const SourceTag &start = tags[f.start], &end = tags[f.end], &closer = tags[f.closer];
    if (end.at.begin < closer.at.end) return;
    std::string close(ctx.source().text(end.at));
    if (only_space(ctx.source().text({closer.at.end, end.at.begin}))) {
      finding.fix = Fix{FixGrade::unsafe,
                        fmt::format("Close `<{}>` first", name_of(start)),
                        {{{closer.at.begin, closer.at.begin}, std::move(close)}, {end.at, ""}}};
      return;
    }
    if (is_block(start.tag) || is_block(closer.tag)) return;
    for (std::uint32_t i = f.closer + 1; i < f.end; ++i)
      if (is_block(tags[i].tag)) return;
    const std::string_view open = ctx.source().text(start.at);
    if (ascii::lowered(open).find(" id") != std::string::npos) return;  // an id must not stand twice
    finding.fix = Fix{
        FixGrade::unsafe,
        fmt::format("Close `<{}>` first, and open it again", name_of(start)),
        {{{closer.at.begin, closer.at.begin}, std::move(close)}, {{closer.at.end, closer.at.end}, std::string(open)}}};
  }
};

}  // namespace

GALLEY_RULE(MK003, info, documentation, MisnestedElement);

}  // namespace galley::rules::MK003
