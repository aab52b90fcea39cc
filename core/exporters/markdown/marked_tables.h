// Tables that a paragraph's open marks hold, as in `<p><b>a<table>…</table></b>`. The standard closes the paragraph
// before a table, and the marks with it; without a doctype (quirks mode) browsers let the table stand in both. Which of
// the two a page shows is its theme's doing, so a conversion keeps the marks that the author wrote around the table.
#pragma once

#include <optional>

#include "core/body/document.h"

namespace galley::exporters::markdown {

/// The document read with each such table within its marks; nothing where there is none. Source places stay true.
std::optional<body::Document> with_marked_tables(const body::Document& document);

}  // namespace galley::exporters::markdown
