#include <fmt/format.h>

#include <array>

#include "core/text/utf8.h"
#include "rules/prose.h"
#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::TX011 {
namespace {

constexpr RuleInfo info{
    .code = "TX011",
    .name = "repeated-punctuation",
    .summary = "full-width punctuation given more than once: `。。`, `！！！`, `，，`",
    .level = Level::off,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
`。。` and `，，` are slips of the pen or the seams of joined texts; `！！！` shouts. `……` and `——` are one mark each, and fine.

The fix leaves one; three full stops or more become an ellipsis.

```bad body
要闻。。速递，，快讯！！！未完。。。
```
```fixed body
要闻。速递，快讯！未完……
```
```good body
要闻。速递，快讯！？未完……——完
```
)md";

constexpr std::array<std::string_view, 7> marks{"。", "，", "、", "；", "：", "！", "？"};

class RepeatedPunctuation final : public Rule {
 public:
  Interest interest() const override { return {.text = true}; }

  void text(Context& ctx, const body::Node& node) override {
    const std::string_view text = node.text;
    for (std::size_t i = 0; (i = text.find_first_of("\xE3\xEF", i)) != std::string_view::npos;) {
      const std::string_view mark = text.substr(i, 3);
      std::size_t end = i + 3;
      if (std::find(marks.begin(), marks.end(), mark) == marks.end()) {
        ++i;
        continue;
      }
      while (text.substr(end).starts_with(mark)) end += 3;
      if (end > i + 3) report(ctx, node, {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)}, mark);
      i = end;
    }
  }

 private:
  static void report(Context& ctx, const body::Node& node, Span run, std::string_view mark) {
    const std::vector<Span> prose = prose_of(ctx.post(), node);
    if (std::none_of(prose.begin(), prose.end(), [run](Span p) { return p.contains(run); })) return;
    const std::string_view one = mark == "。" && run.size() >= 9 ? std::string_view("……") : mark;
    const Span at = ctx.document().text_place(node, run.begin, run.end);
    ctx.report(at, fmt::format("{} is given {} times; write {}.", shown(mark), run.size() / 3, shown(one))).fix =
        Fix{FixGrade::unsafe, fmt::format("Write {}", shown(one)), {{at, std::string(one)}}};
  }
};

}  // namespace

GALLEY_RULE(TX011, info, documentation, RepeatedPunctuation);

}  // namespace galley::rules::TX011
