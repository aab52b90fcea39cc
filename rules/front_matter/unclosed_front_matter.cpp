#include <algorithm>

#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::FM002 {
namespace {

constexpr RuleInfo info{
    .code = "FM002",
    .name = "unclosed-front-matter",
    .summary = "front matter without a closing `---` or `...` line",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
Front matter ends at the first line that is `---` or `...` and nothing else. Without such a line Jekyll finds no front matter
at all, and publishes the keys as text. Dashes that are indented, that are more than three, or that have something after
them do not count; nor do line ends of old Macintoshes, which Jekyll does not know.

Close the front matter with a line of three dashes after its last key.

```bad
---
title: 央行：稳字当头

央行：稳字当头。
```
```bad
---
title: 央行：稳字当头
----
央行：稳字当头。
```
```good
---
title: 央行：稳字当头
---
央行：稳字当头。
```
)md";

class UnclosedFrontMatter final : public Rule {
 public:
  void begin(Context& ctx) override {
    if (ctx.post().front_matter.cut.state != post::FrontMatterCut::State::unclosed) return;
    const std::string_view text = ctx.source().bytes();
    const std::uint32_t begin = ctx.source().bom_size();
    const Span open{begin, begin + 3};
    if (text.find('\n') == std::string_view::npos && text.find('\r') != std::string_view::npos) {
      ctx.report(
          open,
          "The lines end in lone carriage returns, which Jekyll does not take for line ends; save the file with LF.");
      return;
    }
    Finding& finding =
        ctx.report(open, "The front matter that begins here is never closed; put a line `---` after its last key.");
    if (const Span near = almost_closing(text, begin); !near.empty()) {
      finding.related.push_back({near, "this line does not close it: it must be `---` alone, at the line's begin", ""});
    }
  }

 private:
  /// The first line, of those that may be front matter, with dashes that were meant to close it.
  static Span almost_closing(std::string_view text, std::size_t begin) {
    constexpr int most_lines = 200;
    auto line = text.find('\n', begin);
    for (int n = 0; n < most_lines && line != std::string_view::npos; ++n) {
      const auto from = line + 1;
      line = text.find('\n', from);
      auto part = text.substr(from, line == std::string_view::npos ? line : line - from);
      while (!part.empty() && (part.back() == '\r' || part.back() == ' ')) part.remove_suffix(1);
      const auto dashes = part.find_first_not_of(" \t");
      if (dashes == std::string_view::npos || part.substr(dashes, 3) != "---") continue;
      const auto after = part.find_first_not_of('-', dashes);
      const bool rule = after == std::string_view::npos;
      if (!rule && part[after] != ' ') continue;
      return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(from + part.size())};
    }
    return {};
  }
};

}  // namespace

GALLEY_RULE(FM002, info, documentation, UnclosedFrontMatter);

}  // namespace galley::rules::FM002
