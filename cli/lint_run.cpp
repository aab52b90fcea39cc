#include "cli/lint_run.h"

#include <optional>

#include "core/archive/load.h"
#include "core/archive/parallel.h"
#include "core/site/sites.h"

namespace galley::cli {
namespace {

struct Worker {
  explicit Worker(const rules::Selection& selection) : pass(selection) {}
  body::HtmlParser parser;
  rules::Pass pass;
};

// What is left of a post once it was checked: its text, and what counts.
struct Checked {
  std::string text;
  std::vector<std::pair<std::string_view, rules::Level>> findings;
  std::size_t safe_fixes = 0, unsafe_fixes = 0;
  std::optional<archive::FileError> error;
};

Checked check(archive::FileStore& files, const NamedPosts& posts, const archive::Input& input, const LintJob& job,
              const site::Sites& sites, Worker& worker) {
  Checked checked;
  const post::Reading& reading = sites.at(input.site).reading;
  auto post = !posts.stdin_path.empty() && input.path == posts.stdin_path
                  ? archive::make_post(posts.stdin_bytes, input, reading, worker.parser)
                  : archive::load_post(files, input, reading, worker.parser);
  if (!post) {
    checked.error = post.error();
    return checked;
  }
  const auto findings = worker.pass.run(*post, job.settings);
  if (findings.empty()) return checked;
  checked.text = job.format->post({input.path, *post->source, findings}, job.format_options);
  for (const rules::Finding& f : findings) {
    checked.findings.emplace_back(f.rule->code, f.level);
    if (f.fix) ++(f.fix->grade == rules::FixGrade::safe ? checked.safe_fixes : checked.unsafe_fixes);
  }
  return checked;
}

}  // namespace

Totals run_lint(archive::FileStore& files, const NamedPosts& posts, const site::Sites& sites, const LintJob& job,
                const std::function<bool(std::string_view)>& out,
                const std::function<void(const archive::FileError&)>& unreadable) {
  Totals totals;
  archive::Pool<Worker> workers([&] { return std::make_unique<Worker>(job.selection); });
  bool open = out(job.format->begin());
  archive::in_order<Checked>(
      posts.posts.size(), job.jobs,
      [&](std::size_t i) {
        return workers.with([&](Worker& w) { return check(files, posts, posts.posts[i], job, sites, w); });
      },
      [&](std::size_t, Checked checked) {
        if (checked.error) {
          ++totals.unreadable;
          unreadable(*checked.error);
          return open;
        }
        ++totals.posts;
        totals.fixable_safely += checked.safe_fixes;
        totals.fixable_unsafely += checked.unsafe_fixes;
        for (const auto& [code, level] : checked.findings) {
          ++totals.by_code[code];
          ++(level == rules::Level::error ? totals.errors : totals.warnings);
        }
        if (!checked.findings.empty()) {
          if (totals.posts_with_findings++ > 0) open = open && out(job.format->between());
          open = open && out(checked.text);
        }
        return open;
      });
  if (open) out(job.format->end(totals, job.format_options));
  return totals;
}

}  // namespace galley::cli
