#include "cli/now.h"

#include <chrono>

namespace galley::cli {

std::optional<post::Instant> parse_now(std::string_view text) {
  if (text.empty()) {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return post::Instant{std::chrono::duration_cast<std::chrono::seconds>(since).count(), 0};
  }
  const post::Scalar s = post::type_plain_scalar(text);
  if (s.type == post::Scalar::Type::time) return s.time.instant;
  if (s.type == post::Scalar::Type::date)
    return post::Instant{post::days_from_civil(s.date.year, s.date.month, s.date.day) * 86400, 0};
  return std::nullopt;
}

}  // namespace galley::cli
