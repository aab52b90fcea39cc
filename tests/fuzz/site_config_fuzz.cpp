// Reads any bytes as a site's configuration: an error names a place and a cause.
#include "core/site/site_config.h"
#include "tests/fuzz/fuzzing.h"

FUZZ(input) {
  const auto config = galley::site::parse_site_config("_config.yml", input);
  if (!config) galley::fuzzing::require(!config.error().cause.empty());
}
