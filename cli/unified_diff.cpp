#include "cli/unified_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace galley::cli {
namespace {

constexpr std::ptrdiff_t context = 3;
// Myers' algorithm keeps a row for each difference; texts that differ in more lines than this have what lies between
// their common beginning and end replaced as a whole.
constexpr std::ptrdiff_t max_differences = 2000;

using Lines = std::vector<std::string_view>;  // each with its line end

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

// A stretch of lines that is replaced; indices of lines.
struct Change {
  std::ptrdiff_t a_begin, a_end, b_begin, b_end;
};

// E. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986: the greedy algorithm, on numbers that stand for
// lines. Adds the changes between a[at..] and b[bt..], which have no common beginning or end.
void myers(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b, std::ptrdiff_t at,
           std::ptrdiff_t bt, std::ptrdiff_t n, std::ptrdiff_t m, std::vector<Change>& out) {
  const auto same = [&](std::ptrdiff_t x, std::ptrdiff_t y) {
    return a[static_cast<std::size_t>(at + x)] == b[static_cast<std::size_t>(bt + y)];
  };
  // rows[d] holds the furthest x on each diagonal -d..d after d differences.
  std::vector<std::vector<std::ptrdiff_t>> rows;
  const std::ptrdiff_t most = std::min(n + m, max_differences);
  bool found = n == 0 || m == 0;
  if (!found) {
    for (std::ptrdiff_t d = 0; d <= most && !found; ++d) {
      std::vector<std::ptrdiff_t> row(static_cast<std::size_t>(2 * d + 1), -1);
      for (std::ptrdiff_t k = -d; k <= d && !found; k += 2) {
        std::ptrdiff_t x = 0;
        if (d > 0) {
          const std::vector<std::ptrdiff_t>& last = rows.back();
          const auto of = [&](std::ptrdiff_t diagonal) {
            return diagonal < -(d - 1) || diagonal > d - 1 ? std::ptrdiff_t{-1}
                                                           : last[static_cast<std::size_t>(diagonal + d - 1)];
          };
          x = k == -d || (k != d && of(k - 1) < of(k + 1)) ? of(k + 1) : of(k - 1) + 1;
        }
        while (x < n && x - k < m && same(x, x - k)) ++x;
        row[static_cast<std::size_t>(k + d)] = x;
        found = x >= n && x - k >= m;
      }
      rows.push_back(std::move(row));
    }
    if (!found) {
      out.push_back({at, at + n, bt, bt + m});
      return;
    }
  } else {
    if (n + m > 0) out.push_back({at, at + n, bt, bt + m});
    return;
  }
  // The way back, one difference at a time.
  std::vector<Change> steps;
  std::ptrdiff_t x = n, y = m;
  for (auto d = static_cast<std::ptrdiff_t>(rows.size()) - 1; d > 0; --d) {
    const std::vector<std::ptrdiff_t>& last = rows[static_cast<std::size_t>(d - 1)];
    const auto of = [&](std::ptrdiff_t diagonal) {
      return diagonal < -(d - 1) || diagonal > d - 1 ? std::ptrdiff_t{-1}
                                                     : last[static_cast<std::size_t>(diagonal + d - 1)];
    };
    const std::ptrdiff_t k = x - y;
    const bool down = k == -d || (k != d && of(k - 1) < of(k + 1));
    const std::ptrdiff_t from = down ? k + 1 : k - 1;
    x = of(from);
    y = x - from;
    steps.push_back(down ? Change{at + x, at + x, bt + y, bt + y + 1} : Change{at + x, at + x + 1, bt + y, bt + y});
  }
  for (auto s = steps.rbegin(); s != steps.rend(); ++s) {
    if (!out.empty() && out.back().a_end == s->a_begin && out.back().b_end == s->b_begin) {
      out.back().a_end = s->a_end;
      out.back().b_end = s->b_end;
    } else {
      out.push_back(*s);
    }
  }
}

std::vector<Change> changes(const Lines& a, const Lines& b) {
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  const auto numbered = [&](const Lines& lines) {
    std::vector<std::uint32_t> out;
    out.reserve(lines.size());
    for (const std::string_view line : lines)
      out.push_back(numbers.emplace(line, static_cast<std::uint32_t>(numbers.size())).first->second);
    return out;
  };
  const std::vector<std::uint32_t> x = numbered(a), y = numbered(b);
  std::size_t begin = 0, end = 0;
  const std::size_t shorter = std::min(x.size(), y.size());
  while (begin < shorter && x[begin] == y[begin]) ++begin;
  while (end < shorter - begin && x[x.size() - 1 - end] == y[y.size() - 1 - end]) ++end;
  std::vector<Change> out;
  const auto at = static_cast<std::ptrdiff_t>(begin);
  myers(x, y, at, at, static_cast<std::ptrdiff_t>(x.size() - begin - end),
        static_cast<std::ptrdiff_t>(y.size() - begin - end), out);
  return out;
}

// As git writes a path: between quotes, with C's escapes, where it has a quote, a backslash or a control character.
std::string git_path(std::string_view prefix, std::string_view path) {
  const auto odd = [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return u < 0x20 || u == 0x7F || c == '"' || c == '\\';
  };
  const std::string whole = std::string(prefix) + std::string(path);
  if (std::none_of(whole.begin(), whole.end(), odd)) return whole;
  std::string out = "\"";
  for (const char c : whole) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (odd(c)) {
      out += fmt::format("\\{:03o}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

void put(std::string& out, char mark, std::string_view line) {
  out += mark;
  out += line;
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

std::string range(std::ptrdiff_t begin, std::ptrdiff_t size) {
  // An empty range stands after the line that it names.
  const std::ptrdiff_t first = size == 0 ? begin : begin + 1;
  return size == 1 ? fmt::format("{}", first) : fmt::format("{},{}", first, size);
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const Lines a = lines_of(before), b = lines_of(after);
  const std::vector<Change> all = changes(a, b);
  const auto a_size = static_cast<std::ptrdiff_t>(a.size());
  const auto line = [](const Lines& lines, std::ptrdiff_t i) { return lines[static_cast<std::size_t>(i)]; };
  const std::string old_path = git_path("a/", path), new_path = git_path("b/", path);
  // git and patch take a name with a space to end at a tab.
  const char* const end = path.find(' ') != std::string_view::npos && old_path.front() != '"' ? "\t" : "";
  std::string out =
      fmt::format("diff --git {} {}\n--- {}{}\n+++ {}{}\n", old_path, new_path, old_path, end, new_path, end);
  for (std::size_t first = 0; first < all.size();) {
    std::size_t last = first;  // changes whose contexts meet share a hunk
    while (last + 1 < all.size() && all[last + 1].a_begin - all[last].a_end <= 2 * context) ++last;
    const std::ptrdiff_t a_begin = std::max<std::ptrdiff_t>(0, all[first].a_begin - context);
    const std::ptrdiff_t a_end = std::min(a_size, all[last].a_end + context);
    const std::ptrdiff_t b_begin = all[first].b_begin - (all[first].a_begin - a_begin);
    const std::ptrdiff_t b_end = all[last].b_end + (a_end - all[last].a_end);
    out += fmt::format("@@ -{} +{} @@\n", range(a_begin, a_end - a_begin), range(b_begin, b_end - b_begin));
    std::ptrdiff_t at = a_begin;
    for (std::size_t i = first; i <= last; ++i) {
      for (; at < all[i].a_begin; ++at) put(out, ' ', line(a, at));
      for (; at < all[i].a_end; ++at) put(out, '-', line(a, at));
      for (std::ptrdiff_t n = all[i].b_begin; n < all[i].b_end; ++n) put(out, '+', line(b, n));
    }
    for (; at < a_end; ++at) put(out, ' ', line(a, at));
    first = last + 1;
  }
  return out;
}

}  // namespace galley::cli
