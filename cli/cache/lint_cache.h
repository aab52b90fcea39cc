// What linting found of posts, kept between runs, so that a post which did not change is neither read nor checked
// again. An answer is never stale: it is for the same bytes (by the file system's marks where these can be trusted,
// else by SHA-256), the same program, rules and configuration, and a moment for which the findings hold. Whatever is
// wrong with the cache itself, a post is then checked as if there were none.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/cache/record.h"
#include "cli/cache/record_file.h"
#include "core/archive/file_store.h"
#include "core/archive/inputs.h"
#include "core/text/source.h"
#include "rules/finding.h"
#include "rules/moments.h"

namespace galley::cli {

class LintCache {
 public:
  /// What is known of a post before it is read.
  struct Answer {
    bool known = false;
    std::unique_ptr<const Source> source;  // where it is known; empty where neither findings nor `keep_bytes` want it
    std::vector<rules::Finding> findings;
    std::optional<std::string> renewed;  // a record to put in the old one's place
    // Where nothing is known: the bytes where they were read already, and the mark from before that.
    std::optional<std::string> bytes;
    std::optional<archive::FileMark> mark;
  };

  /// None: nothing is known, nothing kept.
  LintCache() = default;
  /// The cache in a file, which need not be there. `began_ns` (since 1970) is a moment before any post is read.
  LintCache(archive::FileStore& files, std::string path, std::int64_t began_ns);

  bool on() const { return files_ != nullptr; }
  /// For any thread. `now` in seconds since 1970.
  Answer ask(const archive::Input& input, const CacheKey& key, std::int64_t now) const;
  /// The record of a post that was read after `ask` and checked; nothing where its file changed meanwhile. For any
  /// thread.
  std::optional<std::string> record(const archive::Input& input, const CacheKey& key, const Answer& asked,
                                    std::string_view bytes, const std::vector<rules::Finding>& findings,
                                    rules::Moments holds) const;
  /// Keeps a record for `save`. For one thread at a time.
  void put(std::string path, std::string record) { put_[std::move(path)] = std::move(record); }
  /// The bytes that came with an answer that was known, as long as this lives; nothing where the file had to be read
  /// for it. For any thread.
  std::optional<std::string_view> kept_bytes(const archive::Input& input) const;
  /// Keeps the bytes of a post of which a record is there or was put, and which has findings of the archive to be shown
  /// with: else only findings of the record bring them. As `put` for threads.
  void keep_bytes(const std::string& path, std::string_view bytes);
  /// Writes what is new, if anything is, and says whether it did. What cannot be written is not kept.
  bool save();

 private:
  std::optional<CacheRecord> find(const archive::Input& input, const CacheKey& key, std::int64_t now) const;

  archive::FileStore* files_ = nullptr;
  std::int64_t began_ns_ = 0;
  RecordFile file_;
  std::map<std::string, std::string> put_;
};

}  // namespace galley::cli
