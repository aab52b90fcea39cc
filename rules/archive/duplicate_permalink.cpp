#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "core/site/view.h"
#include "core/text/url.h"
#include "rules/judge.h"
#include "rules/wording.h"

namespace galley::rules {
namespace {

constexpr RuleInfo info{
    .code = "AR001",
    .name = "duplicate-permalink",
    .summary = "two posts, pages, static files or redirects published at one URL",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
Jekyll writes both to the same file, and only the one that it writes last can be read; it says so in a warning that nobody sees in CI.
What counts is where a post, a page, a document of a collection, a static file or a redirect of `redirect_from` is written: `/a/` and
`/a/index.html` are one, and so are `/a` and `/a.html`. A post that is not published is in nobody's way.

Each place is told once, at the last of the posts by path. Give one of them another `permalink`, or delete one.

```bad files
==> _config.yml <==
permalink: /:title.html
==> _posts/2022-06-10-news.md <==
---
title: 一
---
甲
==> _posts/2022-06-11-news.md <==
---
title: 二
---
乙
```
```bad files
==> _config.yml <==
plugins: [jekyll-redirect-from]
==> _posts/2022-06-10-a.md <==
---
permalink: /a/
---
甲
==> _posts/2022-06-11-b.md <==
---
redirect_from: /a/index.html
---
乙
```
```good files
==> _config.yml <==
permalink: /:year/:month/:day/:title.html
==> _posts/2022-06-10-news.md <==
---
title: 一
---
甲
==> _posts/2022-06-11-news.md <==
---
title: 二
---
乙
```
)md";

using site::Publication;

class DuplicatePermalink final : public Judge {
 public:
  bool asks_site() const override { return true; }
  void compare(const ArchiveContext& ctx) override {
    const site::SiteView* view = ctx.archive().view;
    if (view == nullptr) return;
    const auto& all = view->model().publications();  // by file
    for (std::size_t i = 0; i < all.size();) {
      std::size_t end = i + 1;
      while (end < all.size() && all[end].file == all[i].file) ++end;
      if (end - i > 1) note(ctx, *view, std::span(all).subspan(i, end - i));
      i = end;
    }
  }

  void post(JudgeContext& ctx) const override {
    const auto found = findings_.find(ctx.index());
    if (found == findings_.end()) return;
    for (const Conflict& c : found->second) {
      const site::PostFacts& facts = ctx.facts();
      Span at = c.redirect ? Span{} : facts.url_at;
      if (c.redirect) {
        // The entry that leads there, where it stands as it was gathered.
        for (const site::WordFact& r : facts.redirects)
          if (site::destination_of(site::page_url(facts.text(r.text), "", "", ".html"), ".html") == c.file) at = r.at;
      }
      Finding& f = at.empty() ? ctx.report_file(c.message) : ctx.report(at, c.message);
      f.related = c.others;
    }
  }

 private:
  struct Conflict {
    std::string file, message;
    bool redirect = false;
    std::vector<Related> others;
  };

  static std::string what(const Publication& p) {
    switch (p.kind) {
      case Publication::Kind::redirect:
        return "a redirect of " + shown(p.source, 200);
      case Publication::Kind::generated:
        return "a page of the plugin " + shown(p.source);
      default:
        return shown(p.source, 200);
    }
  }

  void note(const ArchiveContext& ctx, const site::SiteView& view, std::span<const Publication> same) {
    const auto post_of = [&](const Publication& p) -> const site::PostFacts* {
      return p.kind == Publication::Kind::generated ? nullptr : view.facts_of(p.source);
    };
    const auto index_of = [&](const site::PostFacts* facts) {
      return static_cast<std::size_t>(facts - ctx.archive().posts.data());
    };
    const Publication* teller = nullptr;
    for (const Publication& p : same) {
      const site::PostFacts* facts = post_of(p);
      if (facts == nullptr || !ctx.reports_on(index_of(facts))) continue;
      if (teller == nullptr || index_of(facts) >= index_of(post_of(*teller))) teller = &p;
    }
    if (teller == nullptr) return;
    Conflict conflict;
    conflict.file = teller->file;
    conflict.redirect = teller->kind == Publication::Kind::redirect;
    const Publication* other = nullptr;
    for (const Publication& p : same) {
      if (&p == teller) continue;
      if (other == nullptr) other = &p;
      const site::PostFacts* facts = post_of(p);
      const std::string how =
          p.kind == Publication::Kind::redirect ? "it redirects from there" : "it is published there";
      if (facts != nullptr)
        conflict.others.push_back({facts->url_at, how, facts == post_of(*teller) ? "" : facts->path});
      else
        conflict.others.push_back(
            {{}, p.kind == Publication::Kind::generated ? "the plugin publishes it" : how, std::string(p.source)});
    }
    const std::size_t more = same.size() - 2;
    conflict.message =
        fmt::format("{} is published at {}, and so is {}{}: only one of them can be read; give one another URL.",
                    conflict.redirect ? "A redirect" : "It", shown(url::percent_decoded(teller->url), 200),
                    what(*other), more == 0 ? "" : fmt::format(", with {} more", more));
    findings_[index_of(post_of(*teller))].push_back(std::move(conflict));
  }

  std::unordered_map<std::size_t, std::vector<Conflict>> findings_;
};

}  // namespace

GALLEY_JUDGE(AR001, info, documentation, DuplicatePermalink);

}  // namespace galley::rules
