// The file of a cache: records by name, framed by a line that says the format, a checksum, and a key. What is not
// whole, or was written by another format or for another key, counts as empty; so reading promises to take any bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/archive/file_store.h"
#include "core/text/hash.h"

namespace galley::cli {

inline constexpr std::size_t record_alignment = 8;

/// Which cache it is: the format's line, the key for which records hold, and how many bytes its file may have.
struct RecordFileKind {
  std::string_view format;
  std::string key = {};
  std::uint64_t max_bytes = 0;
};

class RecordFile {
 private:
 public:
  using Records = std::unordered_map<std::string_view, std::string_view, QuickHash>;  // by name

  RecordFile() = default;
  /// Reads the file, which need not be there.
  RecordFile(archive::FileStore& files, std::string path, RecordFileKind kind);

  const std::string& path() const { return path_; }
  /// The record that the file has; a view that lives as long as this. For any thread.
  std::optional<std::string_view> find(std::string_view name) const;
  const Records& known() const { return known_; }

  /// The file's next content.
  class Content {
   public:
    explicit Content(const RecordFileKind& kind);
    void add(std::string_view name, std::string_view record);

   private:
    friend class RecordFile;
    std::string bytes_;
    std::size_t checksum_at_ = 0;
    std::uint32_t count_ = 0;
    void align();
  };
  Content content() const { return Content(kind_); }
  /// Puts it in the file's place; says whether it could, and whether it was small enough.
  bool write(Content content) const;

 private:
  archive::FileStore* files_ = nullptr;
  std::string path_;
  RecordFileKind kind_;
  std::string loaded_;
  Records known_;  // views of `loaded_`
};

}  // namespace galley::cli
