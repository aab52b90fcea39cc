#include <fmt/format.h>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK020 {
namespace {

using Error = body::TokenError::Kind;

constexpr RuleInfo info{
    .code = "MK020",
    .name = "malformed-comment",
    .summary = "a comment that is never closed, or closed or opened wrongly",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
A comment that does not end, or begins or ends with the wrong characters. An open `<!--` hides all that follows it in a
browser; kramdown prints it, which is an error, too. `<? … ?>`, `<![CDATA[` and `</ …>` are comments to a browser, so that
readers miss what they hold.

```bad body path=_posts/2022-06-10-example.html
<p>要闻</p><!-- ask Zhang <p>速递</p>
```
```bad body path=_posts/2022-06-10-example.html
<p>要闻<!-- note --!>速递</p>
```
```bad body
News <!-- ask Zhang

More news.
```
```good body path=_posts/2022-06-10-example.html
<p>要闻<!-- note --> <!-- -->速递</p>
```
```good body
News <!-- note -->, and `<!--` in code.
```
)md";

class MalformedComment final : public Rule {
 public:
  void begin(Context& ctx) override {
    for (const SourceComment& c : ctx.facts().tags().comments)
      if (!c.errors.empty() && c.kind != body::Token::Kind::doctype) report(ctx, c);
    if (ctx.post().renderer != post::Renderer::html) printed(ctx);
  }

 private:
  static void report(Context& ctx, const SourceComment& c) {
    const auto& [kind, at] = c.errors.front();
    switch (kind) {
      case Error::end_of_file_in_comment:
        ctx.report(at, "This comment is never closed, and hides the rest of the post; write `-->` where it ends.");
        break;
      case Error::abruptly_closed_comment:
        ctx.report(at, "This comment ends at once; write `<!-- -->`, or delete it.");
        break;
      case Error::incorrectly_closed_comment:
        ctx.report(at, "A comment ends with `-->`, not with `--!>`.");
        break;
      case Error::nested_comment:
        ctx.report(at, "A comment begins within a comment, and both end at the first `-->`; delete this `<!--`.");
        break;
      default: {
        const std::string text = short_text(ctx.source().text(c.at));
        ctx.report(
            c.at,
            fmt::format("Browsers take `{}` for a comment and hide it; delete it, or write `&lt;` for its `<`.", text));
      }
    }
  }

  // A `<!--` without its end, which Markdown readers print.
  static void printed(Context& ctx) {
    const std::string_view html = ctx.document().html().text();
    std::vector<Doubtful> suspects;
    for (std::size_t at = 0; (at = html.find("&lt;!", at)) != std::string_view::npos; ++at) {
      const auto made = static_cast<std::uint32_t>(at);
      if (is_printed(ctx, made, '<') &&
          !printed_comment(ctx.source().bytes(), ctx.document().html().source_offset(made)).empty())
        suspects.push_back({made, true, false, nullptr});
    }
    keep_in_text(ctx.document(), suspects);
    for (const Doubtful& s : suspects) {
      const std::uint32_t at = ctx.document().html().source_offset(s.made);
      const std::string_view text = printed_comment(ctx.source().bytes(), at);
      if (text.size() == 4)
        ctx.report(Level::error, {at, at + 4},
                   "This comment is never closed, so that readers see it; write `-->` where it ends.");
      else
        ctx.report(
            Level::error, {at, at + static_cast<std::uint32_t>(text.size())},
            fmt::format("Readers see {}, which is no comment; write `<!-- … -->`, or delete it.", in_marks(text)));
    }
  }

  // `<!--`, or all of `<! … >` with text in it.
  static std::string_view printed_comment(std::string_view post, std::size_t at) {
    const std::string_view text = post.substr(at, 200);
    if (text.starts_with("<!--")) return text.substr(0, 4);
    const std::size_t close = text.find_first_of("<>\n", 1);
    if (!text.starts_with("<!") || close == std::string_view::npos || text[close] != '>') return {};
    return only_space(text.substr(2, close - 2)) ? std::string_view() : text.substr(0, close + 1);
  }
};

}  // namespace

GALLEY_RULE(MK020, info, documentation, MalformedComment);

}  // namespace galley::rules::MK020
