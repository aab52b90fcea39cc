#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "core/archive/glob.h"
#include "core/text/ascii.h"
#include "rules/judge.h"
#include "rules/wording.h"

namespace galley::rules::AR005 {
namespace {

constexpr Option options[] = {
    {Option::Kind::texts, "patterns", "",
     "Patterns of the links that name where a post was taken from (`https://news.example/**`); none: nothing is "
     "compared."},
};

constexpr RuleInfo info{
    .code = "AR005",
    .name = "duplicate-source",
    .summary = "one source link, by a configured pattern, in two posts",
    .level = Level::off,
    .options = options,
};

constexpr std::string_view documentation = R"md(
Where each post of a collected archive names the article that it was taken from, two posts that name the same one are the
same article, however their texts were edited.

The option `patterns` tells which links name a source: patterns over the whole link, in which `*` stands for any characters but a
slash and `**` for slashes too. Links of the body count, and texts in front matter. Letter case, the fragment and a slash at the end
make no other source, and neither does `http` for `https`.

```bad files patterns=https://news.example/**
==> _posts/2022-06-10-a.md <==
---
title: 央行：稳字当头
---
甲。原文：[链接](https://news.example/2022/1.html)
==> _posts/2022-06-15-b.md <==
---
title: 稳字当头
source: https://news.example/2022/1.html
---
乙
```
```good files patterns=https://news.example/**
==> _posts/2022-06-10-a.md <==
---
title: 央行：稳字当头
---
甲。原文：[链接](https://news.example/2022/1.html)
==> _posts/2022-06-15-b.md <==
---
title: 稳字当头
---
乙。原文：[链接](https://news.example/2022/2.html)，[又见](https://else.example/2022/1.html)
```
)md";

// What two spellings of one address have in common.
std::string folded(std::string_view link) {
  link = link.substr(0, link.find('#'));
  while (link.ends_with('/')) link.remove_suffix(1);
  std::string out;
  for (const char c : link) out += ascii::lower(c);
  if (out.starts_with("http:")) out.insert(4, 1, 's');
  return out;
}

class DuplicateSource final : public Judge {
 public:
  void ask_facts(const OptionValues& values, site::GatherOptions& out) const override {
    auto& all = out.source_patterns;
    for (std::string& pattern : values.option_texts("patterns")) all.push_back(std::move(pattern));
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
  }
  void compare(const ArchiveContext& ctx) override {
    struct Use {
      std::size_t post;
      Span at;
    };
    // What was gathered may be by other patterns, too, that hold elsewhere.
    const auto patterns = ctx.option_texts("patterns");
    const auto is_source = [&](std::string_view link) {
      return std::any_of(patterns.begin(), patterns.end(),
                         [&](const std::string& p) { return archive::glob_match(p, link); });
    };
    std::map<std::string, std::vector<Use>> by_source;
    for (std::size_t i = 0; i < ctx.size(); ++i) {
      for (const site::WordFact& source : ctx.post(i).sources) {
        if (!is_source(ctx.post(i).text(source.text))) continue;
        auto& uses = by_source[folded(ctx.post(i).text(source.text))];
        if (uses.empty() || uses.back().post != i) uses.push_back({i, source.at});
      }
    }
    for (const auto& [source, uses] : by_source) {
      if (uses.size() < 2) continue;
      const auto teller =
          std::find_if(uses.rbegin(), uses.rend(), [&](const Use& u) { return ctx.reports_on(u.post); });
      if (teller == uses.rend()) continue;
      Group group{source, "", {}};
      for (const Use& u : uses)
        if (u.post != teller->post) group.others.push_back({u.at, "it names the same source", ctx.post(u.post).path});
      group.message =
          fmt::format("{} names the same source{}; keep one of the posts.", shown(group.others.front().path, 200),
                      uses.size() == 2 ? "" : fmt::format(", and so {} more", uses.size() - 2));
      findings_[teller->post].push_back(std::move(group));
    }
  }

  void post(JudgeContext& ctx) const override {
    const auto found = findings_.find(ctx.index());
    if (found == findings_.end()) return;
    for (const Group& group : found->second) {
      const auto& sources = ctx.facts().sources;
      const auto here = std::find_if(sources.begin(), sources.end(), [&](const site::WordFact& s) {
        return folded(ctx.facts().text(s.text)) == group.source;
      });
      if (here != sources.end()) ctx.report(here->at, group.message).related = group.others;
    }
  }

 private:
  struct Group {
    std::string source, message;
    std::vector<Related> others;
  };
  std::unordered_map<std::size_t, std::vector<Group>> findings_;
};

}  // namespace

GALLEY_JUDGE(AR005, info, documentation, DuplicateSource);

}  // namespace galley::rules::AR005
