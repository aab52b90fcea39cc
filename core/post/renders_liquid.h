// Whether a site runs Liquid over a post.
#pragma once

#include "core/post/front_matter.h"

namespace galley::post {

/// False where front matter says `render_with_liquid: false`; where it is silent, what the site's defaults say.
bool renders_liquid(const FrontMatter& front_matter, bool by_default = true);

}  // namespace galley::post
