// What rules may ask of the moment that counts as now. Nothing else in a rule may look at it: what is found of a post
// is kept for later runs, and here it is noted for which moments that holds.
#pragma once

#include <cstdint>

#include "core/post/date.h"
#include "rules/rule.h"

namespace galley::rules {

/// Whether now is at or after a moment (seconds since 1970, UTC).
bool has_come(const Context& ctx, std::int64_t moment);

/// What Jekyll makes of the date at a value of the post's front matter; a part that is not written is today's.
post::DateReading read_date(const Context& ctx, post::NodeId value);

}  // namespace galley::rules
