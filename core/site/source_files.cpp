#include "core/site/source_files.h"

#include <algorithm>
#include <set>

#include "core/site/entry_filter.h"

namespace galley::site {
namespace {

using archive::DirectoryEntry;
using archive::FileType;
using Kind = SourceFile::Kind;

std::string below(std::string_view folder, std::string_view name) {
  return folder.empty() ? std::string(name) : std::string(folder) + "/" + std::string(name);
}

std::string tidy(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  while (path.ends_with('/')) path.remove_suffix(1);
  return path == "." ? std::string() : std::string(path);
}

class Walk {
 public:
  Walk(archive::FileStore& files, const std::string& root, const SiteConfig& config)
      : files_(files), root_(root), config_(config), filter_(config) {}

  std::vector<SourceFile> run() {
    walk_folders();
    for (const Collection& collection : config_.collections) {
      if (collection.label == "posts" || collection.label == "data") continue;
      const std::string folder = below(config_.collections_dir, "_" + collection.label);
      // Jekyll filters by a base that lacks `collections_dir`.
      add_below(folder, "_" + collection.label, true, [&](std::string path) {
        found_.push_back({std::move(path), Kind::document, collection.label});
      });
    }
    take_included();
    std::stable_sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return std::move(found_);
  }

 private:
  std::string on_disk(std::string_view path) const { return path.empty() ? root_ : root_ + "/" + std::string(path); }

  std::vector<DirectoryEntry> entries_of(std::string_view folder) {
    auto entries = files_.list(on_disk(folder));
    return entries ? std::move(*entries) : std::vector<DirectoryEntry>();
  }

  void walk_folders() {
    const std::string destination = tidy(text_of("destination", "_site"));
    std::vector<std::string> open{""};
    std::set<std::string> links;  // folders that were entered through a link, so that a loop ends
    while (!open.empty()) {
      const std::string folder = std::move(open.back());
      open.pop_back();
      const std::string& above = config_.collections_dir;
      const bool posts_here = above.empty() || ("/" + folder).starts_with("/" + above);
      for (const DirectoryEntry& entry : entries_of(folder)) {
        const bool is_folder = entry.type == FileType::folder;
        const std::string path = below(folder, entry.name);
        if (is_folder && posts_here && entry.name == "_posts") add_posts(path, Kind::post);
        if (is_folder && posts_here && config_.show_drafts && entry.name == "_drafts") add_posts(path, Kind::draft);
        if (!is_folder && entry.type != FileType::file) continue;
        if (!filter_.takes(folder, entry.name, [&] { return is_folder; })) continue;
        if (!is_folder) {
          found_.push_back({path, Kind::static_file, ""});
        } else if (path != destination) {
          if (entry.link && !links.insert(files_.canonical(on_disk(path))).second) continue;
          open.push_back(path);
        }
      }
    }
  }

  void add_posts(const std::string& folder, Kind kind) {
    add_below(folder, folder, false, [&](std::string path) {
      const post::PostPath name = post::parse_post_path(std::string_view(path).substr(folder.size() - 6));
      if (kind == Kind::post ? name.dated() : path.rfind('.') != std::string::npos)
        found_.push_back({std::move(path), kind, "posts"});
    });
  }

  // Every file below a folder that the filter takes by its path below it; folders themselves are not filtered.
  template <typename Add>
  void add_below(const std::string& folder, std::string_view base, bool dots, Add add) {
    std::vector<std::string> open{""};
    while (!open.empty()) {
      const std::string at = std::move(open.back());
      open.pop_back();
      for (const DirectoryEntry& entry : entries_of(below(folder, at))) {
        if (!dots && entry.name.starts_with('.')) continue;
        std::string path = below(at, entry.name);
        if (entry.type == FileType::folder) {
          if (!entry.link) open.push_back(std::move(path));
        } else if (entry.type == FileType::file && filter_.takes(base, path, [] { return false; })) {
          add(below(folder, path));
        }
      }
    }
  }

  // Files that `include` names by their path, which no folder above needs to let through.
  void take_included() {
    std::set<std::string> pages;
    for (const SourceFile& file : found_)
      if (file.kind == Kind::static_file) pages.insert(file.path);
    for (const std::string& name : config_.include) {
      std::string path = tidy(name);
      while (path.starts_with('/')) path.erase(0, 1);
      if (path.empty() || path.starts_with("..") || path.find("/../") != std::string::npos) continue;
      if (files_.type(on_disk(path)) != FileType::file || !pages.insert(path).second) continue;
      found_.push_back({path, Kind::static_file, ""});
    }
  }

  std::string text_of(std::string_view key, std::string_view fallback) const {
    const post::Value* value = config_.find(key);
    return value == nullptr || value->text.empty() ? std::string(fallback) : value->text;
  }

  archive::FileStore& files_;
  const std::string& root_;
  const SiteConfig& config_;
  EntryFilter filter_;
  std::vector<SourceFile> found_;
};

}  // namespace

std::string source_root(const std::string& folder, const SiteConfig& config) {
  const std::string source = tidy(config.source);
  if (source.empty()) return folder.empty() ? "." : folder;
  if (source.starts_with('/')) return source;
  return folder.empty() ? source : folder + "/" + source;
}

std::vector<SourceFile> find_source_files(archive::FileStore& files, const std::string& root,
                                          const SiteConfig& config) {
  return Walk(files, root, config).run();
}

}  // namespace galley::site
