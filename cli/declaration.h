// What the command line takes, as data: commands, their options, and where the values go. Parsing, help, completion,
// the keys of the configuration and whatever else tells of the program are made of these declarations.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <tl/expected.hpp>

namespace galley::cli {

/// One option, or the words of a command that stand without one.
class Option {
 public:
  /// Where the value goes; it belongs to who declared the option, and must live as long as the command. A list may be
  /// given several times, everything else once. A flag has no value.
  using Target = std::variant<bool*, std::string*, std::vector<std::string>*, unsigned*>;

  Option(std::string_view names, Target target, std::string help);

  /// What stands for the value in help: `FILE`, `N`, `RULE,…`.
  Option& value_name(std::string name);
  /// The only values.
  Option& choices(std::vector<std::string> values);
  /// Says what is wrong with a value, wherever it is given; nothing where it is fine.
  using Check = std::function<std::string(const std::string& value)>;
  Option& check(Check check);
  /// Several values may stand in one word, with this between them.
  Option& separated_by(char separator);
  Option& required();
  /// Shows in help what the target holds now as what holds where the option is not given.
  Option& shows_default();
  /// The heading that it stands under in help; `Options` unless told.
  Option& group(std::string heading);

  const std::vector<std::string>& names() const { return names_; }  // with dashes; of a positional its own word
  std::string long_name() const;                                    // without dashes; empty where it has none
  const Target& target() const { return target_; }
  const std::string& help() const { return help_; }
  const std::string& value_name() const { return value_name_; }
  const std::vector<std::string>& choices() const { return choices_; }
  const Check& check() const { return check_; }              // empty where every value is fine
  const std::string& fallback() const { return fallback_; }  // as shown; empty where it is not
  const std::string& group() const { return group_; }
  char separator() const { return separator_; }  // NUL for none
  bool is_required() const { return required_; }
  bool is_flag() const { return std::holds_alternative<bool*>(target_); }
  bool is_list() const { return std::holds_alternative<std::vector<std::string>*>(target_); }
  bool is_number() const { return std::holds_alternative<unsigned*>(target_); }
  bool is_positional() const { return !names_.front().starts_with('-'); }

 private:
  std::vector<std::string> names_;
  Target target_;
  std::string help_, value_name_, fallback_;
  std::string group_ = "Options";
  std::vector<std::string> choices_;
  Check check_;
  char separator_ = '\0';
  bool required_ = false;
};

class Program;

/// A command of the program, or the program itself where it stands before any command.
class Command {
 public:
  Command(std::string name, const Program* program) : name_(std::move(name)), program_(program) {}

  void description(std::string text) { description_ = std::move(text); }
  /// Examples and notes at the end of its help, as they are.
  void footer(std::string text) { footer_ = std::move(text); }
  /// `names` is `-s,--long`, `--long`, or the word of a positional. References stay good while the command lives.
  Option& option(std::string_view names, Option::Target target, std::string help);

  const std::string& name() const { return name_; }
  const std::string& description() const { return description_; }
  const std::string& footer() const { return footer_; }
  const std::deque<Option>& options() const { return options_; }
  /// By its long name without dashes; null where there is none.
  const Option* find(std::string_view long_name) const;
  const Program& program() const { return *program_; }

 private:
  std::string name_, description_, footer_;
  std::deque<Option> options_;
  const Program* program_;
};

/// All commands in the order of help.
class Program {
 public:
  Program(std::string name, std::string version, std::string description, std::string footer);
  Program(Program&&) = delete;  // commands point back
  Command& command(std::string name);

  const std::string& name() const { return name_; }
  const std::string& version() const { return version_; }
  const std::string& description() const { return description_; }
  const std::string& footer() const { return footer_; }
  const std::deque<Command>& commands() const { return commands_; }
  const Command* find(std::string_view name) const;

 private:
  std::string name_, version_, description_, footer_;
  std::deque<Command> commands_;
};

}  // namespace galley::cli
