// Elements that a user wants as they are (`--keep`): with their tags, classes and attributes, as HTML within the
// Markdown. Content knows nothing of those, so the elements are looked up in the document.
#pragma once

#include <string>
#include <vector>

#include "core/content/fold.h"
#include "core/content/model.h"

namespace galley::exporters::markdown {

/// For each node the outermost kept element that it stands in, or `no_node`. A part that is nothing without its list or
/// table (an item, a cell) keeps the whole of that. Empty where nothing is kept.
std::vector<body::NodeId> kept_elements(const body::Document& document, const std::vector<bool>& kept);

/// For each block the kept element that all of it stands in and that is a block of its own; empty where nothing is
/// kept.
std::vector<body::NodeId> kept_blocks(const content::Content& content, const body::Document& document,
                                      const std::vector<body::NodeId>& kept);

/// A kept element as an HTML block: as it stands in the post where an HTML block can hold that, without a line end at
/// its end.
std::string kept_html(const body::Document& document, body::NodeId element);

/// Makes of the pieces of each kept element one piece, of kind `embed`, that stands for all of it.
void join_kept(content::Inline& text, const body::Document& document, const std::vector<body::NodeId>& kept);

}  // namespace galley::exporters::markdown
