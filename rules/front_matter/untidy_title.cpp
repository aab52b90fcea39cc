#include <algorithm>
#include <array>
#include <charconv>

#include "core/body/tag.h"
#include "core/text/ascii.h"
#include "core/text/utf8.h"
#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::FM015 {
namespace {

constexpr RuleInfo info{
    .code = "FM015",
    .name = "untidy-title",
    .summary = "a title with HTML entities or tags, control characters, or white space at its edges",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
A title is plain text: feeds, search engines and most themes escape it, so that `&amp;` is read as five letters and `<b>` as
three. Entities and tags in it were left over by a scraper, as were control characters and white space at its edges.

Write the characters themselves.

```bad
---
title: "上交所：科创50ETF &amp; 期权获批"
---
```
```fixed
---
title: "上交所：科创50ETF & 期权获批"
---
```
```bad
---
title: " <b>央行</b>：稳字当头　"
---
```
```fixed
---
title: "央行：稳字当头"
---
```
```good
---
title: "Q&A: a < b, List<T> and AT&T"
---
```
)md";

struct Entity {
  std::string_view name, text;
};
constexpr std::array<Entity, 27> entities{{
    {"amp", "&"},   {"lt", "<"},     {"gt", ">"},     {"quot", "\""}, {"apos", "'"},  {"nbsp", " "},  {"copy", "©"},
    {"reg", "®"},   {"trade", "™"},  {"hellip", "…"}, {"mdash", "—"}, {"ndash", "–"}, {"lsquo", "‘"}, {"rsquo", "’"},
    {"ldquo", "“"}, {"rdquo", "”"},  {"middot", "·"}, {"bull", "•"},  {"laquo", "«"}, {"raquo", "»"}, {"times", "×"},
    {"deg", "°"},   {"eacute", "é"}, {"ensp", " "},   {"emsp", " "},  {"yen", "¥"},   {"rarr", "→"},
}};

/// A character reference at the begin of `text`: its size, or 0, and what it stands for.
std::size_t reference(std::string_view text, std::string& out) {
  const auto end = text.find(';');
  if (!text.starts_with('&') || end == std::string_view::npos || end < 2 || end > 32) return 0;
  std::string_view name = text.substr(1, end - 1);
  if (name[0] == '#') {
    const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    name.remove_prefix(hex ? 2 : 1);
    std::uint32_t code = 0;
    const auto [last, error] = std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
    if (name.empty() || error != std::errc{} || last != name.data() + name.size()) return 0;
    utf8::append(out, code);
    return end + 1;
  }
  const auto* known = std::find_if(entities.begin(), entities.end(), [&](const Entity& e) { return e.name == name; });
  if (known == entities.end()) return 0;
  out += known->text;
  return end + 1;
}

/// A tag of an HTML element at the begin of `text`: its size, or 0.
std::size_t tag(std::string_view text, body::Tag& element) {
  if (text.size() < 3 || text[0] != '<') return 0;
  const std::size_t begin = text[1] == '/' ? 2 : 1;
  auto end = begin;
  const auto letter = [](char c) { return ascii::is_alphanumeric(c); };
  while (end < text.size() && letter(text[end])) ++end;
  element = body::tag_of(text.substr(begin, end - begin));
  const auto close = text.find('>', end);
  if (element == body::Tag::unknown || close == std::string_view::npos) return 0;
  if (end != close && text[end] != ' ' && text[end] != '/') return 0;
  return close + 1;
}

bool is_edge_space(char32_t c) {
  return c <= 0x20 || c == 0xA0 || c == 0x3000 || c == 0xFEFF || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
         c == 0x2029;
}

struct Tidied {
  std::string text;
  std::string fault;    // what was found first, as it stands in a message
  bool certain = true;  // whether `text` is what is meant
};

Tidied tidy(std::string_view title) {
  Tidied out;
  const auto note = [&](std::string fault) {
    if (out.fault.empty()) out.fault = std::move(fault);
  };
  std::string raw;
  for (std::size_t at = 0; at < title.size();) {
    const auto rest = title.substr(at);
    body::Tag element = body::Tag::unknown;
    if (const auto size = reference(rest, raw); size != 0) {
      note("the HTML entity " + in_message(rest.substr(0, size)));
      at += size;
    } else if (const auto tag_size = tag(rest, element); tag_size != 0) {
      note("the HTML tag " + in_message(rest.substr(0, tag_size)));
      // Markup within a line goes without loss; what else was meant is not certain (a title about `<script>`).
      if (!body::is_formatting(element) && element != body::Tag::span && element != body::Tag::br) out.certain = false;
      if (element == body::Tag::br) raw += ' ';
      at += tag_size;
    } else {
      const auto c = utf8::decode(title, at);
      if (c.valid && (c.code_point < 0x20 || (c.code_point >= 0x7F && c.code_point < 0xA0))) {
        note("a control character");
        if (c.code_point == '\t' || c.code_point == '\n') raw += ' ';
      } else {
        raw += rest.substr(0, c.size);
      }
      at += c.size;
    }
  }
  std::size_t begin = 0;
  while (begin < raw.size()) {
    const auto c = utf8::decode(raw, begin);
    if (!c.valid || !is_edge_space(c.code_point)) break;
    begin += c.size;
  }
  auto end = raw.size();
  while (end > begin) {
    const auto c = utf8::decode_before(raw, end);
    if (!c.valid || !is_edge_space(c.code_point)) break;
    end -= c.size;
  }
  if (begin > 0 || end < raw.size()) note("white space at its edge");
  out.text = raw.substr(begin, end - begin);
  return out;
}

class UntidyTitle final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::FrontMatter* fm = readable(ctx);
    if (fm == nullptr) return;
    const Entry entry = fm->find("title");
    if (entry.value == post::no_node || !is_text(fm->yaml, entry.value) || is_empty(fm->yaml, entry.value)) return;
    const NodeId value = fm->yaml.resolve(entry.value);
    const post::Node& node = fm->yaml[value];
    std::string_view title = fm->yaml.text(value);
    const bool block = node.style == post::NodeStyle::literal || node.style == post::NodeStyle::folded;
    // A block scalar ends in a line end of its own.
    while (block && title.ends_with('\n')) title.remove_suffix(1);
    const Tidied tidied = tidy(title);
    if (tidied.fault.empty()) return;
    Finding& finding =
        ctx.report(fm->yaml[entry.value].span, "The title has " + tidied.fault + "; write it as plain text.");
    // As read again the title must be clean: an entity of an entity is not.
    if (!tidied.certain || tidied.text.empty() || !tidy(tidied.text).fault.empty() || value != entry.value || block ||
        !node.properties.empty()) {
      return;
    }
    finding.fix = Fix{FixGrade::unsafe, "Write the title as plain text", {{node.span, quoted(tidied.text)}}};
  }
};

}  // namespace

GALLEY_RULE(FM015, info, documentation, UntidyTitle);

}  // namespace galley::rules::FM015
