#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <iterator>

#include "cli/cache/run_cache.h"
#include "cli/command/command.h"
#include "cli/lint_run.h"
#include "cli/output.h"
#include "cli/selection.h"
#include "core/post/date.h"

namespace galley::cli {
namespace {

struct LintArguments {
  std::vector<std::string> paths;
  SelectionRequest selection;
  std::string format;
  std::string fail_on = "error";
  std::string color = "auto";
  std::string stdin_filename;
  std::string now;
  unsigned jobs = 0;
  bool quiet = false;
  bool fix = false;
  bool unsafe_fixes = false;
  bool diff = false;
  bool no_cache = false;
};

bool wants_color(const std::string& choice) {
  if (choice != "auto") return choice == "always";
  const char* no_color = std::getenv("NO_COLOR");
  return out_is_terminal() && (no_color == nullptr || *no_color == '\0');
}

std::string counted(std::size_t n, std::string_view one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

std::string findings_of(const Totals& t) {
  return fmt::format("{} ({}, {})", counted(t.findings(), "finding"), counted(t.errors, "error"),
                     counted(t.warnings, "warning"));
}

std::string summary(const Totals& t, const FixJob& fix, double seconds) {
  std::string out;
  if (fix.mode == FixJob::Mode::diff) {
    out = t.fixed == 0 ? fmt::format("nothing to fix in {}", counted(t.posts, "post"))
                       : fmt::format("would fix {} in {} of {}", counted(t.fixed, "finding"), t.posts_fixed,
                                     counted(t.posts, "post"));
    out += t.findings() == 0 ? ", and leave none" : fmt::format(", and leave {}", findings_of(t));
  } else if (t.fixed > 0) {
    out = fmt::format("fixed {} in {}; ", counted(t.fixed, "finding"), counted(t.posts_fixed, "post"));
    out += t.findings() == 0
               ? fmt::format("no findings left in {}", counted(t.posts, "post"))
               : fmt::format("{} left in {} of {}", findings_of(t), t.posts_with_findings, counted(t.posts, "post"));
  } else if (t.findings() == 0) {
    out = fmt::format("no findings in {}", counted(t.posts, "post"));
  } else {
    out = fmt::format("{} in {} of {}", findings_of(t), t.posts_with_findings, counted(t.posts, "post"));
  }
  if (fix.mode != FixJob::Mode::diff && t.fixable_safely + t.fixable_unsafely > 0)
    out += fmt::format(", {} with a safe fix, {} with an unsafe one", t.fixable_safely, t.fixable_unsafely);
  if (t.unreadable > 0) out += fmt::format(", {} could not be read", counted(t.unreadable, "file"));
  if (t.unwritable > 0) out += fmt::format(", {} could not be replaced", counted(t.unwritable, "file"));
  return out + fmt::format(" ({:.2f} s)", seconds);
}

int lint(const LintArguments& args) {
  auto selection = resolve(args.selection);
  if (!selection) {
    say(selection.error());
    return exit_failed;
  }
  LintJob job;
  job.selection = std::move(*selection);
  job.jobs = args.jobs;
  const auto clock = std::chrono::system_clock::now().time_since_epoch();
  job.settings.now = {std::chrono::duration_cast<std::chrono::seconds>(clock).count(), 0};
  if (!args.now.empty() && !post::parse_now(args.now, post::Zone::machine(), job.settings.now)) {
    say(fmt::format("--now takes a date such as 2024-05-06 or 2024-05-06T07:08:09Z, not '{}'", args.now));
    return exit_failed;
  }
  const std::string format_name = !args.format.empty() ? args.format : out_is_terminal() ? "text" : "concise";
  const auto format = find_format(format_name)->make();
  job.format = format.get();
  job.format_options = {wants_color(args.color), terminal_columns(100)};
  job.fix.mode = args.diff ? FixJob::Mode::diff : args.fix ? FixJob::Mode::apply : FixJob::Mode::none;
  if (args.unsafe_fixes) job.fix.most = rules::FixGrade::unsafe;
  if (args.unsafe_fixes && job.fix.mode == FixJob::Mode::none)
    say("--unsafe-fixes changes nothing by itself: add --fix to mend the posts, or --diff to see what would change");

  archive::PackedFiles files(archive::disk());
  site::Sites sites(files);
  const auto posts = find_named_posts(files, args.paths, args.stdin_filename, sites);
  if (!posts) return exit_failed;

  RunCache cache;
  if (!args.no_cache) {
    cache.open(files, *posts, sites, job.selection, job.settings);
    job.cache = cache.get();
    job.cache_keys = cache.keys();
  }
  // The mended post takes the place of the findings on standard output.
  const bool mends_stdin = job.fix.mode == FixJob::Mode::apply && !posts->stdin_path.empty();
  const auto findings_out = [&](std::string_view text) {
    if (!mends_stdin) return write_out(text);
    write_error(text);
    return true;
  };
  const auto began = std::chrono::steady_clock::now();
  const Totals totals =
      run_lint(files, *posts, sites, job, findings_out, [](const archive::FileError& e) { say(e.message()); });
  if (out_failure() == 0) cache.save();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();

  if (out_failure() != 0) {
    if (out_failure() == EPIPE) return exit_clean;
    say(fmt::format("standard output: {}", std::strerror(out_failure())));
    return exit_failed;
  }
  if (!args.quiet) say(summary(totals, job.fix, seconds));
  if (totals.unreadable + totals.unwritable + posts->errors > 0) return exit_failed;
  if (args.diff) return totals.posts_fixed > 0 ? exit_findings : exit_clean;
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
  app.add_option("--select", args->selection.select, "check by these rules only: codes, prefixes, names, ALL")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("RULE,…");
  app.add_option("--extend-select", args->selection.extend_select, "check by these rules too")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("RULE,…");
  app.add_option("--ignore", args->selection.ignore, "do not check by these rules")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("RULE,…");
  app.add_option("--level", args->selection.levels, "report a rule as error, as warning, or not at all (off)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("RULE=LEVEL,…");
  app.add_flag(
      "--fix", args->fix,
      "mend what has a safe fix, in the files themselves, and report what is left (- : the mended post goes to "
      "standard output, what is left to standard error)");
  app.add_flag("--unsafe-fixes", args->unsafe_fixes,
               "with --fix or --diff: also fixes that may change what readers see or what Jekyll builds");
  app.add_flag(
      "--diff", args->diff,
      "change nothing, print what --fix would change as a patch for `git apply`; exit status 1 where there is any");
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
  app.add_flag("--no-cache", args->no_cache, "check every post anew, and keep nothing for the next run");
  app.add_flag("-q,--quiet", args->quiet, "no summary");
  return [args] { return lint(*args); };
}

}  // namespace galley::cli
