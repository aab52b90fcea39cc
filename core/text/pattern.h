// Regular expressions in Perl's syntax over bytes, for the few places where text is judged by a pattern that is given:
// the patterns of Ruby's date heuristic, and those in a configuration. The only room that knows Boost.Regex. What would
// take too long to match does not match.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace galley::text {

/// Where a group matched, as offsets into the text that was searched.
struct Group {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Pattern {
 public:
  enum class Case : bool { matters, ignored };
  /// The error says what is wrong with the pattern, as Boost words it.
  static tl::expected<Pattern, std::string> compile(const std::string& pattern, Case letter_case = Case::matters);

  /// The first match at or after `from`: the whole, then each group, nothing for one that had no part. `^`, `\A` and
  /// `\b` look at what stands before `from`. For any number of threads.
  std::optional<std::vector<std::optional<Group>>> search(std::string_view text, std::size_t from = 0) const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace galley::text
