#include "rules/fixer.h"

#include <algorithm>

namespace galley::rules {

Fixed apply_fixes(std::string_view post, const std::vector<Finding>& findings, FixGrade most) {
  std::vector<std::size_t> which;
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (findings[i].fix && findings[i].fix->grade <= most) which.push_back(i);
  return apply_fixes(post, findings, which);
}

Fixed apply_fixes(std::string_view post, const std::vector<Finding>& findings, const std::vector<std::size_t>& which) {
  std::vector<Edit> taken;  // sorted, not overlapping
  std::vector<std::size_t> applied;
  const auto free = [&](const Edit& e) {
    // Two edits clash where they share bytes, and where one inserts at a place that the other touches: which of the two
    // comes first would be chance.
    auto other = std::lower_bound(taken.begin(), taken.end(), e.at.begin,
                                  [](const Edit& t, std::uint32_t begin) { return t.at.end < begin; });
    for (; other != taken.end() && other->at.begin <= e.at.end; ++other) {
      const bool touch_only = other->at.end == e.at.begin || other->at.begin == e.at.end;
      if (!touch_only || other->at.empty() || e.at.empty()) return false;
    }
    return true;
  };
  std::vector<std::size_t> order;
  for (const std::size_t i : which)
    if (findings[i].fix && !findings[i].fix->edits.empty()) order.push_back(i);
  const auto begin_of = [&](std::size_t i) {
    const auto& edits = findings[i].fix->edits;
    return std::min_element(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.at < b.at; })
        ->at.begin;
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return begin_of(a) < begin_of(b); });
  for (const std::size_t i : order) {
    const auto& edits = findings[i].fix->edits;
    if (!std::all_of(edits.begin(), edits.end(), free)) continue;
    for (const Edit& e : edits) {
      const auto at =
          std::upper_bound(taken.begin(), taken.end(), e, [](const Edit& a, const Edit& b) { return a.at < b.at; });
      taken.insert(at, e);
    }
    applied.push_back(i);
  }
  Fixed fixed;
  fixed.applied = std::move(applied);
  std::uint32_t at = 0;
  for (const Edit& e : taken) {
    fixed.bytes += post.substr(at, e.at.begin - at);
    fixed.bytes += e.text;
    at = e.at.end;
  }
  fixed.bytes += post.substr(at);
  return fixed;
}

}  // namespace galley::rules
