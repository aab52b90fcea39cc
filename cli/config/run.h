// How a command takes part in configuration: the options that every command has for it, and the values that a
// configuration gives to the command's own options where the command line is silent.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/config/lookup.h"

namespace galley::cli::config {

struct Arguments {
  std::string file;
  bool isolated = false;
  std::vector<std::string> exclude;
  bool force_exclude = false;
};

/// Declares --select, --extend-select, --ignore and --level.
void add_selection_options(Command& command, SelectionRequest& request);

/// Declares --config, --isolated, --exclude and --force-exclude.
void add_options(Command& command, Arguments& arguments);

Request request_of(const Arguments& arguments, SelectionLayer selection);

/// Gives the command's options what the configuration of the run says (`section` is the command's part of a file), and
/// adds to `configured` the long names of those that it gave. False where the configuration cannot be read or is wrong,
/// which was said.
bool settle_run(Lookup& lookup, const std::vector<std::string>& paths, const Command& command, CommandLine& line,
                std::vector<CommandSetting> ConfigFile::*section, std::set<std::string>* configured = nullptr);

/// Says what is wrong with the configurations that were read, and whether anything is.
bool say_problems(const Lookup& lookup);

}  // namespace galley::cli::config
