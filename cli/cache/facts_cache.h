// The facts of a site's posts, kept between runs, so that the check of one post knows the others without reading them.
// As the cache of findings (lint_cache.h) it is never stale: facts are for a file whose size, inode and times are the
// same, and were not made so shortly before it was read that the clock could not tell; of any other file nothing is
// known. Whatever is wrong with the file itself, nothing is known either.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cli/cache/record.h"
#include "cli/cache/record_file.h"
#include "core/archive/file_store.h"
#include "core/content/known_pairs.h"
#include "core/site/facts.h"

namespace galley::cli {

class FactsCache {
 public:
  /// The cache in a file, which need not be there. `began_ns` (since 1970) is a moment before any post is read; `key`
  /// is what facts depend on besides the post.
  FactsCache(archive::FileStore& files, std::string path, CacheKey key, std::int64_t began_ns);

  /// What is known of the post of that name, whose file has that mark now; views of what this holds. For any thread.
  std::optional<site::PostFacts> find(std::string_view name, const archive::FileMark& mark) const;

  struct Member {
    std::string_view name;
    const site::PostFacts* facts = nullptr;
    /// Of the file that the facts are gathered from in this run, the same before it was read and after; null where they
    /// were found here, or belong to no such file.
    const archive::FileMark* fresh = nullptr;
  };
  /// What was known of pairs of bodies.
  void read_pairs(content::KnownPairs& pairs) const;

  /// Writes what is fresh, if that is worth it, with what was known of the other posts that are there, and of pairs of
  /// their bodies. Says whether it did.
  bool save(std::span<const Member> members, const content::KnownPairs& pairs);
  const std::string& path() const { return file_.path(); }

 private:
  std::int64_t began_ns_;
  RecordFile file_;
};

}  // namespace galley::cli
