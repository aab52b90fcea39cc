#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/rule.h"
#include "rules/wording.h"

namespace galley::rules::LK009 {
namespace {

constexpr std::array options{
    Option{Option::Kind::texts, "parameters", "",
           "more parameters that only track; a `*` at the end stands for any rest"},
};

constexpr RuleInfo info{
    .code = "LK009",
    .name = "tracking-parameter",
    .summary = "a URL with parameters that only track readers",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
    .options = options,
};

constexpr std::string_view documentation = R"md(
`utm_source`, `fbclid`, `gclid` and their like tell a site where a reader came from and change nothing of what it shows. They
lengthen links, make one page look like many, and count your readers as somebody else's campaign.

The fix takes them out. Option `parameters` names more of them.

```bad body
<p><a href="https://example.com/a?id=7&amp;utm_source=rss&amp;utm_medium=feed#top">全文</a></p>
```
```fixed body
<p><a href="https://example.com/a?id=7#top">全文</a></p>
```
```bad body
[Story](https://example.com/story?fbclid=IwAR0)
```
```fixed body
[Story](https://example.com/story)
```
```bad body parameters=from,share_*
[Story](https://example.com/story?from=timeline&id=7&share_id=1)
```
```fixed body parameters=from,share_*
[Story](https://example.com/story?id=7)
```
```good body
[Story](https://example.com/story?id=7&from=timeline#utm_source)
```
)md";

// Those that their makers' documentation says count clicks and campaigns, and nothing else.
constexpr std::array<std::string_view, 38> tracking{
    "utm_*",      "fbclid",     "gclid",         "gclsrc",    "dclid",    "gbraid",    "wbraid",
    "msclkid",    "yclid",      "ysclid",        "ymclid",    "twclid",   "ttclid",    "li_fat_id",
    "igshid",     "igsh",       "mc_cid",        "mc_eid",    "_hsenc",   "_hsmi",     "__hstc",
    "__hssc",     "__hsfp",     "hsctatracking", "mkt_tok",   "vero_id",  "vero_conv", "oly_anon_id",
    "oly_enc_id", "rb_clickid", "s_cid",         "_openstat", "wickedid", "irclickid", "_branch_match_id",
    "spm",        "epik",       "srsltid"};

bool matches(std::string_view name, std::string_view pattern) {
  const bool any = pattern.ends_with('*');
  if (any) pattern.remove_suffix(1);
  if (name.size() < pattern.size() || (!any && name.size() != pattern.size())) return false;
  return std::equal(pattern.begin(), pattern.end(), name.begin(),
                    [](char p, char n) { return p == (n >= 'A' && n <= 'Z' ? static_cast<char>(n + 32) : n); });
}

class TrackingParameter final : public Rule {
 public:
  Interest interest() const override { return {.links = true}; }

  void begin(Context& ctx) override {
    if (own_for_ == &ctx.settings()) return;
    own_for_ = &ctx.settings();
    own_ = ctx.option_texts("parameters");
  }

  void link(Context& ctx, const post::Link& link) override {
    if (link.literal().find('?') == std::string_view::npos) return;
    const url::Url& url = link.url();
    if (url.query_at.empty() || !(url.is_http() || url.scheme.empty()) || url.fault != url::Fault::none) return;
    const std::vector<Span> parameters = split(link.literal(), url.query_at);
    std::vector<Span> found;
    bool all = true;
    for (const Span p : parameters) {
      const std::string_view text = slice(link.literal(), p);
      const bool tracks = is_tracking(url::percent_decoded(text.substr(0, text.find('='))));
      if (tracks) found.push_back(p);
      all = all && tracks;
    }
    if (found.empty()) return;
    report(ctx, link, url, parameters, found, all);
  }

 private:
  bool is_tracking(std::string_view name) const {
    const auto is = [name](std::string_view pattern) { return matches(name, pattern); };
    return std::any_of(tracking.begin(), tracking.end(), is) || std::any_of(own_.begin(), own_.end(), is);
  }

  static std::vector<Span> split(std::string_view text, Span query) {
    std::vector<Span> parts;
    for (std::uint32_t begin = query.begin; begin <= query.end;) {
      const std::size_t found = text.substr(0, query.end).find('&', begin);
      const auto end = found == std::string_view::npos ? query.end : static_cast<std::uint32_t>(found);
      if (end > begin) parts.push_back({begin, end});
      begin = end + 1;
    }
    return parts;
  }

  static void report(Context& ctx, const post::Link& link, const url::Url& url, const std::vector<Span>& parameters,
                     const std::vector<Span>& found, bool all) {
    const body::Document& doc = ctx.document();
    std::string names;
    for (const Span p : found) {
      const std::string_view text = slice(link.literal(), p);
      names += (names.empty() ? "" : ", ") + shown(text.substr(0, text.find('=')), 30);
    }
    std::vector<Edit> edits;
    if (all) {
      edits.push_back({link.place(doc, url.query_at.begin - 1, url.query_at.end), ""});
    } else {
      // Each goes with the ampersand before it; where it is the first, with the one behind.
      const bool first_stays = std::find(found.begin(), found.end(), parameters.front()) == found.end();
      const auto kept = std::find_if(parameters.begin(), parameters.end(),
                                     [&](Span p) { return std::find(found.begin(), found.end(), p) == found.end(); });
      if (!first_stays) edits.push_back({link.place(doc, url.query_at.begin, kept->begin), ""});
      for (const Span p : found)
        if (p.begin > kept->begin) edits.push_back({link.place(doc, p.begin - 1, p.end), ""});
    }
    const bool together = found.back().end - found.front().begin == [&] {
      std::uint32_t size = static_cast<std::uint32_t>(found.size()) - 1;
      for (const Span p : found) size += p.size();
      return size;
    }();
    const Span at = together ? link.place(doc, found.front().begin, found.back().end) : link.place(doc);
    ctx.report(at, fmt::format("{} only {} readers; take {} out of the URL.", names,
                               found.size() == 1 ? "tracks" : "track", found.size() == 1 ? "it" : "them"))
        .fix = Fix{FixGrade::unsafe, "Take out what tracks", std::move(edits)};
  }

  const Settings* own_for_ = nullptr;
  std::vector<std::string> own_;
};

}  // namespace

GALLEY_RULE(LK009, info, documentation, TrackingParameter);

}  // namespace galley::rules::LK009
