// A command of the program. Each stands in a file of its own and in commands.def; it declares its arguments and runs.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string_view>

namespace galley::cli {

/// Exit statuses, for every command.
enum Exit : int {
  exit_clean = 0,     // nothing at or over --fail-on
  exit_findings = 1,  // findings, or posts that could not be converted without loss
  exit_failed = 2,    // it could not do its work
  exit_interrupted = 130,
};

struct Command {
  std::string_view name;
  /// Declares the command's arguments on its own sub-application; the result is what runs it.
  std::function<int()> (*declare)(CLI::App& app);
};

}  // namespace galley::cli
