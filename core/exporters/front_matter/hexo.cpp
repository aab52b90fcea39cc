// Hexo: https://hexo.io/docs/front-matter. Hexo reads a time as its own zone's, whatever offset is written
// (hexo-front-matter), so times are told on the site's wall clock; `timezone` of its `_config.yml` must be the site's.
// A file's name gives its slug by `new_post_name: :year-:month-:day-:title.md`, as Hexo's guide to moving from Jekyll
// says.
#include "core/exporters/front_matter/preset.h"

namespace galley::exporters::front_matter {

Preset hexo() {
  static constexpr std::string_view reserved[] = {"updated", "source", "photos", "content", "raw", "more"};
  Preset p;
  p.name = "hexo";
  p.description = "permalink, updated, published, excerpt; times of the site's zone";
  p.modified = "updated";
  p.permalink = "permalink";
  p.excerpt = "excerpt";
  p.categories = "categories";
  p.dates = Preset::Dates::wall_clock;
  p.drafts = Preset::Drafts::unpublished;
  p.folders = Preset::Folders::flat;
  p.reserved = reserved;
  return p;
}

}  // namespace galley::exporters::front_matter
