#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "core/content/alike.h"
#include "rules/judge.h"
#include "rules/wording.h"

namespace galley::rules::AR003 {
namespace {

constexpr Option options[] = {
    {Option::Kind::integer, "similarity", "85", "Bodies that share so many percent of their shingles are reported."},
    {Option::Kind::integer, "min-characters", "40", "Bodies with fewer letters and digits are not compared."},
};

constexpr RuleInfo info{
    .code = "AR003",
    .name = "duplicate-body",
    .summary = "bodies that are alike, exactly or nearly",
    .level = Level::warning,
    .options = options,
};

constexpr std::string_view documentation = R"md(
An archive that was collected over years often holds one article twice: fetched again under another name, or published
again with a line added. Search engines rank such pages down, and readers meet them as noise.

What is compared is the text that a reader sees, without white space, punctuation and the case of ASCII letters, in
shingles of five characters, so that it works for Chinese as for English; links, images and marks do not count. Two bodies
are alike where the number of shingles that both have is at least `similarity` percent of those that either has (Jaccard
similarity). Each group of posts is told once, at the last of its posts by path, with all others. In a group each is
alike to its first.

Delete one of the posts, and let `redirect_from` lead its readers to the other; or write
`galley: {disable: [AR003]}` into the front matter of the last where both are meant.

```bad files
==> _posts/2022-06-10-a.md <==
---
title: 央行开展逆回购操作
---
中国人民银行今日以利率招标方式开展了一百亿元七天期逆回购操作，中标利率为百分之二点一，与此前持平，市场流动性保持合理充裕，资金面整体平稳。
==> _posts/2022-06-11-b.md <==
---
title: 逆回购
---
<p>中国人民银行今日以利率招标方式开展了一百亿元七天期逆回购操作，中标利率为百分之二点一，与此前持平，市场流动性保持合理充裕，资金面整体平稳。</p>
```
```good files
==> _posts/2022-06-10-a.md <==
---
title: 央行开展逆回购操作
---
中国人民银行今日以利率招标方式开展了一百亿元七天期逆回购操作，中标利率为百分之二点一，与此前持平，市场流动性保持合理充裕，资金面整体平稳。
==> _posts/2022-06-11-b.md <==
---
title: 公开市场
---
据全国银行间同业拆借中心公布，今日隔夜品种上行三个基点，七天品种下行两个基点；分析人士认为月末因素已经消退，后续关注税期与政府债券发行的扰动。
```
)md";

class DuplicateBody final : public Judge {
 public:
  void compare(const ArchiveContext& ctx) override {
    content::AlikeRequest request;
    request.similarity = static_cast<double>(std::clamp<std::int64_t>(ctx.option_integer("similarity"), 50, 100)) / 100;
    request.least_characters =
        static_cast<std::size_t>(std::max<std::int64_t>(ctx.option_integer("min-characters"), 1));
    request.text = ctx.archive().text;
    request.pairs = ctx.archive().pairs;
    request.jobs = ctx.archive().jobs;
    request.asked = [&](std::size_t i) { return ctx.reports_on(i); };
    const auto groups = content::find_alike(
        ctx.size(), [&](std::size_t i) -> const content::Sketch& { return ctx.post(i).sketch; }, request);
    for (const content::Alike& group : groups) note(ctx, group);
  }

  void post(JudgeContext& ctx) const override {
    const auto [begin, end] = findings_.equal_range(ctx.index());
    for (auto found = begin; found != end; ++found)
      ctx.report_file(found->second.message).related = found->second.others;
  }

 private:
  struct Group {
    std::string message;
    std::vector<Related> others;
  };
  using Member = content::Alike::Member;

  // Rounded down, so that what differs is never said to be all.
  static int percent(double similarity) { return static_cast<int>(std::floor(similarity * 100 + 1e-9)); }

  void note(const ArchiveContext& ctx, const content::Alike& group) {
    const Member* teller = nullptr;
    for (const Member& m : group.members)
      if (ctx.reports_on(m.text) && (teller == nullptr || m.text > teller->text)) teller = &m;
    if (teller == nullptr) return;
    const Member& first = group.members.front();
    Group told;
    for (const Member& m : group.members) {
      if (&m == teller) continue;
      const std::string& path = ctx.post(m.text).path;
      if (&m == &first)
        told.others.push_back(
            {{}, teller->similarity == 1 ? "its text is the same" : alike_to_it(teller->similarity), path});
      else if (&first == teller)
        told.others.push_back({{}, m.similarity == 1 ? "its text is the same" : alike_to_it(m.similarity), path});
      else
        told.others.push_back(
            {{},
             fmt::format("its text is {} as that of {}",
                         m.similarity == 1 ? "the same" : fmt::format("{} % the same", percent(m.similarity)),
                         shown(ctx.post(first.text).path, 200)),
             path});
    }
    // The one that is named is the first, or the nearest to it where the first tells.
    const Member& other =
        &first != teller
            ? first
            : *std::max_element(group.members.begin() + 1, group.members.end(),
                                [](const Member& a, const Member& b) { return a.similarity < b.similarity; });
    const double how = &first != teller ? teller->similarity : other.similarity;
    const std::size_t more = group.members.size() - 2;
    told.message = fmt::format("Its body is {} as that of {}{}; delete one, or redirect from it to the other.",
                               how == 1 ? "the same" : fmt::format("{} % the same", percent(how)),
                               shown(ctx.post(other.text).path, 200),
                               more == 0 ? "" : fmt::format(", and alike to {}", counted(more, "other post")));
    findings_.emplace(teller->text, std::move(told));
  }

  static std::string alike_to_it(double similarity) {
    return fmt::format("its text is {} % the same", percent(similarity));
  }

  std::unordered_multimap<std::size_t, Group> findings_;
};

}  // namespace

GALLEY_JUDGE(AR003, info, documentation, DuplicateBody);

}  // namespace galley::rules::AR003
