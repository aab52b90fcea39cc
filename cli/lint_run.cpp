#include "cli/lint_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cli/output.h"
#include "cli/passes.h"
#include "core/archive/load.h"
#include "core/archive/parallel.h"
#include "core/text/hash.h"
#include "rules/rule.h"

namespace galley::cli {
namespace {

// The bytes of posts with findings are held until the archive is judged, up to so many; those of others are read again
// when they are shown.
constexpr std::size_t most_held_bytes = 64U << 20U;
// Findings are held so, too; posts beyond are checked again.
constexpr std::size_t most_held_findings = 100'000;

struct LintWorker {
  body::HtmlParser parser;
  Passes passes;
};

// A post that was read and checked by the rules on posts.
struct Gathered {
  std::optional<archive::FileError> error;
  // Findings and the bytes that they are about; without bytes where they are read again when they are needed.
  std::vector<rules::Finding> findings;
  std::unique_ptr<const Source> source;
  bool is_forgotten = false;                  // there were findings, and they are to be found again
  std::optional<std::uint64_t> hash;          // of the bytes then
  std::optional<archive::FileMark> mark;      // or of the file, where it was not read
  bool is_shown = false;                      // the cache had bytes, so that findings of the archive can be shown
  std::optional<std::string> record;          // for the cache
  std::optional<ArchiveRun::Gathered> facts;  // where the run judges the archive

  void let_go() {
    hash = quick_hash(source->bytes());
    source.reset();
  }
  void forget() {
    if (source != nullptr) let_go();
    findings = {};
    is_forgotten = true;
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
  BaselineRun::Outcome baseline;
  std::optional<std::string> shown;  // bytes that the cache did not have, and that will be shown again
};

bool has_fix(const std::vector<rules::Finding>& findings, const FixJob& job) {
  return job.mode != FixJob::Mode::none && std::any_of(findings.begin(), findings.end(), [&](const rules::Finding& f) {
           return f.fix && f.fix->grade <= job.most;
         });
}

// What belongs to one post of a run.
class PostRun {
 public:
  PostRun(archive::FileStore& files, const NamedPosts& posts, std::size_t index, const LintJob& job,
          const Report& report, LintWorker& worker)
      : files_(files),
        input_(posts.posts[index]),
        index_(index),
        job_(job),
        report_(report),
        worker_(worker),
        rules_(*job.setups[index].rules),
        reading_(*job.setups[index].reading),
        stdin_bytes_(posts.stdin_bytes),
        is_stdin_(!posts.stdin_path.empty() && input_.path == posts.stdin_path) {}

  Gathered gather() {
    Gathered gathered;
    LintCache::Answer cached;
    const bool cache = job_.cache != nullptr && !is_stdin_;
    if (cache) cached = job_.cache->ask(input_, *job_.cache_keys[index_], rules_.settings.now.seconds);
    gathered.record = std::move(cached.renewed);
    if (cached.known && job_.archive != nullptr) gathered.facts = job_.archive->known(index_, *cached.mark);
    if (cached.known && (job_.archive == nullptr || gathered.facts)) {
      gathered.findings = std::move(cached.findings);
      gathered.is_shown = cached.source->size() > 0;
      if (gathered.is_shown) gathered.source = std::move(cached.source);
      gathered.mark = cached.mark;
      return gathered;
    }
    if (job_.archive != nullptr && !is_stdin_ && !cached.mark) cached.mark = files_.mark(input_.path);
    auto bytes = cached.bytes ? tl::expected<std::string, archive::FileError>(std::move(*cached.bytes)) : read();
    if (!bytes) {
      gathered.error = bytes.error();
      return gathered;
    }
    rules::Looked looked = look(std::move(*bytes), {});
    if (cache && !cached.known)
      gathered.record = job_.cache->record(input_, *job_.cache_keys[index_], cached, looked.post.source->bytes(),
                                           looked.findings, pass().holds());
    if (job_.archive != nullptr) gathered.facts = job_.archive->gather(index_, looked.post, cached.mark);
    gathered.findings = std::move(looked.findings);
    gathered.source = std::move(looked.post.source);
    return gathered;
  }

  Checked finish(Gathered gathered) {
    Checked checked;
    rules::Looked looked;
    looked.findings = std::move(gathered.findings);
    looked.post.source = std::move(gathered.source);
    rules::Judged judged;
    if (job_.archive != nullptr) judged = job_.archive->about(index_);
    // What silences findings may silence these, or nothing.
    const bool silences = job_.archive != nullptr && judged.archive && job_.archive->speaks(index_);
    bool mends = has_fix(looked.findings, job_.fix) || has_fix(judged.findings, job_.fix);
    bool anew = silences || mends || gathered.is_forgotten;
    if (looked.post.source == nullptr && (anew || !looked.findings.empty() || !judged.findings.empty())) {
      const auto kept = gathered.is_shown ? job_.cache->kept_bytes(input_) : std::nullopt;
      auto bytes = kept ? tl::expected<std::string, archive::FileError>(*kept) : read();
      if (!bytes) {
        checked.error = bytes.error();
        return checked;
      }
      // What was changed meanwhile is checked as it is now, and what was judged of it holds no more.
      const bool same = gathered.hash ? quick_hash(*bytes) == gathered.hash : files_.mark(input_.path) == gathered.mark;
      if (!same) {
        anew = true;
        judged = {};
      }
      if (job_.cache != nullptr && same && !kept && !is_stdin_) checked.shown = *bytes;
      looked.post.source = std::make_unique<const Source>(input_.path, std::move(*bytes));
    }
    if (anew) {
      looked = look(std::string(looked.post.source->bytes()), std::move(judged));
      if (gathered.is_forgotten) mends = has_fix(looked.findings, job_.fix);
    } else if (!judged.findings.empty()) {
      looked.findings.insert(looked.findings.end(), std::make_move_iterator(judged.findings.begin()),
                             std::make_move_iterator(judged.findings.end()));
      rules::settle(looked.findings);
    }
    if (looked.post.source == nullptr) looked.post.source = std::make_unique<const Source>(input_.path, std::string());
    if (mends) {
      // Again for each round of fixing it, what is judged of the post as it then is among the rest.
      const rules::Look again = [&](std::string now) {
        if (job_.archive == nullptr) return look(std::move(now), {});
        auto post = archive::make_post(std::move(now), input_, reading_, worker_.parser);
        const site::PostFacts facts = job_.archive->gather(index_, post, std::nullopt).facts;
        rules::Looked next{std::move(post), {}};
        next.findings = pass().run(next.post, rules_.settings, job_.archive->about(index_, &facts));
        return next;
      };
      checked.fix = fix_post(files_, input_, is_stdin_, job_.fix, looked, again);
    }
    if (is_stdin_ && job_.fix.mode == FixJob::Mode::apply) checked.mended_stdin = looked.post.source->bytes();
    if (job_.baseline != nullptr)
      checked.baseline = job_.baseline->judge(index_, *looked.post.source, rules_.selection, looked.findings);
    const std::vector<rules::Finding>& findings = looked.findings;
    if (findings.empty()) return checked;
    checked.texts = report_.render({input_.path, *looked.post.source, findings});
    for (const rules::Finding& f : findings)
      checked.findings.push_back({f.rule, f.level, f.fix ? f.fix->grade : rules::FixGrade::none});
    return checked;
  }

 private:
  rules::Pass& pass() { return worker_.passes.of(rules_); }
  tl::expected<std::string, archive::FileError> read() {
    if (is_stdin_) return stdin_bytes_;
    return files_.read(input_.path, archive::max_post_bytes);
  }
  rules::Looked look(std::string bytes, rules::Judged judged) {
    rules::Looked looked{archive::make_post(std::move(bytes), input_, reading_, worker_.parser), {}};
    looked.findings = pass().run(looked.post, rules_.settings, std::move(judged));
    return looked;
  }

  archive::FileStore& files_;
  const archive::Input& input_;
  std::size_t index_;
  const LintJob& job_;
  const Report& report_;
  LintWorker& worker_;
  const config::PostRules& rules_;
  const post::Reading& reading_;
  const std::string& stdin_bytes_;
  bool is_stdin_;
};

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
  archive::Pool<LintWorker> workers([] { return std::make_unique<LintWorker>(); });
  const auto with_post = [&](std::size_t i, const auto& use) {
    return workers.with([&](LintWorker& w) {
      PostRun run(files, posts, i, job, report, w);
      return use(run);
    });
  };
  const auto interrupted = [&] {
    totals.interrupted = totals.interrupted || (job.interruption != nullptr && job.interruption->requested());
    return totals.interrupted;
  };
  // Only where the archive is judged: all posts as they wait for it.
  std::vector<Gathered> waiting;
  std::size_t held = 0, held_findings = 0;
  if (job.archive != nullptr) {
    waiting.resize(posts.posts.size());
    archive::in_order<Gathered>(
        posts.posts.size(), job.jobs,
        [&](std::size_t i) { return with_post(i, [](PostRun& run) { return run.gather(); }); },
        [&](std::size_t i, Gathered gathered) {
          progress.step();
          if (gathered.facts) job.archive->put(i, std::move(*gathered.facts));
          gathered.facts.reset();
          if (gathered.record) job.cache->put(posts.posts[i].path, std::move(*gathered.record));
          gathered.record.reset();
          if (gathered.source != nullptr) {
            const bool is_wanted = !gathered.findings.empty() || gathered.is_shown;
            held += is_wanted ? gathered.source->size() : 0;
            if (!is_wanted || held > most_held_bytes) gathered.let_go();
          }
          held_findings += gathered.findings.size();
          if (held_findings > most_held_findings && !gathered.findings.empty()) gathered.forget();
          waiting[i] = std::move(gathered);
          return !interrupted();
        });
    if (!totals.interrupted) job.archive->judge(job.jobs);
  }
  bool open = report.begin();
  if (totals.interrupted) return totals;
  struct Done {
    std::optional<std::string> record;
    Checked checked;
  };
  archive::in_order<Done>(
      posts.posts.size(), job.jobs,
      [&](std::size_t i) {
        return with_post(i, [&](PostRun& run) {
          Gathered gathered = job.archive != nullptr ? std::move(waiting[i]) : run.gather();
          Done done{std::move(gathered.record), {}};
          if (gathered.error)
            done.checked.error = std::move(gathered.error);
          else
            done.checked = run.finish(std::move(gathered));
          return done;
        });
      },
      [&](std::size_t i, Done done) {
        Checked& checked = done.checked;
        if (job.archive == nullptr) progress.step();
        if (interrupted()) return open = false;
        if (checked.error) {
          unreadable(*checked.error);
          totals.unreadable.push_back(std::move(*checked.error));
          return open;
        }
        ++totals.posts;
        totals.known += checked.baseline.known;
        if (job.baseline != nullptr) job.baseline->take(i, job.setups[i].rules->selection, std::move(checked.baseline));
        if (done.record) job.cache->put(posts.posts[i].path, std::move(*done.record));
        if (checked.shown) job.cache->keep_bytes(posts.posts[i].path, *checked.shown);
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
  if (open && job.archive != nullptr && !totals.interrupted) {
    for (const ArchiveRun::OfFile& one : job.archive->about_files()) {
      count(totals, {one.finding.rule, one.finding.level, rules::FixGrade::none});
      const std::vector<rules::Finding> findings{one.finding};
      open = report.put(report.render({one.path, Source(one.path, std::string()), findings})) && open;
    }
  }
  if (open) report.end(totals);
  return totals;
}

}  // namespace galley::cli
