// Pipe tables: columns padded by East Asian width where that fits a screen.
#pragma once

#include <string>
#include <vector>

#include "core/content/model.h"

namespace galley::exporters::markdown {

struct PipeTable {
  std::vector<content::Alignment> alignments;  // one a column
  std::vector<std::vector<std::string>> rows;  // the first is the header
};

/// The lines of the table, each with its line end.
std::string pipe_table(const PipeTable& table);

}  // namespace galley::exporters::markdown
