// A quick hash that is not for secrets: XXH3, behind a door of its own.
#pragma once

#include <cstdint>
#include <string_view>

namespace galley {

/// XXH3 of 64 bits; the same on every machine.
std::uint64_t quick_hash(std::string_view bytes);

}  // namespace galley
