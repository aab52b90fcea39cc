// Linting a set of posts: reads, checks and renders them in parallel and hands the text on in the order of their paths.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/cache/lint_cache.h"
#include "cli/fix_run.h"
#include "cli/posts.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "rules/pass.h"
#include "rules/settings.h"

namespace galley::cli {

struct LintJob {
  rules::Selection selection;
  rules::Settings settings;
  unsigned jobs = 0;
  FixJob fix;
  LintCache* cache = nullptr;               // null: none
  std::vector<const CacheKey*> cache_keys;  // where there is one, for each post
};

/// Hands what it renders to `report` post by post, and each file that cannot be read, or not be replaced, to
/// `unreadable`. Ends early once the report can go nowhere any more. With fixes the findings are those that are left;
/// the patch, where one was asked for, and the mended text of standard input go to standard output.
Totals run_lint(archive::FileStore& files, const NamedPosts& posts, const site::Sites& sites, const LintJob& job,
                Report& report, Progress& progress, const std::function<void(const archive::FileError&)>& unreadable);

}  // namespace galley::cli
