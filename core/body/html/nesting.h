// Whether the tags of a text simply nest, so that its tree is plain to see without a parser: each start tag has its end
// tag where it belongs, and nothing stands where HTML's tree construction (WHATWG HTML 13.2.6) closes, opens or moves
// what the text does not say. Most posts are so.
#pragma once

#include "core/body/html/skeleton.h"

namespace galley::body {

/// True only where the parser would build of each element exactly one node, around what stands between its tags.
bool nests(const Skeleton& skeleton);

}  // namespace galley::body
