#include "core/site/defaults.h"

#include <algorithm>

#include "core/archive/glob.h"

namespace galley::site {
namespace {

/// A path as scopes name it: without the folder of all collections.
std::string_view below_collections(const SiteConfig& config, std::string_view path) {
  const std::string_view folder = config.collections_dir;
  const bool below =
      !folder.empty() && path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
  return below ? path.substr(folder.size() + 1) : path;
}

/// Whether a file or folder that the pattern names is the path or a folder above it.
bool matches_above(std::string_view pattern, std::string_view path) {
  for (std::size_t end = path.find('/');; end = path.find('/', end + 1)) {
    if (archive::glob_match(pattern, path.substr(0, end))) return true;
    if (end == std::string_view::npos) return false;
  }
}

bool applies(const SiteConfig& config, const FrontMatterDefault& set, std::string_view path, std::string_view type) {
  const std::string_view scope_type = set.type == "post"    ? "posts"
                                      : set.type == "page"  ? "pages"
                                      : set.type == "draft" ? "drafts"
                                                            : std::string_view(set.type);
  if (!scope_type.empty() && scope_type != type) return false;
  if (set.path.empty()) return true;
  if (set.path.find('*') != std::string::npos) return matches_above(below_collections(config, set.path), path);
  return path.starts_with(below_collections(config, set.path));
}

bool precedes(const FrontMatterDefault* old, const FrontMatterDefault& set) {
  if (old == nullptr) return true;
  if (set.path.size() != old->path.size()) return set.path.size() > old->path.size();
  return !set.type.empty() || old->type.empty();
}

}  // namespace

const post::Value* default_value(const SiteConfig& config, std::string_view path, std::string_view type,
                                 std::string_view key) {
  path = below_collections(config, path);
  const post::Value* found = nullptr;
  const FrontMatterDefault* last = nullptr;
  for (const FrontMatterDefault& set : config.defaults) {
    if (!applies(config, set, path, type)) continue;
    const auto entry =
        std::find_if(set.values.begin(), set.values.end(), [&](const auto& value) { return value.first == key; });
    const bool has = entry != set.values.end();
    const bool first = precedes(last, set);
    if (has && (first || found == nullptr)) found = &entry->second;
    if (first) last = &set;
  }
  return found;
}

std::string_view type_of(std::string_view path, post::Role role) {
  if (role == post::Role::post || role == post::Role::loose_post || role == post::Role::draft) return "posts";
  const std::size_t at = path.starts_with('_') ? 0 : path.find("/_") + 1;
  if (at == 0 && !path.starts_with('_')) return "pages";
  const std::size_t end = path.find('/', at);
  return end == std::string_view::npos ? std::string_view("pages") : path.substr(at + 1, end - at - 1);
}

}  // namespace galley::site
