#include "cli/config/run.h"

#include <fmt/format.h>

#include <map>

#include "cli/output.h"

namespace galley::cli::config {

void add_selection_options(Command& command, SelectionRequest& request) {
  command.option("--select", &request.select, "check by these rules only: codes, prefixes, names, ALL")
      .separated_by(',')
      .value_name("RULE,…")
      .group("Rules");
  command.option("--extend-select", &request.extend_select, "check by these rules too")
      .separated_by(',')
      .value_name("RULE,…")
      .group("Rules");
  command.option("--ignore", &request.ignore, "do not check by these rules")
      .separated_by(',')
      .value_name("RULE,…")
      .group("Rules");
  command.option("--level", &request.levels, "report a rule as error, as warning, or not at all (off)")
      .separated_by(',')
      .value_name("RULE=LEVEL,…")
      .group("Rules");
}

void add_options(Command& command, Arguments& arguments) {
  command
      .option("--config", &arguments.file, "this file is the configuration of every post, not the nearest .galley.yml")
      .value_name("FILE")
      .group("Configuration");
  command.option("--isolated", &arguments.isolated, "read no configuration").group("Configuration");
  command.option("--exclude", &arguments.exclude, "leave out what a pattern matches, besides what is configured")
      .value_name("GLOB")
      .group("Configuration");
  command
      .option("--force-exclude", &arguments.force_exclude,
              "leave out also what is named by itself (as a pre-commit hook does)")
      .group("Configuration");
}

Request request_of(const Arguments& arguments, SelectionLayer selection) {
  return {arguments.file, arguments.isolated, arguments.exclude, arguments.force_exclude, std::move(selection), {}};
}

bool say_problems(const Lookup& lookup) {
  for (const Problem& problem : lookup.problems()) say(problem.message());
  return !lookup.problems().empty();
}

bool settle_run(Lookup& lookup, const std::vector<std::string>& paths, const Command& command, CommandLine& line,
                std::vector<CommandSetting> ConfigFile::*section, std::set<std::string>* configured) {
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
    const Option* option = command.find(name);
    if (option == nullptr || line.given(*option) || setting->values.empty()) continue;
    if (const auto set = line.set(*option, setting->values); !set) {
      say(Problem{setting->from, fmt::format("`{}` cannot be that: {}", setting->key, set.error())}.message());
      return false;
    }
    if (configured != nullptr) configured->insert(name);
  }
  return true;
}

}  // namespace galley::cli::config
