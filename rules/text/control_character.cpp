#include <fmt/format.h>

#include <array>

#include "core/text/utf8.h"
#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::TX002 {
namespace {

constexpr RuleInfo info{
    .code = "TX002",
    .name = "control-character",
    .summary = "a control character other than tab and line ends",
    .level = Level::error,
    .fix = FixGrade::safe,
};

constexpr std::string_view documentation = R"md(
Control characters (U+0000 to U+001F but tab and line ends, U+007F to U+009F) mean nothing in text. They come from terminals,
word processors and wrong conversions. XML, and so every feed, forbids most of them: one makes a whole feed unreadable.

The fix deletes them. A form feed, which browsers take for white space, becomes a space; U+0080 to U+009F become what
Windows-1252 has in their place, which is what they are nearly always meant as, by an unsafe fix. Where deletion could make
markup of what stands around, or where YAML reads it, the fix is unsafe too.

```bad body escapes
<p>要\x08闻</p>
```
```fixed body
<p>要闻</p>
```
```bad body escapes
It\u{92}s here
```
```fixed body
It’s here
```
```good body escapes
A tab\tand a line end
```
)md";

// Windows-1252 from 0x80 to 0x9F (WHATWG Encoding, index-windows-1252); 0 where it has nothing.
constexpr std::array<char32_t, 32> windows_1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

class ControlCharacter final : public Rule {
 public:
  void begin(Context& ctx) override {
    const auto& suspects = ctx.facts().suspects();
    const std::string_view bytes = ctx.source().bytes();
    for (std::size_t i = 0; i < suspects.size();) {
      if (suspects[i].kind != Suspect::Kind::control) {
        ++i;
        continue;
      }
      const std::uint32_t begin = suspects[i].at;
      std::uint32_t end = begin;
      std::string text;
      std::size_t n = 0;
      bool guessed = false;
      const std::size_t first = i;
      for (; i < suspects.size() && suspects[i].kind == Suspect::Kind::control && suspects[i].at == end; ++i, ++n) {
        end += suspects[i].size;
        const char32_t c = suspects[i].code_point;
        if (c == '\f')
          text += ' ';
        else if (c >= 0x80 && windows_1252[c - 0x80] != 0)
          guessed = true, utf8::append(text, windows_1252[c - 0x80]);
      }
      std::string name = code_point_name(suspects[first].code_point);
      const std::string message =
          guessed  ? fmt::format("{} is a control character; {} was probably meant.", name, shown(text))
          : n == 1 ? fmt::format("{} is a control character; delete it.", name)
                   : fmt::format("These are {} control characters, of which the first is {}; delete them.", n, name);
      const bool safe =
          !guessed && ctx.post().body().contains(Span{begin, end}) && cannot_make_markup(bytes, {begin, end});
      ctx.report({begin, end}, message).fix = Fix{safe ? FixGrade::safe : FixGrade::unsafe,
                                                  text.empty()  ? "Delete it"
                                                  : text == " " ? "Replace it by a space"
                                                                : "Replace it by " + shown(text),
                                                  {{{begin, end}, text}}};
    }
  }

 private:
  // What precedes decides: a line's beginning or a markup character may begin something once the control is gone.
  static bool cannot_make_markup(std::string_view bytes, Span at) {
    if (at.begin == 0) return false;
    const char before = bytes[at.begin - 1];
    if (before == '\n' || before == '\r') return false;
    if (std::string_view("<&{}[]()!\\*_~`:/%^\"'=-+#|$@").find(before) != std::string_view::npos) return false;
    const char after = at.end < bytes.size() ? bytes[at.end] : '\n';
    if (before >= '0' && before <= '9') return after != '.' && after != ')';
    if (before != ' ' && before != '\t') return true;
    const bool word =
        static_cast<unsigned char>(after) >= 0x80 || (after >= 'a' && after <= 'z') || (after >= 'A' && after <= 'Z');
    const std::size_t line = bytes.substr(0, at.begin).find_last_not_of(" \t");
    return word && line != std::string_view::npos && bytes[line] != '\n' && bytes[line] != '\r';
  }
};

}  // namespace

GALLEY_RULE(TX002, info, documentation, ControlCharacter);

}  // namespace galley::rules::TX002
