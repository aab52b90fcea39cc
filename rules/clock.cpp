#include "rules/clock.h"

#include <algorithm>

namespace galley::rules {

bool has_come(const Context& ctx, std::int64_t moment) {
  const std::int64_t now = ctx.settings().now.seconds;
  Moments& holds = ctx.facts().holds();
  if (now >= moment)
    holds.from = std::max(holds.from, moment);
  else
    holds.until = std::min(holds.until, moment);
  return now >= moment;
}

post::DateReading read_date(const Context& ctx, post::NodeId value) {
  Facts::ReadDate& last = ctx.facts().last_date();
  if (value == last.value) return last.reading;
  const post::Instant now = ctx.settings().now;
  last = {value, post::read_date(ctx.post().front_matter.yaml, value, ctx.post().zone, now)};
  // What the text does not say may make it valid or not, too: what is found of such a date holds for this moment alone.
  if (last.reading.from_now) ctx.facts().holds() = {now.seconds, now.seconds + 1};
  return last.reading;
}

}  // namespace galley::rules
