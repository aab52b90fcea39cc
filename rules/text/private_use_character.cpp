#include <fmt/format.h>

#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::TX012 {
namespace {

constexpr RuleInfo info{
    .code = "TX012",
    .name = "private-use-character",
    .summary = "a character that only some font knows",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
Code points from U+E000 to U+F8FF and of planes 15 and 16 mean nothing until a font says so: icons, a company's logo, characters
of an old font. Readers without that font see an empty box. They are usually left by text copied from a PDF, from a word
processor's bullets, or from a page with its own icons.

Write what the character stands for.

```bad body escapes
<p>\u{F0B7} 要闻</p>
```
```good body
<p>• 要闻</p>
```
)md";

class PrivateUseCharacter final : public Rule {
 public:
  void begin(Context& ctx) override {
    const auto& suspects = ctx.facts().suspects();
    for (std::size_t i = 0; i < suspects.size();) {
      const Suspect& s = suspects[i++];
      if (s.kind != Suspect::Kind::private_use) continue;
      Span at{s.at, s.at + s.size};
      std::size_t count = 1;
      for (; i < suspects.size() && suspects[i].at == at.end && suspects[i].kind == s.kind; ++i, ++count)
        at.end += suspects[i].size;
      const std::string name = code_point_name(s.code_point);
      ctx.report(
          at,
          count == 1
              ? fmt::format("{} is known only to some font; write what it stands for.", name)
              : fmt::format("These {} characters, {} and on, are known only to some font; write what they stand for.",
                            count, name));
    }
  }
};

}  // namespace

GALLEY_RULE(TX012, info, documentation, PrivateUseCharacter);

}  // namespace galley::rules::TX012
