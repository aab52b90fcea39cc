#include "cli/lint_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "cli/output.h"
#include "core/archive/load.h"
#include "core/archive/parallel.h"
#include "rules/rule.h"

namespace galley::cli {
namespace {

struct Worker {
  body::HtmlParser parser;
  std::map<const config::PostRules*, rules::Pass> passes;  // one for all posts for which the same holds

  rules::Pass& pass(const config::PostRules& rules) {
    return passes.try_emplace(&rules, rules.selection).first->second;
  }
};

// What is left of a post once it was checked: its texts, and what counts.
struct Checked {
  std::vector<std::string> texts;  // for each format
  struct Counted {
    const rules::RuleInfo* rule;
    rules::Level level;
    rules::FixGrade fix;
  };
  std::vector<Counted> findings;
  std::optional<archive::FileError> error;
  FixedPost fix;
  std::optional<std::string> mended_stdin;
  std::optional<std::string> record;  // for the cache
  BaselineRun::Outcome baseline;
};

bool has_fix(const std::vector<rules::Finding>& findings, const FixJob& job) {
  return job.mode != FixJob::Mode::none && std::any_of(findings.begin(), findings.end(), [&](const rules::Finding& f) {
           return f.fix && f.fix->grade <= job.most;
         });
}

Checked check(archive::FileStore& files, const NamedPosts& posts, std::size_t index, const LintJob& job,
              const Report& report, Worker& worker) {
  Checked checked;
  const archive::Input& input = posts.posts[index];
  const config::PostRules& rules = *job.setups[index].rules;
  const post::Reading& reading = *job.setups[index].reading;
  rules::Pass& pass = worker.pass(rules);
  const bool is_stdin = !posts.stdin_path.empty() && input.path == posts.stdin_path;
  // Once for the post, and again for each round of fixing it.
  const rules::Look look = [&](std::string now) {
    rules::Looked looked{archive::make_post(std::move(now), input, reading, worker.parser), {}};
    looked.findings = pass.run(looked.post, rules.settings);
    return looked;
  };
  LintCache::Answer cached;
  if (job.cache != nullptr && !is_stdin)
    cached = job.cache->ask(input, *job.cache_keys[index], rules.settings.now.seconds);
  checked.record = std::move(cached.renewed);
  rules::Looked looked;
  if (!cached.known) {
    auto bytes = is_stdin       ? tl::expected<std::string, archive::FileError>(posts.stdin_bytes)
                 : cached.bytes ? tl::expected<std::string, archive::FileError>(std::move(*cached.bytes))
                                : files.read(input.path, archive::max_post_bytes);
    if (!bytes) {
      checked.error = bytes.error();
      return checked;
    }
    looked = look(std::move(*bytes));
    if (job.cache != nullptr && !is_stdin)
      checked.record = job.cache->record(input, *job.cache_keys[index], cached, looked.post.source->bytes(),
                                         looked.findings, pass.holds());
  } else if (has_fix(cached.findings, job.fix)) {
    looked = look(std::string(cached.source->bytes()));
  } else {
    looked.post.source = std::move(cached.source);
    looked.findings = std::move(cached.findings);
  }
  if (has_fix(looked.findings, job.fix)) checked.fix = fix_post(files, input, is_stdin, job.fix, looked, look);
  if (is_stdin && job.fix.mode == FixJob::Mode::apply) checked.mended_stdin = looked.post.source->bytes();
  if (job.baseline != nullptr)
    checked.baseline = job.baseline->judge(index, *looked.post.source, rules.selection, looked.findings);
  const std::vector<rules::Finding>& findings = looked.findings;
  if (findings.empty()) return checked;
  checked.texts = report.render({input.path, *looked.post.source, findings});
  for (const rules::Finding& f : findings)
    checked.findings.push_back({f.rule, f.level, f.fix ? f.fix->grade : rules::FixGrade::none});
  return checked;
}

void count(Totals& totals, const Checked::Counted& finding) {
  RuleCount& rule = totals.by_code[finding.rule->code];
  rule.rule = finding.rule;
  const bool is_error = finding.level == rules::Level::error;
  ++(is_error ? totals.errors : totals.warnings);
  ++(is_error ? rule.errors : rule.warnings);
  if (finding.fix == rules::FixGrade::none) return;
  const bool is_safe = finding.fix == rules::FixGrade::safe;
  ++(is_safe ? totals.fixable_safely : totals.fixable_unsafely);
  ++(is_safe ? rule.fixable_safely : rule.fixable_unsafely);
}

void count_fixes(const std::string& path, const Checked& checked, Totals& totals,
                 const std::function<void(const archive::FileError&)>& failed) {
  totals.fixed += checked.fix.fixed;
  if (checked.fix.fixed > 0) ++totals.posts_fixed;
  for (const rules::FixTrouble& t : checked.fix.troubles)
    say(fmt::format("{}: {} {}: {}", path, t.rule->code, t.rule->name, t.reason));
  if (checked.fix.error) {
    ++totals.unwritable;
    failed(*checked.fix.error);
  }
}

}  // namespace

Totals run_lint(archive::FileStore& files, const NamedPosts& posts, const LintJob& job, Report& report,
                Progress& progress, const std::function<void(const archive::FileError&)>& unreadable) {
  Totals totals;
  archive::Pool<Worker> workers([] { return std::make_unique<Worker>(); });
  bool open = report.begin();
  archive::in_order<Checked>(
      posts.posts.size(), job.jobs,
      [&](std::size_t i) { return workers.with([&](Worker& w) { return check(files, posts, i, job, report, w); }); },
      [&](std::size_t i, Checked checked) {
        progress.step();
        if (job.interruption != nullptr && job.interruption->requested()) {
          totals.interrupted = true;
          return open = false;
        }
        if (checked.error) {
          unreadable(*checked.error);
          totals.unreadable.push_back(std::move(*checked.error));
          return open;
        }
        ++totals.posts;
        totals.known += checked.baseline.known;
        if (job.baseline != nullptr) job.baseline->take(i, job.setups[i].rules->selection, std::move(checked.baseline));
        if (checked.record) job.cache->put(posts.posts[i].path, std::move(*checked.record));
        count_fixes(posts.posts[i].path, checked, totals, unreadable);
        if (checked.mended_stdin) open = open && write_out(*checked.mended_stdin);
        if (!checked.fix.patch.empty()) open = open && write_out(checked.fix.patch);
        for (const Checked::Counted& finding : checked.findings) count(totals, finding);
        if (!checked.findings.empty()) {
          ++totals.posts_with_findings;
          open = report.put(std::move(checked.texts)) && open;
        }
        return open;
      });
  if (open) report.end(totals);
  return totals;
}

}  // namespace galley::cli
