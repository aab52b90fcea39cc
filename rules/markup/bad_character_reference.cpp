#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/body/html/references.h"
#include "core/text/ascii.h"
#include "core/text/utf8.h"
#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK017 {
namespace {

using body::Reference;

constexpr RuleInfo info{
    .code = "MK017",
    .name = "bad-character-reference",
    .summary = "a character reference without its semicolon, of no known name, or to no character",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
A character reference that is not right: `&nbsp` without its semicolon, `&nbps;`, which is no name, `&#0;`, which is no
character. Browsers guess, and Markdown readers print it as it stands, so that readers see `&nbsp`: there it is an error.
An ampersand of its own, as in `Q&A` or in `?a=1&b=2`, is fine.

The fix writes the semicolon, or `&amp;` where no reference can have been meant.

```bad body path=_posts/2022-06-10-example.html
<p>A&nbspB &nbps; &#0;</p>
```
```fixed body
<p>A&nbsp;B &amp;nbps; </p>
```
```bad body
A&nbspB and &copy 2022
```
```fixed body
A&nbsp;B and &copy; 2022
```
```good body path=_posts/2022-06-10-example.html
<p>Q&A, a & b, AT&T &amp; &nbsp;&#8217;&#x2019; <a href="?a=1&copy=2">x</a></p>
```
```good body
Q&A, a & b, `&nbsp` <http://example.com/?a=1&copy=2>
```
)md";

using ascii::is_alphanumeric;

// `&rdquo` without its semicolon: HTML reads no reference there, and readers see the name. Names that no URL's query
// has, and that no one writes but for the character.
bool is_printed_name(std::string_view text, std::size_t at, std::size_t& end) {
  static constexpr std::array<std::string_view, 18> names{"ldquo",  "rdquo",  "lsquo", "rsquo", "sbquo",  "bdquo",
                                                          "lsaquo", "rsaquo", "ndash", "mdash", "hellip", "permil",
                                                          "trade",  "euro",   "ensp",  "emsp",  "thinsp", "rarr"};
  end = at + 1;
  while (end < text.size() && is_alphanumeric(text[end])) ++end;
  const std::string_view word = text.substr(at + 1, end - at - 1);
  return (end >= text.size() || (text[end] != ';' && text[end] != '=')) &&
         std::find(names.begin(), names.end(), word) != names.end();
}

// What a Markdown reader printed as it stands, though a reference must have been meant.
Reference read_printed(std::string_view text, std::size_t at) {
  const Reference sound{false, Reference::Problem::none, 0, at + 1};
  Reference r = body::read_reference(text, at, false);
  if (text.substr(at, 2) == "&#") {
    if (r.problem != Reference::Problem::no_digits) return r;
    // `&#xyz;` is meant as one; `&#` alone is what it says.
    std::size_t end = at + 2;
    while (end < text.size() && is_alphanumeric(text[end])) ++end;
    if (end == at + 2 || end >= text.size() || text[end] != ';') return sound;
    r.end = end + 1;
    return r;
  }
  std::size_t end = at + 1;
  while (end < text.size() && is_alphanumeric(text[end])) ++end;
  const std::string_view word = text.substr(at + 1, end - at - 1);
  const char next = end < text.size() ? text[end] : '\0';
  if (next == ';' && !word.empty() && !r.is_reference) return {false, Reference::Problem::unknown_name, 0, end + 1};
  if (next == ';' && r.is_reference && r.problem == Reference::Problem::none)
    return {true, Reference::Problem::unknown_name, 0, end + 1};  // HTML knows it, the renderer does not
  if (is_printed_name(text, at, end)) return {false, Reference::Problem::missing_semicolon, 0, end};
  // `&section=3` in a URL is no section sign, and `R&notes` no negation: the whole word, or a name beyond doubt.
  if (r.problem != Reference::Problem::missing_semicolon || next == '=') return sound;
  const std::string_view name = text.substr(at + 1, r.end - at - 1);
  const bool whole = name == word;
  const bool ends_clearly = name.size() < word.size() && (word[name.size()] < 'a' || word[name.size()] > 'z');
  const bool common = name == "amp" || name == "lt" || name == "gt" || name == "quot";
  return whole || name == "nbsp" || (common && ends_clearly) ? r : sound;
}

class BadCharacterReference final : public Rule {
 public:
  void begin(Context& ctx) override {
    const std::string_view html = ctx.document().html().text();
    std::vector<Doubtful> suspects;
    for (std::size_t at = 0; (at = html.find('&', at)) != std::string_view::npos; ++at) {
      const std::string_view rest = html.substr(at, 6);
      const auto made = static_cast<std::uint32_t>(at);
      if (rest.starts_with("&amp;")) {
        if (ctx.post().renderer != post::Renderer::html && is_printed(ctx, made, '&') &&
            judge(ctx, made, true, false).problem != Reference::Problem::none)
          suspects.push_back({made, true, false, nullptr});
      } else if (rest != "&nbsp;" && rest != "&quot;" && !rest.starts_with("&lt;") && !rest.starts_with("&gt;") &&
                 judge(ctx, made, false, false).problem != Reference::Problem::none) {
        const Segment& s = ctx.document().html().segment_at(made);
        if (s.origin == Origin::copied || (s.origin == Origin::rewritten && s.begin == made && !s.source.empty() &&
                                           html.substr(at).starts_with(ctx.source().text(s.source))))
          suspects.push_back({made, false, false, nullptr});
      }
    }
    keep_in_text(ctx.document(), suspects);
    for (const Doubtful& s : suspects) report(ctx, s);
    if (ctx.post().renderer == post::Renderer::kramdown && ctx.source().bytes().find("&#") != std::string_view::npos)
      turned(ctx);
  }

 private:
  // Printed ampersands are judged by what follows in the post, others by what follows in the HTML.
  static Reference judge(const Context& ctx, std::uint32_t made, bool printed, bool in_attribute) {
    if (!printed) {
      const std::string_view html = ctx.document().html().text();
      const Reference r = body::read_reference(html, made, in_attribute);
      std::size_t end = 0;
      if (r.problem == Reference::Problem::none && !r.is_reference && !in_attribute && is_printed_name(html, made, end))
        return {false, Reference::Problem::missing_semicolon, 0, end};
      return r;
    }
    return read_printed(ctx.source().bytes(), ctx.document().html().source_offset(made));
  }

  // Numbers that kramdown turned into bytes of no character.
  static void turned(Context& ctx) {
    const MappedText& html = ctx.document().html();
    for (const Segment& s : html.segments()) {
      if (s.origin != Origin::rewritten || s.source.size() < 4) continue;
      const std::string_view source = ctx.source().text(s.source);
      if (!source.starts_with("&#") || html.text().substr(s.begin, 1) == "&") continue;
      const Reference r = body::read_reference(source, 0, false);
      if (r.problem == Reference::Problem::no_character && r.end == source.size())
        ctx.report(s.source,
                   fmt::format("`{}` is no character; write the number of the one that is meant.", short_text(source)));
    }
  }

  static void report(Context& ctx, const Doubtful& s) {
    const Reference r = judge(ctx, s.made, s.literal, s.in_attribute);
    if (r.problem == Reference::Problem::none || (s.literal && s.in_attribute)) return;
    const MappedText& html = ctx.document().html();
    const Span at = s.literal ? Span{html.source_offset(s.made), static_cast<std::uint32_t>(r.end)}
                              : html.source_cover({s.made, static_cast<std::uint32_t>(r.end)});
    const std::string text = short_text(ctx.source().text(at));
    std::string message, title, fixed;
    switch (r.problem) {
      case Reference::Problem::none:
        return;
      case Reference::Problem::missing_semicolon:
        message = fmt::format("`{0}` has no semicolon; write `{0};`.", text);
        title = "Write the semicolon";
        fixed = std::string(ctx.source().text(at)) + ";";
        break;
      case Reference::Problem::unknown_name:
        message = r.is_reference
                      ? fmt::format("The renderer does not know `{}` and prints it; write the character itself.", text)
                      : fmt::format("HTML has no character `{}`; correct its name, or write `&amp;` for the ampersand.",
                                    text);
        if (!r.is_reference) {
          title = "Write `&amp;`";
          fixed = "&amp;" + std::string(ctx.source().text(at)).substr(1);
        }
        break;
      case Reference::Problem::no_digits:
        message = fmt::format("`{}` is not followed by a number; write it, or `&amp;` for the ampersand.", text);
        title = "Write `&amp;`";
        fixed = "&amp;" + std::string(ctx.source().text(at)).substr(1);
        break;
      case Reference::Problem::windows_1252:
        utf8::append(fixed, r.read_as);
        message = fmt::format("`{}` is a control character, which browsers show as `{}`; write that.", text, fixed);
        title = "Write the character";
        break;
      case Reference::Problem::no_character:
        message = fmt::format("`{}` is no character; write the number of the one that is meant.", text);
        title = "Delete the reference";
        break;
    }
    Finding& f = s.literal ? ctx.report(Level::error, at, std::move(message)) : ctx.report(at, std::move(message));
    if (!title.empty()) f.fix = Fix{FixGrade::unsafe, std::move(title), {{at, std::move(fixed)}}};
  }
};

}  // namespace

GALLEY_RULE(MK017, info, documentation, BadCharacterReference);

}  // namespace galley::rules::MK017
