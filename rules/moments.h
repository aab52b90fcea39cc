// The moments for which what was found of a post holds.
#pragma once

#include <cstdint>
#include <limits>

namespace galley::rules {

/// [from, until) of the moment that counts as now, in seconds since 1970.
struct Moments {
  std::int64_t from = std::numeric_limits<std::int64_t>::min();
  std::int64_t until = std::numeric_limits<std::int64_t>::max();
  bool contains(std::int64_t now) const { return from <= now && now < until; }
  friend bool operator==(const Moments&, const Moments&) = default;
};

}  // namespace galley::rules
