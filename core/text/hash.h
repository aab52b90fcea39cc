// A quick hash that is not for secrets: XXH3, behind a door of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace galley {

/// XXH3 of 64 bits; the same on every machine.
std::uint64_t quick_hash(std::string_view bytes);

/// The same for the standard library's tables.
struct QuickHash {
  std::size_t operator()(std::string_view bytes) const { return quick_hash(bytes); }
};

}  // namespace galley
