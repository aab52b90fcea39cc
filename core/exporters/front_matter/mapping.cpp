#include <algorithm>
#include <set>

#include "core/exporters/front_matter/preset.h"
#include "core/exporters/front_matter/yaml_writer.h"
#include "core/post/date.h"
#include "core/post/terms.h"
#include "core/site/permalink.h"

namespace galley::exporters::front_matter {
namespace {

using post::Scalar;
using post::Value;

/// What Jekyll's key means to the mapping; each is written once, where the first of its keys stood.
enum class Thing : std::uint8_t {
  other,
  title,
  date,
  categories,
  tags,
  published,
  draft,
  permalink,
  redirect_from,
  modified,
  layout,
  excerpt,
  slug,
};

Thing thing_of(std::string_view key) {
  static constexpr std::pair<std::string_view, Thing> known[] = {{"title", Thing::title},
                                                                 {"date", Thing::date},
                                                                 {"categories", Thing::categories},
                                                                 {"category", Thing::categories},
                                                                 {"tags", Thing::tags},
                                                                 {"tag", Thing::tags},
                                                                 {"published", Thing::published},
                                                                 {"draft", Thing::draft},
                                                                 {"permalink", Thing::permalink},
                                                                 {"redirect_from", Thing::redirect_from},
                                                                 {"last_modified_at", Thing::modified},
                                                                 {"layout", Thing::layout},
                                                                 {"excerpt", Thing::excerpt},
                                                                 {"slug", Thing::slug}};
  for (const auto& [name, thing] : known)
    if (key == name) return thing;
  return Thing::other;
}

bool is_true(const Value& value) {
  return value.type == Value::Type::scalar && value.scalar.type == Scalar::Type::boolean && value.scalar.boolean;
}

class Mapping {
 public:
  Mapping(const Preset& preset, const post::Post& post, const PostInfo& info, const site::SiteConfig& config)
      : preset_(preset), post_(post), info_(info), config_(config) {}

  Mapped map() {
    Value root;
    root.type = Value::Type::mapping;
    const post::FrontMatter& front_matter = post_.front_matter;
    if (front_matter.present() && !front_matter.readable()) {
      mapped_.notes.emplace_back("the front matter cannot be read, so it is left as it is");
      return std::move(mapped_);
    }
    if (front_matter.present() && !front_matter.yaml.empty())
      root = post::value_of(front_matter.yaml, front_matter.yaml.root());
    if (front_matter.present() && !post::yaml_comments(post_.source->bytes(), front_matter).empty())
      note("comments in the front matter are left out");
    find_presence(root);
    if (!has(Thing::title) && !info_.title.empty()) yaml_.text("title", info_.title);
    if (!has(Thing::date)) date();
    for (const auto& [key, value] : root.entries) {
      const std::string name = post::text_of(key);
      const bool text_key = key.type == Value::Type::scalar && key.scalar.type == Scalar::Type::string;
      entry(text_key ? thing_of(name) : Thing::other, name, value);
    }
    finish();
    mapped_.text = yaml_.take();
    return std::move(mapped_);
  }

 private:
  bool has(Thing thing) const { return present_.contains(thing); }
  bool first(Thing thing) { return written_.insert(thing).second; }

  void note(std::string text) {
    if (std::find(mapped_.notes.begin(), mapped_.notes.end(), text) == mapped_.notes.end())
      mapped_.notes.push_back(std::move(text));
  }

  /// Sites have several names for when a post was changed; the one that counts is the first of these that is a time.
  void find_modified() {
    if (!post_.front_matter.readable()) return;
    for (const std::string_view key : {"last_modified_at", "updated", "modified", "lastmod"}) {
      const post::Entry at = post_.front_matter.find(key);
      if (at.value == post::no_node) continue;
      modified_ = post::read_date(post_.front_matter.yaml, at.value, post_.zone, {});
      if (!modified_.valid() || modified_.from_now) continue;
      modified_key_ = key;
      return;
    }
  }

  void find_presence(const Value& root) {
    find_modified();
    for (const auto& [key, value] : root.entries) {
      const Thing thing = thing_of(post::text_of(key));
      present_.insert(thing);
      if (thing == Thing::published) unpublished_ |= is_false(value);
      if (thing == Thing::draft) unpublished_ |= is_true(value);
    }
    unpublished_ |= post_.role == post::Role::draft || post_.path.folder == post::PostPath::Folder::drafts;
  }

  void entry(Thing thing, const std::string& name, const Value& value) {
    if (name == modified_key_ && !preset_.modified.empty()) return modified();
    switch (thing) {
      case Thing::other:
        return other(name, value);
      case Thing::title:
        return title(value);
      case Thing::date:
        return date();
      case Thing::categories:
      case Thing::tags:
        return terms(thing);
      case Thing::published:
      case Thing::draft:
        return draft();
      case Thing::permalink:
        return permalink(name, value);
      case Thing::redirect_from:
        return redirects(value);
      case Thing::modified:
        note("`last_modified_at` " + std::string(preset_.modified.empty() ? "has no counterpart" : "is no time") +
             ", and stays as it is");
        return yaml_.member(name, value);
      case Thing::layout:
        return layout(value);
      case Thing::excerpt:
        return excerpt(value);
      case Thing::slug:
        return slug(value);
    }
  }

  void other(const std::string& name, const Value& value) {
    const auto& reserved = preset_.reserved;
    if (std::find(reserved.begin(), reserved.end(), name) == reserved.end()) return yaml_.member(name, value);
    yaml_.member("jekyll_" + name, value);
    note("`" + name + "` means something else to " + std::string(preset_.name) + ", and is written as `jekyll_" + name +
         "`");
  }

  void title(const Value& value) {
    // A title such as `2022-06-10` or `404` is text to its readers, whatever YAML makes of it.
    const bool lone = value.type == Value::Type::scalar;
    if (lone)
      yaml_.text("title", info_.title);
    else
      yaml_.member("title", value);
  }

  std::string told(std::int64_t seconds, std::string rfc3339) const {
    if (preset_.dates == Preset::Dates::rfc3339) return rfc3339;
    return post::format_jekyll({seconds, 0}, post_.zone.offset_at(seconds)).substr(0, 19);
  }

  void date() {
    if (!first(Thing::date)) return;
    if (info_.date_seconds)
      yaml_.plain(preset_.date, told(*info_.date_seconds, info_.date_published));
    else if (has(Thing::date))
      note("`date` cannot be read, and is left out");
  }

  void modified() {
    const std::int64_t seconds = modified_.instant.seconds;
    const std::int32_t offset = modified_.has_offset ? modified_.offset : post_.zone.offset_at(seconds);
    yaml_.plain(preset_.modified, told(seconds, post::format_rfc3339(modified_.instant, offset)));
  }

  void terms(Thing thing) {
    if (thing == Thing::categories && preset_.categories.empty()) {
      // They stay readable by their name, and count as tags.
      if (first(Thing::categories)) yaml_.list("categories", info_.categories);
      if (!has(Thing::tags)) terms(Thing::tags);
      return;
    }
    if (!first(thing)) return;
    if (thing == Thing::categories) return yaml_.list(preset_.categories, info_.categories);
    std::vector<std::string> tags = info_.tags;
    if (preset_.categories.empty())
      for (const std::string& category : info_.categories)
        if (std::find(tags.begin(), tags.end(), category) == tags.end()) tags.push_back(category);
    yaml_.list("tags", tags);
  }

  void draft() {
    if (!first(Thing::draft) || !unpublished_) return;
    if (preset_.drafts == Preset::Drafts::unpublished) return yaml_.plain("published", "false");
    yaml_.plain("draft", "true");
    if (preset_.drafts_are_told)
      note("`draft: true` hides nothing in " + std::string(preset_.name) + " by itself: the site's own code must ask");
    if (preset_.drafts != Preset::Drafts::unwritten) return;
    yaml_.plain("permalink", "false");
    yaml_.plain("eleventyExcludeFromCollections", "true");
  }

  void permalink(const std::string& name, const Value& value) {
    if (!first(Thing::permalink) || is_null(value)) return;
    if (preset_.permalink.empty()) {
      note("`permalink` has no counterpart, and stays as it is");
      return yaml_.member(name, value);
    }
    const auto path = site::published_path(post_, config_, info_.date_seconds);
    if (!path) {
      note("`permalink` holds a placeholder that cannot be filled in, and stays as `jekyll_permalink`");
      return yaml_.member("jekyll_permalink", value);
    }
    if (unpublished_ && preset_.drafts == Preset::Drafts::unwritten) {
      note("the `permalink` of what is unpublished stays as `jekyll_permalink`");
      return yaml_.text("jekyll_permalink", *path);
    }
    std::string url = *path;
    // Jekyll writes `/a` to a.html; where a name without an extension is a folder or an error, that must be said.
    const std::size_t name_at = url.rfind('/') + 1;
    if (name_at < url.size() && url.find('.', name_at) == std::string::npos) url += ".html";
    yaml_.text(preset_.permalink, url);
  }

  void redirects(const Value& value) {
    if (preset_.aliases.empty()) {
      note("`redirect_from` has no counterpart, and stays as it is");
      return yaml_.member("redirect_from", value);
    }
    if (!first(Thing::redirect_from)) return;
    std::vector<std::string> paths;
    if (value.type == Value::Type::sequence) {
      for (const Value& item : value.items) paths.push_back(post::text_of(item));
    } else {
      paths.push_back(post::text_of(value));
    }
    std::erase(paths, "");
    yaml_.list(preset_.aliases, paths);
  }

  void layout(const Value& value) {
    if (!preset_.layout_is_known)
      note(preset_.layout == Preset::Else::drop
               ? "`layout` means something else to " + std::string(preset_.name) + ", and is left out"
               : "`layout` has no counterpart, and stays as it is");
    if (preset_.layout == Preset::Else::keep) yaml_.member("layout", value);
  }

  void excerpt(const Value& value) {
    if (preset_.excerpt.empty()) note("`excerpt` has no counterpart, and stays as it is");
    yaml_.member(preset_.excerpt.empty() ? "excerpt" : preset_.excerpt, value);
  }

  void slug(const Value& value) {
    if (preset_.slug.empty()) {
      note("`slug` has no counterpart, and stays as it is");
      return yaml_.member("slug", value);
    }
    if (first(Thing::slug)) yaml_.text(preset_.slug, post::text_of(value));
  }

  /// What Jekyll takes from elsewhere than the front matter.
  void finish() {
    if (!info_.categories.empty() && !has(Thing::categories)) terms(Thing::categories);
    if (!info_.tags.empty() && !has(Thing::tags)) terms(Thing::tags);
    draft();
    if (!preset_.slug.empty() && post_.path.dated() && !post_.path.slug.empty() && first(Thing::slug))
      yaml_.text(preset_.slug, post_.path.slug);
  }

  const Preset& preset_;
  const post::Post& post_;
  const PostInfo& info_;
  const site::SiteConfig& config_;
  YamlWriter yaml_;
  Mapped mapped_;
  std::set<Thing> present_;
  std::set<Thing> written_;
  std::string_view modified_key_;  // empty where no key tells a time
  post::DateReading modified_;
  bool unpublished_ = false;
};

}  // namespace

std::string output_name(const Preset& preset, std::string_view path) {
  std::string out;
  bool draft = false, site_folder = false;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t slash = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, slash - at);
    const bool last = slash == path.size();
    draft |= !last && part == "_drafts";
    site_folder |= !last && (part == "_posts" || part == "_drafts");
    if (preset.folders == Preset::Folders::flat) {
      if (last) out = part;
    } else {
      if (!out.empty()) out += '/';
      out += last || (part != "_posts" && part != "_drafts") ? part : part.substr(1);
    }
    at = slash + 1;
  }
  if (preset.folders == Preset::Folders::flat && site_folder) return (draft ? "_drafts/" : "_posts/") + out;
  return out;
}

Mapped map_front_matter(const Preset& preset, const post::Post& post, const PostInfo& info,
                        const site::SiteConfig& config) {
  return Mapping(preset, post, info, config).map();
}

}  // namespace galley::exporters::front_matter
