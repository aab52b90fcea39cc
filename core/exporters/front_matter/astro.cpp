// Astro: the keys of its blog template's schema (https://docs.astro.build/en/guides/content-collections/). `layout`
// names a component's file there, so Jekyll's would stop the build of a page.
#include "core/exporters/front_matter/preset.h"

namespace galley::exporters::front_matter {

Preset astro() {
  static constexpr std::string_view reserved[] = {"pubDate", "updatedDate", "slug", "draft"};
  Preset p;
  p.name = "astro";
  p.description = "pubDate, updatedDate, description, slug, draft";
  p.date = "pubDate";
  p.modified = "updatedDate";
  p.excerpt = "description";
  p.slug = "slug";
  p.categories = "categories";
  p.drafts_are_told = true;
  p.layout = Preset::Else::drop;
  p.layout_is_known = false;
  p.reserved = reserved;
  return p;
}

}  // namespace galley::exporters::front_matter
