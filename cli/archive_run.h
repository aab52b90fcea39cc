// The archive of a run of `galley lint`: gathers the facts of its posts, one set for each site, has the rules over the
// archive compare them, and tells what these find of each post.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cli/config/lookup.h"
#include "cli/posts.h"
#include "core/site/facts.h"
#include "core/site/sites.h"
#include "rules/judges.h"

namespace galley::cli {

class ArchiveRun {
 public:
  /// All outlive this; `setups` is what holds for each post.
  ArchiveRun(archive::FileStore& files, const NamedPosts& posts, const std::vector<config::PostSetup>& setups,
             const site::Sites& sites);

  /// Whether any post has a rule over the archive on; else nothing has to be gathered.
  bool active() const { return active_; }
  /// For any thread.
  site::PostFacts gather(std::size_t post, const post::Post& read) const;
  /// Keeps the facts of a post; one that has none (it could not be read) has no part. For one thread at a time, each
  /// post once.
  void put(std::size_t post, site::PostFacts facts);
  /// Compares, once all posts that are there are put.
  void judge();
  /// What the rules find of a post; `newer`: its facts where it was changed since. For any thread, after `judge`.
  std::vector<rules::Finding> about(std::size_t post, const site::PostFacts* newer = nullptr) const;
  /// Whether a post that was put has words that silence findings.
  bool speaks(std::size_t post) const;

 private:
  struct Scope {
    const site::Site* site = nullptr;
    std::vector<site::PostFacts> facts;  // by path
    std::vector<std::size_t> posts;      // of the run, for each of `facts`
    rules::Archive archive;
    std::unique_ptr<const rules::Judges> judges;
  };
  static constexpr std::size_t none = ~std::size_t{0};
  std::u32string text_of(std::size_t post) const;

  archive::FileStore& files_;
  const NamedPosts& posts_;
  const std::vector<config::PostSetup>& setups_;
  const site::Sites& sites_;
  bool active_ = false;
  std::map<const site::Site*, std::unique_ptr<Scope>> scopes_;
  std::vector<Scope*> scope_of_;     // by post
  std::vector<std::size_t> places_;  // by post: where its facts are in its scope
};

}  // namespace galley::cli
