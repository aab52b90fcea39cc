// With html_to_native kramdown makes its own elements of HTML's where it has such: parser/html.rb, ElementConverter.
#pragma once

#include "core/body/kramdown/document.h"

namespace galley::body::kramdown {

/// Converts the element `html` and what it holds, in place.
void convert_to_native(Document& document, Node* html);

}  // namespace galley::body::kramdown
