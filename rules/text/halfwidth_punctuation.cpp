#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/text/unicode.h"
#include "core/text/utf8.h"
#include "rules/prose.h"
#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::TX010 {
namespace {

constexpr RuleInfo info{
    .code = "TX010",
    .name = "halfwidth-punctuation",
    .summary = "half-width punctuation between CJK characters",
    .level = Level::off,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
Between Chinese or Japanese characters `,` `.` `;` `:` `!` `?` and round brackets are full-width: `，` `。` `；` `：` `！` `？` `（` `）`. URLs,
code, Liquid and front matter are never touched, nor is punctuation beside Latin text or digits. Brackets change in pairs.

The fix writes the full-width form, and takes away a space behind it.

```bad body
要闻,速递. 详见下文(附件)各项
```
```fixed body
要闻，速递。详见下文（附件）各项
```
```bad body
新しい (実験的な) 機能
```
```fixed body
新しい（実験的な）機能
```
```good body
GDP (国内生产总值) 与 函数(x)
```
```good body
한국, 중국. 要闻，速递。Jekyll, Ruby 与 3.5 倍，10:30 开市，`甲,乙` 与 https://example.com/甲,乙
```
)md";

std::string_view wide(char c) {
  switch (c) {
    case ',':
      return "，";
    case '.':
      return "。";
    case ';':
      return "；";
    case ':':
      return "：";
    case '!':
      return "！";
    case '?':
      return "？";
    case '(':
      return "（";
    case ')':
      return "）";
    default:
      return {};
  }
}

class HalfwidthPunctuation final : public Rule {
 public:
  Interest interest() const override { return {.text = true}; }

  void text(Context& ctx, const body::Node& node) override {
    const std::string_view text = node.text;
    if (text.find_first_of(",.;:!?()") == std::string_view::npos) return;
    std::vector<std::size_t> closed;  // brackets that belong to an opening one that was looked at
    for (const Span part : prose_of(ctx.post(), node)) {
      for (std::size_t i = part.begin; (i = text.find_first_of(",.;:!?()", i)) < part.end; ++i) {
        if (text[i] == '(') {
          if (const std::size_t close = closing_bracket(text, i, part.end); close != std::string_view::npos) {
            closed.push_back(close);
            pair(ctx, node, part, i, close);
            continue;
          }
        } else if (text[i] == ')') {
          // Brackets within each other lie within the distance that `closing_bracket` looks.
          const auto near = closed.size() > 150 ? closed.end() - 150 : closed.begin();
          if (std::find(near, closed.end(), i) != closed.end()) continue;
        }
        if (i == part.begin || !is_cjk(utf8::decode_before(text, i).code_point, true)) continue;
        std::size_t next = i + 1;
        if (text[i] != '(' && next < part.end && text[next] == ' ') ++next;
        if (next >= part.end || !is_cjk(utf8::decode(text, next).code_point, false)) continue;
        const Span at = ctx.document().text_place(node, i, i + 1);
        if (ctx.source().text(at) != text.substr(i, 1)) continue;
        Finding& f = ctx.report(at, fmt::format("{} stands between CJK characters; write {}.", shown(text.substr(i, 1)),
                                                shown(wide(text[i]))));
        f.fix = Fix{FixGrade::unsafe,
                    fmt::format("Write {}", shown(wide(text[i]))),
                    {{ctx.document().text_place(node, i, next), std::string(wide(text[i]))}}};
      }
    }
  }

 private:
  static std::size_t closing_bracket(std::string_view text, std::size_t open, std::size_t end) {
    int depth = 0;
    for (std::size_t i = open; i < std::min<std::size_t>(end, open + 300); ++i) {
      if (text[i] == '(') ++depth;
      if (text[i] == ')' && --depth == 0) return i;
    }
    return std::string_view::npos;
  }

  // Brackets are written alike, or a reader sees one of each: both, where CJK text begins and ends within them, and
  // stands beside them.
  static void pair(Context& ctx, const body::Node& node, Span part, std::size_t open, std::size_t close) {
    const std::string_view text = node.text;
    if (close == open + 1 || !is_cjk(utf8::decode(text, open + 1).code_point, false) ||
        !is_cjk(utf8::decode_before(text, close).code_point, true))
      return;
    std::size_t begin = open, end = close + 1;
    if (begin > part.begin && text[begin - 1] == ' ') --begin;
    if (end < part.end && text[end] == ' ') ++end;
    const bool first = begin == part.begin, last = end >= part.end;
    const bool before = !first && is_cjk(utf8::decode_before(text, begin).code_point, true);
    const bool after = !last && is_cjk(utf8::decode(text, end).code_point, false);
    if ((!before && !first) || (!after && !last) || (!before && !after)) return;
    if (!before) begin = open;
    if (!after) end = close + 1;
    const body::Document& document = ctx.document();
    const Span at = document.text_place(node, open, open + 1), closing = document.text_place(node, close, close + 1);
    if (ctx.source().text(at) != "(" || ctx.source().text(closing) != ")") return;
    Finding& f = ctx.report(at, "These brackets stand between CJK characters; write `（` and `）`.");
    f.related.push_back({closing, "The other bracket.", ""});
    f.fix = Fix{FixGrade::unsafe,
                "Write `（` and `）`",
                {{document.text_place(node, begin, open + 1), "（"}, {document.text_place(node, close, end), "）"}}};
  }

  static bool is_cjk(char32_t c, bool before) {
    if (utf8::is_cjk(c)) return unicode::script(c) != unicode::Script::hangul;  // Korean writes half-width punctuation
    // Brackets and quotation marks that close what stands before, or open what follows.
    constexpr std::u32string_view closing = U"》」』）】〉〕”’", opening = U"《「『（【〈〔“‘";
    return (before ? closing : opening).find(c) != std::u32string_view::npos;
  }
};

}  // namespace

GALLEY_RULE(TX010, info, documentation, HalfwidthPunctuation);

}  // namespace galley::rules::TX010
