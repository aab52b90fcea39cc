// Pipe tables: columns padded by East Asian width where that fits a screen.
#pragma once

#include <string>
#include <vector>

#include "core/content/model.h"

namespace galley::exporters::markdown {

struct PipeTable {
  std::vector<content::Alignment> alignments;  // one a column
  bool headless = false;                       // kramdown alone has tables without a header
  std::vector<std::vector<std::string>> rows;  // the first is the header
};

/// The lines of the table, each with its line end.
std::string pipe_table(const PipeTable& table);

}  // namespace galley::exporters::markdown
