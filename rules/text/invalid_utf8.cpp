#include <fmt/format.h>

#include "core/text/utf8.h"
#include "rules/encoding_guess.h"
#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::TX001 {
namespace {

constexpr RuleInfo info{
    .code = "TX001",
    .name = "invalid-utf8",
    .summary = "bytes that are not UTF-8",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
Jekyll reads UTF-8, and drops a post that is not, with a line in its log and no other sign. The usual causes are a file saved
in another encoding (GB18030 or GBK, Big5, Latin-1), text pasted from one, and a character that a program cut in half.
Where the bytes leave no doubt, the finding says which encoding they are in and what they read as. A file that is in
another encoding throughout is reported once.

Convert the file to UTF-8 (`iconv -f GB18030 -t UTF-8`), or write the characters anew.

```bad body escapes
<p>这是\xD6\xD0文</p>
```
```bad body escapes
A caf\xE9 in Paris
```
```bad body escapes
<p>一个字被切断了\xE4\xB8</p>
```
```good body
<p>这是中文。A café in Paris.</p>
```
)md";

constexpr unsigned byte(char c) { return static_cast<unsigned char>(c); }

// How many bytes of a character that was cut short the run is; 0 where it is something else.
bool is_cut_character(std::string_view run) {
  const unsigned lead = byte(run[0]);
  const std::size_t needs = lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : 0;
  if (needs == 0 || run.size() < 2 || run.size() >= needs) return false;
  for (const char c : run.substr(1))
    if ((byte(c) & 0xC0) != 0x80) return false;
  return true;
}

class InvalidUtf8 final : public Rule {
 public:
  void begin(Context& ctx) override {
    if (ctx.facts().is_utf8()) return;
    const std::string_view bytes = ctx.source().bytes();
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
      ctx.report({0, 2}, "The file is UTF-16; save it as UTF-8.");
      return;
    }
    const std::vector<Span> runs = find_runs(bytes);
    const Surroundings around = surroundings_of(bytes);
    if (runs.size() > 1 && is_foreign(bytes, runs) && whole_file(ctx, bytes, runs)) return;
    for (const Span run : runs) report(ctx, bytes, run, around);
  }

 private:
  // Bytes that are not UTF-8, with the ASCII bytes between them that may be second halves of GBK's or Big5's
  // characters, and with what happens to be valid between them but is no character of three bytes.
  static std::vector<Span> find_runs(std::string_view bytes) {
    std::vector<Span> runs;
    for (std::size_t i = utf8::first_invalid(bytes); i < bytes.size();) {
      std::size_t end = i + 1;
      for (std::size_t j = end; j < bytes.size() && j < end + 8;) {
        const utf8::Decoded d = utf8::decode(bytes, j);
        if (d.valid && d.size != 2 && !(d.size == 1 && byte(bytes[j]) >= 0x40 && byte(bytes[j]) <= 0x7E && j == end))
          break;
        j += d.size;
        if (!d.valid) end = j;
      }
      if (((end - i) % 2) == 1 && end < bytes.size() && is_second_half(bytes, i, end)) ++end;
      runs.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)});
      for (i = end; i < bytes.size();) {
        const utf8::Decoded d = utf8::decode(bytes, i);
        if (!d.valid) break;
        i += d.size;
      }
    }
    return runs;
  }

  // Whether the ASCII byte at `end` completes a character of two bytes: it cannot be a tag or a space.
  static bool is_second_half(std::string_view bytes, std::size_t begin, std::size_t end) {
    if (byte(bytes[end]) < 0x40 || byte(bytes[end]) > 0x7E) return false;
    const bool alone = end == begin + 1;
    return !alone;
  }

  static std::string bytes_of(std::string_view run) {
    std::string out;
    for (const char c : run.substr(0, 12)) out += fmt::format("\\x{:02X}", byte(c));
    return run.size() > 12 ? out + "…" : out;
  }

  static void report(Context& ctx, std::string_view bytes, Span at, const Surroundings& around) {
    const std::string_view run = slice(bytes, at);
    const std::string name = run.size() == 1 ? fmt::format("The byte `{}` is", bytes_of(run))
                                             : fmt::format("The bytes `{}` are", bytes_of(run));
    if (is_cut_character(run)) {
      ctx.report(
          at, fmt::format("{} the beginning of a UTF-8 character that was cut short; write the character anew.", name));
      return;
    }
    const char before = at.begin > 0 ? bytes[at.begin - 1] : '\0', after = at.end < bytes.size() ? bytes[at.end] : '\0';
    if (const auto guess = guess_encoding(run, before, after, around))
      ctx.report(at, fmt::format("{} not UTF-8 but {}, {}; convert {}.", name, guess->name, shown(guess->text),
                                 run.size() == 1 ? "it" : "them"));
    else
      ctx.report(at, fmt::format("{} not UTF-8; convert the text, or write it anew.", name));
  }

  // Whether there are far more bytes that are not UTF-8 than characters that are: those are chance then.
  static bool is_foreign(std::string_view bytes, const std::vector<Span>& runs) {
    std::size_t invalid = 0, characters = 0;
    for (const Span r : runs) invalid += r.size();
    for (std::size_t i = 0; i < bytes.size();) {
      const utf8::Decoded d = utf8::decode(bytes, i);
      characters += d.valid && d.size >= 3 ? 1 : 0;
      i += d.size;
    }
    return invalid > 8 * characters;
  }

  static bool whole_file(Context& ctx, std::string_view bytes, const std::vector<Span>& runs) {
    const Surroundings around;
    std::string high;  // what is not ASCII, as double bytes continue over second halves that are
    char before = 0, after = 0;
    bool western = true;
    for (const Span r : runs) {
      high += slice(bytes, r);
      before = r.begin > 0 ? bytes[r.begin - 1] : '\0';
      after = r.end < bytes.size() ? bytes[r.end] : '\0';
      const auto guess = guess_encoding(slice(bytes, r), before, after, around);
      western = western && guess && guess->name.starts_with("Latin");
    }
    std::string_view name = "Latin-1";
    if (!western) {
      Surroundings chinese = around;
      chinese.east_asian = true;
      std::string body(bytes);
      const auto guess = guess_encoding(body, '\0', '\0', chinese);
      if (!guess || guess->name.starts_with("Latin")) return false;
      name = guess->name;
    }
    ctx.report(runs.front(), fmt::format("The file is {}, not UTF-8, here and in {}; convert it to UTF-8.", name,
                                         counted(runs.size() - 1, "more place")));
    return true;
  }
};

}  // namespace

GALLEY_RULE(TX001, info, documentation, InvalidUtf8);

}  // namespace galley::rules::TX001
