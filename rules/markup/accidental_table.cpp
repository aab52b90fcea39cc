#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK031 {
namespace {

constexpr RuleInfo info{
    .code = "MK031",
    .name = "accidental-table",
    .summary = "prose that kramdown makes a table for a ` | ` in it",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
A line of prose with a vertical bar in it, as ` | ` between navigation links. kramdown takes it for the row of a table, and
readers see cells where there should be a line of text.

Write `\|` for the bar, or another character, such as `·` or the full-width `｜`. A table that is meant has a line of dashes
or begins its rows with a bar.

```bad body
[Back to the news](/news) | [Home](/)
```
```good body
[Back to the news](/news) \| [Home](/)

| a | b |
| 1 | 2 |

a | b
--|--
1 | 2
```
```good body renderer=gfm
[Back to the news](/news) | [Home](/)
```
)md";

class AccidentalTable final : public Rule {
 public:
  void begin(Context& ctx) override {
    if (ctx.post().renderer != post::Renderer::kramdown) return;
    for (const body::Note& n : ctx.post().notes)
      if (n.kind == body::Note::Kind::table && is_accidental(ctx.source().text(n.at)))
        ctx.report(n.at, "kramdown makes a table of this line for the `|` in it; write `\\|`, or another character.");
  }

 private:
  static bool is_accidental(std::string_view text) {
    std::size_t rows = 0, bars = 0;
    bool alike = true;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      while (!line.empty() && (is_space(line.front()) || line.front() == '>')) line.remove_prefix(1);
      while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
      if (line.empty()) continue;
      // Rows with bars at their edges, and lines of dashes, are drawn on purpose.
      if (line.front() == '|' || line.back() == '|' || line.find_first_not_of("-=+|: \t") == std::string_view::npos)
        return false;
      std::size_t count = 0;
      for (std::size_t i = 0; (i = line.find('|', i)) != std::string_view::npos; ++i)
        count += i == 0 || line[i - 1] != '\\';
      if (rows > 0 && count != bars) alike = false;
      bars = count;
      ++rows;
    }
    // Several lines with as many bars each may well be one.
    return rows == 1 || !alike;
  }
};

}  // namespace

GALLEY_RULE(MK031, info, documentation, AccidentalTable);

}  // namespace galley::rules::MK031
