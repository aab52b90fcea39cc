// The facts of a post as bytes, for the cache. Reading promises to take any bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/site/facts.h"

namespace galley::cli {

/// Appends all but the path.
void append_facts(std::string& out, const site::PostFacts& facts);
/// The facts that `append_facts` wrote: views of `bytes`, which must outlive them and begin at a multiple of 4. Nothing
/// where the bytes are others, or speak of more than `post_size` bytes.
std::optional<site::PostFacts> facts_in(std::string_view bytes, std::uint64_t post_size);

}  // namespace galley::cli
