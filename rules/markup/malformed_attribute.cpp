#include <fmt/format.h>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK023 {
namespace {

using Error = body::TokenError::Kind;

constexpr RuleInfo info{
    .code = "MK023",
    .name = "malformed-attribute",
    .summary = "a tag whose attributes cannot be read as they were meant",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
A tag whose attributes are not written as HTML has them: a quote that is never closed, `=` without a value, no space
between two attributes, a stray quote or slash. Browsers make something of it, though seldom what was meant.

kramdown wants quotes around every value that is not one word, and prints the tag where they are missing
(`<img src=a.png>`); CommonMark has its rules too. A tag that readers see is an error.

```bad body path=_posts/2022-06-10-example.html
<p class="lead"id="top">要闻</p>
```
```bad body path=_posts/2022-06-10-example.html
<p><a href="https://example.com/>要闻</a> 速递 <a href="/b">b</a></p>
```
```bad body path=_posts/2022-06-10-example.html
<img src= alt="">
```
```bad body
News: <img src=a.png>
```
```good body path=_posts/2022-06-10-example.html
<p class="lead" id=top hidden>要闻<br /><img src=a.png alt=""></p>
```
```good body
News: <img src="a.png" width=40>
```
)md";

class MalformedAttribute final : public Rule {
 public:
  void begin(Context& ctx) override {
    const SourceTags& all = ctx.facts().tags();
    // One finding for a tag: a quote that is missing makes errors of all that follows.
    std::uint32_t last = no_tag;
    for (const TagError& e : all.errors) {
      if (e.tag == last) continue;
      last = e.tag;
      report(ctx, all.tags[e.tag], e);
    }
    for (const SourceTag& t : all.tags)
      if (t.literal && !t.end) printed(ctx, t);
  }

 private:
  static void report(Context& ctx, const SourceTag& tag, const TagError& e) {
    if (!tag.written || tag.literal) return;
    const std::string what = short_text(ctx.source().text(e.at));
    if (e.unbalanced) {
      ctx.report(
          e.at, fmt::format("The quote of `{}` is never closed, so that the value runs on over what follows; close it.",
                            what));
      return;
    }
    switch (e.kind) {
      case Error::missing_space_between_attributes:
        ctx.report(e.at.empty() ? gap(ctx, e.exact) : e.at, "No space stands before this attribute; write one.");
        break;
      case Error::missing_attribute_value:
        ctx.report(e.at, fmt::format("`{}` has no value behind its `=`; write one, or delete the attribute.", what));
        break;
      case Error::unexpected_character_in_name:
        ctx.report(e.at, fmt::format("`{}` is no attribute's name; look for a quote too many or too few.", what));
        break;
      case Error::unexpected_character_in_value:
        // `src= alt=""`: the next attribute was taken for the value.
        if (const std::size_t equals = what.find('=');
            equals + 1 < what.size() && what[equals + 1] == ' ' && what.find('=', equals + 1) != std::string::npos) {
          ctx.report(e.at, fmt::format("`{}` has no value behind its `=`; write one, or delete the attribute.",
                                       what.substr(0, equals)));
          break;
        }
        // Where the quote is part of a link's URL, the link leads nowhere.
        ctx.report(what.starts_with("href=") || what.starts_with("src=") ? Level::error : info.level, e.at,
                   fmt::format("`{}` needs quotes around its value.", what));
        break;
      case Error::unexpected_equals_before_name:
        ctx.report(e.at, fmt::format("`{}` has no name before its `=`; write it, or delete the attribute.", what));
        break;
      case Error::unexpected_solidus:
        ctx.report(e.exact, "This slash ends nothing; delete it, or put quotes around the value that it is part of.");
        break;
      case Error::end_of_file_in_tag:
        ctx.report(tag.name.empty() ? tag.at
                                    : Span{tag.at.begin, tag.at.begin + static_cast<std::uint32_t>(tag.name.size()) +
                                                             (tag.end ? 2u : 1u)},
                   fmt::format("This `<{}{}` is never ended, and hides the rest of the post; write the `>` or the "
                               "quote that is missing.",
                               tag.end ? "/" : "", name_of(tag)));
        break;
      case Error::end_tag_with_attributes:
        ctx.report(e.exact, fmt::format("An end tag has no attributes; write `</{}>`.", name_of(tag)));
        break;
      default:
        break;
    }
  }

  static Span gap(const Context& ctx, Span at) { return {at.begin, std::min(at.begin + 1, ctx.source().size())}; }

  static void printed(Context& ctx, const SourceTag& tag) {
    const std::string_view text = ctx.source().text(tag.at);
    const bool kramdown = ctx.post().renderer == post::Renderer::kramdown;
    if (kramdown && kramdown_wants_block(tag.name) && kramdown_reads(text)) return;  // MK009
    body::Tokens tokens(text);
    body::Token token;
    if (!tokens.next(token)) return;
    // The first value that wants quotes, if that is what is wrong.
    for (const body::AttributeToken& a : tokens.attributes()) {
      if (!kramdown || !a.has_value || a.quote != 0) continue;
      const Span at{tag.at.begin + a.name.begin, tag.at.begin + a.value.end};
      if (a.value.empty() || kramdown_reads(fmt::format("<a {}>", slice(text, {a.name.begin, a.value.end})))) continue;
      ctx.report(Level::error, at,
                 fmt::format("Readers see this `<{}>` as text; put quotes around the value of `{}`.", name_of(tag),
                             short_name(slice(text, a.name))));
      return;
    }
    ctx.report(Level::error, tag.at,
               fmt::format("Readers see this `<{}>` as text; put its attributes right.", name_of(tag)));
  }
};

}  // namespace

GALLEY_RULE(MK023, info, documentation, MalformedAttribute);

}  // namespace galley::rules::MK023
