// A command of the program. Each stands in a file of its own and in commands.def; it declares its arguments and runs.
#pragma once

#include <functional>

#include "cli/command_line.h"

namespace galley::cli {

/// Exit statuses, for every command.
enum Exit : int {
  exit_clean = 0,     // nothing at or over --fail-on
  exit_findings = 1,  // findings, or posts that could not be converted without loss
  exit_failed = 2,    // it could not do its work
  exit_interrupted = 130,
};

/// Runs a command; the result is the exit status. What was not given may still be settled by the configuration, through
/// the command line.
using Action = std::function<int(CommandLine&)>;

}  // namespace galley::cli
