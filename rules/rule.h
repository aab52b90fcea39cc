// What a rule is. A rule file holds all of one rule: its RuleInfo, its documentation, whose examples are tests, and a
// class that reports findings during one walk over a post. Rules never print and never touch the disk.
#pragma once

#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/document.h"
#include "core/post/links.h"
#include "core/post/post.h"
#include "rules/facts.h"
#include "rules/finding.h"
#include "rules/settings.h"

namespace galley::rules {

/// A setting of a rule, under `rules: CODE:` in the configuration.
struct Option {
  enum class Kind : std::uint8_t { boolean, integer, text, texts } kind;
  std::string_view name;
  std::string_view fallback;  // the value that holds where nothing is configured; texts separated by commas
  std::string_view help;      // one sentence
};

struct RuleInfo {
  std::string_view code;     // LK001
  std::string_view name;     // empty-link
  std::string_view summary;  // what it reports, in one line
  Level level = Level::warning;
  FixGrade fix = FixGrade::none;
  std::string_view since = "0.1.0";
  std::span<const Option> options = {};
};

/// A rule's options as they are configured, or fall back.
class OptionValues {
 public:
  OptionValues(const RuleInfo& rule, const Settings& settings) : rule_(&rule), settings_(&settings) {}

  const Settings& settings() const { return *settings_; }
  bool option_flag(std::string_view name) const;
  std::int64_t option_integer(std::string_view name) const;
  std::string option_text(std::string_view name) const;
  std::vector<std::string> option_texts(std::string_view name) const;

 protected:
  const RuleInfo& rule() const { return *rule_; }

 private:
  const Option& option(std::string_view name) const;

  const RuleInfo* rule_;
  const Settings* settings_;
};

/// Where a rule reports, at the level that holds for it.
class Reporter : public OptionValues {
 public:
  /// `by_user`: whether the level is one that the user named for the rule.
  Reporter(const RuleInfo& rule, const Settings& settings, Level level, bool by_user, std::vector<Finding>& out)
      : OptionValues(rule, settings), level_(level), by_user_(by_user), out_(&out) {}

  /// Reports at a span of the post. The finding may be added to until the next report. Related places of other posts
  /// carry their path.
  Finding& report(Span at, std::string message);
  /// Reports about the file as a whole.
  Finding& report_file(std::string message);
  /// Reports at a level other than the rule's own; one that the user named for the rule still holds.
  Finding& report(Level level, Span at, std::string message);

 private:
  Level level_;
  bool by_user_;
  std::vector<Finding>* out_;
};

/// What a rule sees of the run and of the post.
class Context : public Reporter {
 public:
  Context(const post::Post& post, const Settings& settings, const RuleInfo& rule, Level level, bool by_user,
          Facts& facts, std::vector<Finding>& out)
      : Reporter(rule, settings, level, by_user, out), post_(&post), facts_(&facts) {}

  const post::Post& post() const { return *post_; }
  const body::Document& document() const { return post_->document; }
  const Source& source() const { return *post_->source; }
  /// What rules share of their knowledge of the post.
  Facts& facts() const { return *facts_; }

 private:
  const post::Post* post_;
  Facts* facts_;
};

/// What of the walk a rule takes part in. Everything is asked once for a run.
struct Interest {
  std::vector<body::Tag> tags = {};  // elements of these tags, HTML's only
  bool every_element = false;
  bool text = false;
  bool comments = false;
  bool links = false;  // every link, with or beside the element that has it
};

/// One object for each worker, used for one post after another: `begin`, the walk in document order, `end`. State that
/// belongs to a post is reset in `begin`.
class Rule {
 public:
  virtual ~Rule() = default;
  virtual Interest interest() const { return {}; }
  virtual void begin(Context&) {}
  virtual void element(Context&, const body::Node&) {}
  virtual void text(Context&, const body::Node&) {}
  virtual void comment(Context&, const body::Node&) {}
  virtual void link(Context&, const post::Link&) {}
  virtual void end(Context&) {}
};

class Judge;  // rules/judge.h

/// An entry of the registry: a rule on posts, or one on the archive.
struct RuleEntry {
  RuleInfo info;
  std::string_view documentation;
  std::unique_ptr<Rule> (*make)() = nullptr;
  std::unique_ptr<Judge> (*make_judge)() = nullptr;
};

/// Defines the registry's entry for a rule class, within the namespace that is named for its code, which keeps the
/// names in one rule's file from those in another's; `rules.def` names it.
#define GALLEY_RULE(CODE, INFO, DOCUMENTATION, CLASS)                                                         \
  static_assert((INFO).code == #CODE);                                                                        \
  extern const ::galley::rules::RuleEntry entry;                                                              \
  const ::galley::rules::RuleEntry entry {                                                                    \
    INFO, DOCUMENTATION, []() -> std::unique_ptr<::galley::rules::Rule> { return std::make_unique<CLASS>(); } \
  }

}  // namespace galley::rules
