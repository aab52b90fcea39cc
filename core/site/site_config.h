// A site's `_config.yml` as a plain struct, with Jekyll 4.3's defaults where it is silent. It is read by the same
// parser and typed by the same rules as Jekyll reads it (core/post/yaml_tree.h), so what Jekyll refuses is refused
// here; reading is apart from the disk: it takes bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "core/post/post.h"
#include "core/post/yaml_tree.h"
#include "core/post/zone.h"

namespace galley::site {

/// What is wrong with a configuration, and where: line and column count from 1, 0 where it is about the whole file.
struct ConfigError {
  std::string path;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string cause;
  /// `path:3:5: cause`
  std::string message() const;
};

struct Collection {
  std::string label;
  bool output = false;
  std::string permalink;  // empty: Jekyll's `/:collection/:path:output_ext`; of posts never empty
};

/// An entry of `defaults:`.
struct FrontMatterDefault {
  std::string path;  // a path below the source, or a pattern; empty: any
  std::string type;  // "posts", "pages", …; empty: any
  std::vector<std::pair<std::string, post::Value>> values;
};

struct SiteConfig {
  std::string title, description, url, lang, theme;
  std::string baseurl;
  std::string permalink = "date";  // as written: a style's name or a template
  std::string timezone;            // as written; empty: the machine's
  std::string source;              // as written; empty: the folder itself
  std::string collections_dir, layouts_dir = "_layouts", includes_dir = "_includes", data_dir = "_data";
  std::string encoding = "utf-8";

  std::string markdown = "kramdown";  // as written
  post::Reading reading;              // who renders, with what options, in which zone

  std::vector<Collection> collections;  // `posts` first
  std::vector<FrontMatterDefault> defaults;
  std::vector<std::string> include{".htaccess"};
  std::vector<std::string> exclude;  // Jekyll's own too
  std::vector<std::string> keep_files{".git", ".svn"};
  std::vector<std::string> plugins;  // `plugins` and the older `gems`

  bool future = false, unpublished = false, show_drafts = false, strict_front_matter = false;
  std::string excerpt_separator = "\n\n";
  std::string highlighter = "rouge";
  std::string liquid_error_mode = "warn";
  bool strict_filters = false, strict_variables = false;
  std::string paginate_path = "/page:num";
  std::int64_t paginate = 0;

  /// The whole mapping, for what is not named above.
  post::Value all;
  /// What Jekyll would stumble over or read otherwise than was meant; the rest holds.
  std::vector<ConfigError> warnings;

  /// A value by its key at the top, or null.
  const post::Value* find(std::string_view key) const;
};

inline constexpr std::string_view site_config_name = "_config.yml";
inline constexpr std::size_t max_site_config_bytes = 1 << 20;

/// `path` is how messages name it. Empty bytes are a configuration that says nothing.
tl::expected<SiteConfig, ConfigError> parse_site_config(std::string path, std::string_view bytes);

/// A site without a configuration.
SiteConfig default_site_config();

}  // namespace galley::site
