// The archive of a run of `galley lint`: gathers the facts of its posts and of all others of their sites (by way of a
// cache), has the rules over the archive compare them, and tells what these find of each post of the run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/cache/facts_cache.h"
#include "cli/config/lookup.h"
#include "cli/posts.h"
#include "core/archive/parallel.h"
#include "core/site/facts.h"
#include "core/site/sites.h"
#include "rules/judges.h"

namespace galley::cli {

class ArchiveRun {
 public:
  /// All outlive this; `setups` is what holds for each post. `gitignore`: whether .gitignore files leave out posts of a
  /// site. `cache`: whether facts are kept between runs.
  struct Job {
    archive::FileStore& files;
    const NamedPosts& posts;
    const std::vector<config::PostSetup>& setups;
    site::Sites& sites;
    config::Lookup& lookup;
    bool gitignore = true;
    bool cache = true;
  };
  explicit ArchiveRun(const Job& job);
  ~ArchiveRun();
  ArchiveRun(const ArchiveRun&) = delete;
  ArchiveRun& operator=(const ArchiveRun&) = delete;

  /// Whether any post has a rule over the archive on; else nothing has to be gathered.
  bool active() const { return active_; }

  struct Gathered {
    site::PostFacts facts;
    /// Of the file that they were gathered from, where the cache is to keep them.
    std::optional<archive::FileMark> fresh;
  };
  /// What the cache knows of a post of the run, whose file has that mark now. For any thread.
  std::optional<Gathered> known(std::size_t post, const archive::FileMark& mark) const;
  /// From the post itself; `before` is its file's mark from before it was read, if that is known. For any thread.
  Gathered gather(std::size_t post, const post::Post& read, const std::optional<archive::FileMark>& before) const;
  /// Keeps what was gathered. For one thread at a time, each post once.
  void put(std::size_t post, Gathered gathered);
  /// Gathers the rest of the sites, and compares; once all posts of the run that can be read are put.
  void judge(unsigned jobs);
  /// What the rules find of a post; `newer`: its facts where it was changed since. For any thread, after `judge`.
  rules::Judged about(std::size_t post, const site::PostFacts* newer = nullptr) const;
  /// What they find of files that are no posts, by path.
  struct OfFile {
    std::string path;
    rules::Finding finding;
  };
  std::vector<OfFile> about_files() const;
  /// Whether a post that was put has words that silence findings.
  bool speaks(std::size_t post) const;
  /// Writes what is new to the cache.
  void save();

 private:
  struct Scope;
  struct Place {
    Scope* scope = nullptr;
    std::size_t member = 0;
  };
  void add(std::size_t post, const archive::Input& input);
  void add_rest_of_sites();
  void open_cache(Scope& scope);
  void gather_rest(Scope& scope, unsigned jobs);
  Gathered gather_from(const Scope& scope, const archive::Input& input, const post::Post& read,
                       const std::optional<archive::FileMark>& before) const;
  const site::SiteView* look_at_site(Scope& scope, unsigned jobs);
  std::u32string text_of(const Scope& scope, std::size_t member) const;
  const std::string& real_folder(std::string_view path);

  Job job_;
  std::int64_t began_ns_ = 0;
  bool active_ = false;
  site::GatherOptions gather_;
  mutable archive::Pool<body::HtmlParser> parsers_{[] { return std::make_unique<body::HtmlParser>(); }};
  std::map<const site::Site*, std::unique_ptr<Scope>> scopes_;
  std::vector<Place> places_;                                // by post of the run
  std::map<std::string, std::string, std::less<>> folders_;  // as named, to their real paths
};

}  // namespace galley::cli
