#include "cli/app.h"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <exception>
#include <map>
#include <string>

#include "cli/command/command.h"
#include "cli/help.h"
#include "cli/output.h"

namespace galley::cli {

#define COMMAND(name) Action declare_##name(Command& command);
#include "cli/command/commands.def"
#undef COMMAND

namespace {

constexpr std::string_view footer = R"(Examples:
  galley lint                         check the posts of the site in this folder
  galley lint _posts --select ALL     check them by every rule
  galley lint post.md --format concise
  galley explain FM003                what a rule means, with examples
  galley convert post.md --to markdown
  galley convert _posts --to json -o out/

Exit status: 0 nothing at or over --fail-on; 1 findings, or posts that could not be
converted without loss; 2 it could not do its work; 130 interrupted.)";

struct Entry {
  const char* name;
  // Declares the command's options, and returns what runs it.
  Action (*declare)(Command& command);
};

constexpr Entry command_table[] = {
#define COMMAND(name) {#name, &declare_##name},
#include "cli/command/commands.def"
#undef COMMAND
};

int run(int argc, char** argv) {
  Program program("galley", std::string("galley ") + GALLEY_VERSION,
                  "galley checks and converts archives of posts: YAML front matter and a body of HTML and Markdown, as "
                  "Jekyll sites have.",
                  std::string(footer));
  std::map<const Command*, Action> actions;
  for (const Entry& entry : command_table) {
    Command& command = program.command(entry.name);
    actions[&command] = entry.declare(command);
  }
  const unsigned columns = std::min(terminal_columns(100), 100U);
  if (argc <= 1) {
    write_out(help_of(program, columns));
    return exit_failed;
  }
  CommandLine line(program);
  const CommandLine::Outcome outcome = line.parse(argc, argv);
  switch (outcome.kind) {
    case CommandLine::Outcome::Kind::help:
      write_out(outcome.command == nullptr ? help_of(program, columns) : help_of(*outcome.command, columns));
      return exit_clean;
    case CommandLine::Outcome::Kind::version:
      write_out(program.version() + "\n");
      return exit_clean;
    case CommandLine::Outcome::Kind::wrong:
      say(outcome.message);
      return exit_failed;
    case CommandLine::Outcome::Kind::run:
      break;
  }
  return actions.at(outcome.command)(line);
}

}  // namespace

int main(int argc, char** argv) {
  // A closed pipe is an error of a write, which ends the run quietly, not a death.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    say("out of memory");
  } catch (const std::exception& error) {
    say(fmt::format("a bug in galley: {}; please report it with the post that shows it", error.what()));
  }
  return exit_failed;
}

}  // namespace galley::cli
