// Puts an abbreviation element wherever the name of a defined one stands as a word: kramdown/abbreviation.rb.
#pragma once

#include "core/body/kramdown/document.h"

namespace galley::body::kramdown {

void replace_abbreviations(Document& document, Node* root);

}  // namespace galley::body::kramdown
