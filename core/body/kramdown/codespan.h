// Code spans: kramdown/codespan.rb. They are found twice, in a table's rows and among the other spans.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace galley::body::kramdown {

class CodespanFinder {
 public:
  explicit CodespanFinder(std::string_view text) : text_(text) {}

  struct Match {
    bool found = false;
    std::size_t begin = 0;
    std::size_t content_begin = 0;
    std::size_t content_end = 0;
    std::size_t end = 0;  // after the span; where there is none, after its would-be delimiter
  };
  /// The code span that begins at the backtick `text[at]`.
  Match match(std::size_t at);

 private:
  std::string_view text_;
  struct Run {
    std::size_t begin, size;
  };
  std::size_t next_run(std::size_t from, std::size_t size);

  std::vector<Run> runs_;  // of backticks, found when first asked for
  bool has_runs_ = false;
  std::size_t failed_from_ = 0;  // from here on no run is as long as
  std::size_t failed_size_ = static_cast<std::size_t>(-1);
};

}  // namespace galley::body::kramdown
