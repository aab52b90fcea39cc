#include "cli/selection.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "rules/registry.h"

namespace galley::cli {
namespace {

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return out;
}

// The rules that a word names; empty where it names none.
std::vector<std::size_t> rules_named(std::string_view word) {
  const auto rules = rules::all_rules();
  std::vector<std::size_t> found;
  const std::string code = upper(word);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const bool by_code = code == "ALL" || (!code.empty() && rules[i]->info.code.starts_with(code));
    if (by_code || rules[i]->info.name == word) found.push_back(i);
  }
  return found;
}

tl::unexpected<std::string> unknown(std::string_view word) {
  std::vector<std::string_view> known;
  for (const auto* r : rules::all_rules()) known.insert(known.end(), {r->info.code, r->info.name});
  const std::string up = upper(word);
  std::string_view near = nearest(word, known);
  if (near.empty()) near = nearest(up, known);
  return tl::unexpected(fmt::format("no rule is called '{}'{}; `galley rules` lists them", word,
                                    near.empty() ? "" : fmt::format(" (did you mean {}?)", near)));
}

}  // namespace

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known) {
  std::string_view best;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : known) {
    std::vector<std::size_t> row(candidate.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= word.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i;
      for (std::size_t j = 1; j <= candidate.size(); ++j) {
        const std::size_t above = row[j];
        row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (word[i - 1] == candidate[j - 1] ? 0 : 1)});
        diagonal = above;
      }
    }
    if (row.back() < least) {
      least = row.back();
      best = candidate;
    }
  }
  return best;
}

tl::expected<rules::Selection, std::string> resolve(const SelectionRequest& request) {
  using rules::Level;
  const auto rules = rules::all_rules();
  rules::Selection selection = rules::Selection::defaults();
  if (!request.select.empty())
    for (auto& chosen : selection.rules) chosen.level = Level::off;
  const auto turn_on = [&](const std::vector<std::string>& words) -> tl::expected<void, std::string> {
    for (const std::string& word : words) {
      const auto named = rules_named(word);
      if (named.empty()) return unknown(word);
      for (const std::size_t i : named) {
        const Level own = rules[i]->info.level;
        selection.rules[i].level = own == Level::off ? Level::warning : own;
      }
    }
    return {};
  };
  if (auto on = turn_on(request.select); !on) return tl::unexpected(on.error());
  if (auto on = turn_on(request.extend_select); !on) return tl::unexpected(on.error());
  for (const std::string& word : request.ignore) {
    const auto named = rules_named(word);
    if (named.empty()) return unknown(word);
    for (const std::size_t i : named) selection.rules[i].level = Level::off;
  }
  for (const std::string& setting : request.levels) {
    const std::size_t equals = setting.find('=');
    const std::string word = setting.substr(0, equals);
    const std::string level = equals == std::string::npos ? "" : setting.substr(equals + 1);
    if (level != "error" && level != "warning" && level != "off")
      return tl::unexpected(fmt::format("--level takes CODE=error, CODE=warning or CODE=off, not '{}'", setting));
    const auto named = rules_named(word);
    if (named.empty()) return unknown(word);
    for (const std::size_t i : named)
      selection.rules[i] = {level == "error" ? Level::error : level == "warning" ? Level::warning : Level::off, true};
  }
  return selection;
}

}  // namespace galley::cli
