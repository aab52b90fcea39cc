// Reads any bytes as a URL: each part stands within them.
#include "core/content/url.h"
#include "core/text/url.h"
#include "tests/fuzz/fuzzing.h"

using namespace galley;

FUZZ(input) {
  const url::Url read = url::parse(input);
  for (const Span span : {read.scheme_at, read.host_at, read.path_at, read.query_at, read.fragment_at, read.fault_at}) {
    fuzzing::require_within(span, input.size());
  }
  url::percent_decoded(input);
  url::decode_punycode(input);
  const std::string once = content::canonical_url(input);
  fuzzing::require(content::canonical_url(once) == once);
}
