#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <iterator>

#include "cli/cache/run_cache.h"
#include "cli/command/command.h"
#include "cli/config/run.h"
#include "cli/format/statistics.h"
#include "cli/lint_run.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/selection.h"
#include "core/post/date.h"

namespace galley::cli {
namespace {

struct LintArguments {
  PostsRequest posts;
  SelectionRequest selection;
  config::Arguments config;
  BaselineArguments baseline;
  std::vector<std::string> formats;
  std::string fail_on = "error";
  std::string color = "auto";
  std::string now;
  std::string progress = "auto";
  unsigned jobs = 0;
  bool quiet = false;
  bool fix = false;
  bool unsafe_fixes = false;
  bool diff = false;
  bool no_cache = false;
  bool statistics = false;
};

std::string findings_of(const Totals& t) {
  return fmt::format("{} ({}, {})", counted(t.findings(), "finding"), counted(t.errors, "error"),
                     counted(t.warnings, "warning"));
}

std::string summary(const Totals& t, const PostsRequest& request, const FixJob& fix, double seconds) {
  std::string out;
  if (t.posts == 0 && t.unreadable.empty()) {
    out = request.since.empty() ? "no posts to check" : fmt::format("no posts changed since {}", request.since);
  } else if (fix.mode == FixJob::Mode::diff) {
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
  if (t.known > 0) out += fmt::format(", {} known to the baseline", t.known);
  if (!t.unreadable.empty()) out += fmt::format(", {} could not be read", counted(t.unreadable.size(), "file"));
  if (t.unwritable > 0) out += fmt::format(", {} could not be replaced", counted(t.unwritable, "file"));
  return out + fmt::format(" ({:.2f} s)", seconds);
}

// What a person at a terminal may want to do next; empty for nothing.
std::string hint(const Totals& t, const LintArguments& args) {
  const std::size_t safe = t.fixable_safely, unsafe = t.fixable_unsafely;
  if (args.fix || args.diff || safe + unsafe == 0) return "";
  if (safe == 0) return fmt::format("`--fix --unsafe-fixes` mends {} of them; `--diff` shows how", unsafe);
  return fmt::format("`--fix` mends {} of them{}; `--diff` shows how", safe,
                     unsafe == 0 ? "" : fmt::format(", and `--unsafe-fixes` with it {} more", unsafe));
}

// Opens every format that was asked for; says why where one cannot be had.
bool open_report(Report& report, const LintArguments& args) {
  const std::string_view fallback = out_is_terminal() ? "text" : "concise";
  auto requests = parse_formats(args.formats, fallback);
  if (!requests) {
    say(requests.error());
    return false;
  }
  const auto is_shown = [](const FormatRequest& r) { return r.file.empty(); };
  // A patch takes the place of what standard output would show.
  if (args.diff) std::erase_if(*requests, is_shown);
  if (args.statistics && !args.diff && std::none_of(requests->begin(), requests->end(), is_shown))
    requests->push_back({find_format(fallback), ""});
  for (const FormatRequest& r : *requests) {
    const bool to_file = !r.file.empty();
    const FormatOptions options{to_file ? args.color == "always" : wants_color(args.color),
                                to_file ? 100 : terminal_columns(100), archive::disk().canonical(".")};
    auto format = args.statistics && !to_file ? make_statistics(r.format->name) : r.format->make();
    if (!format) {
      say(fmt::format("--statistics is shown as text, json or jsonl; give {0} a file: --format {0}=FILE",
                      r.format->name));
      return false;
    }
    if (const auto added = report.add(std::move(format), options, r.file); !added) {
      say(added.error().message());
      return false;
    }
  }
  return true;
}

int lint(const LintArguments& args, const Command& command, CommandLine& line) {
  auto selection = layer_of(args.selection);
  if (!selection) {
    say(selection.error());
    return exit_failed;
  }
  archive::PackedFiles files(archive::disk());
  config::Request request = config::request_of(args.config, std::move(*selection));
  const auto clock = std::chrono::system_clock::now().time_since_epoch();
  request.settings.now = {std::chrono::duration_cast<std::chrono::seconds>(clock).count(), 0};
  if (!args.now.empty() && !post::parse_now(args.now, post::Zone::machine(), request.settings.now)) {
    say(fmt::format("--now takes a date such as 2024-05-06 or 2024-05-06T07:08:09Z, not '{}'", args.now));
    return exit_failed;
  }
  config::Lookup lookup(files, config::keys_of(command.program()), std::move(request));
  if (!config::settle_run(lookup, args.posts.paths, command, line, &config::ConfigFile::lint)) return exit_failed;

  LintJob job;
  job.jobs = args.jobs;
  job.fix.mode = args.diff ? FixJob::Mode::diff : args.fix ? FixJob::Mode::apply : FixJob::Mode::none;
  if (args.unsafe_fixes) job.fix.most = rules::FixGrade::unsafe;
  if (args.unsafe_fixes && job.fix.mode == FixJob::Mode::none)
    say("--unsafe-fixes changes nothing by itself: add --fix to mend the posts, or --diff to see what would change");

  Report report(files);
  if (!args.posts.show_files && !open_report(report, args)) return exit_failed;
  site::Sites sites(files);
  auto posts = find_named_posts(files, args.posts, sites);
  if (!posts) return exit_failed;
  job.setups = config::set_up(lookup, *posts, sites);
  if (config::say_problems(lookup)) return exit_failed;
  if (args.posts.show_files) return show_files(*posts);
  auto baseline = BaselineRun::open(files, args.baseline, lookup.common_folder(args.posts.paths),
                                    config::home_of(lookup.chain_of_run(args.posts.paths)));
  if (!baseline) {
    say(baseline.error());
    return exit_failed;
  }
  if (*baseline) {
    (*baseline)->set_posts(*posts);
    job.baseline = &**baseline;
  }

  RunCache cache;
  if (!args.no_cache) {
    cache.open(files, *posts, sites, job.setups);
    job.cache = cache.get();
    job.cache_keys = cache.keys();
  }
  ArchiveRun archive_run({files, *posts, job.setups, sites, lookup, !args.posts.no_gitignore, !args.no_cache});
  if (archive_run.active()) job.archive = &archive_run;
  // The mended post takes the place of the findings on standard output.
  if (job.fix.mode == FixJob::Mode::apply && !posts->stdin_path.empty()) report.give_way();
  const Interruption interruption;
  job.interruption = &interruption;
  const auto began = std::chrono::steady_clock::now();
  const Totals totals = [&] {
    Progress progress(posts->posts.size(), args.progress, args.quiet);
    return run_lint(files, *posts, job, report, progress, [](const archive::FileError& e) { say(e.message()); });
  }();
  if (out_failure() == 0) {
    cache.save();
    archive_run.save();
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();

  for (const archive::FileError& e : report.errors()) say(e.message());
  if (out_failure() != 0) {
    if (out_failure() == EPIPE) return exit_clean;
    say(fmt::format("standard output: {}", std::strerror(out_failure())));
    return exit_failed;
  }
  if (totals.interrupted) {
    say(fmt::format("interrupted after {} of {}", totals.posts, counted(posts->posts.size(), "post")));
    return exit_interrupted;
  }
  if (job.baseline != nullptr && !job.baseline->finish(args.quiet)) return exit_failed;
  if (!args.quiet && !args.baseline.write) say(summary(totals, args.posts, job.fix, seconds));
  if (const std::string next = hint(totals, args); !args.quiet && error_is_terminal() && !next.empty()) say(next);
  if (totals.unreadable.size() + totals.unwritable + report.errors().size() + posts->errors > 0) return exit_failed;
  if (args.diff) return totals.posts_fixed > 0 ? exit_findings : exit_clean;
  const std::size_t counted_findings = args.fail_on == "error"     ? totals.errors
                                       : args.fail_on == "warning" ? totals.findings()
                                                                   : 0;
  return counted_findings > 0 ? exit_findings : exit_clean;
}

}  // namespace

Action declare_lint(Command& app) {
  app.description("Check posts, and say what is wrong with them, where, and what to do.");
  auto args = std::make_shared<LintArguments>();
  std::vector<std::string> names;
  for (const FormatEntry& f : formats()) names.emplace_back(f.name);
  declare_posts(app, args->posts);
  config::add_selection_options(app, args->selection);
  app.option("--fix", &args->fix,
             "mend what has a safe fix, in the files themselves, and report what is left (- : the mended post goes to "
             "standard output, what is left to standard error)");
  app.option("--unsafe-fixes", &args->unsafe_fixes,
             "with --fix or --diff: also fixes that may change what readers see or what Jekyll builds");
  app.option(
      "--diff", &args->diff,
      "change nothing, print what --fix would change as a patch for `git apply`; exit status 1 where there is any");
  app.option("--fail-on", &args->fail_on, "what makes the exit status 1: error, warning or never")
      .choices({"error", "warning", "never"})
      .shows_default()
      .value_name("LEVEL");
  app.option("-f,--format", &args->formats,
             fmt::format("{} (text on a terminal, else concise); several may be given, all but one with a file",
                         fmt::join(names, ", ")))
      .value_name("NAME[=FILE]");
  app.option("--now", &args->now, "the moment that counts as now, for repeatable runs").value_name("TIME");
  app.option("-j,--jobs", &args->jobs, "how many threads (0: one for each core)").shows_default().value_name("N");
  app.option("--color", &args->color, "auto, always or never; NO_COLOR is respected")
      .choices({"auto", "always", "never"})
      .shows_default()
      .value_name("WHEN");
  app.option("--no-cache", &args->no_cache, "check every post anew, and keep nothing for the next run");
  app.option("--statistics", &args->statistics, "how often each rule reports, in the place of the findings");
  declare_progress(app, args->progress);
  app.option("-q,--quiet", &args->quiet, "neither summary nor progress");
  add_baseline_options(app, args->baseline);
  config::add_options(app, args->config);
  app.footer(R"(Examples:
  galley lint                                    the site in this folder
  galley lint _posts --select FM,DT              its posts, front matter and dates only
  galley lint --fix --diff                       what would be mended, as a patch
  galley lint --format text --format sarif=galley.sarif
  galley lint --since origin/main --fail-on warning
  galley lint --write-baseline                   record what is there; later runs tell what is new
  git diff --cached --name-only -z | galley lint --files-from - --force-exclude)");
  return [args, &app](CommandLine& line) { return lint(*args, app, line); };
}

}  // namespace galley::cli
