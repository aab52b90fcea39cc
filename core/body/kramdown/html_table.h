// Tables written in HTML that `html_to_native` makes kramdown's own (Kramdown::Parser::Html#is_simple_table?).
#pragma once

#include <functional>
#include <string>

#include "core/body/kramdown/node.h"

namespace galley::body::kramdown {

/// Whether `table`, whose children are elements of HTML still, can be written as a table of kramdown's: no blocks in
/// cells, as many cells in every row, one alignment for each column. `style` gives a cell's style.
bool is_simple_table(Node* table, const std::function<std::string(Node*)>& style);

/// The alignment that a style gives, taken out of it.
Align take_alignment(std::string& style);

}  // namespace galley::body::kramdown
