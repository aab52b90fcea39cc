#include "rules/judges.h"

#include "core/archive/parallel.h"

namespace galley::rules {

bool has_judges(const Selection& selection) {
  const auto rules = all_rules();
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (rules[i]->make_judge != nullptr && selection.rules[i].level != Level::off) return true;
  return false;
}

namespace {

// Each rule over the archive that is on.
template <typename Use>
void for_judges(const Selection& selection, Use use) {
  const auto rules = all_rules();
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (rules[i]->make_judge != nullptr && selection.rules[i].level != Level::off)
      use(*rules[i], *rules[i]->make_judge());
}

}  // namespace

void add_gather_options(const Selection& selection, const Settings& settings, site::GatherOptions& out) {
  for_judges(selection, [&](const RuleEntry& rule, const Judge& judge) {
    judge.ask_facts(OptionValues(rule.info, settings), out);
  });
}

bool has_site_judges(const Selection& selection) {
  bool asks = false;
  for_judges(selection, [&](const RuleEntry&, const Judge& judge) { asks = asks || judge.asks_site(); });
  return asks;
}

const Judges::Options& Judges::options_of(std::size_t rule, const Settings& settings) {
  static const Options none;
  const auto configured = settings.options.find(all_rules()[rule]->info.code);
  return configured == settings.options.end() ? none : configured->second;
}

Judges::Judges(Archive archive, std::vector<Holds> holds, const std::function<const site::SiteView*()>& look)
    : archive_(std::move(archive)), holds_(std::move(holds)) {
  const auto rules = all_rules();
  // Most posts share what holds for them.
  std::map<std::pair<const Selection*, const Settings*>, std::vector<std::size_t>> alike;
  for (std::size_t i = 0; i < holds_.size(); ++i)
    if (holds_[i].selection != nullptr) alike[{holds_[i].selection, holds_[i].settings}].push_back(i);
  struct Comparison {
    Judge* judge;
    std::size_t rule;
    const Settings* settings;
    std::vector<bool> reported;
  };
  std::vector<Comparison> of_facts, of_site;
  for (std::size_t rule = 0; rule < rules.size(); ++rule) {
    if (rules[rule]->make_judge == nullptr) continue;
    struct Same {
      std::vector<const Settings*> settings;
      std::vector<bool> reported;
    };
    std::map<Options, Same> by_options;
    for (const auto& [held, posts] : alike) {
      if (held.first->rules[rule].level == Level::off) continue;
      Same& same = by_options[options_of(rule, *held.second)];
      same.settings.push_back(held.second);
      same.reported.resize(holds_.size(), false);
      for (const std::size_t post : posts) same.reported[post] = true;
    }
    if (by_options.empty()) continue;
    rules_.push_back(rule);
    for (auto& [options, same] : by_options) {
      Judge& judge = *judges_.emplace_back(rules[rule]->make_judge());
      rule_of_.push_back(rule);
      for (const Settings* settings : same.settings) by_settings_[{rule, settings}] = &judge;
      auto& comparisons = judge.asks_site() ? of_site : of_facts;
      comparisons.push_back({&judge, rule, same.settings.front(), std::move(same.reported)});
    }
  }
  const auto compare = [&](const Comparison& c) {
    c.judge->compare(ArchiveContext(rules[c.rule]->info, *c.settings, archive_, c.reported));
  };
  const std::size_t looks = look && !of_site.empty() ? 1 : 0;
  archive::in_parallel(of_facts.size() + looks, archive_.jobs, [&](std::size_t i) {
    if (i < looks)
      archive_.view = look();
    else
      compare(of_facts[i - looks]);
  });
  archive::in_parallel(of_site.size(), archive_.jobs, [&](std::size_t i) { compare(of_site[i]); });
}

Judged Judges::about(std::size_t post, const site::PostFacts& facts) const {
  // A lone post is no archive, and what no site publishes is not known.
  Judged judged{{}, archive_.site != nullptr || archive_.posts.size() > 1, archive_.view != nullptr};
  const Holds& held = holds_[post];
  Targets targets;
  if (held.selection == nullptr) return judged;
  for (const std::size_t rule : rules_) {
    const Selection::Chosen chosen = held.selection->rules[rule];
    if (chosen.level == Level::off) continue;
    JudgeContext context(all_rules()[rule]->info, *held.settings, archive_, post, facts, chosen.level, chosen.by_user,
                         targets, judged.findings);
    by_settings_.at({rule, held.settings})->post(context);
  }
  return judged;
}

std::vector<std::pair<std::size_t, FileFinding>> Judges::about_files() const {
  std::vector<std::pair<std::size_t, FileFinding>> out;
  for (std::size_t i = 0; i < judges_.size(); ++i)
    for (FileFinding& one : judges_[i]->files()) out.emplace_back(rule_of_[i], std::move(one));
  return out;
}

}  // namespace galley::rules
