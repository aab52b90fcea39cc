// What a rule over the whole archive is. It sees no post but the facts that were gathered of every post of a site
// (core/site/facts.h): once all together, to compare them, and then, one by one, the posts that the run reports on. Its
// rule file is as any other: RuleInfo, documentation with examples (rules/documentation.h: `files`), fixtures.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/content/known_pairs.h"
#include "core/site/facts.h"
#include "core/site/resolve.h"
#include "core/site/sites.h"
#include "core/site/view.h"
#include "rules/rule.h"

namespace galley::rules {

/// The posts that are judged together: those of one site, or those of a run that belong to none.
struct Archive {
  std::span<const site::PostFacts> posts;  // by path
  /// Null for posts that belong to no site: rules that need one stay silent.
  const site::Site* site = nullptr;
  /// The text of a post's body as sketches compare it (core/content/sketch.h), read anew; empty where it is gone. For
  /// any thread.
  std::function<std::u32string(std::size_t post)> text;
  /// What the site publishes; null where there is no site, or no rule that asks (`Judge::asks_site`).
  const site::SiteView* view = nullptr;
  /// What is known of how similar two bodies are, kept by who judges; null for nothing.
  content::KnownPairs* pairs = nullptr;
  unsigned jobs = 1;  // how many threads a comparison may use; 0: as many as the machine has cores
};

/// What a judge gets to compare all posts.
class ArchiveContext : public OptionValues {
 public:
  ArchiveContext(const RuleInfo& rule, const Settings& settings, const Archive& archive,
                 const std::vector<bool>& reported)
      : OptionValues(rule, settings), archive_(&archive), reported_(&reported) {}
  const Archive& archive() const { return *archive_; }
  const site::PostFacts& post(std::size_t i) const { return archive_->posts[i]; }
  std::size_t size() const { return archive_->posts.size(); }
  /// Whether the run reports on a post, and the rule is on for it. A finding about several posts belongs to one of
  /// those (the last, say), with the others as related places.
  bool reports_on(std::size_t i) const { return (*reported_)[i]; }

 private:
  const Archive* archive_;
  const std::vector<bool>* reported_;
};

/// Where the links of one post lead, found when a rule first asks (rules/site_targets.h).
using Targets = std::optional<std::vector<site::Target>>;

/// What a judge gets to report on one post. `facts` may be newer than the archive's, where the post was mended.
class JudgeContext : public Reporter {
 public:
  JudgeContext(const RuleInfo& rule, const Settings& settings, const Archive& archive, std::size_t index,
               const site::PostFacts& facts, Level level, bool by_user, Targets& targets, std::vector<Finding>& out)
      : Reporter(rule, settings, level, by_user, out),
        archive_(&archive),
        index_(index),
        facts_(&facts),
        targets_(&targets) {}

  const Archive& archive() const { return *archive_; }
  std::size_t index() const { return index_; }
  const site::PostFacts& facts() const { return *facts_; }
  /// Shared by the rules that look at the post.
  Targets& targets() { return *targets_; }

 private:
  const Archive* archive_;
  std::size_t index_;
  const site::PostFacts* facts_;
  Targets* targets_;
};

/// What a rule says of a file of the site that is no post.
struct FileFinding {
  std::string path;  // as the run names it
  std::string message;
};

/// One object for an archive and for the options that hold (they may differ by folder).
class Judge {
 public:
  virtual ~Judge() = default;
  /// Whether it asks what the site publishes, which is then found out.
  virtual bool asks_site() const { return false; }
  /// Adds what facts it needs that are not always gathered.
  virtual void ask_facts(const OptionValues&, site::GatherOptions&) const {}
  /// Once, before any `post`; beside the comparisons of other rules.
  virtual void compare(const ArchiveContext&) {}
  /// For each post that the run reports on and the rule is on for; from several threads at a time. Must give the same
  /// for the same facts.
  virtual void post(JudgeContext&) const = 0;
  /// What it found of other files than posts, once it has compared.
  virtual std::vector<FileFinding> files() const { return {}; }
};

/// One that looks at a post in its site, and is silent where there is none.
class SiteJudge : public Judge {
 public:
  bool asks_site() const final { return true; }
  void post(JudgeContext& ctx) const final {
    if (ctx.archive().view != nullptr) post(ctx, *ctx.archive().view);
  }

 protected:
  virtual void post(JudgeContext&, const site::SiteView&) const = 0;
};

/// Defines the registry's entry for a rule over the archive, as GALLEY_RULE does for one on posts.
#define GALLEY_JUDGE(CODE, INFO, DOCUMENTATION, CLASS)                                        \
  static_assert((INFO).code == #CODE);                                                        \
  extern const ::galley::rules::RuleEntry entry;                                              \
  const ::galley::rules::RuleEntry entry {                                                    \
    INFO, DOCUMENTATION, nullptr,                                                             \
        []() -> std::unique_ptr<::galley::rules::Judge> { return std::make_unique<CLASS>(); } \
  }

}  // namespace galley::rules
