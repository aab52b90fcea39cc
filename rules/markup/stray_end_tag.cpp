#include <fmt/format.h>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK002 {
namespace {

constexpr RuleInfo info{
    .code = "MK002",
    .name = "stray-end-tag",
    .summary = "an end tag that closes nothing",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
An end tag without its start tag. Browsers drop most of them, make an empty paragraph of `</p>` and a line break of
`</br>`. kramdown prints them, so that readers see `</span>` in the text: in its posts this is an error.

The fix deletes the tag (and writes `<br />` for `</br>`, and `</h2>` where `</h3>` ends an `<h2>`).

```bad body path=_posts/2022-06-10-example.html
<p>要闻</span></p>
```
```fixed body
<p>要闻</p>
```
```bad body path=_posts/2022-06-10-example.html
<p>one</br>two</p>
```
```fixed body
<p>one<br />two</p>
```
```bad body path=_posts/2022-06-10-example.html
<h2>要闻</h3>
```
```fixed body
<h2>要闻</h2>
```
```good body path=_posts/2022-06-10-example.html
<p><span>要闻</span></p>
```
)md";

class StrayEndTag final : public Rule {
 public:
  void begin(Context& ctx) override {
    const TagPairs& pairs = ctx.facts().pairs();
    for (const TagFault& f : pairs.faults)
      if (f.kind == TagFault::Kind::stray) {
        const auto& tags = ctx.facts().tags().tags;
        if (f.start == no_tag)
          report(ctx, tags[f.end]);
        else
          other_heading(ctx, tags[f.start], tags[f.end]);
      }
  }

 private:
  // `<h2>…</h3>`: browsers take it for the end; kramdown does not.
  static void other_heading(Context& ctx, const SourceTag& start, const SourceTag& end) {
    const std::string name = name_of(start);
    std::string message = fmt::format("`</{}>` stands where `<{}>` ends; write `</{}>`.", name_of(end), name, name);
    Finding& f = renderer_is_strict(ctx) ? ctx.report(Level::error, end.at, std::move(message))
                                         : ctx.report(end.at, std::move(message));
    f.related.push_back({start.at, "The heading begins here.", ""});
    f.fix = Fix{FixGrade::unsafe, fmt::format("Write `</{}>`", name), {{end.at, fmt::format("</{}>", name)}}};
  }

  static void report(Context& ctx, const SourceTag& tag) {
    const std::string name = name_of(tag);
    const bool is_break = tag.tag == body::Tag::br;
    std::string message =
        is_break ? fmt::format("`</{}>` is not a tag that HTML has; write `<br />`.", name)
        : is_void(tag.tag)
            ? fmt::format("`</{}>` closes nothing, since `<{}>` never has an end tag; delete it.", name, name)
            : fmt::format("`</{}>` closes nothing; delete it, or write the `<{}>` that it should close.", name, name);
    Finding& f =
        tag.literal ? ctx.report(Level::error, tag.at, std::move(message)) : ctx.report(tag.at, std::move(message));
    f.fix = Fix{
        FixGrade::unsafe, is_break ? "Write a line break" : "Delete the end tag", {{tag.at, is_break ? "<br />" : ""}}};
  }
};

}  // namespace

GALLEY_RULE(MK002, info, documentation, StrayEndTag);

}  // namespace galley::rules::MK002
