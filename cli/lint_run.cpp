#include "cli/lint_run.h"

#include <map>
#include <optional>

#include "core/archive/load.h"
#include "core/archive/parallel.h"
#include "rules/pass.h"

namespace galley::cli {
namespace {

struct Worker {
  body::HtmlParser parser;
  std::map<const config::PostRules*, rules::Pass> passes;  // one for all posts for which the same holds

  std::vector<rules::Finding> run(const post::Post& post, const config::PostRules& rules) {
    return passes.try_emplace(&rules, rules.selection).first->second.run(post, rules.settings);
  }
};

// What is left of a post once it was checked: its text, and what counts.
struct Checked {
  std::string text;
  std::vector<std::pair<std::string_view, rules::Level>> findings;
  std::size_t safe_fixes = 0, unsafe_fixes = 0;
  std::optional<archive::FileError> error;
  BaselineRun::Outcome baseline;
};

Checked check(archive::FileStore& files, const NamedPosts& posts, std::size_t index, const LintJob& job,
              Worker& worker) {
  Checked checked;
  const archive::Input& input = posts.posts[index];
  const config::PostSetup& setup = job.setups[index];
  const post::Reading& reading = *setup.reading;
  auto post = !posts.stdin_path.empty() && input.path == posts.stdin_path
                  ? archive::make_post(posts.stdin_bytes, input, reading, worker.parser)
                  : archive::load_post(files, input, reading, worker.parser);
  if (!post) {
    checked.error = post.error();
    return checked;
  }
  auto findings = worker.run(*post, *setup.rules);
  if (job.baseline != nullptr)
    checked.baseline = job.baseline->judge(index, *post->source, setup.rules->selection, findings);
  if (findings.empty()) return checked;
  checked.text = job.format->post({input.path, *post->source, findings}, job.format_options);
  for (const rules::Finding& f : findings) {
    checked.findings.emplace_back(f.rule->code, f.level);
    if (f.fix) ++(f.fix->grade == rules::FixGrade::safe ? checked.safe_fixes : checked.unsafe_fixes);
  }
  return checked;
}

}  // namespace

Totals run_lint(archive::FileStore& files, const NamedPosts& posts, const LintJob& job,
                const std::function<bool(std::string_view)>& out,
                const std::function<void(const archive::FileError&)>& unreadable) {
  Totals totals;
  archive::Pool<Worker> workers([] { return std::make_unique<Worker>(); });
  bool open = out(job.format->begin());
  archive::in_order<Checked>(
      posts.posts.size(), job.jobs,
      [&](std::size_t i) { return workers.with([&](Worker& w) { return check(files, posts, i, job, w); }); },
      [&](std::size_t i, Checked checked) {
        if (checked.error) {
          ++totals.unreadable;
          unreadable(*checked.error);
          return open;
        }
        ++totals.posts;
        totals.known += checked.baseline.known;
        if (job.baseline != nullptr) job.baseline->take(i, job.setups[i].rules->selection, std::move(checked.baseline));
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
