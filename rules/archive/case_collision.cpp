#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <unordered_map>
#include <unordered_set>

#include "core/text/ascii.h"
#include "core/text/hash.h"
#include "core/text/unicode.h"
#include "core/text/url.h"
#include "core/text/utf8.h"
#include "rules/judge.h"
#include "rules/wording.h"

namespace galley::rules::AR004 {
namespace {

constexpr RuleInfo info{
    .code = "AR004",
    .name = "case-collision",
    .summary = "paths that differ by letter case or Unicode form alone",
    .level = Level::error,
};

constexpr std::string_view documentation = R"md(
The file systems of macOS and Windows take `TechWeb.html` and `Techweb.html` for one file, and macOS takes `é` written as
one character and as two for one: of two such posts only one is left when the archive is checked out there, and of two
such pages only one when the site is built there.

The paths of the posts are compared, and where they are published.

Rename one of them.

```bad files
==> _posts/2022-06-10-TechWeb.md <==
---
title: 一
---
甲
==> _posts/2022-06-10-Techweb.md <==
---
title: 二
---
乙
```
```bad files
==> _posts/2022-06-10-a.md <==
---
permalink: /company/TechWeb.html
---
甲
==> _posts/2022-06-11-b.md <==
---
permalink: /company/Techweb.html
---
乙
```
```good files
==> _posts/2022-06-10-techweb.md <==
---
title: 一
---
甲
==> _posts/2022-06-11-techweb.md <==
---
title: 二
---
乙
```
)md";

// What file systems that fold case compare.
std::string folded(std::string_view path) {
  std::string out;
  unicode::append_lower(out, utf8::composed(path));
  return out;
}

// A hash of that, quick where the path is ASCII. `room` is for what is hashed.
std::uint64_t folded_hash(std::string_view path, std::string& room) {
  room.assign(path);
  bool is_ascii = true;
  for (char& c : room) {
    is_ascii = is_ascii && static_cast<unsigned char>(c) < 0x80;
    c = ascii::lower(c);
  }
  return is_ascii ? quick_hash(room) : quick_hash(folded(path));
}

class CaseCollision final : public Judge {
 public:
  void compare(const ArchiveContext& ctx) override {
    std::vector<bool> by_path(ctx.size(), false);
    group(
        ctx, [&](std::size_t i) { return std::string_view(ctx.post(i).path); },
        [&](const std::vector<std::size_t>& posts) {
          for (const std::size_t i : posts) by_path[i] = true;
          note(ctx, posts, "");
        });
    // Where a page comes to stand; what is told already of the posts themselves is not told again.
    std::vector<std::string_view> urls(ctx.size());
    std::deque<std::string> decoded;
    for (std::size_t i = 0; i < ctx.size(); ++i) {
      if (ctx.post(i).unpublished || by_path[i]) continue;
      urls[i] = ctx.post(i).text(ctx.post(i).url);
      if (urls[i].find('%') != std::string_view::npos) urls[i] = decoded.emplace_back(url::percent_decoded(urls[i]));
    }
    group(
        ctx, [&](std::size_t i) { return urls[i]; },
        [&](const std::vector<std::size_t>& posts) { note(ctx, posts, std::string(urls[posts.front()])); });
  }

  void post(JudgeContext& ctx) const override {
    const auto found = findings_.find(ctx.index());
    if (found == findings_.end()) return;
    for (const Collision& c : found->second) {
      const Span at = ctx.facts().url_at;
      Finding& f = c.url.empty() || at.empty() ? ctx.report_file(c.message) : ctx.report(at, c.message);
      f.related = c.others;
    }
  }

 private:
  struct Collision {
    std::string url, message;
    std::vector<Related> others;
  };

  // Calls `take` with each group of posts whose keys differ, but not when folded; of equal ones the first.
  template <typename Key, typename Take>
  static void group(const ArchiveContext& ctx, Key key, Take take) {
    std::vector<std::pair<std::uint64_t, std::size_t>> hashes;
    hashes.reserve(ctx.size());
    std::string room;
    for (std::size_t i = 0; i < ctx.size(); ++i)
      if (!key(i).empty()) hashes.emplace_back(folded_hash(key(i), room), i);
    // Nothing is told of a group without a post that the run reports on.
    std::unordered_set<std::uint64_t> asked;
    for (const auto& [hash, i] : hashes)
      if (ctx.reports_on(i)) asked.insert(hash);
    if (2 * asked.size() < hashes.size())
      std::erase_if(hashes, [&](const auto& h) { return !asked.contains(h.first); });
    std::sort(hashes.begin(), hashes.end());
    for (std::size_t i = 0; i < hashes.size();) {
      std::size_t end = i + 1;
      while (end < hashes.size() && hashes[end].first == hashes[i].first) ++end;
      if (end - i > 1) {
        std::unordered_map<std::string_view, std::size_t> seen;
        std::vector<std::size_t> posts;
        for (; i < end; ++i)
          if (seen.emplace(key(hashes[i].second), i).second) posts.push_back(hashes[i].second);
        if (posts.size() > 1) take(posts);
      }
      i = end;
    }
  }

  void note(const ArchiveContext& ctx, const std::vector<std::size_t>& posts, const std::string& url) {
    // The last post that is reported on tells.
    const auto teller = std::find_if(posts.rbegin(), posts.rend(), [&](std::size_t i) { return ctx.reports_on(i); });
    if (teller == posts.rend()) return;
    Collision c;
    c.url = url;
    for (const std::size_t i : posts) {
      if (i == *teller) continue;
      const site::PostFacts& other = ctx.post(i);
      const std::string what = url.empty()
                                   ? "differs from it by letter case or Unicode form alone"
                                   : "is published at " + shown(url::percent_decoded(other.text(other.url)), 200);
      c.others.push_back({url.empty() ? Span{} : other.url_at, what, other.path});
    }
    const site::PostFacts& first = ctx.post(posts.front() == *teller ? posts[1] : posts.front());
    c.message =
        url.empty()
            ? fmt::format(
                  "The path differs from that of {} by letter case or Unicode form alone, and on macOS and Windows "
                  "one overwrites the other; rename one of them.",
                  shown(first.path, 200))
            : fmt::format(
                  "It is published at {}, and {} at {}: on macOS and Windows one overwrites the other; "
                  "give one of them another URL.",
                  shown(url::percent_decoded(ctx.post(*teller).text(ctx.post(*teller).url)), 200),
                  shown(first.path, 200), shown(url::percent_decoded(first.text(first.url)), 200));
    findings_[*teller].push_back(std::move(c));
  }

  std::unordered_map<std::size_t, std::vector<Collision>> findings_;
};

}  // namespace

GALLEY_JUDGE(AR004, info, documentation, CaseCollision);

}  // namespace galley::rules::AR004
