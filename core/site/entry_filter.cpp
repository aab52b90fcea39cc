#include "core/site/entry_filter.h"

#include <algorithm>

#include "core/archive/glob.h"
#include "core/text/paths.h"

namespace galley::site {
namespace {

using paths::name_of;

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

}  // namespace

bool ruby_fnmatch(std::string_view pattern, std::string_view path) {
  return archive::match_characters(pattern, path, archive::UnclosedClass::matches_nothing);
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
