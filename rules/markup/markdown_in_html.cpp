#include <fmt/format.h>

#include <array>
#include <optional>

#include "core/text/ascii.h"
#include "core/text/scan.h"
#include "rules/markup/markup.h"
#include "rules/markup/notes.h"
#include "rules/rule.h"

namespace galley::rules::MK025 {
namespace {

using body::Note;

constexpr RuleInfo info{
    .code = "MK025",
    .name = "markdown-in-html",
    .summary = "Markdown markup inside an HTML block, which stays literal",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
Markdown within an HTML block: `<p>**bold**</p>` is published with its asterisks, since no Markdown is read between the
tags of a block. Looked for are `**strong**`, `__strong__`, links and images, `` `code` ``, `~~deleted~~`, headings, and lists of two items
or more.

Write the HTML for it (`<strong>bold</strong>`), or end the HTML block before. In kramdown the attribute `markdown="1"`
on the element has its content read.

```bad body
<p>**要闻**速递</p>
```
```bad body
<div>
See [the report](https://example.com/report).
</div>
```
```bad body
<div>
# 要闻
</div>
```
```bad body
<div>
- 要闻
- 速递
</div>
```
```good body
<p>__init__ and a_b_c, - one dash</p>
```
```good body
<p><strong>要闻</strong>速递, 2 ** 3, <code>**kwargs**</code></p>

<div markdown="1">
**要闻** and [a link](https://example.com/).
</div>
```
```good body path=_posts/2022-06-10-example.html
<p>**要闻**, in a post that is HTML altogether.</p>
```
)md";

struct Found {
  std::size_t begin, end;
  std::string_view what;
};

bool is_word(char c) { return ascii::is_alphanumeric(c) || c == '_' || (c & 0x80) != 0; }

bool is_latin(char c) { return is_word(c) && (c & 0x80) == 0; }

// `mark` … `mark` with text right beside both.
std::optional<Found> marked(std::string_view text, std::size_t at, std::string_view mark, std::string_view what) {
  const std::size_t from = at + mark.size();
  if (text.substr(at, mark.size()) != mark || from >= text.size() || is_space(text[from]) || text[from] == mark[0])
    return std::nullopt;
  const std::size_t close = text.substr(0, from + 400).find(mark, from + 1);
  if (close == std::string_view::npos || is_space(text[close - 1])) return std::nullopt;
  if (text.substr(from, close - from).find("\n\n") != std::string_view::npos) return std::nullopt;
  return Found{at, close + mark.size(), what};
}

std::optional<Found> link(std::string_view text, std::size_t at) {
  const std::string_view near = text.substr(0, at + 600);
  const std::size_t middle = near.find_first_of("[]\n", at + 1);
  if (middle == std::string_view::npos || near.substr(middle, 2) != "](") return std::nullopt;
  const std::size_t close = near.find_first_of(") \t\n", middle + 2);
  if (close == std::string_view::npos || near[close] != ')') return std::nullopt;
  const std::string_view url = near.substr(middle + 2, close - middle - 2);
  constexpr std::array<std::string_view, 7> starts{"http://", "https://", "mailto:", "/", "#", "./", "../"};
  if (std::none_of(starts.begin(), starts.end(),
                   [&](std::string_view s) { return url.starts_with(s) && url.size() > s.size() - (s == "/"); }))
    return std::nullopt;
  const bool image = at > 0 && text[at - 1] == '!';
  return Found{image ? at - 1 : at, close + 1, image ? "an image" : "a link"};
}

std::optional<Found> heading(std::string_view text, std::size_t at) {
  if (at > 0 && text[at - 1] != '\n') return std::nullopt;
  std::size_t end = at;
  while (end < text.size() && text[end] == '#') ++end;
  if (end - at > 6 || text.substr(end, 1) != " ") return std::nullopt;
  const std::size_t line_end = std::min(text.find('\n', end), text.size());
  return only_space(text.substr(end, line_end - end)) ? std::nullopt : std::optional(Found{at, line_end, "a heading"});
}

// Two lines or more that begin with the same mark.
std::optional<Found> list(std::string_view text, std::size_t at) {
  std::size_t end = at;
  const std::string_view mark = text.substr(at, 2);
  if ((at > 0 && text[at - 1] != '\n') || mark.size() < 2 || mark[1] != ' ') return std::nullopt;
  int items = 0;
  for (std::size_t line = at; text.substr(line, 2) == mark; ++items) {
    end = std::min(text.find('\n', line), text.size());
    if (only_space(text.substr(line + 2, end - line - 2))) return std::nullopt;
    line = std::min(end + 1, text.size());
  }
  if (items < 2) return std::nullopt;
  while (end > at && is_space(text[end - 1])) --end;
  return Found{at, end, "a list"};
}

// `__strong__`, but not a name such as `__init__`.
std::optional<Found> underlined(std::string_view text, std::size_t at) {
  const auto found = marked(text, at, "__", "strong text");
  if (!found || (at > 0 && is_word(text[at - 1])) || (found->end < text.size() && is_word(text[found->end])))
    return std::nullopt;
  const std::string_view inside = text.substr(at + 2, found->end - at - 4);
  const bool prose = std::any_of(inside.begin(), inside.end(), [](char c) { return c == ' ' || (c & 0x80) != 0; });
  return prose ? found : std::nullopt;
}

std::optional<Found> read(std::string_view text, std::size_t at) {
  switch (text[at]) {
    case '*':
      if (const auto items = list(text, at)) return items;
      return marked(text, at, "**", "strong text");
    case '_':
      return underlined(text, at);
    case '-':
      return list(text, at);
    case '~':
      return marked(text, at, "~~", "deleted text");
    case '[':
      return link(text, at);
    case '#':
      return heading(text, at);
    case '`': {
      if (at > 0 && is_latin(text[at - 1])) return std::nullopt;
      const std::size_t close = text.substr(0, at + 120).find_first_of("`\n", at + 1);
      if (close == std::string_view::npos || text[close] != '`' || close == at + 1) return std::nullopt;
      return Found{at, close + 1, "code"};
    }
    default:
      return std::nullopt;
  }
}

std::size_t next_mark(std::string_view text, std::size_t from) {
  return find_any<'*', '[', '#', '`', '~', '_', '-'>(text, from);
}

class MarkdownInHtml final : public Rule {
 public:
  Interest interest() const override { return {.text = true}; }

  void begin(Context& ctx) override {
    blocks_ = {};
    swallowed_ = ~std::uint32_t{0};
    if (ctx.post().renderer == post::Renderer::html) return;
    blocks_ = NotedPlaces(ctx.post(), Note::Kind::html_block);
    // Behind an element that swallowed the rest of the post, that no Markdown is read is only what follows of it.
    for (const Note& n : ctx.post().notes)
      if (n.kind == Note::Kind::swallowing_element) swallowed_ = std::min(swallowed_, n.at.begin);
  }

  void text(Context& ctx, const body::Node& node) override {
    if (blocks_.empty() || next_mark(node.text, 0) == std::string_view::npos) return;
    const body::Document& document = ctx.document();
    const std::uint32_t at = document.place(node).begin;
    if (at >= swallowed_ || blocks_.holding(at).empty() || in_code(document, node)) return;
    for (std::size_t i = 0; (i = next_mark(node.text, i)) != std::string_view::npos;) {
      const std::optional<Found> found = read(node.text, i);
      if (!found) {
        const char c = node.text[i];
        while (i < node.text.size() && node.text[i] == c) ++i;
        continue;
      }
      const Span place = document.text_place(node, found->begin, found->end);
      ctx.report(place, fmt::format("{} stays as it is in an HTML block; write {} in HTML, or end the block before it.",
                                    in_marks(ctx.source().text(place)), found->what));
      i = found->end;
    }
  }

 private:
  NotedPlaces blocks_;
  std::uint32_t swallowed_ = 0;
};

}  // namespace

GALLEY_RULE(MK025, info, documentation, MarkdownInHtml);

}  // namespace galley::rules::MK025
