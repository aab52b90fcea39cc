// What of a post's markup has no place in formats that know only what readers notice.
#pragma once

#include <cstdint>

#include "core/body/document.h"
#include "core/exporters/exporter.h"

namespace galley::exporters {

/// How many attributes of the post's own (not of its Markdown reader's) a Markdown or text export leaves out: classes,
/// styles, ids, data and the like. Those of elements that are kept as they are, or removed, do not count.
std::uint32_t dropped_attributes(const body::Document& document, const Options& options);

}  // namespace galley::exporters
