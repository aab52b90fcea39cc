#include "core/text/utf8.h"
#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::FM011 {
namespace {

constexpr RuleInfo info{
    .code = "FM011",
    .name = "shadowed-front-matter",
    .summary = "something before the opening `---`, so that there is no front matter",
    .level = Level::error,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
Front matter is front matter only where the file's very first characters are the three dashes. A blank line, a space, a
second byte order mark or a comment before them, and Jekyll publishes the keys as text.

Remove what stands before the dashes.

```bad

---
title: 央行：稳字当头
---
```
```fixed
---
title: 央行：稳字当头
---
```
```bad escapes
\u{3000}---
title: 央行：稳字当头
---
```
```good
---
title: 央行：稳字当头
---
```
)md";

class ShadowedFrontMatter final : public Rule {
 public:
  void begin(Context& ctx) override {
    const auto& cut = ctx.post().front_matter.cut;
    if (cut.state != post::FrontMatterCut::State::shadowed) return;
    Finding& finding =
        ctx.report(cut.shadow, name_of(ctx.source().text(cut.shadow)) +
                                   " before the opening `---` keeps Jekyll from seeing the front matter; remove it.");
    finding.whole_file = true;
    finding.fix = Fix{FixGrade::unsafe, "Remove what stands before the front matter", {{cut.shadow, ""}}};
  }

 private:
  static std::string name_of(std::string_view text) {
    if (text.find_first_not_of(" \t") == std::string_view::npos) return "White space";
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return "A blank line";
    const auto c = utf8::decode(text, text.find_first_not_of(" \t\r\n"));
    if (c.code_point == 0xFEFF) return "A second byte order mark";
    if (c.code_point == 0x3000 || c.code_point == 0xA0) return "A space that is not ASCII";
    if (c.code_point < 0x20 || (c.code_point >= 0x7F && c.code_point < 0xA0)) return "A control character";
    if (c.code_point >= 0x2000 && c.code_point <= 0x206F) return "An invisible character";
    return in_message(text);
  }
};

}  // namespace

GALLEY_RULE(FM011, info, documentation, ShadowedFrontMatter);

}  // namespace galley::rules::FM011
