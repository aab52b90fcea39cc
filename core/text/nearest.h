// The word that someone most likely meant.
#pragma once

#include <string_view>
#include <vector>

namespace galley {

/// The one of `known` that is nearest to `word` by edit distance, or empty where none is near: more than a third of the
/// word, and more than one edit, is not.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace galley
