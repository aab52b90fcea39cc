#include "core/archive/glob.h"

#include <algorithm>

#include "core/text/utf8.h"

namespace galley::archive {
namespace {

constexpr std::size_t most_expansions = 1000;

// Matches the class that begins at `pattern[at] == '['`; sets `at` behind it.
bool match_class(std::string_view pattern, std::size_t& at, char32_t c, UnclosedClass unclosed) {
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  bool matched = false;
  for (bool first = true; i < pattern.size() && (first || pattern[i] != ']'); first = false) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
    const utf8::Decoded low = utf8::decode(pattern, i);
    i += low.size;
    char32_t high = low.code_point;
    if (i + 1 < pattern.size() && pattern[i] == '-' && pattern[i + 1] != ']') {
      const utf8::Decoded h = utf8::decode(pattern, i + 1);
      high = h.code_point;
      i += 1 + h.size;
    }
    matched = matched || (low.code_point <= c && c <= high);
  }
  if (i >= pattern.size()) {
    if (unclosed == UnclosedClass::matches_nothing) return false;
    ++at;
    return c == '[';
  }
  at = i + 1;
  return matched != negated;
}

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

bool match_plain(std::string_view pattern, std::string_view path) {
  const auto ps = parts_of(pattern), ns = parts_of(path);
  // The same backtracking a level up: `**` is the star, parts are the characters.
  std::size_t p = 0, n = 0, star = ps.size(), star_n = 0;
  while (n < ns.size()) {
    if (p < ps.size() && ps[p] == "**") {
      star = p++;
      star_n = n;
    } else if (p < ps.size() && match_characters(ps[p], ns[n], UnclosedClass::is_bracket)) {
      ++p;
      ++n;
    } else if (star < ps.size()) {
      p = star + 1;
      n = ++star_n;
    } else {
      return false;
    }
  }
  while (p < ps.size() && ps[p] == "**") ++p;
  return p == ps.size();
}

void expand(std::string_view pattern, std::vector<std::string>& out) {
  // The first brace group at the outermost level, with a comma in it.
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
      continue;
    }
    if (pattern[i] != '{') continue;
    std::vector<std::size_t> cuts{i};
    int depth = 1;
    std::size_t j = i + 1;
    for (; j < pattern.size() && depth > 0; ++j) {
      if (pattern[j] == '\\')
        ++j;
      else if (pattern[j] == '{')
        ++depth;
      else if (pattern[j] == '}')
        --depth;
      else if (pattern[j] == ',' && depth == 1)
        cuts.push_back(j);
    }
    if (depth > 0 || cuts.size() < 2) continue;
    cuts.push_back(j - 1);
    for (std::size_t k = 0; k + 1 < cuts.size() && out.size() < most_expansions; ++k) {
      std::string one(pattern.substr(0, i));
      one += pattern.substr(cuts[k] + 1, cuts[k + 1] - cuts[k] - 1);
      one += pattern.substr(j);
      expand(one, out);
    }
    return;
  }
  if (out.size() < most_expansions) out.emplace_back(pattern);
}

}  // namespace

bool match_characters(std::string_view pattern, std::string_view name, UnclosedClass unclosed) {
  // Backtracks to the latest star only, which suffices.
  std::size_t p = 0, n = 0, star = std::string_view::npos, star_n = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_n = n;
      continue;
    }
    bool same = false;
    if (p < pattern.size()) {
      const utf8::Decoded c = utf8::decode(name, n);
      if (pattern[p] == '?') {
        same = true;
        ++p;
        n += c.size;
      } else if (pattern[p] == '[') {
        same = match_class(pattern, p, c.code_point, unclosed);
        n += c.size;
      } else {
        if (pattern[p] == '\\' && p + 1 < pattern.size()) ++p;
        same = pattern[p] == name[n];
        ++p;
        ++n;
      }
    }
    if (same) continue;
    if (star == std::string_view::npos) return false;
    p = star + 1;
    star_n += utf8::decode(name, star_n).size;
    n = star_n;
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::vector<std::string> expand_braces(std::string_view pattern) {
  std::vector<std::string> out;
  expand(pattern, out);
  return out;
}

bool glob_match(std::string_view pattern, std::string_view path) {
  if (pattern.find('{') == std::string_view::npos) return match_plain(pattern, path);
  const auto all = expand_braces(pattern);
  return std::any_of(all.begin(), all.end(), [&](const std::string& p) { return match_plain(p, path); });
}

bool is_glob(std::string_view text) { return text.find_first_of("*?[{") != std::string_view::npos; }

}  // namespace galley::archive
