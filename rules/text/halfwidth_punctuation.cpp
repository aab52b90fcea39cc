#include <fmt/format.h>

#include "core/text/unicode.h"
#include "core/text/utf8.h"
#include "rules/prose.h"
#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules {
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
code, Liquid and front matter are never touched, nor is punctuation beside Latin text or digits.

The fix writes the full-width form, and takes away a space behind it.

```bad body
要闻,速递. 详见下文(附件)各项
```
```fixed body
要闻，速递。详见下文（附件）各项
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
    for (const Span part : prose_of(ctx.post(), node)) {
      for (std::size_t i = part.begin; (i = text.find_first_of(",.;:!?()", i)) < part.end; ++i) {
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
  static bool is_cjk(char32_t c, bool before) {
    if (utf8::is_cjk(c)) return unicode::script(c) != unicode::Script::hangul;  // Korean writes half-width punctuation
    // Brackets and quotation marks that close what stands before, or open what follows.
    constexpr std::u32string_view closing = U"》」』）】〉〕”’", opening = U"《「『（【〈〔“‘";
    return (before ? closing : opening).find(c) != std::u32string_view::npos;
  }
};

}  // namespace

GALLEY_RULE(TX010, info, documentation, HalfwidthPunctuation);

}  // namespace galley::rules
