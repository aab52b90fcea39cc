#include <algorithm>
#include <array>
#include <set>

#include "core/text/ascii.h"
#include "rules/clock.h"
#include "rules/front_matter_facts.h"
#include "rules/rule.h"

namespace galley::rules::FM009 {
namespace {

constexpr Option options[] = {
    {Option::Kind::texts, "known-keys", "",
     "Further keys that posts may have; once set, any other key is reported too."},
};

constexpr RuleInfo info{
    .code = "FM009",
    .name = "misspelled-key",
    .summary = "an unknown key one edit away from a known one",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
    .options = options,
};

constexpr std::string_view documentation = R"md(
Jekyll keeps every key it is given and looks only for those that it knows, so a misspelled one is lost without a word:
`catagories` puts a post in no category, `Title` gives it no title. Keys of Jekyll, of its common plugins and of common themes
are known.

Correct the key, or name it under `known-keys` where it is meant. With `known-keys` set, every key that is neither known nor
named there is reported.

```bad
---
tilte: 央行：稳字当头
catagories: news
---
```
```fixed
---
title: 央行：稳字当头
categories: news
---
```
```bad known-keys=source
---
title: 央行：稳字当头
sauce: 界面新闻
---
```
```good known-keys=source
---
title: 央行：稳字当头
source: 界面新闻
---
```
```good
---
title: 央行：稳字当头
data: {a: b}
images: [a.png]
---
```
)md";

// Keys of Jekyll, then of its common plugins and themes.
// clang-format off
constexpr auto known = std::to_array<std::string_view>({
    "title", "date", "layout", "categories", "category", "tags", "tag", "permalink", "published", "slug", "excerpt",
    "excerpt_separator", "draft", "ext", "render_with_liquid", "output", "weight", "order", "css", "sass", "author",
    "authors", "description", "image", "images", "lang", "locale", "redirect_from", "redirect_to", "sitemap",
    "canonical_url", "canonical", "seo", "twitter", "type", "links", "last_modified_at", "modified", "updated",
    "feed", "pagination", "paginate", "name", "robots", "noindex", "lastmod", "changefreq", "priority", "page_id",
    "ref", "math", "mathjax", "katex", "mermaid", "toc", "comments", "comment", "disqus", "related", "share",
    "header", "footer", "sidebar", "classes", "cover", "thumbnail", "thumb", "teaser", "banner", "hero", "background",
    "subtitle", "subheading", "headline", "summary", "abstract", "keywords", "keyword", "meta", "series", "part",
    "parent", "grand_parent", "has_children", "nav_order", "nav_exclude", "has_toc", "search_exclude", "pin",
    "pinned", "featured", "hidden", "hide", "sticky", "img_path", "media_subpath", "render", "tagline", "source",
    "source_url", "link", "url", "external_url", "original", "original_url", "copyright", "license", "translator",
    "translators", "translation", "translations", "reviewer", "editor", "contributors", "version", "versions", "data",
    "date_gmt", "time", "location", "place", "event", "start", "end", "video", "audio", "podcast", "duration", "guid",
    "id", "uid", "uuid", "post_id", "wordpress_id", "wp_id", "wordpress_url", "password", "status", "format",
    "aliases", "alias", "menu", "navigation", "breadcrumb", "breadcrumbs", "icon", "logo", "color", "css_class",
    "style", "styles", "script", "scripts", "js", "gallery", "photos", "photo", "photo_credit", "credit", "caption",
    "alt", "text", "body", "content", "page", "pages", "post", "posts", "section", "sections", "topic", "topics",
    "collection", "subject", "reading_time", "read_time", "words", "level", "difficulty", "language", "languages",
    "country", "city", "email", "phone", "address", "company", "role", "website", "github", "project", "projects",
    "galley", "note", "notes", "index", "github_url", "discussion", "discussion_url", "intro", "lead", "kicker",
    "quote", "rating", "review", "price", "isbn", "publisher", "journal", "year", "month", "day", "issue", "volume",
    "doi", "pdf", "slides", "code", "demo", "repo", "download", "downloads", "file", "files", "attachment",
    "attachments", "theme", "colors", "site", "label", "labels", "group", "groups", "show", "display", "redirect",
    "target", "base", "created", "created_at", "updated_at", "modified_at", "publish_date", "pubdate", "last_updated",
    "update", "expires", "expiry", "state", "count", "number", "value", "values", "list", "items", "item", "key",
    "keys", "test", "main", "more", "next", "prev", "previous", "width", "height", "size", "class", "classname",
    "mode", "options", "settings", "config", "extra", "extras", "custom", "params",
});
// clang-format on

using ascii::lower;

/// One letter too many, too few, another, or two in the wrong order; or nothing but letter case. Keys that differ only
/// by the s of a plural, or by `-` for `_`, are one edit apart too.
bool one_edit(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() == b.size() &&
      std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); })) {
    return true;
  }
  if (b.size() - a.size() > 1) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

class MisspelledKey final : public Rule {
 public:
  void begin(Context& ctx) override {
    const post::FrontMatter* fm = readable(ctx);
    if (fm == nullptr || fm->yaml.empty()) return;
    offered_.clear();
    const std::vector<std::string> configured = ctx.option_texts("known-keys");
    for (const Entry& entry : fm->yaml.entries(fm->yaml.root())) {
      if (!is_text(fm->yaml, entry.key)) continue;
      const std::string_view key = fm->yaml.text(fm->yaml.resolve(entry.key));
      if (key == "<<" || key.empty() || is_known(key, configured)) continue;
      check(ctx, *fm, entry, key, configured);
    }
  }

 private:
  static bool is_known(std::string_view key, const std::vector<std::string>& configured) {
    return std::find(known.begin(), known.end(), key) != known.end() ||
           std::find(configured.begin(), configured.end(), key) != configured.end();
  }

  void check(Context& ctx, const post::FrontMatter& fm, const Entry& entry, std::string_view key,
             const std::vector<std::string>& configured) {
    const Span at = fm.yaml[entry.key].span;
    if (const std::string_view meant = nearest(key, configured); !meant.empty()) {
      const bool there = fm.find(meant).value != post::no_node;
      Finding& finding = ctx.report(at, "The key " + in_message(key) + " is unknown to Jekyll; did you mean " +
                                            in_message(meant) + (there ? ", which is there too?" : "?"));
      if (!there && !offered_.contains(meant) && fits(ctx, entry, meant)) {
        offered_.insert(meant);
        finding.fix = Fix{FixGrade::unsafe, "Rename it to `" + std::string(meant) + "`", {{at, std::string(meant)}}};
      }
    } else if (!configured.empty()) {
      ctx.report(at,
                 "The key " + in_message(key) + " is not among the known keys; remove it, or add it to `known-keys`.");
    }
  }

  /// Whether the value can be the known key's: a `date` that is none would stop the build.
  static bool fits(const Context& ctx, const Entry& entry, std::string_view meant) {
    return meant != "date" || read_date(ctx, entry.value).state == post::DateReading::State::parsed;
  }

  /// Of keys this short nearly every other word is one edit away.
  static std::string_view nearest(std::string_view key, const std::vector<std::string>& configured) {
    constexpr std::size_t shortest = 4;
    if (key.size() < shortest) return {};
    for (const std::string_view name : known)
      if (name.size() >= shortest && is_common(name) && one_edit(key, name)) return name;
    for (const std::string& name : configured)
      if (name.size() >= shortest && one_edit(key, name)) return name;
    return {};
  }

  /// The keys whose loss does harm; an unknown key near to some theme's is most likely another theme's.
  static bool is_common(std::string_view name) {
    static constexpr std::array<std::string_view, 21> common{"title",
                                                             "date",
                                                             "layout",
                                                             "categories",
                                                             "category",
                                                             "tags",
                                                             "permalink",
                                                             "published",
                                                             "slug",
                                                             "excerpt",
                                                             "author",
                                                             "authors",
                                                             "image",
                                                             "description",
                                                             "lang",
                                                             "updated",
                                                             "redirect_to",
                                                             "redirect_from",
                                                             "excerpt_separator",
                                                             "canonical_url",
                                                             "last_modified_at"};
    return std::find(common.begin(), common.end(), name) != common.end();
  }

  std::set<std::string_view> offered_;  // keys that a fix already writes in this post
};

}  // namespace

GALLEY_RULE(FM009, info, documentation, MisspelledKey);

}  // namespace galley::rules::FM009
