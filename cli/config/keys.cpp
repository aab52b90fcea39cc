#include "cli/config/keys.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "cli/format/format.h"

namespace galley::cli::config {
namespace {

// Options of `convert` that belong to one run, and not to an archive.
constexpr std::array<std::string_view, 22> of_one_run{
    "help",    "to",    "output",   "stdin-filename", "jobs",     "quiet",       "config", "isolated",
    "exclude", "since", "manifest", "show-files",     "timings",  "files-from",  "resume", "shard",
    "split",   "color", "progress", "force-exclude",  "no-cache", "no-gitignore"};

std::string long_name(const CLI::Option& option) {
  const auto& names = option.get_lnames();
  return names.empty() ? std::string() : names.front();
}

const CLI::App* command_of(const CLI::App& program, std::string_view name) {
  const auto found = program.get_subcommands([&](const CLI::App* c) { return c->get_name() == name; });
  return found.empty() ? nullptr : found.front();
}

Form form_of(const CLI::Option& option) {
  if (option.get_items_expected_max() == 0) return Form::boolean;
  if (option.get_expected_max() > 1) return Form::texts;
  return option.get_type_name().starts_with("N") && choices_of(option).empty() && option.get_type_name().size() == 1
             ? Form::integer
             : Form::text;
}

Key key_of(const CLI::Option& option, std::string name) {
  Key key{name, form_of(option), option.get_description(), option.get_default_str(), choices_of(option), name, false};
  if (key.form == Form::boolean && name.starts_with("no-")) {
    key.name.erase(0, 3);
    key.inverted = true;
    key.fallback = "true";
    // The flag's help begins with what it leaves out.
    if (key.help.starts_with("do not ")) key.help.erase(0, 7);
  } else if (key.form == Form::boolean) {
    key.fallback = "false";
  }
  return key;
}

}  // namespace

std::vector<std::string> choices_of(const CLI::Option& option) {
  // CLI11 shows what IsMember takes as {a,b,c} behind the type's name.
  std::vector<std::string> choices;
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{'), close = type.find('}', open);
  if (open == std::string::npos || close == std::string::npos) return choices;
  for (std::size_t at = open + 1; at <= close;) {
    const std::size_t end = std::min(type.find(',', at), close);
    choices.push_back(type.substr(at, end - at));
    at = end + 1;
  }
  return choices;
}

OptionTraits traits_of(std::string_view code, std::string_view option) {
  if (code == "FM010" && option == "schema") return {true, false, {}};
  if (code == "DT010" && option == "pattern") return {false, true, {}};
  if (code == "TX009" && option == "space") return {false, false, {"one", "none"}};
  return {};
}

const Key* find_key(const std::vector<Key>& keys, std::string_view name) {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const Key& k) { return k.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

Keys keys_of(const CLI::App& program) {
  Keys keys;
  const std::vector<Key> selection{
      {"select",
       Form::rules,
       "The rules to check by, instead of those that are on by default: codes, prefixes of codes, names, or ALL.",
       "",
       {}},
      {"extend-select", Form::rules, "Rules to check by besides.", "", {}},
      {"ignore", Form::rules, "Rules not to check by.", "", {}},
      {"levels",
       Form::levels,
       "Rules, each with the level at which it reports. A level that is not off turns a rule on.",
       "",
       {"error", "warning", "off"}},
  };
  const Key options{"rules", Form::rule_options, "Options of rules, by the rule's code or name.", "", {}};
  keys.per_path = selection;
  keys.per_path.push_back(options);

  keys.top.push_back(
      {"extends",
       Form::files,
       "Configurations that this one adds to, relative to its folder; of several the later adds to the earlier.",
       "",
       {}});
  keys.top.insert(keys.top.end(), selection.begin(), selection.end());
  keys.top.push_back({"exclude",
                      Form::globs,
                      "Posts and folders to leave out: patterns relative to the folder of this file. One without a "
                      "slash matches a name at any depth.",
                      "",
                      {}});
  keys.top.push_back({"per-path",
                      Form::per_path,
                      "What holds for some posts only: patterns, each with what it selects, ignores and sets.",
                      "",
                      {}});
  keys.top.push_back({"renderer",
                      Form::text,
                      "Who renders Markdown; else as _config.yml says.",
                      "",
                      {"kramdown", "gfm", "commonmark"}});
  keys.top.push_back(
      {"known-paths",
       Form::globs,
       "Paths, as URLs have them, that something unseen publishes, so that links to them are not broken.",
       "",
       {}});
  keys.top.push_back(
      {"known-keys", Form::texts, "Keys that front matter may have; once set, FM009 reports every other.", "", {}});
  keys.top.push_back(options);
  if (const CLI::App* lint = command_of(program, "lint")) {
    for (const char* name : {"fail-on", "format", "baseline"})
      if (const CLI::Option* option = lint->get_option_no_throw(std::string("--") + name))
        keys.top.push_back(key_of(*option, name));
    // Its words are checked with what may stand behind them, which CLI11's validators do not say.
    for (Key& key : keys.top) {
      if (key.option != "format") continue;
      key.with_file = true;
      for (const FormatEntry& format : formats()) key.choices.emplace_back(format.name);
    }
  }
  if (const CLI::App* convert = command_of(program, "convert")) {
    for (const CLI::Option* option : convert->get_options()) {
      const std::string name = long_name(*option);
      if (!name.empty() && std::find(of_one_run.begin(), of_one_run.end(), name) == of_one_run.end())
        keys.convert.push_back(key_of(*option, name));
    }
    keys.top.push_back({"convert", Form::section, "Options of `galley convert`, by their names.", "", {}});
  }
  return keys;
}

}  // namespace galley::cli::config
