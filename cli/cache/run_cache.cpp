#include "cli/cache/run_cache.h"

#include <chrono>

#include "cli/cache/place.h"

namespace galley::cli {
namespace {

// Reading the cache of a large archive costs more than checking a few posts, as a hook does.
constexpr std::uint64_t most_bytes_for_a_post = 256U << 10U;

}  // namespace

void RunCache::open(archive::FileStore& files, const NamedPosts& posts, const site::Sites& sites,
                    const std::vector<config::PostSetup>& setups) {
  files_ = &files;
  const auto clock = std::chrono::system_clock::now().time_since_epoch();
  began_ns_ = std::chrono::duration_cast<std::chrono::nanoseconds>(clock).count();
  if (posts.posts.empty()) return;
  // Posts of one run share a file, whatever holds for each of them.
  std::map<const config::PostRules*, CacheKey> by_rules;
  std::string all;
  for (const config::PostSetup& setup : setups) {
    const auto [known, is_new] = by_rules.try_emplace(setup.rules);
    if (!is_new) continue;
    known->second = run_key(files, setup.rules->selection, setup.rules->settings);
    all += known->second;
  }
  const CacheKey run = by_rules.size() == 1 ? all : narrower_key(all, {});
  const auto path = cache_file(files, run);
  if (!path) return;
  const auto mark = files.mark(*path);
  if (mark && mark->size / posts.posts.size() > most_bytes_for_a_post) return;
  path_ = *path;
  cache_.emplace(files, path_, began_ns_);
  for (std::size_t i = 0; i < posts.posts.size(); ++i) {
    const archive::Input& input = posts.posts[i];
    const auto [key, is_new] = by_setup_.try_emplace({input.site, setups[i]});
    if (is_new) {
      // A configuration may say another renderer than the site's own does.
      const auto renderer = std::to_string(static_cast<int>(setups[i].reading->markdown));
      key->second =
          narrower_key(by_rules.at(setups[i].rules), input.site + '\n' + sites.at(input.site).digest + '\n' + renderer);
    }
    keys_.push_back(&key->second);
  }
}

void RunCache::save() {
  if (cache_ && cache_->save()) prune_caches(*files_, path_, began_ns_);
}

}  // namespace galley::cli
