#include "cli/command_line.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <map>

#include "core/text/nearest.h"

namespace galley::cli {

struct CommandLine::Parser {
  const Program& program;
  CLI::App app;
  std::map<const Command*, CLI::App*> commands;
  std::map<const Option*, CLI::Option*> options;

  explicit Parser(const Program& p) : program(p), app(p.description(), p.name()) {
    app.set_version_flag("--version", p.version());
    app.require_subcommand(1);
    for (const Command& command : p.commands()) declare(command);
  }

  void declare(const Command& command) {
    CLI::App* sub = app.add_subcommand(command.name());
    commands[&command] = sub;
    for (const Option& option : command.options()) {
      const std::string names = fmt::format("{}", fmt::join(option.names(), ","));
      CLI::Option* made = std::visit([&](auto* target) { return add(*sub, names, *target, option); }, option.target());
      if (option.is_required()) made->required();
      if (!option.choices().empty()) made->check(CLI::IsMember(option.choices()));
      if (option.check()) made->check(option.check(), "");
      options[&option] = made;
    }
  }

  static CLI::Option* add(CLI::App& sub, const std::string& names, bool& target, const Option&) {
    return sub.add_flag(names, target);
  }
  template <typename Value>
  static CLI::Option* add(CLI::App& sub, const std::string& names, Value& target, const Option& option) {
    CLI::Option* made = sub.add_option(names, target);
    // One word each time: what follows it is a path, not one more value.
    if (option.is_list() && !option.is_positional()) made->allow_extra_args(false);
    if (option.separator() != '\0') made->delimiter(option.separator());
    return made;
  }

  const Command* chosen() const {
    for (const auto& [command, sub] : commands)
      if (sub->parsed()) return command;
    return nullptr;
  }

  // What is like a word that nothing takes, to say it in the message.
  std::string like(const Command* command, const std::string& word) const {
    std::vector<std::string> known;
    if (!word.starts_with("-"))
      for (const Command& c : program.commands()) known.push_back(c.name());
    else if (command != nullptr && word.starts_with("--"))
      for (const Option& o : command->options()) known.insert(known.end(), o.names().begin(), o.names().end());
    const std::vector<std::string_view> views(known.begin(), known.end());
    const std::string_view best = nearest(word.substr(0, word.find('=')), views);
    return best.empty() ? "" : fmt::format(": did you mean `{}`?", best);
  }

  Outcome unexpected(const CLI::App& where) const {
    const Command* command = chosen();
    const std::vector<std::string> words = where.remaining(true);
    const std::string word = words.empty() ? "" : words.front();
    const bool is_option = word.starts_with("-");
    const std::string what = command != nullptr && is_option
                                 ? fmt::format("is no option of `galley {}`", command->name())
                             : command != nullptr ? fmt::format("is one word too many for `galley {}`", command->name())
                             : is_option          ? "is no option of galley"
                                                  : "is no command of galley";
    return wrong(command,
                 fmt::format("`{}` {}{}", word, what, command != nullptr && !is_option ? "" : like(command, word)));
  }

  Outcome wrong(const Command* command, const std::string& message) const {
    return {Outcome::Kind::wrong, command,
            fmt::format("{}{} `galley {}--help` tells what it takes", message, message.ends_with('?') ? "" : ";",
                        command == nullptr ? "" : command->name() + " ")};
  }
};

CommandLine::CommandLine(const Program& program) : parser_(std::make_unique<Parser>(program)) {}
CommandLine::~CommandLine() = default;

CommandLine::Outcome CommandLine::parse(int argc, const char* const* argv) {
  try {
    parser_->app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return {Outcome::Kind::help, parser_->chosen(), ""};
  } catch (const CLI::CallForVersion&) {
    return {Outcome::Kind::version, nullptr, ""};
  } catch (const CLI::ExtrasError&) {
    return parser_->unexpected(parser_->app);
  } catch (const CLI::ConversionError& error) {
    // Of our kinds of values a number alone cannot be what was given; flags say for themselves.
    constexpr std::string_view said = "Could not convert: ";
    const std::string_view what = error.what();
    return parser_->wrong(parser_->chosen(), what.starts_with(said)
                                                 ? fmt::format("{}: a whole number is wanted", what.substr(said.size()))
                                                 : std::string(what));
  } catch (const CLI::ParseError& error) {
    // A word that is no command leaves none chosen, which the library says first.
    const Command* command = parser_->chosen();
    if (command == nullptr && !parser_->app.remaining(true).empty()) return parser_->unexpected(parser_->app);
    if (command == nullptr) return parser_->wrong(nullptr, "a command is wanted");
    return parser_->wrong(command, error.what());
  }
  return {Outcome::Kind::run, parser_->chosen(), ""};
}

bool CommandLine::given(const Option& option) const { return parser_->options.at(&option)->count() > 0; }

tl::expected<void, std::string> CommandLine::set(const Option& option, const std::vector<std::string>& values) {
  CLI::Option* made = parser_->options.at(&option);
  try {
    for (const std::string& value : values) made->add_result(value);
    made->run_callback();
  } catch (const CLI::Error& error) {
    return tl::unexpected(std::string(error.what()));
  }
  return {};
}

}  // namespace galley::cli
