// Linting a set of posts: reads, checks and renders them in parallel and hands the text on in the order of their paths.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/cache/lint_cache.h"
#include "cli/fix_run.h"
#include "cli/format/format.h"
#include "cli/posts.h"
#include "rules/pass.h"
#include "rules/settings.h"

namespace galley::cli {

struct LintJob {
  rules::Selection selection;
  rules::Settings settings;
  unsigned jobs = 0;
  const Format* format = nullptr;
  FormatOptions format_options;
  FixJob fix;
  LintCache* cache = nullptr;               // null: none
  std::vector<const CacheKey*> cache_keys;  // where there is one, for each post
};

/// Hands the rendered text to `out` piece by piece (which returns false to end the run) and each file that cannot be
/// read, or not be replaced, to `unreadable`. With fixes the findings are those that are left; in their place `out`
/// gets a patch where that was asked for. The mended text of standard input goes to standard output.
Totals run_lint(archive::FileStore& files, const NamedPosts& posts, const site::Sites& sites, const LintJob& job,
                const std::function<bool(std::string_view)>& out,
                const std::function<void(const archive::FileError&)>& unreadable);

}  // namespace galley::cli
