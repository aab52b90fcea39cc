// Reads any bytes as a baseline: an error names the file, and what is read and written again is read as the same.
#include "cli/baseline.h"
#include "tests/fuzz/fuzzing.h"
#include "tests/fuzz/one_file.h"

using namespace galley;

FUZZ(input) {
  fuzzing::OneFile file(input);
  const std::string path = "/site/.galley-baseline.json";
  const auto baseline = cli::Baseline::read(file, path);
  if (!baseline) {
    fuzzing::require(baseline.error().find(".galley-baseline.json") != std::string::npos);
    return;
  }
  fuzzing::require(baseline->write().has_value());
  const auto again = cli::Baseline::read(file, path);
  fuzzing::require(again && again->size() == baseline->size());
}
