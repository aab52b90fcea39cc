// A body without the elements that `--remove` names, where it is handed on as HTML or asked for its text. Content
// leaves them out by itself (content::BuildOptions).
#pragma once

#include <string>
#include <vector>

#include "core/body/document.h"

namespace galley::exporters {

/// The HTML that was parsed without the elements whose node is true in `removed`: their tags, and all in them. What
/// stands around them is byte for byte the same.
std::string html_without(const body::Document& document, const std::vector<bool>& removed);

/// All text below a node, in order, without that of removed elements.
std::string text_without(const body::Document& document, body::NodeId node, const std::vector<bool>& removed);

}  // namespace galley::exporters
