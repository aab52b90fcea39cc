// What the usual plugins of Jekyll add to a site, by their own sources: jekyll-redirect-from 0.16, -feed 0.17, -sitemap
// 1.4, -paginate 1.1, -archives 2.2, -optional-front-matter 0.3, -readme-index 0.3 and -sass-converter 2.2; and whether
// anything else may add more.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/archive/file_store.h"
#include "core/site/model.h"

namespace galley::site {

/// A post that Jekyll reads.
struct ReadPost {
  std::optional<std::int64_t> seconds;  // nothing where its date is the moment of the build
  bool hidden = false;
  const Published* full = nullptr;  // with its terms; null where nobody asked for these
};

struct PluginInput {
  const SiteConfig& config;
  archive::FileStore& files;
  const std::string& root;  // the source's folder
  std::int64_t now = 0;
  /// Holds a text for as long as what is published.
  std::function<std::string_view(std::string)> keep;
  std::vector<ReadPost> posts = {};
  std::vector<std::pair<std::string, std::string_view>> redirects = {};  // from a path, named by a source file
  std::vector<std::string> gems = {};                                    // of the Gemfile
};

/// Whether a site's plugins ask for the terms of its posts.
bool plugins_ask_terms(const SiteConfig& config);

/// The plugins that a site's Gemfile or configuration brings, those of `github-pages` too.
bool has_plugin(const PluginInput& input, std::string_view name);

/// The plugins that the configuration, the Gemfile and `github-pages` bring.
std::vector<std::string> all_plugins(PluginInput& input);

/// Appends what plugins publish to what the site's files do.
void add_generated(PluginInput& input, std::vector<Publication>& publications);

/// Why more may be published: a generator in `_plugins`, or a plugin that is not known to publish nothing. Empty for no
/// reason.
std::string why_opaque(const PluginInput& input);

}  // namespace galley::site
