#include "cli/config/run.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <map>

#include "cli/output.h"

namespace galley::cli::config {

void add_selection_options(CLI::App& command, SelectionRequest& request) {
  command.add_option("--select", request.select, "check by these rules only: codes, prefixes, names, ALL")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("RULE,…")
      ->group("Rules");
  command.add_option("--extend-select", request.extend_select, "check by these rules too")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("RULE,…")
      ->group("Rules");
  command.add_option("--ignore", request.ignore, "do not check by these rules")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("RULE,…")
      ->group("Rules");
  command.add_option("--level", request.levels, "report a rule as error, as warning, or not at all (off)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("RULE=LEVEL,…")
      ->group("Rules");
}

void add_options(CLI::App& command, Arguments& arguments) {
  command
      .add_option("--config", arguments.file,
                  "this file is the configuration of every post, not the nearest .galley.yml")
      ->type_name("FILE")
      ->group("Configuration");
  command.add_flag("--isolated", arguments.isolated, "read no configuration")->group("Configuration");
  command.add_option("--exclude", arguments.exclude, "leave out what a pattern matches, besides what is configured")
      ->allow_extra_args(false)
      ->type_name("GLOB")
      ->group("Configuration");
  command
      .add_flag("--force-exclude", arguments.force_exclude,
                "leave out also what is named by itself (as a pre-commit hook does)")
      ->group("Configuration");
}

Request request_of(const Arguments& arguments, SelectionLayer selection) {
  return {arguments.file, arguments.isolated, arguments.exclude, arguments.force_exclude, std::move(selection), {}};
}

bool say_problems(const Lookup& lookup) {
  for (const Problem& problem : lookup.problems()) say(problem.message());
  return !lookup.problems().empty();
}

bool settle_run(Lookup& lookup, const std::vector<std::string>& paths, CLI::App& command,
                std::vector<CommandSetting> ConfigFile::*section) {
  if (lookup.request().isolated && !lookup.request().file.empty()) {
    say("--config and --isolated cannot hold together: give one of them");
    return false;
  }
  const Chain& chain = lookup.chain_of_run(paths);
  if (say_problems(lookup)) return false;
  std::map<std::string, const CommandSetting*> last;
  for (const auto& file : chain)
    for (const CommandSetting& setting : (*file).*section) last[setting.option] = &setting;
  for (const auto& [name, setting] : last) {
    CLI::Option* option = command.get_option_no_throw("--" + name);
    if (option == nullptr || option->count() > 0 || setting->values.empty()) continue;
    try {
      for (const std::string& value : setting->values) option->add_result(value);
      option->run_callback();
    } catch (const CLI::Error& error) {
      say(Problem{setting->from, fmt::format("`{}` cannot be that: {}", setting->key, error.what())}.message());
      return false;
    }
  }
  return true;
}

}  // namespace galley::cli::config
