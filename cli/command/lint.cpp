#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <iterator>

#include "cli/command/command.h"
#include "cli/config/run.h"
#include "cli/lint_run.h"
#include "cli/output.h"
#include "cli/selection.h"
#include "core/post/date.h"

namespace galley::cli {
namespace {

struct LintArguments {
  std::vector<std::string> paths;
  SelectionRequest selection;
  config::Arguments config;
  BaselineArguments baseline;
  std::string format;
  std::string fail_on = "error";
  std::string color = "auto";
  std::string stdin_filename;
  std::string now;
  unsigned jobs = 0;
  bool quiet = false;
};

bool wants_color(const std::string& choice) {
  if (choice != "auto") return choice == "always";
  const char* no_color = std::getenv("NO_COLOR");
  return out_is_terminal() && (no_color == nullptr || *no_color == '\0');
}

std::string counted(std::size_t n, std::string_view one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

std::string summary(const Totals& t, double seconds) {
  std::string out;
  if (t.findings() == 0) {
    out = fmt::format("no findings in {}", counted(t.posts, "post"));
  } else {
    out = fmt::format("{} ({}, {}) in {} of {}", counted(t.findings(), "finding"), counted(t.errors, "error"),
                      counted(t.warnings, "warning"), t.posts_with_findings, counted(t.posts, "post"));
    if (t.fixable_safely + t.fixable_unsafely > 0)
      out += fmt::format(", {} with a safe fix, {} with an unsafe one", t.fixable_safely, t.fixable_unsafely);
  }
  if (t.known > 0) out += fmt::format(", {} known to the baseline", t.known);
  if (t.unreadable > 0) out += fmt::format(", {} could not be read", counted(t.unreadable, "file"));
  return out + fmt::format(" ({:.2f} s)", seconds);
}

int lint(const LintArguments& args, CLI::App& app) {
  auto selection = layer_of(args.selection);
  if (!selection) {
    say(selection.error());
    return exit_failed;
  }
  archive::FileStore& files = archive::disk();
  config::Request request = config::request_of(args.config, std::move(*selection));
  const auto clock = std::chrono::system_clock::now().time_since_epoch();
  request.settings.now = {std::chrono::duration_cast<std::chrono::seconds>(clock).count(), 0};
  if (!args.now.empty() && !post::parse_now(args.now, post::Zone::machine(), request.settings.now)) {
    say(fmt::format("--now takes a date such as 2024-05-06 or 2024-05-06T07:08:09Z, not '{}'", args.now));
    return exit_failed;
  }
  config::Lookup lookup(files, config::keys_of(*app.get_parent()), std::move(request));
  if (!config::settle_run(lookup, args.paths, app, &config::ConfigFile::lint)) return exit_failed;

  LintJob job;
  job.jobs = args.jobs;
  const std::string format_name = !args.format.empty() ? args.format : out_is_terminal() ? "text" : "concise";
  const auto format = find_format(format_name)->make();
  job.format = format.get();
  job.format_options = {wants_color(args.color), terminal_columns(100)};

  site::Sites sites(files);
  auto posts = find_named_posts(files, args.paths, args.stdin_filename, sites);
  if (!posts) return exit_failed;
  job.setups = config::set_up(lookup, *posts, args.paths, sites);
  if (config::say_problems(lookup)) return exit_failed;
  auto baseline = BaselineRun::open(files, args.baseline, lookup.common_folder(args.paths),
                                    config::home_of(lookup.chain_of_run(args.paths)));
  if (!baseline) {
    say(baseline.error());
    return exit_failed;
  }
  if (*baseline) {
    (*baseline)->set_posts(*posts);
    job.baseline = &**baseline;
  }

  const auto began = std::chrono::steady_clock::now();
  const Totals totals = run_lint(files, *posts, job, write_out, [](const archive::FileError& e) { say(e.message()); });
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();

  if (out_failure() != 0) {
    if (out_failure() == EPIPE) return exit_clean;
    say(fmt::format("standard output: {}", std::strerror(out_failure())));
    return exit_failed;
  }
  if (job.baseline != nullptr && !job.baseline->finish(args.quiet)) return exit_failed;
  if (!args.quiet && !args.baseline.write) say(summary(totals, seconds));
  if (totals.unreadable + posts->errors > 0) return exit_failed;
  const std::size_t counted_findings = args.fail_on == "error"     ? totals.errors
                                       : args.fail_on == "warning" ? totals.findings()
                                                                   : 0;
  return counted_findings > 0 ? exit_findings : exit_clean;
}

}  // namespace

std::function<int()> declare_lint(CLI::App& app) {
  app.description("Check posts, and say what is wrong with them, where, and what to do.");
  auto args = std::make_shared<LintArguments>();
  std::vector<std::string> names;
  for (const FormatEntry& f : formats()) names.emplace_back(f.name);
  app.add_option("PATH", args->paths,
                 "files, folders (their posts), patterns, or - for standard input; this folder where none is given");
  config::add_selection_options(app, args->selection);
  app.add_option("--fail-on", args->fail_on, "what makes the exit status 1: error, warning or never")
      ->check(CLI::IsMember({"error", "warning", "never"}))
      ->capture_default_str()
      ->type_name("LEVEL");
  app.add_option("-f,--format", args->format,
                 fmt::format("{} (text on a terminal, else concise)", fmt::join(names, ", ")))
      ->check(CLI::IsMember(names))
      ->type_name("NAME");
  app.add_option("--stdin-filename", args->stdin_filename, "the path that standard input stands for")
      ->type_name("PATH");
  app.add_option("--now", args->now, "the moment that counts as now, for repeatable runs")->type_name("TIME");
  app.add_option("-j,--jobs", args->jobs, "how many threads (0: one for each core)")
      ->capture_default_str()
      ->type_name("N");
  app.add_option("--color", args->color, "auto, always or never; NO_COLOR is respected")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str()
      ->type_name("WHEN");
  app.add_flag("-q,--quiet", args->quiet, "no summary");
  add_baseline_options(app, args->baseline);
  config::add_options(app, args->config);
  return [args, &app] { return lint(*args, app); };
}

}  // namespace galley::cli
