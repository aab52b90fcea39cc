// Plain text of content: what `--to text` writes, and what JSON exports hold as `content_text`.
#pragma once

#include <string>

#include "core/content/model.h"
#include "core/exporters/exporter.h"

namespace galley::exporters {

/// Ends in a line end, unless it is empty.
std::string plain_text(const content::Content& content, unsigned columns, Options::Links links);

}  // namespace galley::exporters
