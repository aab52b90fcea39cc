// Linting a set of posts: reads, checks and renders them in parallel and hands the text on in the order of their paths.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/baseline_run.h"
#include "cli/config/lookup.h"
#include "cli/format/format.h"
#include "cli/posts.h"

namespace galley::cli {

struct LintJob {
  std::vector<config::PostSetup> setups;  // what holds for each post, in the order of the posts
  BaselineRun* baseline = nullptr;        // where one has part in the run
  unsigned jobs = 0;
  const Format* format = nullptr;
  FormatOptions format_options;
};

/// Hands the rendered text to `out` piece by piece (which returns false to end the run) and each file that cannot be
/// read to `unreadable`.
Totals run_lint(archive::FileStore& files, const NamedPosts& posts, const LintJob& job,
                const std::function<bool(std::string_view)>& out,
                const std::function<void(const archive::FileError&)>& unreadable);

}  // namespace galley::cli
