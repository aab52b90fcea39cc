#include "cli/config/keys.h"

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

Form form_of(const Option& option) {
  if (option.is_flag()) return Form::boolean;
  if (option.is_list()) return Form::texts;
  return option.is_number() ? Form::integer : Form::text;
}

Key key_of(const Option& option, std::string name) {
  Key key{name, form_of(option), option.help(), option.fallback(), option.choices(), name, false};
  key.check = option.check();
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

Keys keys_of(const Program& program) {
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
  if (const Command* lint = program.find("lint")) {
    for (const char* name : {"fail-on", "format", "baseline"})
      if (const Option* option = lint->find(name)) keys.top.push_back(key_of(*option, name));
    // Its words are checked with what may stand behind them, which a list of choices does not say.
    for (Key& key : keys.top) {
      if (key.option != "format") continue;
      key.with_file = true;
      for (const FormatEntry& format : formats()) key.choices.emplace_back(format.name);
    }
  }
  if (const Command* convert = program.find("convert")) {
    for (const Option& option : convert->options()) {
      const std::string name = option.long_name();
      if (!name.empty() && std::find(of_one_run.begin(), of_one_run.end(), name) == of_one_run.end())
        keys.convert.push_back(key_of(option, name));
    }
    keys.top.push_back({"convert", Form::section, "Options of `galley convert`, by their names.", "", {}});
  }
  return keys;
}

}  // namespace galley::cli::config
