// What kramdown-parser-gfm does to the finished tree: ids of headings by GitHub's rule, and hard line breaks (gfm.rb).
#pragma once

#include "core/body/kramdown/document.h"

namespace galley::body::kramdown {

void update_elements(Document& document, Node* root);

}  // namespace galley::body::kramdown
