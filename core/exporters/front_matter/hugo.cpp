// Hugo: https://gohugo.io/content-management/front-matter/. `url` is the path from the site's root; one with a scheme
// stops Hugo's build.
#include "core/exporters/front_matter/preset.h"

namespace galley::exporters::front_matter {

Preset hugo() {
  static constexpr std::string_view reserved[] = {
      "url",      "aliases",       "draft",     "lastmod", "publishDate", "expiryDate", "slug", "summary", "cascade",
      "headless", "isCJKLanguage", "linkTitle", "markup",  "outputs",     "resources",  "type", "weight"};
  Preset p;
  p.name = "hugo";
  p.description = "url, aliases, lastmod, draft, slug, summary";
  p.modified = "lastmod";
  p.permalink = "url";
  p.aliases = "aliases";
  p.excerpt = "summary";
  p.slug = "slug";
  p.categories = "categories";
  p.reserved = reserved;
  return p;
}

}  // namespace galley::exporters::front_matter
