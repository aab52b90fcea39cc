#include "rules/fix_rounds.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <utility>

#include "rules/fixer.h"
#include "rules/rule.h"

namespace galley::rules {
namespace {

// Looking for the fix that is to blame reads the post again and again; beyond this, the rest of a round is withheld.
constexpr unsigned max_trials = 64;
// Rounds in a row that may pass without fewer findings: a fix may have to open the way for another.
constexpr unsigned max_stalled_rounds = 4;

bool readable(const Looked& l) { return l.post.front_matter.readable(); }

// Whether a finding shows only now that the front matter can be read.
bool was_hidden(const Looked& before, const Looked& after, const Finding& f) {
  if (readable(before) || !readable(after)) return false;
  return f.whole_file || f.at.begin < after.post.body().begin;
}

// Findings by rule and level.
using Counts = std::map<std::pair<const RuleInfo*, Level>, std::size_t>;

// Why `after` is worse than `before`; empty where it is not. New warnings that a fix of grade `mendable` mends do not
// count.
std::string worse(const Looked& before, const Looked& after, FixGrade mendable) {
  if (readable(before) && !readable(after)) return "its fix would make the front matter unreadable";
  if (before.post.front_matter.present() && !after.post.front_matter.present())
    return "its fix would take the front matter away";
  Counts had;
  for (const Finding& f : before.findings) ++had[{f.rule, f.level}];
  for (const Finding& f : after.findings) {
    if (was_hidden(before, after, f)) continue;
    std::size_t& n = had[{f.rule, f.level}];
    if (n == 0 && f.level != Level::error && f.fix && f.fix->grade <= mendable) continue;
    if (n == 0) return "its fix would bring up " + std::string(f.rule->code) + " (" + f.message + ")";
    --n;
  }
  return {};
}

class Mending {
 public:
  /// Where it is not `patient`, a fix may not bring up even what another round would mend.
  Mending(FixGrade most, bool patient, const Look& look)
      : most_(most), mendable_(patient ? most : FixGrade::none), look_(&look) {}

  Mended run(Looked now) {
    keep(now, 0);
    std::size_t fixed = 0;
    std::set<std::string, std::less<>> seen;  // since the last improvement
    unsigned stalled = 0;
    for (unsigned rounds = 0;; ++rounds) {
      std::vector<std::size_t> which = candidates(now);
      if (which.empty()) {
        withheld_.clear();
        break;
      }
      if (rounds == max_fix_rounds) {
        trouble(now.findings[which.front()].rule,
                "fixes are still left after " + std::to_string(max_fix_rounds) + " rounds; run galley again to go on");
        break;
      }
      seen.emplace(now.post.source->bytes());
      Round round = one_round(now, std::move(which));
      if (round.rules.empty()) break;
      now = std::move(round.after);
      fixed += round.fixed;
      if (now.findings.size() < best_.findings || (readable(now) && !best_.readable)) {
        keep(now, fixed);
        stalled = 0;
        seen.clear();
      } else if (++stalled == max_stalled_rounds || seen.contains(now.post.source->bytes())) {
        for (const RuleInfo* rule : round.rules) {
          barred_.insert(rule);
          trouble(rule,
                  "its fix does not settle, alone or with the others of this post, and is left out; this is a bug in "
                  "galley: please report it with the post");
        }
        now = (*look_)(best_.bytes);
        fixed = best_.fixed;
        stalled = 0;
        seen.clear();
      }
    }
    Mended mended{std::move(now), fixed, std::move(lasting_)};
    mended.troubles.insert(mended.troubles.end(), withheld_.begin(), withheld_.end());
    return mended;
  }

 private:
  struct Round {
    Looked after;
    std::size_t fixed = 0;
    std::vector<const RuleInfo*> rules;  // whose fixes were applied, each once, in the post's order
  };

  void keep(const Looked& now, std::size_t fixed) {
    best_ = {std::string(now.post.source->bytes()), now.findings.size(), readable(now), fixed};
  }

  std::vector<std::size_t> candidates(const Looked& l) const {
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < l.findings.size(); ++i) {
      const Finding& f = l.findings[i];
      if (f.fix && f.fix->grade <= most_ && !f.fix->edits.empty() && !barred_.contains(f.rule)) which.push_back(i);
    }
    return which;
  }

  // Applies what can be applied together; where the post would be worse for it, all but what is to blame.
  Round one_round(const Looked& now, std::vector<std::size_t> which) {
    Round round;
    withheld_.clear();
    std::vector<std::size_t> accepted;
    std::deque<std::vector<std::size_t>> groups{std::move(which)};
    for (unsigned trials = 0; !groups.empty(); ++trials) {
      const std::vector<std::size_t> group = std::move(groups.front());
      groups.pop_front();
      std::vector<std::size_t> wanted = accepted;
      wanted.insert(wanted.end(), group.begin(), group.end());
      Fixed fixed = apply_fixes(now.post.source->bytes(), now.findings, wanted);
      if (fixed.applied.size() == accepted.size()) continue;  // all of the group overlaps what was accepted: it waits
      Looked after = (*look_)(std::move(fixed.bytes));
      const std::string reason = worse(now, after, mendable_);
      if (reason.empty()) {
        accepted = std::move(fixed.applied);
        round.after = std::move(after);
      } else if (group.size() == 1 || trials >= max_trials) {
        for (const std::size_t i : group) withhold(now.findings[i].rule, reason);
      } else {
        const auto middle = group.begin() + static_cast<std::ptrdiff_t>(group.size() / 2);
        groups.emplace_front(middle, group.end());
        groups.emplace_front(group.begin(), middle);
      }
    }
    round.fixed = accepted.size();
    for (const std::size_t i : accepted)
      if (const RuleInfo* rule = now.findings[i].rule;
          std::find(round.rules.begin(), round.rules.end(), rule) == round.rules.end())
        round.rules.push_back(rule);
    return round;
  }

  // Of this round: what comes after may let the fix through.
  void withhold(const RuleInfo* rule, const std::string& reason) {
    const auto same = [&](const FixTrouble& t) { return t.rule == rule && t.reason == reason; };
    if (std::none_of(withheld_.begin(), withheld_.end(), same)) withheld_.push_back({rule, reason});
  }
  void trouble(const RuleInfo* rule, std::string reason) { lasting_.push_back({rule, std::move(reason)}); }

  FixGrade most_, mendable_;
  const Look* look_;
  struct {
    std::string bytes;
    std::size_t findings = 0;
    bool readable = false;
    std::size_t fixed = 0;
  } best_;  // where the post last improved
  std::set<const RuleInfo*> barred_;
  std::vector<FixTrouble> lasting_, withheld_;
};

}  // namespace

Mended mend(Looked first, FixGrade most, const Look& look) {
  const std::string bytes(first.post.source->bytes());
  Mended mended = Mending(most, true, look).run(std::move(first));
  if (mended.fixed == 0) return mended;
  // What a round brought up for the next to mend, that one may have had to withhold.
  Looked again = look(bytes);
  if (worse(again, mended.left, FixGrade::none).empty()) return mended;
  return Mending(most, false, look).run(std::move(again));
}

}  // namespace galley::rules
