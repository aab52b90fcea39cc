#include "core/site/entry_filter.h"

#include <algorithm>

#include "core/text/utf8.h"

namespace galley::site {
namespace {

std::string_view name_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_special(std::string_view name) {
  return !name.empty() && std::string_view("._#~").find(name[0]) != std::string_view::npos;
}

/// As PathManager.join puts it below the source.
std::string from_root(std::string_view path) {
  if (path.starts_with('/')) path.remove_prefix(1);
  return "/" + std::string(path);
}

bool matches_any(const std::vector<std::string>& patterns, const std::string& path,
                 const std::function<bool()>& is_folder) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return path.starts_with(pattern) || ruby_fnmatch(pattern, path) || (pattern == path + "/" && is_folder());
  });
}

// The class that begins at `pattern[at] == '['`; sets `at` behind it. One that is never closed matches nothing.
bool matches_class(std::string_view pattern, std::size_t& at, char32_t c) {
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  bool found = false;
  for (bool first = true; i < pattern.size() && (first || pattern[i] != ']'); first = false) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
    const utf8::Decoded low = utf8::decode(pattern, i);
    i += low.size;
    char32_t high = low.code_point;
    if (i + 1 < pattern.size() && pattern[i] == '-' && pattern[i + 1] != ']') {
      const utf8::Decoded end = utf8::decode(pattern, i + 1);
      high = end.code_point;
      i += 1 + end.size;
    }
    found = found || (low.code_point <= c && c <= high);
  }
  if (i >= pattern.size()) return false;
  at = i + 1;
  return found != negated;
}

}  // namespace

bool ruby_fnmatch(std::string_view pattern, std::string_view path) {
  std::size_t p = 0, n = 0, star = std::string_view::npos, star_n = 0;
  while (n < path.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_n = n;
      continue;
    }
    bool same = false;
    if (p < pattern.size()) {
      const utf8::Decoded c = utf8::decode(path, n);
      if (pattern[p] == '?') {
        same = true;
        ++p;
        n += c.size;
      } else if (pattern[p] == '[') {
        same = matches_class(pattern, p, c.code_point);
        n += c.size;
      } else {
        if (pattern[p] == '\\' && p + 1 < pattern.size()) ++p;
        same = pattern[p] == path[n];
        ++p;
        ++n;
      }
    }
    if (same) continue;
    if (star == std::string_view::npos) return false;
    p = star + 1;
    star_n += utf8::decode(path, star_n).size;
    n = star_n;
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

EntryFilter::EntryFilter(const SiteConfig& config) {
  for (const std::string& pattern : config.include) include_.push_back(from_root(pattern));
  for (const std::string& pattern : config.exclude)
    if (std::find(config.include.begin(), config.include.end(), pattern) == config.include.end())
      exclude_.push_back(from_root(pattern));
}

bool EntryFilter::takes(std::string_view base, std::string_view entry, const std::function<bool()>& is_folder) const {
  if (entry.ends_with('.')) return false;
  const std::string_view name = name_of(entry);
  if (matches_any(include_, from_root(entry), is_folder) || matches_any(include_, from_root(name), is_folder))
    return true;
  const std::string path = base.empty() ? std::string(entry) : std::string(base) + "/" + std::string(entry);
  if (matches_any(exclude_, from_root(path), is_folder)) return false;
  return !is_special(entry) && !is_special(name) && !entry.ends_with('~');
}

}  // namespace galley::site
