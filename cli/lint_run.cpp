#include "cli/lint_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cli/output.h"
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
  FixedPost fix;
  std::optional<std::string> mended_stdin;
  std::optional<std::string> record;  // for the cache
};

bool has_fix(const std::vector<rules::Finding>& findings, const FixJob& job) {
  return job.mode != FixJob::Mode::none && std::any_of(findings.begin(), findings.end(), [&](const rules::Finding& f) {
           return f.fix && f.fix->grade <= job.most;
         });
}

Checked check(archive::FileStore& files, const NamedPosts& posts, std::size_t index, const LintJob& job,
              const site::Sites& sites, Worker& worker) {
  Checked checked;
  const archive::Input& input = posts.posts[index];
  const post::Reading& reading = sites.at(input.site).reading;
  const bool is_stdin = !posts.stdin_path.empty() && input.path == posts.stdin_path;
  // Once for the post, and again for each round of fixing it.
  const rules::Look look = [&](std::string now) {
    rules::Looked looked{archive::make_post(std::move(now), input, reading, worker.parser), {}};
    looked.findings = worker.pass.run(looked.post, job.settings);
    return looked;
  };
  LintCache::Answer cached;
  if (job.cache != nullptr && !is_stdin)
    cached = job.cache->ask(input, *job.cache_keys[index], job.settings.now.seconds);
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
                                         looked.findings, worker.pass.holds());
  } else if (has_fix(cached.findings, job.fix)) {
    looked = look(std::string(cached.source->bytes()));
  } else {
    looked.post.source = std::move(cached.source);
    looked.findings = std::move(cached.findings);
  }
  if (has_fix(looked.findings, job.fix)) checked.fix = fix_post(files, input, is_stdin, job.fix, looked, look);
  if (is_stdin && job.fix.mode == FixJob::Mode::apply) checked.mended_stdin = looked.post.source->bytes();
  const std::vector<rules::Finding>& findings = looked.findings;
  if (findings.empty()) return checked;
  if (job.fix.mode != FixJob::Mode::diff)
    checked.text = job.format->post({input.path, *looked.post.source, findings}, job.format_options);
  for (const rules::Finding& f : findings) {
    checked.findings.emplace_back(f.rule->code, f.level);
    if (f.fix) ++(f.fix->grade == rules::FixGrade::safe ? checked.safe_fixes : checked.unsafe_fixes);
  }
  return checked;
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

Totals run_lint(archive::FileStore& files, const NamedPosts& posts, const site::Sites& sites, const LintJob& job,
                const std::function<bool(std::string_view)>& out,
                const std::function<void(const archive::FileError&)>& unreadable) {
  Totals totals;
  const bool diff = job.fix.mode == FixJob::Mode::diff;
  archive::Pool<Worker> workers([&] { return std::make_unique<Worker>(job.selection); });
  bool open = diff || out(job.format->begin());
  archive::in_order<Checked>(
      posts.posts.size(), job.jobs,
      [&](std::size_t i) { return workers.with([&](Worker& w) { return check(files, posts, i, job, sites, w); }); },
      [&](std::size_t i, Checked checked) {
        if (checked.error) {
          ++totals.unreadable;
          unreadable(*checked.error);
          return open;
        }
        ++totals.posts;
        if (checked.record) job.cache->put(posts.posts[i].path, std::move(*checked.record));
        count_fixes(posts.posts[i].path, checked, totals, unreadable);
        if (checked.mended_stdin) open = open && write_out(*checked.mended_stdin);
        if (!checked.fix.patch.empty()) open = open && out(checked.fix.patch);
        totals.fixable_safely += checked.safe_fixes;
        totals.fixable_unsafely += checked.unsafe_fixes;
        for (const auto& [code, level] : checked.findings) {
          ++totals.by_code[code];
          ++(level == rules::Level::error ? totals.errors : totals.warnings);
        }
        if (!checked.findings.empty()) {
          if (totals.posts_with_findings++ > 0 && !diff) open = open && out(job.format->between());
          if (!diff) open = open && out(checked.text);
        }
        return open;
      });
  if (open && !diff) out(job.format->end(totals, job.format_options));
  return totals;
}

}  // namespace galley::cli
