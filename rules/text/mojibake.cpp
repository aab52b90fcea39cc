#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "core/text/transcode.h"
#include "core/text/utf8.h"
#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::TX003 {
namespace {

constexpr RuleInfo info{
    .code = "TX003",
    .name = "mojibake",
    .summary = "text that was decoded wrongly",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
UTF-8 that some program took for another encoding and saved so: `ä¸­å›½` for 中国, `â€™` for ’, `Ã©` for é, `锛` and `鐨勬` for Chinese
read as GBK; once or twice over. And what is left where bytes could not be decoded: U+FFFD, and 锟斤拷, which is two of those
read as GBK, and 烫烫烫 or 屯屯屯, which is memory that was never written. Text is reported where it decodes back to sensible UTF-8, which real words do not do by chance.

Write the text anew from its source; the finding says what it probably was.

```bad body
<p>ä¸­å›½经济</p>
```
```bad body
It isnâ€™t here, in the cafÃ©.
```
```bad body
锟斤拷
```
```bad body
烫烫烫烫要闻
```
```bad body escapes
A character was lost: \u{FFFD}
```
```good body
« É » – été, Größe, MANHÃ”, „Ö“, ½ £, naïve café…” 涓涓细流，锛是一种化学元素的旧译名。水很烫烫的。
```
)md";

// What Windows-1252 makes of 0x80 to 0x9F; its gaps are C1 controls (WHATWG Encoding, index-windows-1252).
constexpr std::array<char32_t, 32> windows_1252{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::optional<unsigned char> byte_of(char32_t c) {
  if (c >= 0x80 && c <= 0xFF) return static_cast<unsigned char>(c);
  const auto found = std::find(windows_1252.begin(), windows_1252.end(), c);
  if (found == windows_1252.end()) return std::nullopt;
  return static_cast<unsigned char>(0x80 + (found - windows_1252.begin()));
}

// What follows a letter in real text: quotation marks, dashes, spaces, signs; and letters. The rest is strange there.
bool is_strange(char32_t c) {
  constexpr std::u32string_view usual = U"\u00A0«»‘’‚“”„‹›…–—•·°´¨ªº¹²³™®©!?§ŠšŽžŒœŸƒ¡¿";
  return usual.find(c) == std::u32string_view::npos;
}

bool is_upper(char32_t c) { return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE); }
bool is_lower_ascii(char32_t c) { return c >= 'a' && c <= 'z'; }
bool is_east_asian(char32_t c) {
  return utf8::is_cjk(c) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF65);
}

struct Misread {
  std::size_t end = 0;
  std::string meant;
};

// A character of UTF-8 that Windows-1252 made several of, at `at`.
struct Sequence {
  std::size_t end = 0;
  char32_t meant = 0;
  int length = 0;
  int strange = 0;
  std::array<char32_t, 4> characters{};
};

std::optional<Sequence> sequence_at(std::string_view text, std::size_t at) {
  Sequence s;
  std::string bytes;
  std::size_t i = at;
  int needs = 1;
  while (s.length < needs) {
    if (i >= text.size()) return std::nullopt;
    const utf8::Decoded d = utf8::decode(text, i);
    const auto byte = d.valid ? byte_of(d.code_point) : std::nullopt;
    if (!byte) return std::nullopt;
    if (s.length == 0) {
      needs = *byte >= 0xF0 && *byte <= 0xF4   ? 4
              : *byte >= 0xE0 && *byte < 0xF0  ? 3
              : *byte >= 0xC2 && *byte <= 0xDF ? 2
                                               : 0;
      if (needs == 0) return std::nullopt;
    } else if (is_strange(d.code_point)) {
      ++s.strange;
    }
    s.characters[static_cast<std::size_t>(s.length++)] = d.code_point;
    bytes.push_back(static_cast<char>(*byte));
    i += d.size;
  }
  const utf8::Decoded meant = utf8::decode(bytes, 0);
  if (!meant.valid || meant.size != bytes.size()) return std::nullopt;
  s.meant = meant.code_point;
  s.end = i;
  return s;
}

// One such character alone is mojibake only where no language writes it so.
bool is_sure(const Sequence& s, char32_t before, char32_t after) {
  const auto& c = s.characters;
  switch (s.length) {
    case 2:
      if (c[0] == 0xC3 || c[0] == 0xC2)
        return s.strange > 0 || (!is_upper(before) && (c[0] == 0xC3 || c[1] != 0xA0 || before >= 0x80 ||
                                                       is_lower_ascii(before) || before == '.'));
      return (c[0] == 0xC4 || c[0] == 0xC5) && s.strange > 0 && (is_lower_ascii(before) || is_lower_ascii(after));
    case 3:
      if (c[0] == 0xE2) return c[1] == 0x20AC || s.strange > 0;
      return s.strange == 2 || (c[0] == 0xEF && s.strange > 0);
    default:
      return c[1] == 0x178 || s.strange > 0;
  }
}

std::optional<Misread> as_windows_1252(std::string_view text, std::size_t at) {
  const auto first = sequence_at(text, at);
  if (!first) return std::nullopt;
  Misread m;
  int count = 0, strange = 0;
  for (auto s = first; s; s = sequence_at(text, m.end)) {
    utf8::append(m.meant, s->meant);
    m.end = s->end;
    strange += s->strange;
    ++count;
  }
  const char32_t before = at > 0 ? utf8::decode_before(text, at).code_point : ' ';
  const char32_t after = m.end < text.size() ? utf8::decode(text, m.end).code_point : ' ';
  if (count >= 2 ? strange == 0 : !is_sure(*first, before, after)) return std::nullopt;
  // Twice over: what came out is itself misread.
  std::string once;
  for (std::size_t i = 0; i < m.meant.size();) {
    const auto s = sequence_at(m.meant, i);
    if (!s) {
      once.clear();
      break;
    }
    utf8::append(once, s->meant);
    i = s->end;
  }
  if (!once.empty() && m.meant.size() > 4) m.meant = once;
  return m;
}

// The run of text around a character that UTF-8 leaves when it is read as GBK.
std::optional<Misread> as_gbk(std::string_view text, std::size_t& at) {
  const auto is_high = [&](std::size_t i) { return static_cast<unsigned char>(text[i]) >= 0x80; };
  std::size_t begin = at, end = at;
  for (int n = 0; n < 12 && begin > 0 && is_high(begin - 1); ++n) begin -= utf8::decode_before(text, begin).size;
  for (int n = 0; n < 24 && end < text.size() && is_high(end); ++n) end += utf8::decode(text, end).size;
  // Read from the character itself first, as what stands before may be sound.
  for (const std::size_t from : {begin, at}) {
    const auto bytes = transcode::from_utf8(text.substr(from, end - from), "GB18030");
    if (!bytes) continue;
    std::string meant;
    int east_asian = 0;
    std::size_t i = 0;
    while (i < bytes->size()) {
      const utf8::Decoded d = utf8::decode(*bytes, i);
      if (!d.valid) break;
      east_asian += d.size == 3 && is_east_asian(d.code_point) ? 1 : 0;
      meant += bytes->substr(i, d.size);
      i += d.size;
    }
    // All of it, or all but a character that was cut at the end.
    if (east_asian < 2 || i + 2 < bytes->size()) continue;
    at = from;
    return Misread{end, meant};
  }
  return std::nullopt;
}

class Mojibake final : public Rule {
 public:
  void begin(Context& ctx) override {
    const std::string_view bytes = ctx.source().bytes();
    last_ = nullptr;
    std::size_t seen = 0;
    for (const Suspect& s : ctx.facts().suspects()) {
      if (s.at < seen) continue;
      if (s.kind == Suspect::Kind::replacement) {
        seen = s.at + 3;
        add(ctx, {s.at, s.at + 3}, {}, Lost::replaced);
      } else if (s.kind == Suspect::Kind::misread) {
        std::size_t at = s.at;
        if (s.code_point == 0x951F) {
          if (!bytes.substr(at).starts_with("锟斤拷")) continue;
          seen = at + 9;
          add(ctx, {s.at, s.at + 9}, {}, Lost::twice);
        } else if (s.code_point == 0x70EB || s.code_point == 0x5C6F) {
          const std::string_view one = bytes.substr(at, 3);
          std::size_t end = at + 3;
          while (bytes.substr(end, 3) == one) end += 3;
          seen = end;
          if (end >= at + 9) add(ctx, {s.at, static_cast<std::uint32_t>(end)}, {}, Lost::never_there);
        } else if (const auto m = s.code_point < 0x100 ? as_windows_1252(bytes, at) : as_gbk(bytes, at);
                   m && at >= seen) {
          seen = m->end;
          add(ctx, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(m->end)}, m->meant, Lost::no);
        }
      }
    }
  }

 private:
  enum class Lost { no, replaced, twice, never_there };

  // What stands close together was spoilt at once, and is one finding.
  void add(Context& ctx, Span at, const std::string& meant, Lost lost) {
    const std::string_view bytes = ctx.source().bytes();
    if (last_ != nullptr && at.begin <= last_end_ + 24) {
      const std::string_view gap = bytes.substr(last_end_, at.begin - last_end_);
      if (gap.find_first_of("<>\r\n") == std::string_view::npos) {
        // A report that came since may have moved the findings; ours is still the last.
        last_->at.end = last_end_ = at.end;
        return;
      }
    }
    const std::string_view text = slice(bytes, at);
    last_ = &ctx.report(
        at,
        lost == Lost::no ? fmt::format("{} was decoded wrongly; it probably was {}.", shown(text), shown(meant))
        : lost == Lost::never_there
            ? fmt::format("{} is memory that a program never wrote to, read as GBK; write what should stand here.",
                          shown(text))
        : lost == Lost::twice
            ? fmt::format("{} is what is left of characters that were decoded wrongly; write them anew.", shown(text))
            : std::string("U+FFFD stands where a character could not be decoded; write it anew."));
    last_end_ = at.end;
  }

  Finding* last_ = nullptr;
  std::uint32_t last_end_ = 0;
};

}  // namespace

GALLEY_RULE(TX003, info, documentation, Mojibake);

}  // namespace galley::rules::TX003
