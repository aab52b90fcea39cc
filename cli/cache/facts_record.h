// The facts of a post as bytes, for the cache. Reading promises to take any bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/site/facts.h"

namespace galley::cli {

/// All but the path.
std::string encode_facts(const site::PostFacts& facts);
/// Nothing where the bytes are none that `encode_facts` made, or speak of more than `post_size` bytes.
std::optional<site::PostFacts> decode_facts(std::string_view bytes, std::uint64_t post_size);

}  // namespace galley::cli
