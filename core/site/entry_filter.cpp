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

bool matches_any(const std::vector<EntryFilter::Pattern>& patterns, std::string_view path,
                 const std::function<bool()>& is_folder) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const EntryFilter::Pattern& p) {
    const std::string_view pattern = p.text;
    // A plain pattern matches what it begins.
    return path.starts_with(pattern) || (p.wild && ruby_fnmatch(pattern, path)) ||
           (pattern.size() == path.size() + 1 && pattern.ends_with('/') && pattern.starts_with(path) && is_folder());
  });
}

}  // namespace

bool ruby_fnmatch(std::string_view pattern, std::string_view path) {
  return archive::match_characters(pattern, path, archive::UnclosedClass::matches_nothing);
}

EntryFilter::EntryFilter(const SiteConfig& config) {
  const auto pattern = [](const std::string& text) {
    return Pattern{from_root(text), text.find_first_of("*?[\\") != std::string::npos};
  };
  for (const std::string& text : config.include) include_.push_back(pattern(text));
  for (const std::string& text : config.exclude)
    if (std::find(config.include.begin(), config.include.end(), text) == config.include.end())
      exclude_.push_back(pattern(text));
}

bool EntryFilter::takes(std::string_view base, std::string_view entry, const std::function<bool()>& is_folder) const {
  if (entry.ends_with('.')) return false;
  const std::string_view name = name_of(entry);
  std::string path = from_root(entry);
  if (matches_any(include_, path, is_folder) ||
      (name.size() < entry.size() && matches_any(include_, from_root(name), is_folder)))
    return true;
  if (!base.empty()) path = from_root(base) + "/" + std::string(entry);
  if (matches_any(exclude_, path, is_folder)) return false;
  return !is_special(entry) && !is_special(name) && !entry.ends_with('~');
}

}  // namespace galley::site
