#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "core/text/unicode.h"
#include "core/text/utf8.h"
#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::LK019 {
namespace {

constexpr RuleInfo info{
    .code = "LK019",
    .name = "homograph-host",
    .summary = "a host that looks like another: of mixed scripts, or of letters that look like Latin ones",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
In `pаypal.com` the second letter is Cyrillic, and `xn--80ak6aa92e.com` is `аррӏе.com`, Cyrillic throughout: names made to be
taken for others. A label that mixes scripts is reported unless the scripts are written together by those who use them (Latin,
Han and kana, Bopomofo or Hangul); so is one that holds only letters that look like Latin ones, outside the domains of countries
that write so; and one with a character that looks like a slash or dot. (Unicode Technical Standard 39, restriction level
"highly restrictive", and what browsers do.)

Check which site is meant, and write its name.

```bad body
<p><a href="https://pаypal.com/">Pay</a></p>
```
```bad body
[Apple](https://xn--80ak6aa92e.com/)
```
```good body
<p><a href="https://中国abc.example/">中文</a> <a href="https://bücher.example/">Bücher</a> <a href="https://почта.рф/">Почта</a>
<a href="https://日本のサイト.example/">日本</a> <a href="https://xn--fiqs8s.example/">中国</a></p>
```
)md";

using unicode::Script;

// Letters of other scripts that are drawn as Latin ones are (Unicode's confusables.txt).
constexpr std::u32string_view cyrillic_alikes = U"асԁеһіјӏорԛѕԝху";
constexpr std::u32string_view greek_alikes = U"αικνορτυωχγ";
// Latin letters and marks that are drawn as others are, and symbols that look like what ends a host.
constexpr std::u32string_view latin_alikes = U"\u0251\u0261\u0131\u01C3\u0138\u0269";
constexpr std::u32string_view delimiter_alikes =
    U"\u2044\u2215\u2571\u29F8\u2236\uA789\u0589\u05C3\u01C3\u2027\u30FB\u2024";

constexpr std::array<std::string_view, 16> cyrillic_countries{"ru", "su", "ua", "by", "bg", "kz", "kg", "mk",
                                                              "rs", "me", "mn", "tj", "uz", "ge", "am", "ba"};

std::u32string decode(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    out += d.code_point;
    i += d.size;
  }
  return out;
}

std::string encode(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) utf8::append(out, c);
  return out;
}

bool consists_of(const std::u32string& label, std::u32string_view letters) {
  bool any = false;
  for (const char32_t c : label) {
    if (c < 0x80 && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) continue;
    if (letters.find(c) == std::u32string_view::npos) return false;
    any = true;
  }
  return any;
}

bool may_mix(const std::set<Script>& scripts) {
  const auto within = [&](std::initializer_list<Script> allowed) {
    return std::all_of(scripts.begin(), scripts.end(),
                       [&](Script s) { return std::find(allowed.begin(), allowed.end(), s) != allowed.end(); });
  };
  return scripts.size() < 2 || within({Script::latin, Script::han, Script::hiragana, Script::katakana}) ||
         within({Script::latin, Script::han, Script::bopomofo}) || within({Script::latin, Script::han, Script::hangul});
}

class HomographHost final : public Rule {
 public:
  Interest interest() const override { return {.links = true}; }

  void link(Context& ctx, const post::Link& link) override {
    if (!may_deceive(link.literal())) return;
    const url::Url& url = link.url();
    if (url.host.kind != url::Host::Kind::domain || link.touches_liquid(url.host_at)) return;
    std::vector<std::u32string> labels;
    std::string name;  // as readers would see it
    for (std::string_view rest = url.host.text;;) {
      const std::size_t dot = rest.find('.');
      const std::string_view label = rest.substr(0, dot);
      labels.push_back(label.starts_with("xn--") ? url::decode_punycode(label.substr(4)) : decode(label));
      name += (labels.size() > 1 ? "." : "") + encode(labels.back());
      if (dot == std::string_view::npos) break;
      rest.remove_prefix(dot + 1);
    }
    const std::string top = encode(labels.back());
    for (const std::u32string& label : labels) {
      const std::string_view why = verdict(label, top, &label == &labels.back());
      if (why.empty()) continue;
      ctx.report(link.place(ctx.document(), url.host_at.begin, url.host_at.end),
                 fmt::format("The host {} {}; check which site is meant.", shown(name), why));
      return;
    }
  }

 private:
  static bool may_deceive(std::string_view url) {
    return std::any_of(url.begin(), url.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }) ||
           url.find("xn--") != std::string_view::npos || url.find("XN--") != std::string_view::npos ||
           url.find('%') != std::string_view::npos;
  }

  static std::string_view verdict(const std::u32string& label, std::string_view top, bool is_top) {
    if (std::all_of(label.begin(), label.end(), [](char32_t c) { return c < 0x80; })) return {};
    std::set<Script> scripts;
    bool latin_alike = false, ascii = false;
    for (const char32_t c : label) {
      if (delimiter_alikes.find(c) != std::u32string_view::npos && c != 0x30FB)
        return "holds a character that looks like a slash or dot";
      latin_alike = latin_alike || latin_alikes.find(c) != std::u32string_view::npos;
      ascii = ascii || (c < 0x80 && (c | 0x20) >= 'a' && (c | 0x20) <= 'z');
      const Script s = unicode::script(c);
      if (s != Script::common) scripts.insert(s);
    }
    if (!may_mix(scripts)) return "mixes scripts, so that it looks like another";
    if (is_top) return {};
    if (latin_alike && ascii && top != "tr" && top != "az" && top != "gl")
      return "holds a letter that looks like another";
    const bool native =
        std::any_of(top.begin(), top.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (native) return {};
    const bool cyrillic_country =
        std::find(cyrillic_countries.begin(), cyrillic_countries.end(), top) != cyrillic_countries.end();
    if (!cyrillic_country && consists_of(label, cyrillic_alikes))
      return "is of Cyrillic letters that look like Latin ones";
    if (top != "gr" && top != "cy" && consists_of(label, greek_alikes))
      return "is of Greek letters that look like Latin ones";
    return {};
  }
};

}  // namespace

GALLEY_RULE(LK019, info, documentation, HomographHost);

}  // namespace galley::rules::LK019
