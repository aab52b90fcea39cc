// The cache of a run of `galley lint`: which file it is, and what decides for each post.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/cache/lint_cache.h"
#include "cli/config/lookup.h"
#include "cli/posts.h"
#include "core/site/sites.h"

namespace galley::cli {

class RunCache {
 public:
  /// Opens the cache for posts that were found and not read yet; `setups` is what holds for each.
  void open(archive::FileStore& files, const NamedPosts& posts, const site::Sites& sites,
            const std::vector<config::PostSetup>& setups);
  /// Null where there is none.
  LintCache* get() { return cache_ ? &*cache_ : nullptr; }
  /// For each post; they live as long as this.
  std::vector<const CacheKey*> keys() const { return keys_; }
  /// Writes what is new, and deletes caches that are not used any more.
  void save();

 private:
  archive::FileStore* files_ = nullptr;
  std::optional<LintCache> cache_;
  std::string path_;
  std::int64_t began_ns_ = 0;
  std::map<std::pair<std::string, config::PostSetup>, CacheKey> by_setup_;  // and site
  std::vector<const CacheKey*> keys_;
};

}  // namespace galley::cli
