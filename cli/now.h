// What counts as now.
#pragma once

#include <optional>
#include <string_view>

#include "core/post/scalar.h"

namespace galley::cli {

/// The moment that a text names, as YAML names moments (a date is midnight UTC); the clock's where the text is empty.
std::optional<post::Instant> parse_now(std::string_view text);

}  // namespace galley::cli
