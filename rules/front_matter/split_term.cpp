#include <algorithm>

#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::FM012 {
namespace {

constexpr RuleInfo info{
    .code = "FM012",
    .name = "split-term",
    .summary = "`categories` or `tags` as text with white space, which Jekyll splits",
    .level = Level::off,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
Jekyll splits `categories` and `tags` that are text at white space: `categories: 21shijijingjibaodao 21caijingAPP` is two
categories, and two folders of the URL; `tags: a b, c` is `a`, `b,` and `c`. That is its documented way to write several, and
a defect where names contain spaces or are parted by commas. A singular `category` or `tag` is never split.

Write a list.

```bad
---
title: 央行：稳字当头
categories: 21shijijingjibaodao 21caijingAPP
---
```
```fixed
---
title: 央行：稳字当头
categories: ["21shijijingjibaodao 21caijingAPP"]
---
```
```bad
---
title: 央行：稳字当头
tags: monetary policy, rates
---
```
```fixed
---
title: 央行：稳字当头
tags: ["monetary policy", "rates"]
---
```
```good
---
title: 央行：稳字当头
category: monetary policy
categories: [monetary policy]
tags: rates
---
```
)md";

std::string as_list(std::string_view text) {
  std::string out = "[";
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    auto term = text.substr(0, comma);
    text.remove_prefix(std::min(comma + 1, text.size()));
    while (!term.empty() && term.front() == ' ') term.remove_prefix(1);
    while (!term.empty() && (term.back() == ' ' || term.back() == '\n')) term.remove_suffix(1);
    if (term.empty()) continue;
    // White space of other kinds parts words too, and is none that a term should have.
    std::string plain(term);
    std::replace_if(
        plain.begin(), plain.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    out += (out.size() > 1 ? ", " : "") + quoted(plain);
  }
  return out + "]";
}

class SplitTerm final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::FrontMatter* fm = readable(ctx);
    if (fm == nullptr) return;
    for (const std::string_view key : {"categories", "tags"}) {
      const Entry entry = fm->find(key);
      if (entry.value == post::no_node || !is_text(fm->yaml, entry.value)) continue;
      const auto terms = terms_of(ctx.post(), entry.value);
      if (terms.size() < 2) continue;
      const NodeId value = fm->yaml.resolve(entry.value);
      const std::string_view text = fm->yaml.text(value);
      Finding& finding =
          ctx.report(fm->yaml[entry.value].span, "Jekyll splits `" + std::string(key) + "` at spaces, so " +
                                                     in_message(text) + " is " + std::to_string(terms.size()) +
                                                     " terms; write a list of what is meant.");
      const post::Node& node = fm->yaml[entry.value];
      if (value != entry.value || !node.properties.empty() || node.style == post::NodeStyle::literal ||
          node.style == post::NodeStyle::folded) {
        continue;
      }
      finding.fix = Fix{FixGrade::unsafe, "Write `" + std::string(key) + "` as a list", {{node.span, as_list(text)}}};
    }
  }
};

}  // namespace

GALLEY_RULE(FM012, info, documentation, SplitTerm);

}  // namespace galley::rules::FM012
