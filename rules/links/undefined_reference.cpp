#include <fmt/format.h>

#include <algorithm>

#include "core/text/ascii.h"
#include "core/text/utf8.h"
#include "rules/rule.h"
#include "rules/tree.h"
#include "rules/wording.h"

namespace galley::rules::LK017 {
namespace {

constexpr RuleInfo info{
    .code = "LK017",
    .name = "undefined-reference",
    .summary = "a reference link or footnote without its definition",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
`[text][label]` is a link only where a line `[label]: https://…` defines the label, and `[^1]` a footnote only where `[^1]: …` does. Else
readers see the brackets. The definition is often lost when a post is cut, or misspelled.

Define the label, or write the link's URL in parentheses. A bracket that is meant as one is written `\[`.

```bad body
See [the report][report] for more.

[reprot]: https://example.com/
```
```bad body
A claim.[^1]
```
```bad body
报告[^注]。

[^注]: 见附件。
```
```bad body renderer=commonmark
See [the report][report] for more.
```
```good body
See [the report][report] and its note.[^1] [[report]][[report]] are two links in brackets. An array's element is `a[i][j]`, or a[0][1].

[report]: https://example.com/
[^1]: The note.
```
)md";

class UndefinedReference final : public Rule {
 public:
  Interest interest() const override { return {.text = true}; }

  void begin(Context& ctx) override {
    kramdown_ = ctx.post().renderer == post::Renderer::kramdown;
    if (!kramdown_) return;
    for (const body::Note& n : ctx.post().notes)
      if (n.kind == body::Note::Kind::undefined_reference) note(ctx, n.at);
  }

  // The readers of CommonMark tell nothing of these: they are text there.
  void text(Context& ctx, const body::Node& node) override {
    if (ctx.post().renderer == post::Renderer::html) return;
    if (kramdown_) return foreign_names(ctx, node);
    for (std::size_t i = 0; (i = node.text.find("][", i)) != std::string_view::npos; i += 2) {
      const std::size_t close = node.text.find(']', i + 2);
      if (close == std::string_view::npos || close == i + 2) continue;
      if (in_code(ctx.document(), node) || !ctx.post().prepared.tokens.empty()) return;
      const Span at = ctx.document().text_place(node, i + 2, close);
      if (ctx.source().text(ctx.document().text_place(node, i, i + 2)) != "][") continue;
      note(ctx, at);
    }
  }

 private:
  // kramdown takes ASCII letters and digits only in the name of a footnote, defined or not.
  static void foreign_names(Context& ctx, const body::Node& node) {
    for (std::size_t i = 0; (i = node.text.find("[^", i)) != std::string_view::npos; i += 2) {
      const std::size_t close = node.text.substr(0, i + 60).find_first_of("[]-\\ \n", i + 2);
      if (close == std::string_view::npos || node.text[close] != ']' || node.text.substr(close + 1, 1) == ":") continue;
      const std::string_view name = node.text.substr(i + 2, close - i - 2);
      const bool foreign = std::any_of(name.begin(), name.end(), [](char c) { return (c & 0x80) != 0; });
      if (!foreign || in_code(ctx.document(), node)) continue;
      ctx.report(
          ctx.document().text_place(node, i, close + 1),
          fmt::format("kramdown takes no footnote by the name {}, so that readers see the mark; name it by ASCII "
                      "letters or digits.",
                      shown(name)));
    }
  }

  void note(Context& ctx, Span at) {
    const std::string_view post = ctx.source().bytes();
    std::string_view label = slice(post, at);
    if (label.starts_with("[^")) {
      const std::string_view name = label.substr(2, label.size() - 3);
      if (before(post, at.begin) != '\\')
        ctx.report(at, fmt::format("The footnote {} has no definition; write one, `[^{}]: …`, or take the mark away.",
                                   shown(label), name));
      return;
    }
    if (label.starts_with('[')) return;  // two links by name side by side, `[[a]][[b]]`
    const Span brackets{at.begin > 0 ? at.begin - 1 : 0, at.end + 1};
    if (!means_a_link(post, brackets.begin)) return;
    ctx.report(at, fmt::format("The label {} has no definition; define it, or write the link's URL in parentheses.",
                               shown(label)));
  }

  static char before(std::string_view post, std::size_t at) { return at > 0 ? post[at - 1] : '\n'; }

  // Whether the label's `[` follows a link's text: `]` with a `[` before it that no word runs into, as in `a[0][1]`.
  static bool means_a_link(std::string_view post, std::size_t bracket) {
    if (before(post, bracket) != ']') return false;  // white space between: two brackets of prose
    int depth = 0;
    for (std::size_t i = bracket; i-- > 0 && bracket - i < 1000;) {
      if (post[i] == ']') ++depth;
      if (post[i] != '[' || --depth > 0) continue;
      const char c = before(post, i);
      const bool word = ascii::is_alphanumeric(c) || c == '_' || c == ']' || c == ')' || c == '\\';
      return !word;
    }
    return false;
  }

  bool kramdown_ = true;
};

}  // namespace

GALLEY_RULE(LK017, info, documentation, UndefinedReference);

}  // namespace galley::rules::LK017
