// The facts of a site's posts, kept between runs, so that the check of one post knows the others without reading them.
// As the cache of findings (lint_cache.h) it is never stale: facts are for a file whose size, inode and times are the
// same, and were not made so shortly before it was read that the clock could not tell; of any other file nothing is
// known. Whatever is wrong with the file itself, nothing is known either.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "cli/cache/record.h"
#include "core/archive/file_store.h"
#include "core/site/facts.h"

namespace galley::cli {

class FactsCache {
 public:
  /// The cache in a file, which need not be there. `began_ns` (since 1970) is a moment before any post is read; `key`
  /// is what facts depend on besides the post.
  FactsCache(archive::FileStore& files, std::string path, CacheKey key, std::int64_t began_ns);

  /// What is known of the post of that name, whose file has that mark now. For any thread; so is the next.
  std::optional<site::PostFacts> find(std::string_view name, const archive::FileMark& mark) const;
  /// The record of facts of a post whose file had that mark before it was read; nothing where it has another since.
  std::optional<std::string> record(const std::string& path, const archive::FileMark& before,
                                    const site::PostFacts& facts) const;
  /// Keeps a record for `save`. For one thread at a time.
  void put(std::string name, std::string record) { put_[std::move(name)] = std::move(record); }
  /// Writes what is new, if that is worth it, with what was known of the posts that `names` says there are. Says
  /// whether it did.
  bool save(const std::vector<std::string_view>& names);
  const std::string& path() const { return path_; }

 private:
  archive::FileStore* files_;
  std::string path_;
  CacheKey key_;
  std::int64_t began_ns_;
  std::string loaded_;
  std::unordered_map<std::string_view, std::string_view> known_;  // name to record, views of `loaded_`
  std::map<std::string, std::string> put_;
};

}  // namespace galley::cli
