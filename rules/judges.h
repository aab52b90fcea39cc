// The rules over the archive of a run, put to work: each compares all posts once, and then tells what it has to say of
// one.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "rules/judge.h"
#include "rules/pass.h"

namespace galley::rules {

/// Whether a selection has any rule over the archive.
bool has_judges(const Selection& selection);
/// Whether it has one that asks what the site publishes.
bool has_site_judges(const Selection& selection);

/// What a selection with these settings wants of gathering, added to `out`.
void add_gather_options(const Selection& selection, const Settings& settings, site::GatherOptions& out);

class Judges {
 public:
  /// What holds for a post of the archive; null for one that is only compared with.
  struct Holds {
    const Selection* selection = nullptr;
    const Settings* settings = nullptr;
  };

  /// Compares. `holds` is for each post of `archive`; what both refer to outlives this. `look` finds out what the site
  /// publishes (`archive.view`), beside the comparisons that do not ask; null where that is known.
  Judges(Archive archive, std::vector<Holds> holds, const std::function<const site::SiteView*()>& look = nullptr);
  Judges(const Judges&) = delete;
  Judges& operator=(const Judges&) = delete;

  /// What they find of a post, in no order. For any thread.
  Judged about(std::size_t post, const site::PostFacts& facts) const;
  /// What they find of files that are no posts: the rule's index, and its finding.
  std::vector<std::pair<std::size_t, FileFinding>> about_files() const;

 private:
  using Options = std::map<std::string, OptionValue, std::less<>>;

  Archive archive_;
  std::vector<Holds> holds_;
  std::vector<std::size_t> rules_;  // those that any post has on, by index into `all_rules()`
  std::vector<std::unique_ptr<Judge>> judges_;
  std::vector<std::size_t> rule_of_;  // of each of these
  std::map<std::pair<std::size_t, const Settings*>, const Judge*> by_settings_;
  static const Options& options_of(std::size_t rule, const Settings& settings);
};

}  // namespace galley::rules
