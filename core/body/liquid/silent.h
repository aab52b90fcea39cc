// Liquid that prints nothing (`{% if %}`, `{% assign %}`, a whole `{% comment %}`) leaves nothing in a body, as in
// Jekyll. Where a post is written again for a reader who runs Liquid too, it must stay in its place: here it becomes a
// comment that every Markdown and HTML reader leaves alone, and afterwards the very bytes again.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/liquid/liquid.h"

namespace galley::body {

/// A tag that stands for itself; a comment or capture with all in it; or the tags of one block, from `if` to `endif`.
/// Half of a block would break a site's build, so all of them are kept or none.
struct SilentLiquid {
  std::vector<Span> pieces;  // of the post, in order
  bool in_code = false;      // some stand within code, where nothing else can
};

/// The Liquid of `post` that prints nothing; `prepared` is what prepare() made of it.
std::vector<SilentLiquid> silent_liquid(const Prepared& prepared, std::string_view post);

/// `prepared` with comments for the pieces of `kept`.
Prepared keep_silent_liquid(const Prepared& prepared, const std::vector<const SilentLiquid*>& kept);

/// Whether a comment's text is one of those.
bool is_kept_liquid(std::string_view comment);

/// `text` with these comments replaced by what they stand for in `post`; those of which a part is missing are taken
/// away. `restored` is how many were replaced.
std::string restore_kept_liquid(std::string_view text, std::string_view post, std::uint32_t& restored);

/// `text` with what looks like Liquid and is none between `{% raw %}` and `{% endraw %}`, so that Jekyll prints it.
std::string shield_liquid(std::string_view text);

}  // namespace galley::body
