#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "core/text/url.h"
#include "core/text/utf8.h"
#include "rules/judge.h"
#include "rules/prose.h"
#include "rules/wording.h"

namespace galley::rules::AR002 {
namespace {

constexpr Option options[] = {
    {Option::Kind::integer, "days", "31",
     "Posts that lie further apart may share a title (a weekly column does); 0: however far."},
};

constexpr RuleInfo info{
    .code = "AR002",
    .name = "duplicate-title",
    .summary = "one title twice within a number of days",
    .level = Level::off,
    .options = options,
};

constexpr std::string_view documentation = R"md(
Two posts of one title, a few days apart, are often one post that was published twice, and in a list of posts nobody can
tell them apart. Columns repeat their titles for good reason, so the rule is off unless it is turned on.

Titles are compared in one case and width and without white space (Unicode's NFKC_Casefold). Posts of one title that follow each other
within the option `days` are told together, at the last of them by path. Posts without a date are left out, unless `days` is 0.

```bad files
==> _posts/2022-06-10-a.md <==
---
title: 央行：稳字当头
---
甲
==> _posts/2022-06-15-b.md <==
---
title: 央行：稳字当头
---
乙
```
```good files
==> _posts/2022-06-10-a.md <==
---
title: 本周要闻
---
甲
==> _posts/2022-08-15-b.md <==
---
title: 本周要闻
---
乙
```
```bad files days=0
==> _posts/2022-06-10-a.md <==
---
title: Weekly news
---
甲
==> _posts/2022-08-15-b.md <==
---
title: Weekly News
---
乙
```
)md";

class DuplicateTitle final : public Judge {
 public:
  void compare(const ArchiveContext& ctx) override {
    const std::int64_t days = std::max<std::int64_t>(ctx.option_integer("days"), 0);
    std::unordered_map<std::string, std::vector<std::size_t>> by_title;
    for (std::size_t i = 0; i < ctx.size(); ++i) {
      const site::PostFacts& post = ctx.post(i);
      if (post.unpublished || (days > 0 && !post.seconds)) continue;
      if (std::string title = folded_without_space(post.text(post.title)); !title.empty())
        by_title[std::move(title)].push_back(i);
    }
    for (auto& [title, posts] : by_title) {
      if (posts.size() < 2) continue;
      const auto date = [&](std::size_t i) {
        return ctx.post(i).seconds.value_or(std::numeric_limits<std::int64_t>::min());
      };
      std::stable_sort(posts.begin(), posts.end(), [&](std::size_t a, std::size_t b) { return date(a) < date(b); });
      std::vector<std::size_t> near{posts.front()};
      for (std::size_t k = 1; k <= posts.size(); ++k) {
        if (k < posts.size() && (days == 0 || date(posts[k]) - date(posts[k - 1]) <= days * 86'400)) {
          near.push_back(posts[k]);
          continue;
        }
        note(ctx, near);
        if (k < posts.size()) near.assign(1, posts[k]);
      }
    }
  }

  void post(JudgeContext& ctx) const override {
    const auto found = findings_.find(ctx.index());
    if (found == findings_.end()) return;
    ctx.report(ctx.facts().title_at, found->second.message).related = found->second.others;
  }

 private:
  struct Group {
    std::string message;
    std::vector<Related> others;
  };

  void note(const ArchiveContext& ctx, std::vector<std::size_t>& posts) {
    if (posts.size() < 2) return;
    std::sort(posts.begin(), posts.end());
    const auto teller = std::find_if(posts.rbegin(), posts.rend(), [&](std::size_t i) { return ctx.reports_on(i); });
    if (teller == posts.rend()) return;
    Group group;
    for (const std::size_t i : posts)
      if (i != *teller) group.others.push_back({ctx.post(i).title_at, "its title is the same", ctx.post(i).path});
    group.message = fmt::format("{} has the same title{}; say in both what tells them apart.",
                                shown(group.others.front().path, 200),
                                posts.size() == 2 ? "" : fmt::format(", and so {} more", posts.size() - 2));
    findings_.emplace(*teller, std::move(group));
  }

  std::unordered_map<std::size_t, Group> findings_;
};

}  // namespace

GALLEY_JUDGE(AR002, info, documentation, DuplicateTitle);

}  // namespace galley::rules::AR002
