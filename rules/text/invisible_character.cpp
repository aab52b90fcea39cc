#include <fmt/format.h>

#include "core/text/unicode.h"
#include "core/text/utf8.h"
#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::TX004 {
namespace {

constexpr RuleInfo info{
    .code = "TX004",
    .name = "invisible-character",
    .summary = "a character that takes no room, or turns text around, where its script does not call for it",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
Zero-width spaces and joiners, bidirectional controls and soft hyphens come along when text is copied from web pages and word
processors. Nobody sees them; they break words for search, make addresses that do not work, and can turn a line around so
that it reads as something else.

They are left alone where a script needs them: joiners in Persian, in the scripts of India and in emoji, variation selectors
behind emoji and Han, spaces of no width in Thai, Lao, Khmer and Burmese, direction marks in a line with Hebrew or Arabic, soft
hyphens inside words of scripts that hyphenate.

The fix deletes them.

```bad body escapes
<p>要\u{202E}闻</p>
```
```fixed body
<p>要闻</p>
```
```bad body escapes
招商\u{200B}银行 and exam\u{FEFF}ple and 招\u{AD}商
```
```fixed body
招商银行 and example and 招商
```
```good body escapes
می\u{200C}خواهم 👩\u{200D}💻 ❤\u{FE0F} Donau\u{AD}dampf\u{AD}schiff ภาษา\u{200B}ไทย שלום (a)\u{200E} שלום क्\u{200D}ष
```
)md";

using unicode::Script;

bool is_joined_script(Script s) {
  return s == Script::arabic || s == Script::indic || s == Script::mongolian || s == Script::southeast_asian;
}

bool is_direction(char32_t c) {
  return c == 0x200E || c == 0x200F || c == 0x61C || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

class InvisibleCharacter final : public Rule {
 public:
  void begin(Context& ctx) override {
    const std::string_view bytes = ctx.source().bytes();
    const auto& suspects = ctx.facts().suspects();
    for (std::size_t i = 0; i < suspects.size();) {
      const Suspect& s = suspects[i++];
      if (s.kind != Suspect::Kind::invisible || is_called_for(bytes, s)) continue;
      Span at{s.at, s.at + s.size};
      std::size_t count = 1;
      for (; i < suspects.size() && suspects[i].at == at.end && suspects[i].kind == Suspect::Kind::invisible &&
             !is_called_for(bytes, suspects[i]);
           ++i, ++count)
        at.end += suspects[i].size;
      const bool separator = s.code_point == 0x2028 || s.code_point == 0x2029;
      const std::string name = fmt::format("{} ({})", code_point_name(s.code_point), name_of(s.code_point));
      ctx.report(at, count == 1
                         ? fmt::format("{} cannot be seen, and is not needed here; delete it.", name)
                         : fmt::format("{} characters that cannot be seen stand here, the first {}; delete them.",
                                       count, name))
          .fix = Fix{FixGrade::unsafe, separator ? "Replace it by a space" : "Delete it", {{at, separator ? " " : ""}}};
    }
  }

 private:
  static std::string_view name_of(char32_t c) {
    switch (c) {
      case 0xAD:
        return "soft hyphen";
      case 0x200B:
        return "zero width space";
      case 0x200C:
        return "zero width non-joiner";
      case 0x200D:
        return "zero width joiner";
      case 0x200E:
        return "left-to-right mark";
      case 0x200F:
        return "right-to-left mark";
      case 0x61C:
        return "Arabic letter mark";
      case 0x2028:
        return "line separator";
      case 0x2029:
        return "paragraph separator";
      case 0x2060:
        return "word joiner";
      case 0xFEFF:
        return "byte order mark";
      default:
        break;
    }
    if (is_direction(c))
      return c == 0x202E ? "right-to-left override" : c == 0x202D ? "left-to-right override" : "direction control";
    if ((c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF)) return "variation selector";
    if (c >= 0xE0000 && c <= 0xE007F) return "tag character";
    if (c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0) return "Hangul filler";
    return "invisible character";
  }

  static char32_t before(std::string_view text, std::size_t at) {
    return at > 0 ? utf8::decode_before(text, at).code_point : U'\n';
  }
  static char32_t after(std::string_view text, std::size_t at) {
    return at < text.size() ? utf8::decode(text, at).code_point : U'\n';
  }

  // The character before with the marks, selectors and skin tones that belong to it passed over.
  static char32_t base_before(std::string_view text, std::size_t at) {
    while (at > 0) {
      const utf8::Decoded d = utf8::decode_before(text, at);
      const char32_t c = d.code_point;
      if (c != 0xFE0F && c != 0xFE0E && !(c >= 0x1F3FB && c <= 0x1F3FF) && !unicode::is_mark(c)) return c;
      at -= d.size;
    }
    return U'\n';
  }

  static bool line_has_right_to_left(std::string_view text, std::size_t at) {
    const std::size_t newline = text.substr(0, at).rfind('\n');
    const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    // Long lines are looked at nearby: a post's body may be one line.
    const std::size_t from = std::max(begin, at > 2000 ? at - 2000 : 0), to = std::min(end, at + 2000);
    for (std::size_t i = from; i < to;) {
      const utf8::Decoded d = utf8::decode(text, i);
      const Script s = d.size >= 2 ? unicode::script(d.code_point) : Script::common;
      if (s == Script::arabic || s == Script::hebrew) return true;
      i += d.size;
    }
    return false;
  }

  static bool is_called_for(std::string_view text, const Suspect& s) {
    const char32_t c = s.code_point;
    const std::size_t end = s.at + s.size;
    const char32_t left = before(text, s.at), right = after(text, end);
    switch (c) {
      case 0xAD: {
        const Script a = unicode::script(left), b = unicode::script(right);
        return a == b && unicode::is_alphabetic(left) && unicode::is_alphabetic(right) &&
               (a == Script::latin || a == Script::cyrillic || a == Script::greek || a == Script::other);
      }
      case 0x200C:
      case 0x200D: {
        const char32_t base = base_before(text, s.at);
        if (is_joined_script(unicode::script(base)) || is_joined_script(unicode::script(right))) return true;
        return c == 0x200D && unicode::is_pictographic(base) && unicode::is_pictographic(right);
      }
      case 0x200B:
        return unicode::script(base_before(text, s.at)) == Script::southeast_asian ||
               unicode::script(right) == Script::southeast_asian;
      case 0x34F:
        return unicode::is_mark(right);
      case 0x115F:
      case 0x1160:
        return (left >= 0x1100 && left <= 0x11FF) || (right >= 0x1100 && right <= 0x11FF);
      case 0x202D:
      case 0x202E:
        return false;
      default:
        break;
    }
    if (is_direction(c)) return line_has_right_to_left(text, s.at);
    if (c >= 0x180B && c <= 0x180F)
      return unicode::script(left) == Script::mongolian || unicode::script(right) == Script::mongolian;
    if (c == 0xFE0E || c == 0xFE0F) return unicode::is_emoji(left) || (left >= 0x1F3FB && left <= 0x1F3FF);
    if (c >= 0xFE00 && c <= 0xFE0D) return left >= 0x2000 && !(left >= 0x3000 && left <= 0x303F && c > 0xFE01);
    if (c >= 0xE0100 && c <= 0xE01EF) return unicode::script(left) == Script::han;
    if (c >= 0xE0020 && c <= 0xE007F) return follows_flag(text, s.at);
    if (c >= 0x2061 && c <= 0x2064) return false;
    return false;
  }

  // The flags of England, Scotland and others: a black flag, then tags.
  static bool follows_flag(std::string_view text, std::size_t at) {
    for (int n = 0; n < 8 && at > 0; ++n) {
      const utf8::Decoded d = utf8::decode_before(text, at);
      if (d.code_point == 0x1F3F4) return true;
      if (d.code_point < 0xE0020 || d.code_point > 0xE007F) return false;
      at -= d.size;
    }
    return false;
  }
};

}  // namespace

GALLEY_RULE(TX004, info, documentation, InvisibleCharacter);

}  // namespace galley::rules::TX004
