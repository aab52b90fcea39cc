// Eleventy: https://www.11ty.dev/docs/data-configuration/. It has collections by tag alone, so categories become tags
// as well.
#include "core/exporters/front_matter/preset.h"

namespace galley::exporters::front_matter {

Preset eleventy() {
  static constexpr std::string_view reserved[] = {"pagination",       "eleventyExcludeFromCollections",
                                                  "eleventyComputed", "templateEngineOverride",
                                                  "dynamicPermalink", "page",
                                                  "collections",      "content"};
  Preset p;
  p.name = "eleventy";
  p.description = "permalink, tags (with the categories), draft";
  p.permalink = "permalink";
  p.excerpt = "excerpt";
  p.drafts = Preset::Drafts::unwritten;
  p.reserved = reserved;
  return p;
}

}  // namespace galley::exporters::front_matter
