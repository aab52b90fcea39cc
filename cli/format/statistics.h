// `--statistics`: what each rule came to, in the place of the findings. Formats too, which render nothing of a post and
// all at the end.
#pragma once

#include <memory>
#include <string_view>

#include "cli/format/format.h"

namespace galley::cli {

/// The statistics as they stand in for a format: a table for `text` and `concise`, an array for `json`, an object a
/// line for `jsonl`; null for others, which have no word for them.
std::unique_ptr<Format> make_statistics(std::string_view format);

}  // namespace galley::cli
