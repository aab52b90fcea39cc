// A site as a link sees it: which page a URL leads to, and whether that has an anchor; and what of layouts and includes
// there is. It promises to know less rather than to be wrong: what a theme, a plugin or Liquid may bring is `unknown`.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/archive/file_store.h"
#include "core/site/facts.h"
#include "core/site/model.h"
#include "core/site/sites.h"
#include "core/text/hash.h"

namespace galley::site {

/// Ids that a file may give: whole ones, and the beginnings of those that Liquid completes.
struct Anchors {
  std::set<std::string, std::less<>> ids;
  std::vector<std::string> beginnings;  // an empty one: any id
  bool any() const;
  bool has(std::string_view id) const;
};

/// The ids and names that the text of a layout or an include says.
void add_anchors(std::string_view html, Anchors& anchors);

class SiteView {
 public:
  struct Member {
    std::string_view below;  // a post's path below the site's folder
    const PostFacts* facts;
  };
  /// `posts` are those whose facts are known; what they view and `site` outlive this. `now`: of the build, seconds
  /// since 1970.
  SiteView(archive::FileStore& files, const Site& site, const std::vector<Member>& posts, std::int64_t now,
           unsigned jobs);

  const Site& site() const { return site_; }
  const SiteModel& model() const { return model_; }
  /// A file's path below the source, of one below the site's folder (`facts.path` is as the run names it).
  std::string_view source_of(std::string_view path) const;

  /// Whether a theme brings layouts, includes and assets that are not here.
  bool themed() const { return themed_; }
  /// The names of layouts, `post` or `sub/page`; empty where there are none.
  const std::vector<std::string>& layouts() const { return layouts_; }
  const std::set<std::string, std::less<>>& includes() const { return includes_; }
  bool has_include(std::string_view name) const { return includes_.contains(name); }
  bool exists(std::string_view source) const;
  /// The static files below these folders of the source that nothing names (core/site/mentions.h), by their sources.
  std::vector<std::string_view> unnamed_files(const std::vector<std::string>& folders, unsigned jobs) const;
  /// A file of the source as the run names it.
  std::string path_of(std::string_view source) const { return root_ + "/" + std::string(source); }
  /// Plugins that the configuration or the Gemfile names.
  bool has_plugin(std::string_view name) const;
  const std::vector<std::string>& plugins() const { return plugins_; }
  /// Whether any Ruby file of the site's own plugins has that word in quotes, or as a symbol.
  bool own_plugins_say(std::string_view word) const;

  enum class Answer : std::uint8_t { yes, no, unknown };
  /// Whether a page has an element of that id (decoded). For any thread.
  Answer has_anchor(const Publication& page, std::string_view id) const;

  /// What is known of the post that is this source file; null for none.
  const PostFacts* facts_of(std::string_view source) const;
  /// The post that would be written to a file, if Jekyll published it; null for none.
  const PostFacts* unpublished_at(std::string_view file) const;
  /// The posts whose file has that name without its extension.
  std::vector<const Publication*> posts_named(std::string_view stem) const;

  /// The published page that is most like a path that leads nowhere (below the destination); null for none.
  const Publication* nearest(std::string_view file) const;

 private:
  void read_parts();
  std::shared_ptr<const Anchors> anchors_of_page(const std::string& source) const;

  archive::FileStore& files_;
  const Site& site_;
  std::string root_;
  SiteModel model_;
  std::unordered_map<std::string_view, const PostFacts*, QuickHash> facts_;  // by path below the source
  bool themed_ = false;
  std::vector<std::string> layouts_, plugins_;
  std::set<std::string, std::less<>> includes_;
  std::string plugin_code_;
  Anchors shared_;  // of layouts and includes
  /// Made when first asked for.
  struct Names {
    std::unordered_multimap<std::string_view, const Publication*> by_name, by_stem;
    std::unordered_map<std::string_view, const PostFacts*> unpublished;  // by file
  };
  const Names& names() const;
  mutable std::once_flag named_;
  mutable Names names_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::shared_ptr<const Anchors>> pages_;  // by source; null: unknown
};

}  // namespace galley::site
