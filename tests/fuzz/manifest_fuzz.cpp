// Reads any bytes as what an earlier run left of its manifest: a post is known by a whole line of it, or not at all.
#include "cli/manifest.h"
#include "tests/fuzz/fuzzing.h"

using namespace galley;

FUZZ(input) {
  cli::EarlierRun run;
  const std::size_t half = input.find('\n', input.size() / 2);
  run.add(input.substr(0, half));
  if (half != std::string_view::npos) run.add(input.substr(half));
  for (const char* path : {"a.md", "_posts/2022-06-10-a.md", ""}) {
    const cli::EarlierRun::Known* known = run.find(path);
    if (known != nullptr)
      fuzzing::require(input.find(known->line.substr(0, known->line.find('\n'))) != std::string_view::npos);
  }
}
