// Whether a site runs Liquid over a post.
#pragma once

#include "core/post/front_matter.h"

namespace galley::post {

/// False where front matter says `render_with_liquid: false`.
bool renders_liquid(const FrontMatter& front_matter);

}  // namespace galley::post
