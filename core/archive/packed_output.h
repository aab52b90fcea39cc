// An archive that is written member by member: tar, plain or compressed, and zip. Two runs over the same members write
// the same bytes: owner, mode and order are fixed, and times are the members' own. The archive has its final name only
// when it is whole.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/archive/file_store.h"

namespace galley::archive {

enum class PackedFormat : std::uint8_t { tar, tar_gzip, tar_zstd, tar_xz, zip };

/// By a file's name, in any letter case: `.tar`, `.tar.gz`, `.tgz`, `.tar.zst`, `.tzst`, `.tar.xz`, `.txz`, `.zip`.
std::optional<PackedFormat> packed_format_of(std::string_view path);

class PackedOutput {
 public:
  static tl::expected<std::unique_ptr<PackedOutput>, FileError> create(FileStore& files, const std::string& path,
                                                                       PackedFormat format);
  virtual ~PackedOutput() = default;
  /// `name` is relative; `time` is in seconds since 1970 (a zip begins in 1980).
  virtual tl::expected<void, FileError> add(const std::string& name, std::string_view bytes, std::int64_t time) = 0;
  virtual tl::expected<void, FileError> commit(bool sync) = 0;
};

}  // namespace galley::archive
