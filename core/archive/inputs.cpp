#include "core/archive/inputs.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "core/archive/glob.h"
#include "core/archive/ignore.h"
#include "core/text/ascii.h"
#include "core/text/paths.h"

namespace galley::archive {
namespace {

constexpr int deepest_folder = 100;

std::string join(std::string_view folder, std::string_view name) {
  if (folder.empty() || folder == ".") return std::string(name);
  std::string path(folder);
  if (path.back() != '/') path += '/';
  path += name;
  return path;
}

using paths::parent_of;

using paths::name_of;

bool has_part(std::string_view path, std::string_view part) {
  for (std::size_t i = 0; (i = path.find(part, i)) != std::string_view::npos; ++i) {
    const bool begins = i == 0 || path[i - 1] == '/';
    const std::size_t end = i + part.size();
    if (begins && (end == path.size() || path[end] == '/')) return true;
  }
  return false;
}

// Folders that Jekyll does not read, or that hold what it wrote.
bool is_skipped_folder(std::string_view name) {
  return name.starts_with('.') || name == "_site" || name == "node_modules";
}

class Finder {
 public:
  Finder(FileStore& files, const InputOptions& options) : files_(files), options_(options) {}

  void add(const std::string& named, bool is_literal) {
    const std::string path = tidy_path(files_, named);
    const FileType type = files_.type(path);
    if (type == FileType::missing) {
      if (!is_literal && is_glob(path)) return pattern(path);
      found_.errors.push_back({named, "no such file or folder", 0});
    } else if (type == FileType::folder) {
      named_folder(path);
    } else {
      file(path);
    }
  }

  Inputs take() {
    auto& posts = found_.posts;
    std::stable_sort(posts.begin(), posts.end(), [](const Input& a, const Input& b) { return a.path < b.path; });
    posts.erase(
        std::unique(posts.begin(), posts.end(), [](const Input& a, const Input& b) { return a.path == b.path; }),
        posts.end());
    leave_out_other_spellings(posts);
    return std::move(found_);
  }

  Input named_file(const std::string& named) {
    const std::string path = tidy_path(files_, named);
    const std::string folder = parent_of(path);
    const std::string& site = site_of(folder);
    Input::Role role = !site.empty() ? Input::Role::document : Input::Role::lone_file;
    if (in_folder(folder, "_posts"))
      role = Input::Role::post;
    else if (in_folder(folder, "_drafts"))
      role = Input::Role::draft;
    return {path, role, std::string(name_of(path)), site};
  }

 private:
  // The same file by a relative and an absolute path, or by way of a folder above: the shortest stays.
  void leave_out_other_spellings(std::vector<Input>& posts) {
    const auto is_odd = [](const Input& in) { return in.path.starts_with('/') || in.path.starts_with("../"); };
    const auto odd = static_cast<std::size_t>(std::count_if(posts.begin(), posts.end(), is_odd));
    const auto absolute = static_cast<std::size_t>(
        std::count_if(posts.begin(), posts.end(), [](const Input& in) { return in.path.starts_with('/'); }));
    if (odd == 0 || absolute == posts.size()) return;
    const std::filesystem::path here = files_.canonical(".");
    std::unordered_map<std::string, std::size_t> by_place;
    std::vector<bool> is_extra(posts.size());
    for (std::size_t i = 0; i < posts.size(); ++i) {
      const auto [same, first] = by_place.emplace((here / posts[i].path).lexically_normal().string(), i);
      if (first) continue;
      const bool is_shorter = posts[i].path.size() < posts[same->second].path.size();
      is_extra[is_shorter ? same->second : i] = true;
      if (is_shorter) same->second = i;
    }
    std::size_t at = 0;
    posts.erase(std::remove_if(posts.begin(), posts.end(), [&](const Input&) { return is_extra[at++]; }), posts.end());
  }

  // The folder itself or the nearest one above it that holds `_config.yml`. Above what was named it is looked for by
  // real path, since a relative path has no parents to ask.
  const std::string& site_of(const std::string& folder) {
    if (const auto known = sites_.find(folder); known != sites_.end()) return known->second;
    std::string site;
    if (files_.type(join(folder, "_config.yml")) == FileType::file) {
      site = folder;
    } else if (folder == "." || folder.find('/') == std::string::npos || folder.ends_with("..")) {
      const std::string real = files_.canonical(folder);
      if (real != folder && real.size() > 1) site = site_of(parent_of(real));
    } else if (folder != "/") {
      site = site_of(parent_of(folder));
    }
    return sites_.emplace(folder, site).first->second;
  }

  bool in_folder(const std::string& path, std::string_view name) {
    if (has_part(path, name)) return true;
    const std::string real = files_.canonical(path);
    return has_part(real, name);
  }

  void file(const std::string& path) { found_.posts.push_back(named_file(path)); }

  std::string below_base(const std::string& path) const {
    if (base_ == ".") return path;
    return path.substr(std::min(path.size(), base_.size() + (base_.ends_with('/') ? 0 : 1)));
  }

  bool is_ignored(const Ignore::Level& level, const DirectoryEntry& e) const {
    return gitignore_ && Ignore::ignores(level, e.name, e.type == FileType::folder);
  }

  const Ignore::Level& level_below(const Ignore::Level& above, const std::string& name, const std::string& path) {
    return gitignore_ ? *ignore_.below(&above, name, path) : above;
  }

  void named_folder(const std::string& folder) {
    base_ = folder;
    const Ignore::Level nothing;
    gitignore_ = options_.gitignore && options_.gitignore(folder);
    const Ignore::Level& level = gitignore_ ? *ignore_.top(folder) : nothing;
    const std::size_t before = found_.posts.size() + found_.errors.size();
    if (in_folder(folder, "_posts")) {
      walk(folder, level, Input::Role::post, true, 0);
    } else if (in_folder(folder, "_drafts")) {
      walk(folder, level, Input::Role::draft, true, 0);
    } else if (!site_of(folder).empty() || holds_posts_folder(folder, level, 0)) {
      const bool is_collection = in_collection(folder);
      walk(folder, level, Input::Role::document, is_collection, 0);
      // A folder of a site that holds nothing but pages was named for its pages.
      const bool found = found_.posts.size() + found_.errors.size() > before;
      if (!found && !is_collection && folder != site_of(folder)) walk(folder, level, Input::Role::document, true, 0);
    } else {
      walk(folder, level, Input::Role::loose_post, true, 0);
    }
    if (found_.posts.size() + found_.errors.size() == before) found_.empty.push_back(folder);
  }

  bool holds_posts_folder(const std::string& folder, const Ignore::Level& level, int depth) {
    if (depth > deepest_folder) return false;
    const auto entries = files_.list(folder);
    if (!entries) return false;
    for (const DirectoryEntry& e : *entries)
      if (e.type == FileType::folder && (e.name == "_posts" || e.name == "_drafts") && !is_ignored(level, e))
        return true;
    return std::any_of(entries->begin(), entries->end(), [&](const DirectoryEntry& e) {
      if (e.type != FileType::folder || e.link || is_skipped_folder(e.name) || is_ignored(level, e)) return false;
      const std::string path = join(folder, e.name);
      return holds_posts_folder(path, level_below(level, e.name, path), depth + 1);
    });
  }

  const std::vector<std::string>& collections_of(const std::string& site) {
    auto known = collections_.find(site);
    if (known == collections_.end())
      known = collections_
                  .emplace(site, options_.collections && !site.empty() ? options_.collections(site)
                                                                       : std::vector<std::string>())
                  .first;
    return known->second;
  }

  // Whether a folder is a collection of its site, or lies in one.
  bool in_collection(const std::string& folder) {
    const std::string& site = site_of(folder);
    if (site.empty()) return false;
    const auto& names = collections_of(site);
    if (names.empty()) return false;
    std::string_view below = folder;
    std::string real;
    if (site != "." && !(folder.size() > site.size() && folder.starts_with(site) && folder[site.size()] == '/')) {
      real = files_.canonical(folder);  // the site was found above what was named
      below = real;
      if (!below.starts_with(site)) return false;
    }
    if (site != ".") below.remove_prefix(std::min(below.size(), site.size() + (site.ends_with('/') ? 0 : 1)));
    return std::any_of(names.begin(), names.end(), [&](const std::string& n) {
      return below == n || (below.size() > n.size() && below.starts_with(n) && below[n.size()] == '/');
    });
  }

  // `taking`: whether files here count, or only those of the folders that mean something to Jekyll.
  void walk(const std::string& folder, const Ignore::Level& level, Input::Role role, bool taking, int depth) {
    if (depth > deepest_folder) {
      found_.errors.push_back({folder, "nested deeper than " + std::to_string(deepest_folder) + " folders", 0});
      return;
    }
    const auto entries = files_.list(folder);
    if (!entries) {
      found_.errors.push_back(entries.error());
      return;
    }
    const std::string site = site_of(folder);
    for (const DirectoryEntry& e : *entries) {
      const std::string path = join(folder, e.name);
      if (e.type == FileType::folder) {
        if (is_skipped_folder(e.name)) continue;
        if (is_ignored(level, e)) {
          ++found_.ignored;
          continue;
        }
        if (e.link && !entered_.insert(files_.canonical(path)).second) continue;
        if (taking && has_post_extension(e.name, options_.extensions)) {
          found_.errors.push_back({path, "is a folder, though it is named like a post; rename it or exclude it", 0});
          continue;
        }
        const Ignore::Level& below = level_below(level, e.name, path);
        if (e.name == "_posts")
          walk(path, below, Input::Role::post, true, depth + 1);
        else if (e.name == "_drafts")
          walk(path, below, Input::Role::draft, true, depth + 1);
        else if (!taking && in_collection(path))
          walk(path, below, Input::Role::document, true, depth + 1);
        else
          walk(path, below, role, taking, depth + 1);
      } else if (taking && e.type == FileType::file && !e.name.starts_with('.') &&
                 has_post_extension(e.name, options_.extensions)) {
        if (is_ignored(level, e))
          ++found_.ignored;
        else
          found_.posts.push_back({path, role, below_base(path), site});
      } else if (taking && e.type == FileType::missing && has_post_extension(e.name, options_.extensions) &&
                 !is_ignored(level, e)) {
        found_.errors.push_back({path, "is a link to a file that does not exist", 0});
      }
    }
  }

  // What a pattern matches, without walking into folders that no part of it could reach.
  void pattern(const std::string& text) {
    std::vector<std::string> matches;
    for (const std::string& p : expand_braces(text)) match(p, matches);
    std::sort(matches.begin(), matches.end());
    matches.erase(std::unique(matches.begin(), matches.end()), matches.end());
    if (matches.empty()) found_.errors.push_back({text, "no file matches this pattern", 0});
    for (const std::string& m : matches) {
      if (files_.type(m) == FileType::folder) {
        named_folder(m);
      } else {
        file(m);
        base_ = base_of(text);
        found_.posts.back().below = below_base(m);
      }
    }
  }

  // The plain folder that a pattern begins with.
  static std::string base_of(const std::string& p) {
    const std::size_t slash = p.rfind('/', p.find_first_of("*?[{\\"));
    return slash == std::string::npos ? "." : slash == 0 ? "/" : p.substr(0, slash);
  }

  void match(const std::string& p, std::vector<std::string>& out) {
    // The part before the first wildcard is a plain folder.
    const std::size_t wild = p.find_first_of("*?[\\");
    if (wild == std::string::npos) {
      if (files_.type(p) != FileType::missing) out.push_back(p);
      return;
    }
    const std::string base = base_of(p);
    const bool any_depth = p.find("**") != std::string::npos;
    match_below(base, p, any_depth, any_depth ? deepest_folder : static_cast<int>(std::count(p.begin(), p.end(), '/')),
                out);
  }

  void match_below(const std::string& folder, const std::string& p, bool any_depth, int levels,
                   std::vector<std::string>& out) {
    const auto entries = files_.list(folder);
    if (!entries) return;
    for (const DirectoryEntry& e : *entries) {
      if (e.name.starts_with('.')) continue;
      const std::string path = join(folder, e.name);
      const bool is_folder = e.type == FileType::folder;
      // With `**` only files count, or a folder would give its files a second time, as what they are not.
      if (glob_match(p, path) && !(is_folder && any_depth))
        out.push_back(path);
      else if (is_folder && !e.link && levels > 0 && !is_skipped_folder(e.name))
        match_below(path, p, any_depth, levels - 1, out);
    }
  }

  FileStore& files_;
  const InputOptions& options_;
  Ignore ignore_{files_};
  bool gitignore_ = false;  // whether it holds below the folder that is walked
  Inputs found_;
  std::map<std::string, std::string> sites_;
  std::map<std::string, std::vector<std::string>> collections_;
  std::string base_;               // what `below` is told from
  std::set<std::string> entered_;  // links to folders that were followed
};

}  // namespace

bool has_post_extension(std::string_view path, const std::vector<std::string>& extensions) {
  const std::string_view name = name_of(path);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == name.size()) return false;
  std::string extension(name.substr(dot + 1));
  std::transform(extension.begin(), extension.end(), extension.begin(), ascii::lower);
  return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

std::string tidy_path(FileStore& files, const std::string& path) {
  const bool is_plain = path.find("./") == std::string::npos && path.find("//") == std::string::npos &&
                        !path.ends_with('.') && !path.ends_with('/');
  if (is_plain || path.empty()) return path;
  std::string tidy = std::filesystem::path(path).lexically_normal().string();
  while (tidy.size() > 1 && tidy.back() == '/') tidy.pop_back();
  if (tidy != path && path.find("..") != std::string::npos && files.canonical(tidy) != files.canonical(path))
    return path;
  return tidy;
}

Input input_named(FileStore& files, const std::string& path) {
  const InputOptions options;
  Finder finder(files, options);
  return finder.named_file(path);
}

Inputs find_inputs(FileStore& files, const std::vector<std::string>& paths, const std::vector<std::string>& literal,
                   const InputOptions& options) {
  Finder finder(files, options);
  for (const std::string& path : paths) finder.add(path, false);
  for (const std::string& path : literal) finder.add(path, true);
  return finder.take();
}

}  // namespace galley::archive
