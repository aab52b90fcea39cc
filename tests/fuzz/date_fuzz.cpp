// Reads any text as a date, and writes what was read: RFC 3339 text is read back as the same moment.
#include "core/post/date.h"
#include "tests/fuzz/fuzzing.h"

using namespace galley;

FUZZ(input) {
  const post::DateReading read = post::parse_time(input, post::Zone(), post::Instant());
  if (!read.valid()) return;
  fuzzing::require(!post::format_rfc3339(read.instant, read.offset).empty());
  fuzzing::require(!post::format_jekyll(read.instant, read.offset).empty());
}
