// How similar pairs of texts are, as it was found by reading both: what is kept between runs need not be read again.
// Texts go by their hashes (Sketch::hash), so what is known of a pair never ages.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace galley::content {

class KnownPairs {
 public:
  struct Pair {
    std::uint64_t first = 0, second = 0;  // in no order
    double similarity = 0;
  };

  /// For any thread; so is the next.
  std::optional<double> find(std::uint64_t first, std::uint64_t second) const;
  void put(const Pair& pair);

  /// In order of their hashes.
  std::vector<Pair> all() const;

 private:
  using Key = std::pair<std::uint64_t, std::uint64_t>;
  static Key key_of(std::uint64_t first, std::uint64_t second);

  mutable std::mutex mutex_;
  std::map<Key, double> pairs_;
};

}  // namespace galley::content
