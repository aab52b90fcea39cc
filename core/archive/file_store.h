// The disk, behind an interface, so that tests can play its faults and nothing else in galley calls the operating
// system for files. Errors are values that name the path and the cause.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace galley::archive {

struct FileError {
  std::string path;
  std::string cause;  // as a person reads it: "permission denied"
  int code = 0;       // errno, or 0
  std::string message() const { return path + ": " + cause; }
};

enum class FileType : std::uint8_t { missing, file, folder, other };

struct DirectoryEntry {
  std::string name;
  FileType type = FileType::other;  // of the target, where it is a link
  bool link = false;
};

/// What a file system says of a file without reading it. Where two are equal, the file is the same and was not written
/// in between, as far as the clock of the file system tells moments apart.
struct FileMark {
  std::uint64_t device = 0, inode = 0;
  std::uint64_t size = 0;        // bytes
  std::int64_t modified_ns = 0;  // since 1970: content
  std::int64_t changed_ns = 0;   // content, name, owner or mode; not for programs to set
  friend bool operator==(const FileMark&, const FileMark&) = default;
};

/// A file that is written piece by piece, beside its final name until it is whole. Destroyed before `commit` it leaves
/// nothing. Not for several threads.
class OutputFile {
 public:
  virtual ~OutputFile() = default;
  virtual tl::expected<void, FileError> append(std::string_view bytes) = 0;
  /// Gives it its name; syncs its bytes first where asked.
  virtual tl::expected<void, FileError> commit(bool sync) = 0;
};

class FileStore {
 public:
  virtual ~FileStore() = default;

  /// The whole of a file; refused, without reading it, where it is larger than `limit` bytes.
  virtual tl::expected<std::string, FileError> read(const std::string& path, std::uint64_t limit) = 0;
  /// The first `count` bytes of a file, or all of a shorter one.
  virtual tl::expected<std::string, FileError> read_head(const std::string& path, std::uint64_t count) = 0;
  /// The kind of what stands at a path, links followed.
  virtual FileType type(const std::string& path) = 0;
  /// The path with links and dots resolved; empty where nothing stands there.
  virtual std::string canonical(const std::string& path) = 0;
  /// A folder's entries by name, in byte order, without `.` and `..`.
  virtual tl::expected<std::vector<DirectoryEntry>, FileError> list(const std::string& folder) = 0;
  /// Replaces a file as a whole: writes beside it, syncs if asked, renames. Keeps the mode of a file that was there.
  virtual tl::expected<void, FileError> write(const std::string& path, std::string_view bytes, bool sync) = 0;
  /// Replaces a file that was read as `expected`, as `write` does with its bytes safe on the disk. Refused where the
  /// file may not be written, and where it has meanwhile become something else (fine where that is `bytes` already).
  /// Where the path is a link, what it points to is replaced.
  virtual tl::expected<void, FileError> replace(const std::string& path, std::string_view expected,
                                                std::string_view bytes) = 0;
  /// Writes a file as `write` does, for its owner's eyes alone.
  virtual tl::expected<void, FileError> write_private(const std::string& path, std::string_view bytes) = 0;
  /// Begins such a file. What stands at the path and is no regular file (a pipe, /dev/stdout) is written to as it is.
  /// `beside`: its name until it is whole; empty for one of its own.
  virtual tl::expected<std::unique_ptr<OutputFile>, FileError> create(const std::string& path,
                                                                      const std::string& beside = "") = 0;
  /// Waits until everything written to the file system of `path` is on its disk.
  virtual tl::expected<void, FileError> sync_all(const std::string& path) = 0;
  /// Makes a folder and its parents; fine where it is there.
  virtual tl::expected<void, FileError> make_folder(const std::string& path) = 0;
  /// The mark of a regular file, links followed; nothing where there is none.
  virtual std::optional<FileMark> mark(const std::string& path) = 0;
  /// Deletes a file; what cannot be deleted stays.
  virtual void remove(const std::string& path) = 0;
};

/// The disk itself.
FileStore& disk();

}  // namespace galley::archive
