// Front matter as another generator reads it. A preset is one file: it says by which names and forms its generator
// knows what Jekyll's front matter says; mapping.cpp does the rest. Keys that no generator knows are kept, with their
// order and types.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/exporters/exporter.h"
#include "core/post/post.h"
#include "core/site/site_config.h"

namespace galley::exporters::front_matter {

struct Preset {
  /// What becomes of a thing that the generator has no name for.
  enum class Else : std::uint8_t {
    keep,  // it stays as it is, and that is told
    drop,  // it would do harm: it goes, and that is told
  };
  enum class Dates : std::uint8_t {
    rfc3339,     // with the offset
    wall_clock,  // `2022-06-10 08:00:00` of the site's zone: the generator takes every time for its own zone's
  };

  std::string_view name;         // as `--front-matter` takes it
  std::string_view description;  // one line
  // Its keys; empty where it has none.
  std::string_view date = "date";
  std::string_view modified;
  std::string_view permalink;
  std::string_view aliases;
  std::string_view excerpt;
  std::string_view slug;        // also written where the post says none, as its file's name holds a date
  std::string_view categories;  // empty: categories join the tags
  Dates dates = Dates::rfc3339;
  enum class Drafts : std::uint8_t {
    draft,        // `draft: true`
    unpublished,  // `published: false`
    unwritten,    // the generator knows no drafts: `draft: true`, and no page is written
  } drafts = Drafts::draft;
  bool drafts_are_told = false;  // `draft` is only for what the site itself makes of it
  enum class Folders : std::uint8_t {
    renamed,  // `_posts` is `posts`: a name with `_` before it means something else
    flat,     // every post right in `_posts`, every draft in `_drafts`
  } folders = Folders::renamed;
  Else layout = Else::keep;
  bool layout_is_known = true;  // it means the same there: not told
  /// Keys that mean something else to the generator, so that a post's own are renamed.
  std::span<const std::string_view> reserved;
};

/// All of them, in the order of presets.def.
std::span<const Preset> presets();
/// The one of that name, or null.
const Preset* find_preset(std::string_view name);

struct Mapped {
  std::string text;                // with its `---` lines and a line end; empty where the front matter cannot be read
  std::vector<std::string> notes;  // what has no counterpart: the same words for the same thing in every post
};

/// The path of a post (below what was named) where the generator looks for it.
std::string output_name(const Preset& preset, std::string_view path);

/// `info` must be of this post.
Mapped map_front_matter(const Preset& preset, const post::Post& post, const PostInfo& info,
                        const site::SiteConfig& config);

}  // namespace galley::exporters::front_matter
