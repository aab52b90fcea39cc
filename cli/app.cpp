#include "cli/app.h"

#include <fmt/format.h>

#include <csignal>
#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "cli/command/command.h"
#include "cli/output.h"

namespace galley::cli {

#define COMMAND(name) std::function<int()> declare_##name(CLI::App& app);
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

constexpr Command commands[] = {
#define COMMAND(name) {#name, &declare_##name},
#include "cli/command/commands.def"
#undef COMMAND
};

int run(int argc, char** argv) {
  CLI::App app(
      "galley checks and converts archives of posts: YAML front matter and a body of HTML and Markdown, as\n"
      "Jekyll sites have.",
      "galley");
  app.set_version_flag("--version", std::string("galley ") + GALLEY_VERSION);
  app.require_subcommand(1);
  app.footer(std::string(footer));
  std::vector<std::pair<CLI::App*, std::function<int()>>> declared;
  for (const Command& command : commands) {
    CLI::App* sub = app.add_subcommand(std::string(command.name));
    declared.emplace_back(sub, command.declare(*sub));
  }
  if (argc <= 1) {
    write_out(app.help());
    return exit_failed;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    write_out(chosen.empty() ? app.help() : chosen.back()->help());
    return exit_clean;
  } catch (const CLI::CallForVersion& version) {
    write_out(std::string(version.what()) + "\n");
    return exit_clean;
  } catch (const CLI::ParseError& error) {
    const auto chosen = app.get_subcommands();
    say(fmt::format("{}; `galley {}--help` tells what it takes", error.what(),
                    chosen.empty() ? "" : chosen.back()->get_name() + " "));
    return exit_failed;
  }
  for (const auto& [sub, action] : declared)
    if (sub->parsed()) return action();
  return exit_failed;
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
