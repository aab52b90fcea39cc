// Linting a set of posts: reads, checks and renders them in parallel and hands the text on in the order of their paths.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

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
};

/// Hands the rendered text to `out` piece by piece (which returns false to end the run) and each file that cannot be
/// read to `unreadable`.
Totals run_lint(archive::FileStore& files, const NamedPosts& posts, const site::Sites& sites, const LintJob& job,
                const std::function<bool(std::string_view)>& out,
                const std::function<void(const archive::FileError&)>& unreadable);

}  // namespace galley::cli
