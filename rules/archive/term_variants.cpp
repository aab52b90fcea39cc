#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>

#include "core/text/hash.h"
#include "core/text/url.h"
#include "core/text/utf8.h"
#include "rules/judge.h"
#include "rules/prose.h"
#include "rules/wording.h"

namespace galley::rules::AR006 {
namespace {

constexpr RuleInfo info{
    .code = "AR006",
    .name = "term-variants",
    .summary = "tags or categories that differ by case, width or white space alone",
    .level = Level::warning,
};

constexpr std::string_view documentation = R"md(
To Jekyll `Web`, `web`, `Ｗｅｂ` and `Web ` in quotes are four tags with a page each, and a reader of one does not find the
posts of the others. What is compared is the term without white space, in one width and one case (Unicode's
NFKC_Casefold). The spelling that most posts have counts as right, of equally frequent ones the one that comes first in
the order of the posts' paths; each use of another one is reported.

```bad files
==> _posts/2022-06-09-a.md <==
---
tags: [Web, 经济]
---
甲
==> _posts/2022-06-10-b.md <==
---
tags: [Web]
---
乙
==> _posts/2022-06-11-c.md <==
---
tags: [web]
---
丙
```
```good files
==> _posts/2022-06-10-a.md <==
---
tags: [Web]
categories: web
---
甲
==> _posts/2022-06-11-b.md <==
---
tags: [Web, 网络]
---
乙
```
)md";

class TermVariants final : public Judge {
 public:
  void compare(const ArchiveContext& ctx) override {
    for (const bool category : {false, true}) {
      struct Use {
        std::size_t posts = 0;
        std::size_t first = 0;  // the post that has it first
        Span at;
        std::size_t last = ~std::size_t{0};
      };
      std::unordered_map<std::string_view, Use, QuickHash> spellings;
      for (std::size_t i = 0; i < ctx.size(); ++i) {
        for (const site::TermFact& term : ctx.post(i).terms) {
          if (term.category != category) continue;
          Use& use = spellings[ctx.post(i).text(term.text)];
          if (use.posts == 0) use.first = i, use.at = term.at;
          if (use.last != i) ++use.posts;
          use.last = i;
        }
      }
      std::unordered_map<std::string, std::vector<std::pair<std::string_view, const Use*>>> terms;
      for (const auto& [spelling, use] : spellings) terms[folded_without_space(spelling)].emplace_back(spelling, &use);
      for (const auto& [term, variants] : terms) {
        if (variants.size() < 2 || term.empty()) continue;
        const auto& [right, most] =
            *std::max_element(variants.begin(), variants.end(), [](const auto& a, const auto& b) {
              return std::tuple(a.second->posts, ~a.second->first, b.second->at.begin) <
                     std::tuple(b.second->posts, ~b.second->first, a.second->at.begin);
            });
        const Related place{most->at, "here it is " + shown(right), ctx.post(most->first).path};
        for (const auto& [spelling, use] : variants)
          if (spelling != right)
            wrong_[category ? 1 : 0].emplace(spelling, Right{std::string(right), most->posts, place});
      }
    }
  }

  void post(JudgeContext& ctx) const override {
    for (const site::TermFact& term : ctx.facts().terms) {
      const auto& wrong = wrong_[term.category ? 1 : 0];
      const std::string_view spelling = ctx.facts().text(term.text);
      const auto found = wrong.find(std::string(spelling));
      if (found == wrong.end()) continue;
      const Right& r = found->second;
      Finding& f =
          ctx.report(term.at, fmt::format("The {} {} is {} in {}: to Jekyll these are two; write it the same in all.",
                                          term.category ? "category" : "tag", shown(spelling), shown(r.spelling),
                                          counted(r.posts, "post")));
      f.related.push_back(r.place);
      if (r.place.path == ctx.facts().path) f.related.back().path.clear();
    }
  }

 private:
  struct Right {
    std::string spelling;
    std::size_t posts;
    Related place;
  };
  std::array<std::unordered_map<std::string, Right>, 2> wrong_;  // tags, categories
};

}  // namespace

GALLEY_JUDGE(AR006, info, documentation, TermVariants);

}  // namespace galley::rules::AR006
