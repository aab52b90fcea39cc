#include <unordered_map>

#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::FM013 {
namespace {

constexpr RuleInfo info{
    .code = "FM013",
    .name = "repeated-term",
    .summary = "a tag or category given twice in one post",
    .level = Level::warning,
    .fix = FixGrade::safe,
};

constexpr std::string_view documentation = R"md(
A post that names a tag or a category twice says nothing more by it; themes that list a post's tags show it twice.

Keep one of them.

```bad
---
title: 央行：稳字当头
tags: [宏观, 利率, 宏观]
categories: news rates news
---
```
```fixed
---
title: 央行：稳字当头
tags: [宏观, 利率]
categories: news rates
---
```
```bad
---
title: 央行：稳字当头
tags:
  - 宏观
  - 利率
  - 宏观
---
```
```fixed
---
title: 央行：稳字当头
tags:
  - 宏观
  - 利率
---
```
```good
---
title: 央行：稳字当头
tags: [宏观, 利率]
categories: [宏观]
---
```
)md";

class RepeatedTerm final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::FrontMatter* fm = readable(ctx);
    if (fm == nullptr) return;
    for (const std::string_view key : {"tags", "categories"}) {
      const Entry entry = fm->find(key);
      if (entry.value == post::no_node) continue;
      const auto terms = terms_of(ctx.post(), entry.value);
      std::unordered_map<std::string_view, std::size_t> seen;
      for (std::size_t i = 0; i < terms.size(); ++i) {
        const auto [it, first] = seen.emplace(terms[i].text, i);
        if (first) continue;
        Finding& finding = ctx.report(terms[i].at, in_message(terms[i].text) + " is given twice under `" +
                                                       std::string(key) + "`; remove one of the two.");
        finding.related.push_back({terms[it->second].at, "it is given here first", ""});
        if (const Span gone = removal(ctx, entry.value, terms, i); !gone.empty()) {
          finding.fix = Fix{FixGrade::safe, "Remove the repeated term", {{gone, ""}}};
        }
      }
    }
  }

 private:
  /// What goes with the term: white space or the comma before it, or its line in a block. Empty where that is not
  /// certain.
  static Span removal(const Context& ctx, NodeId value, const std::vector<Term>& terms, std::size_t i) {
    const post::YamlTree& yaml = ctx.post().front_matter.yaml;
    const std::string_view text = ctx.source().bytes();
    const Term& term = terms[i];
    const Span gap{terms[i - 1].at.end, term.at.begin};
    if (yaml[value].kind == post::NodeKind::alias || gap.begin > gap.end) return {};
    if (term.item == post::no_node) {
      const bool exact = term.at.size() == term.text.size();
      return exact ? Span{gap.begin, term.at.end} : Span{};
    }
    if (!yaml[term.item].properties.empty()) return {};
    const std::string_view between = slice(text, gap);
    if (yaml[value].style == post::NodeStyle::flow) {
      return between.find_first_not_of(", \t\r\n") == std::string_view::npos ? Span{gap.begin, term.at.end} : Span{};
    }
    // `- term` alone on its line.
    const auto line = text.rfind('\n', term.at.begin);
    const auto end = text.find('\n', term.at.end);
    if (line == std::string_view::npos || end == std::string_view::npos) return {};
    const auto before = text.substr(line + 1, term.at.begin - line - 1);
    const auto after = text.substr(term.at.end, end - term.at.end);
    if (before.find_first_not_of(" -") != std::string_view::npos ||
        after.find_first_not_of(" \t\r") != std::string_view::npos) {
      return {};
    }
    return {static_cast<std::uint32_t>(line + 1), static_cast<std::uint32_t>(end + 1)};
  }
};

}  // namespace

GALLEY_RULE(FM013, info, documentation, RepeatedTerm);

}  // namespace galley::rules::FM013
