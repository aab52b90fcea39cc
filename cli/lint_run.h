// Linting a set of posts: reads, checks and renders them in parallel and hands the text on in the order of their paths.
// Where rules over the archive are on, all posts are read and checked first, and told of once these have judged.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/archive_run.h"
#include "cli/baseline_run.h"
#include "cli/cache/lint_cache.h"
#include "cli/config/lookup.h"
#include "cli/fix_run.h"
#include "cli/interrupt.h"
#include "cli/posts.h"
#include "cli/progress.h"
#include "cli/report.h"

namespace galley::cli {

struct LintJob {
  std::vector<config::PostSetup> setups;  // what holds for each post, in the order of the posts
  BaselineRun* baseline = nullptr;        // where one has part in the run
  unsigned jobs = 0;
  FixJob fix;
  const Interruption* interruption = nullptr;  // ends the run in order; null for never
  LintCache* cache = nullptr;                  // null: none
  std::vector<const CacheKey*> cache_keys;     // where there is one, for each post
  ArchiveRun* archive = nullptr;               // null: no rule over the archive is on
};

/// Hands what it renders to `report` post by post, and each file that cannot be read, or not be replaced, to
/// `unreadable`. Ends early once the report can go nowhere any more, and on a signal, which leaves
/// the report unfinished. With fixes the findings are those that are left;
/// the patch, where one was asked for, and the mended text of standard input go to standard output.
Totals run_lint(archive::FileStore& files, const NamedPosts& posts, const LintJob& job, Report& report,
                Progress& progress, const std::function<void(const archive::FileError&)>& unreadable);

}  // namespace galley::cli
