// Which rules run and at which level. What a configuration and the command line say of it comes in layers, each put on
// top of the one before; every rule remembers what decided on it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "cli/config/origin.h"
#include "rules/pass.h"

namespace galley::cli {

/// The words of the command line as they were given.
struct SelectionRequest {
  std::vector<std::string> select;         // instead of the rules that were selected
  std::vector<std::string> extend_select;  // besides them
  std::vector<std::string> ignore;         // but not these
  std::vector<std::string> levels;         // CODE=error|warning|off
};

/// Every word names rules, and every level is one.
struct SelectionLayer {
  struct Level {
    config::Word rules;
    rules::Level level = rules::Level::off;
  };
  std::optional<std::vector<config::Word>> select;
  std::vector<config::Word> extend_select, ignore;
  std::vector<Level> levels;
  bool empty() const { return !select && extend_select.empty() && ignore.empty() && levels.empty(); }
};

/// The error names what is unknown and the nearest known one.
tl::expected<SelectionLayer, std::string> layer_of(const SelectionRequest& request);

/// `no rule is called 'LK999' (did you mean LK001?); …`
std::string unknown_rule(std::string_view word);

/// What holds for each rule, by index into `rules::all_rules()`.
class RuleStates {
 public:
  struct State {
    bool selected = false;
    std::optional<rules::Level>
        level;            // that was given; else the rule's own, or warning for one that is off by default
    bool shut = false;    // `per-path` leaves it out here
    config::Origin from;  // of what selected or ignored it last
    config::Origin level_from;
  };

  /// Every rule at its own level.
  RuleStates();

  /// Within a layer select comes first, then extend-select, ignore and levels. A level that is not `off` selects, too.
  void apply(const SelectionLayer& layer);
  /// The layer of a `per-path` entry: what it leaves out is remembered.
  void apply_per_path(const SelectionLayer& layer);
  /// The layer of the command line: `select` and `extend-select` do not bring back what `per-path` leaves out; a level
  /// does.
  void apply_command_line(const SelectionLayer& layer);

  const std::vector<State>& states() const { return states_; }
  rules::Level level(std::size_t rule) const;
  rules::Selection selection() const;

 private:
  void put(const SelectionLayer& layer, bool past_shut);
  std::vector<State> states_;
};

}  // namespace galley::cli
