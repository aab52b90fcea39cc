#include <array>

#include "core/text/ascii.h"
#include "core/text/utf8.h"
#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::FM017 {
namespace {

constexpr RuleInfo info{
    .code = "FM017",
    .name = "unsafe-path-character",
    .summary = "a character in a category, slug or permalink that breaks the URL",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
Categories, the slug and the permalink become parts of the post's address. There `#` begins a fragment and `?` a query, `%`
begins an escape, a slash makes another folder, and control characters are not allowed at all, so links to the post lead
elsewhere.

Leave the character out, or spell it (`C#` as `csharp`).

```bad
---
title: 央行：稳字当头
categories: [C#, 涨跌%]
---
```
```bad
---
title: 央行：稳字当头
permalink: /news/what?/
---
```
```good
---
title: "C#, 100 %?"
categories: [宏观, csharp]
permalink: /news/%E5%A4%AE/:title/
tags: ["C#"]
---
```
)md";

using ascii::is_hex;

class UnsafePathCharacter final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::FrontMatter* fm = readable(ctx);
    if (fm == nullptr) return;
    for (const std::string_view key : {"categories", "category", "slug", "permalink"}) {
      const Entry entry = fm->find(key);
      const NodeId value = fm->yaml.resolve(entry.value);
      if (value == post::no_node) continue;
      if (key == "categories") {
        for (const Term& term : terms_of(ctx.post(), entry.value)) check(ctx, key, term.text, term.at, false);
      } else if (is_text(fm->yaml, value)) {
        check(ctx, key, fm->yaml.text(value), value_place(*fm, entry), key == "permalink");
      }
    }
  }

 private:
  static void check(Context& ctx, std::string_view key, std::string_view text, Span at, bool is_path) {
    for (std::size_t i = 0; i < text.size();) {
      const auto c = utf8::decode(text, i);
      const char byte = text[i];
      const bool escape = byte == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2]);
      const bool control = c.code_point < 0x20 || (c.code_point >= 0x7F && c.code_point < 0xA0);
      const bool bad = byte == '#' || byte == '?' || (byte == '%' && !(is_path && escape)) || (byte == '/' && !is_path);
      if (bad || (control && c.valid)) {
        const std::string name = control ? "a control character" : in_message(text.substr(i, 1));
        ctx.report(at, "The value " + in_message(text) + " of `" + std::string(key) + "` has " + name +
                           ", which breaks the post's URL; leave it out.");
        return;
      }
      i += c.size;
    }
  }
};

}  // namespace

GALLEY_RULE(FM017, info, documentation, UnsafePathCharacter);

}  // namespace galley::rules::FM017
