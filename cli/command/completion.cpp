#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/command/command.h"
#include "cli/config/keys.h"
#include "cli/format/format.h"
#include "cli/output.h"
#include "core/text/nearest.h"
#include "rules/registry.h"

namespace galley::cli {
namespace {

// What an option, or a command's own words, can be completed with.
enum class Value : std::uint8_t { none, words, rules, levels, file, any };

struct Opt {
  std::vector<std::string> names;  // with dashes
  std::string help;
  Value value = Value::none;
  std::vector<std::string> words;
};

struct Cmd {
  std::string name;
  std::string help;
  std::vector<Opt> options;
  Opt words;  // its own
};

Value value_of(const Option& option) {
  if (option.is_flag()) return Value::none;
  if (!option.choices().empty()) return Value::words;
  const std::string& type = option.is_positional() ? option.names().front() : option.value_name();
  if (type.starts_with("RULE=")) return Value::levels;
  if (type.starts_with("RULE")) return Value::rules;
  for (const char* file : {"FILE", "FOLDER", "OUT", "PATH", "DIR", "NAME="})
    if (type.starts_with(file)) return Value::file;
  return Value::any;
}

// The first sentence, or what stands before a bracket: a line of a menu.
std::string short_help(std::string text) {
  text = text.substr(0, text.find_first_of(";(:\n"));
  while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.pop_back();
  return text;
}

Opt opt_of(const Option& option) {
  Opt o;
  if (!option.is_positional()) o.names = option.names();
  o.help = short_help(option.help());
  o.value = value_of(option);
  o.words = option.choices();
  if (option.value_name() == "NAME[=FILE]") {
    o.value = Value::words;
    for (const FormatEntry& format : formats()) o.words.emplace_back(format.name);
  }
  return o;
}

std::vector<Cmd> commands_of(const Program& program) {
  std::vector<Cmd> out;
  for (const Command& command : program.commands()) {
    Cmd c{command.name(),
          short_help(command.description()),
          {{{"-h", "--help"}, "print this help", Value::none, {}}},
          {}};
    for (const Option& option : command.options()) {
      if (option.is_positional())
        c.words = opt_of(option);
      else
        c.options.push_back(opt_of(option));
    }
    out.push_back(std::move(c));
  }
  return out;
}

std::vector<std::string> rule_words() {
  std::vector<std::string> out{"ALL"};
  for (const auto* rule : rules::all_rules()) {
    const std::string group(rule->info.code.substr(0, 2));
    if (std::find(out.begin(), out.end(), group) == out.end()) out.push_back(group);
  }
  for (const auto* rule : rules::all_rules()) out.emplace_back(rule->info.code);
  for (const auto* rule : rules::all_rules()) out.emplace_back(rule->info.name);
  return out;
}

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

// In single quotes, as all three shells take it (fish also escapes a backslash).
std::string quote(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'')
      out += "'\\''";
    else if (c == '\\')
      out += "\\\\";
    else
      out += c;
  }
  return out + "'";
}

std::string bash_action(const Opt& o) {
  switch (o.value) {
    case Value::words:
      return fmt::format("_galley_list {}", quote(joined(o.words)));
    case Value::rules:
      return "_galley_list \"$_galley_rules\"";
    case Value::levels:
      return "_galley_levels";
    case Value::file:
      return "_galley_files";
    default:
      return "return";
  }
}

std::string bash(const std::vector<Cmd>& commands) {
  std::vector<std::string> names;
  for (const Cmd& c : commands) names.push_back(c.name);
  std::string out =
      R"(# bash completion for galley: galley completion bash > ~/.local/share/bash-completion/completions/galley
)";
  out += fmt::format("_galley_rules={}\n", quote(joined(rule_words())));
  out += R"sh(
# Completes the last item of a list with commas.
_galley_list() {
  local done='' last=$cur
  if [[ $cur == *,* ]]; then done=${cur%,*},; last=${cur##*,}; fi
  mapfile -t COMPREPLY < <(compgen -P "$done" -W "$1" -- "$last")
}
# RULE=LEVEL: bash takes the = for the end of a word.
_galley_levels() {
  if [[ $cur == *=* ]]; then
    mapfile -t COMPREPLY < <(compgen -W 'error warning off' -- "${cur##*=}")
  else
    _galley_list "$_galley_rules"
    COMPREPLY=("${COMPREPLY[@]/%/=}")
    compopt -o nospace 2>/dev/null
  fi
}
_galley_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -f -- "$cur")
}

_galley() {
  local cur prev command='' i
  COMPREPLY=()
  # The word as it was typed, with the = and : that bash cuts at.
  local words cword
  cur=${COMP_WORDS[COMP_CWORD]}
  prev=${COMP_WORDS[COMP_CWORD-1]}
  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi
  if [[ ( ${COMP_WORDS[COMP_CWORD]} == = || ${COMP_WORDS[COMP_CWORD-1]} == = ) && $COMP_CWORD -ge 3 ]]; then
    local at=$((COMP_CWORD - 2))
    [[ ${COMP_WORDS[COMP_CWORD]} == = ]] && at=$((COMP_CWORD - 1))
    if [[ ${COMP_WORDS[at]} != -* ]]; then cur="${COMP_WORDS[at]}=$cur"; prev=${COMP_WORDS[at-1]}; else prev=${COMP_WORDS[at]}; fi
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ ${COMP_WORDS[i]} != -* ]]; then command=${COMP_WORDS[i]}; break; fi
  done
)sh";
  out += fmt::format(
      "  if [[ -z $command ]]; then\n    mapfile -t COMPREPLY < <(compgen -W {} -- \"$cur\")\n    return\n  fi\n",
      quote(joined(names) + " --help --version"));
  out += "  case $command in\n";
  for (const Cmd& c : commands) {
    out += fmt::format("    {})\n      case $prev in\n", c.name);
    std::vector<std::string> all;
    for (const Opt& o : c.options) {
      all.insert(all.end(), o.names.begin(), o.names.end());
      if (o.value != Value::none)
        out += fmt::format("        {}) {}; return ;;\n", fmt::join(o.names, "|"), bash_action(o));
    }
    out += fmt::format(
        "      esac\n      if [[ $cur == -* ]]; then mapfile -t COMPREPLY < <(compgen -W {} -- \"$cur\"); return; fi\n",
        quote(joined(all)));
    if (!c.words.names.empty() || c.words.value != Value::none)
      out += fmt::format("      {} ;;\n", bash_action(c.words));
    else
      out += "      ;;\n";
  }
  out += "  esac\n}\ncomplete -F _galley galley\n";
  return out;
}

// Text within an _arguments specification.
std::string zsh_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    if (c == '\'')
      out += "'\\''";
    else
      out += c;
  }
  return out;
}

std::string zsh_action(const Opt& o) {
  switch (o.value) {
    case Value::words:
      return fmt::format("_values -s , value {}", joined(o.words));
    case Value::rules:
      return "_galley_rules";
    case Value::levels:
      return "_galley_levels";
    case Value::file:
      return "_files";
    default:
      return " ";
  }
}

std::string zsh(const std::vector<Cmd>& commands) {
  std::string out = R"(#compdef galley
# zsh completion for galley: galley completion zsh > a folder of $fpath/_galley
)";
  out += fmt::format("_galley_words=({})\n", joined(rule_words()));
  out += R"sh(_galley_rules() { _sequence compadd - $_galley_words }
_galley_levels() {
  if compset -P '*='; then compadd - error warning off; else compadd -S = - $_galley_words; fi
}

_galley() {
  local context state line
  local -a commands
  commands=(
)sh";
  for (const Cmd& c : commands) out += fmt::format("    '{}:{}'\n", c.name, zsh_text(c.help));
  out += R"sh(  )
  _arguments -C '--help[help]' '--version[version]' '1: :->command' '*:: :->rest'
  case $state in
    command) _describe command commands ;;
    rest)
      case $line[1] in
)sh";
  for (const Cmd& c : commands) {
    out += fmt::format("        {})\n          _arguments -S \\\n", c.name);
    for (const Opt& o : c.options) {
      const std::string tail =
          fmt::format("[{}]{}", zsh_text(o.help), o.value == Value::none ? "" : ":value:" + zsh_action(o));
      for (const std::string& name : o.names)
        out += fmt::format("            '*{}{}{}' \\\n", name,
                           o.value != Value::none && name.starts_with("--") ? "=" : "", tail);
    }
    out += fmt::format("            '*: :{}' ;;\n",
                       c.words.names.empty() && c.words.value == Value::none ? " " : zsh_action(c.words));
  }
  out +=
      "      esac ;;\n  esac\n}\n\ncompdef _galley galley 2>/dev/null\n[[ $funcstack[1] == _galley ]] && _galley "
      "\"$@\"\n";
  return out;
}

std::string fish_action(const Opt& o) {
  switch (o.value) {
    case Value::words:
      return fmt::format(" -x -a {}", quote(joined(o.words)));
    case Value::rules:
      return " -x -a '(__galley_rules)'";
    case Value::levels:
      return " -x -a '(__galley_levels)'";
    case Value::file:
      return " -r -F";
    case Value::any:
      return " -x";
    case Value::none:
      break;
  }
  return "";
}

std::string fish(const std::vector<Cmd>& commands) {
  std::string out = "# fish completion for galley: galley completion fish > ~/.config/fish/completions/galley.fish\n";
  out += "function __galley_rules\n";
  for (const auto* rule : rules::all_rules())
    out += fmt::format("  printf '%s\\t%s\\n' {} {}\n", rule->info.code, quote(rule->info.name));
  out +=
      "end\nfunction __galley_levels\n  for rule in (__galley_rules | string split -f 1 \\t)\n"
      "    printf '%s\\n' $rule=error $rule=warning $rule=off\n  end\nend\ncomplete -c galley -f\n";
  std::vector<std::string> names;
  for (const Cmd& c : commands) {
    names.push_back(c.name);
    out += fmt::format("complete -c galley -n __fish_use_subcommand -a {} -d {}\n", c.name, quote(c.help));
  }
  out +=
      "complete -c galley -n __fish_use_subcommand -l help -d help\ncomplete -c galley -n __fish_use_subcommand -l "
      "version -d version\n";
  for (const Cmd& c : commands) {
    const std::string when = fmt::format("complete -c galley -n '__fish_seen_subcommand_from {}'", c.name);
    if (c.words.value == Value::file) out += when + " -F\n";
    if (c.words.value == Value::rules) out += when + " -a '(__galley_rules)'\n";
    if (c.words.value == Value::words) out += when + fmt::format(" -a {}\n", quote(joined(c.words.words)));
    for (const Opt& o : c.options) {
      out += when;
      for (const std::string& name : o.names)
        out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      out += fish_action(o);
      out += fmt::format(" -d {}\n", quote(o.help));
    }
  }
  return out;
}

}  // namespace

Action declare_completion(Command& app) {
  app.description("Print a completion script for a shell.");
  auto shell = std::make_shared<std::string>();
  app.option("SHELL", shell.get(), "bash, zsh or fish").required().choices({"bash", "zsh", "fish"});
  app.footer(R"(Examples:
  galley completion bash > ~/.local/share/bash-completion/completions/galley
  galley completion zsh > ~/.zfunc/_galley      (a folder of $fpath)
  galley completion fish > ~/.config/fish/completions/galley.fish)");
  return [shell, &app](CommandLine&) {
    const auto commands = commands_of(app.program());
    write_out(*shell == "bash" ? bash(commands) : *shell == "zsh" ? zsh(commands) : fish(commands));
    return static_cast<int>(exit_clean);
  };
}

}  // namespace galley::cli
