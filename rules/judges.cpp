#include "rules/judges.h"

#include <algorithm>
#include <array>

namespace galley::rules {

Finding& JudgeContext::report(Level level, Span at, std::string message) {
  Finding& f = out_->emplace_back();
  f.rule = &rule();
  f.level = by_user_ ? level_ : level;
  f.at = at;
  f.message = std::move(message);
  return f;
}

Finding& JudgeContext::report_file(std::string message) {
  Finding& f = report(Span{0, 0}, std::move(message));
  f.whole_file = true;
  return f;
}

bool has_judges(const Selection& selection) {
  const auto rules = all_rules();
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (rules[i]->make_judge != nullptr && selection.rules[i].level != Level::off) return true;
  return false;
}

bool has_site_judges(const Selection& selection) {
  static constexpr std::array<std::string_view, 6> codes{"FM014", "LK003", "LK004", "LK018", "LK020", "MK032"};
  const auto rules = all_rules();
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (selection.rules[i].level != Level::off &&
        std::find(codes.begin(), codes.end(), rules[i]->info.code) != codes.end())
      return true;
  return false;
}

const Judges::Options& Judges::options_of(std::size_t rule, const Settings& settings) {
  static const Options none;
  const auto configured = settings.options.find(all_rules()[rule]->info.code);
  return configured == settings.options.end() ? none : configured->second;
}

Judges::Judges(const Archive& archive, std::vector<Holds> holds) : archive_(&archive), holds_(std::move(holds)) {
  const auto rules = all_rules();
  // Most posts share what holds for them.
  std::map<std::pair<const Selection*, const Settings*>, std::vector<std::size_t>> alike;
  for (std::size_t i = 0; i < holds_.size(); ++i)
    if (holds_[i].selection != nullptr) alike[{holds_[i].selection, holds_[i].settings}].push_back(i);
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
    for (const auto& [options, same] : by_options) {
      Judge& judge = *judges_.emplace_back(rules[rule]->make_judge());
      judge.compare(ArchiveContext(rules[rule]->info, *same.settings.front(), archive, same.reported));
      for (const Settings* settings : same.settings) by_settings_[{rule, settings}] = &judge;
    }
  }
}

std::vector<Finding> Judges::about(std::size_t post, const site::PostFacts& facts) const {
  std::vector<Finding> findings;
  const Holds& held = holds_[post];
  if (held.selection == nullptr) return findings;
  for (const std::size_t rule : rules_) {
    const Selection::Chosen chosen = held.selection->rules[rule];
    if (chosen.level == Level::off) continue;
    JudgeContext context(all_rules()[rule]->info, *held.settings, *archive_, post, facts, chosen.level, chosen.by_user,
                         findings);
    by_settings_.at({rule, held.settings})->post(context);
  }
  return findings;
}

}  // namespace galley::rules
