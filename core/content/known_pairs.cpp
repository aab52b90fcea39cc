#include "core/content/known_pairs.h"

#include <algorithm>

namespace galley::content {

KnownPairs::Key KnownPairs::key_of(std::uint64_t first, std::uint64_t second) {
  return {std::min(first, second), std::max(first, second)};
}

std::optional<double> KnownPairs::find(std::uint64_t first, std::uint64_t second) const {
  const std::lock_guard lock(mutex_);
  const auto known = pairs_.find(key_of(first, second));
  return known == pairs_.end() ? std::nullopt : std::optional(known->second);
}

void KnownPairs::put(const Pair& pair) {
  const std::lock_guard lock(mutex_);
  pairs_[key_of(pair.first, pair.second)] = pair.similarity;
}

std::vector<KnownPairs::Pair> KnownPairs::all() const {
  const std::lock_guard lock(mutex_);
  std::vector<Pair> out;
  out.reserve(pairs_.size());
  for (const auto& [key, similarity] : pairs_) out.push_back({key.first, key.second, similarity});
  return out;
}

}  // namespace galley::content
