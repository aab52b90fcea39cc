// Reads any bytes as a `.galley.yml`: each fault has a place within it and a cause.
#include <algorithm>
#include <vector>

#include "cli/command/command.h"
#include "cli/config/file.h"
#include "cli/config/keys.h"
#include "cli/declaration.h"
#include "tests/fuzz/fuzzing.h"
#include "tests/fuzz/one_file.h"

using namespace galley;

namespace galley::cli {
Action declare_lint(Command& command);
Action declare_convert(Command& command);
}  // namespace galley::cli

namespace {

cli::config::Keys all_keys() {
  cli::Program program("galley", "0", "", "");
  cli::declare_lint(program.command("lint"));
  cli::declare_convert(program.command("convert"));
  return cli::config::keys_of(program);
}

}  // namespace

FUZZ(input) {
  static const cli::config::Keys keys = all_keys();
  fuzzing::OneFile files("{\"type\": \"object\"}");
  std::vector<cli::config::Problem> problems;
  cli::config::parse_config(files, ".galley.yml", "/site", input, keys, problems);
  const auto lines = static_cast<std::size_t>(std::count(input.begin(), input.end(), '\n')) + 1;
  const auto returns = static_cast<std::size_t>(std::count(input.begin(), input.end(), '\r'));
  for (const cli::config::Problem& problem : problems) {
    fuzzing::require(!problem.cause.empty());
    fuzzing::require(problem.at.line <= lines + returns + 1);
  }
}
