#include "cli/cache/run_cache.h"

#include <chrono>

#include "cli/cache/place.h"

namespace galley::cli {
namespace {

// Reading the cache of a large archive costs more than checking a few posts, as a hook does.
constexpr std::uint64_t most_bytes_for_a_post = 256U << 10U;

}  // namespace

void RunCache::open(archive::FileStore& files, const NamedPosts& posts, const site::Sites& sites,
                    const rules::Selection& selection, const rules::Settings& settings) {
  files_ = &files;
  const auto clock = std::chrono::system_clock::now().time_since_epoch();
  began_ns_ = std::chrono::duration_cast<std::chrono::nanoseconds>(clock).count();
  const CacheKey run = run_key(files, selection, settings);
  const auto path = cache_file(files, run);
  if (!path || posts.posts.empty()) return;
  const auto mark = files.mark(*path);
  if (mark && mark->size / posts.posts.size() > most_bytes_for_a_post) return;
  path_ = *path;
  cache_.emplace(files, path_, began_ns_);
  for (const archive::Input& input : posts.posts) {
    auto key = by_site_.find(input.site);
    if (key == by_site_.end())
      key = by_site_.emplace(input.site, narrower_key(run, input.site + '\n' + sites.at(input.site).digest)).first;
    keys_.push_back(&key->second);
  }
}

void RunCache::save() {
  if (cache_ && cache_->save()) prune_caches(*files_, path_, began_ns_);
}

}  // namespace galley::cli
