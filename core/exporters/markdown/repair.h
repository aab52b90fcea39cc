// Reads back what was written and compares it with what was to be said. Where it differs, the block in question is
// written by the next more literal means, until all is said or no means is left; what is left is reported with its
// place.
#pragma once

#include <string>

#include "core/exporters/markdown/writer.h"

namespace galley::exporters::markdown {

/// The verified document, and in `report` the verdict. With `verify` off it is written once.
std::string write_verified(Writer& writer, const content::Content& content, const body::Document& document,
                           const ReadBack& read_back, bool verify, Report& report);

}  // namespace galley::exporters::markdown
