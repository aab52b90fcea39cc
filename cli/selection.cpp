#include "cli/selection.h"

#include <fmt/format.h>

#include "rules/registry.h"
#include "rules/words.h"

namespace galley::cli {

using config::Word;
using rules::Level;
using rules::rules_named;

std::string unknown_rule(std::string_view word) {
  return fmt::format("no rule is called '{}'{}; `galley rules` lists them", word, rules::did_you_mean_rule(word));
}

tl::expected<SelectionLayer, std::string> layer_of(const SelectionRequest& request) {
  SelectionLayer layer;
  std::string unknown;
  const auto words = [&](const std::vector<std::string>& from, const char* option, std::vector<Word>& to) {
    for (const std::string& word : from) {
      if (rules_named(word).empty() && unknown.empty()) unknown = unknown_rule(word);
      to.push_back({word, {option, 0, 0}});
    }
  };
  if (!request.select.empty()) words(request.select, "--select", layer.select.emplace());
  words(request.extend_select, "--extend-select", layer.extend_select);
  words(request.ignore, "--ignore", layer.ignore);
  if (!unknown.empty()) return tl::unexpected(unknown);
  for (const std::string& setting : request.levels) {
    const std::size_t equals = setting.find('=');
    const std::string word = setting.substr(0, equals);
    const std::string level = equals == std::string::npos ? "" : setting.substr(equals + 1);
    if (level != "error" && level != "warning" && level != "off")
      return tl::unexpected(fmt::format("--level takes CODE=error, CODE=warning or CODE=off, not '{}'", setting));
    if (rules_named(word).empty()) return tl::unexpected(unknown_rule(word));
    layer.levels.push_back({{word, {"--level", 0, 0}},
                            level == "error"     ? Level::error
                            : level == "warning" ? Level::warning
                                                 : Level::off});
  }
  return layer;
}

RuleStates::RuleStates() {
  for (const auto* rule : rules::all_rules()) {
    State& state = states_.emplace_back();
    state.selected = rule->info.level != Level::off;
  }
}

void RuleStates::put(const SelectionLayer& layer, bool past_shut) {
  const auto turn_on = [&](const Word& word) {
    for (const std::size_t i : rules_named(word.text)) {
      if (states_[i].shut && !past_shut) continue;
      states_[i].selected = true;
      states_[i].from = word.from;
    }
  };
  const auto turn_off = [&](const Word& word) {
    for (const std::size_t i : rules_named(word.text)) {
      states_[i].selected = false;
      states_[i].from = word.from;
    }
  };
  if (layer.select) {
    for (State& state : states_) {
      if (state.selected && !layer.select->empty()) state.from = layer.select->front().from;
      state.selected = false;
    }
    for (const Word& word : *layer.select) turn_on(word);
  }
  for (const Word& word : layer.extend_select) turn_on(word);
  for (const Word& word : layer.ignore) turn_off(word);
  for (const auto& [word, level] : layer.levels) {
    if (level == Level::off) {
      turn_off(word);
      continue;
    }
    for (const std::size_t i : rules_named(word.text)) {
      states_[i].selected = true;
      states_[i].level = level;
      states_[i].from = states_[i].level_from = word.from;
    }
  }
}

void RuleStates::apply(const SelectionLayer& layer) { put(layer, true); }

void RuleStates::apply_per_path(const SelectionLayer& layer) {
  put(layer, true);
  if (layer.select)
    for (State& state : states_) state.shut = true;
  for (const Word& word : layer.ignore)
    for (const std::size_t i : rules_named(word.text)) states_[i].shut = true;
  for (const auto& [word, level] : layer.levels)
    if (level == Level::off)
      for (const std::size_t i : rules_named(word.text)) states_[i].shut = true;
  for (State& state : states_)
    if (state.selected) state.shut = false;
}

void RuleStates::apply_command_line(const SelectionLayer& layer) { put(layer, false); }

Level RuleStates::level(std::size_t rule) const {
  const State& state = states_[rule];
  if (!state.selected) return Level::off;
  const Level own = rules::all_rules()[rule]->info.level;
  return state.level.value_or(own == Level::off ? Level::warning : own);
}

rules::Selection RuleStates::selection() const {
  rules::Selection selection;
  for (std::size_t i = 0; i < states_.size(); ++i)
    selection.rules.push_back({level(i), states_[i].selected && states_[i].level.has_value()});
  return selection;
}

}  // namespace galley::cli
