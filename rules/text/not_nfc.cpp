#include <fmt/format.h>

#include "core/text/unicode.h"
#include "core/text/utf8.h"
#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::TX014 {
namespace {

constexpr RuleInfo info{
    .code = "TX014",
    .name = "not-nfc",
    .summary = "text that is not in Unicode's composed form",
    .level = Level::off,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
`é` can be one character or an `e` with an accent behind it, `が` one or two, a Hangul syllable one or three. They look alike and
compare unequal: searches miss them, and tags and file names come in pairs. File systems of macOS and text copied from PDF files
bring the decomposed form; the web uses the composed one (NFC).

The fix composes. Compatibility ideographs (U+F900 and on) turn into the ideographs that they stand for.

```bad body escapes
Cafe\u{301} and か\u{3099}
```
```fixed body
Café and が
```
```good body escapes
Café and が, and x\u{301}, which has no composed form.
```
)md";

class NotNfc final : public Rule {
 public:
  void begin(Context& ctx) override {
    const std::string_view bytes = ctx.source().bytes();
    if (utf8::composed(bytes) == bytes) return;
    // Stretches from one character that begins afresh to the next: what composes lies within one.
    for (std::size_t i = 0; i < bytes.size();) {
      if (static_cast<unsigned char>(bytes[i]) < 0x80 &&
          (i + 1 >= bytes.size() || static_cast<unsigned char>(bytes[i + 1]) < 0x80)) {
        ++i;
        continue;
      }
      std::size_t end = i + utf8::decode(bytes, i).size;
      while (end < bytes.size()) {
        const utf8::Decoded d = utf8::decode(bytes, end);
        const bool jamo =
            (d.code_point >= 0x1161 && d.code_point <= 0x11FF) || d.code_point == 0x3099 || d.code_point == 0x309A;
        if (!d.valid || !(unicode::is_mark(d.code_point) || jamo)) break;
        end += d.size;
      }
      const std::string_view text = bytes.substr(i, end - i);
      if (std::string composed = utf8::composed(text); composed != text) {
        const Span at{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)};
        Finding& f = ctx.report(at, fmt::format("{} is not in composed form; write it as {} ({}).", shown(text),
                                                shown(composed), names(composed)));
        f.fix = Fix{FixGrade::unsafe, "Compose it", {{at, std::move(composed)}}};
      }
      i = end;
    }
  }

 private:
  static std::string names(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
      const utf8::Decoded d = utf8::decode(text, i);
      out += (out.empty() ? "" : " ") + code_point_name(d.code_point);
      i += d.size;
    }
    return out;
  }
};

}  // namespace

GALLEY_RULE(TX014, info, documentation, NotNfc);

}  // namespace galley::rules::TX014
