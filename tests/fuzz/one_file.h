// A file store that holds one file's bytes under any path, and nothing else: what a target reads cannot depend on the
// disk.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/archive/file_store.h"

namespace galley::fuzzing {

class OneFile final : public archive::FileStore {
 public:
  explicit OneFile(std::string_view bytes) : bytes_(bytes) {}

  tl::expected<std::string, archive::FileError> read(const std::string& path, std::uint64_t limit) override {
    if (bytes_.size() > limit) return tl::unexpected(archive::FileError{path, "too large", 0});
    return bytes_;
  }
  tl::expected<std::string, archive::FileError> read_head(const std::string&, std::uint64_t count) override {
    return bytes_.substr(0, count);
  }
  archive::FileType type(const std::string&) override { return archive::FileType::file; }
  std::string canonical(const std::string& path) override { return path; }
  tl::expected<std::vector<archive::DirectoryEntry>, archive::FileError> list(const std::string& folder) override {
    return refused(folder);
  }
  tl::expected<void, archive::FileError> write(const std::string& path, std::string_view bytes, bool) override {
    bytes_ = bytes;
    (void)path;
    return {};
  }
  tl::expected<void, archive::FileError> replace(const std::string& path, std::string_view, std::string_view) override {
    return refused(path);
  }
  tl::expected<void, archive::FileError> write_private(const std::string& path, std::string_view) override {
    return refused(path);
  }
  tl::expected<std::unique_ptr<archive::OutputFile>, archive::FileError> create(const std::string& path,
                                                                                const std::string&) override {
    return refused(path);
  }
  tl::expected<void, archive::FileError> sync_all(const std::string&) override { return {}; }
  tl::expected<void, archive::FileError> make_folder(const std::string&) override { return {}; }
  std::optional<archive::FileMark> mark(const std::string&) override { return std::nullopt; }
  void remove(const std::string&) override {}

 private:
  static tl::unexpected<archive::FileError> refused(const std::string& path) {
    return tl::unexpected(archive::FileError{path, "not there", 0});
  }
  std::string bytes_;
};

}  // namespace galley::fuzzing
