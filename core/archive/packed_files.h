// Archives as folders: tar (plain, gzip, zstd, xz) and zip files stand for folders of what is in them, so that whatever
// reads a folder of posts reads an archive of them. An archive is read once, from beginning to end; the members that
// can matter (posts and configurations) wait in an unnamed temporary file until they are asked for, so memory grows
// with their names alone.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/archive/file_store.h"
#include "core/archive/inputs.h"

namespace galley::archive {

class Spool;

/// The bounds on hostile archives: what an archive may expand to in all, and, from some size on, how many times its own
/// size. Reading stops where it goes beyond.
inline constexpr std::uint64_t most_expanded_bytes = std::uint64_t{16} << 30;
inline constexpr std::uint64_t most_expansion = 300;
inline constexpr std::uint64_t expansion_counts_from = std::uint64_t{64} << 20;

class PackedFiles final : public FileStore {
 public:
  /// `below`: where everything else is.
  explicit PackedFiles(FileStore& below);
  ~PackedFiles() override;

  struct Opened {
    std::vector<FileError> errors;   // members that cannot be had, or an archive that ends too soon: the rest can
    std::vector<FileError> remarks;  // what was done otherwise than the archive says, with nothing lost
  };
  /// Whether a path is a file whose name is an archive's.
  bool is_archive(const std::string& path);
  /// Takes its members in: afterwards `path` is a folder. Not for several threads.
  Opened open(const std::string& path);

  /// The paths of those that were opened.
  const std::vector<std::string>& archives() const { return archives_; }

  /// Puts posts that come from one archive in the order of its members; the others keep their places.
  void in_member_order(std::vector<Input>& inputs) const;

  tl::expected<std::string, FileError> read(const std::string& path, std::uint64_t limit) override;
  tl::expected<std::string, FileError> read_head(const std::string& path, std::uint64_t count) override;
  FileType type(const std::string& path) override;
  std::string canonical(const std::string& path) override;
  tl::expected<std::vector<DirectoryEntry>, FileError> list(const std::string& folder) override;
  /// Refused for what is in an archive.
  tl::expected<void, FileError> write(const std::string& path, std::string_view bytes, bool sync) override;
  tl::expected<std::unique_ptr<OutputFile>, FileError> create(const std::string& path,
                                                              const std::string& beside) override;
  tl::expected<void, FileError> replace(const std::string& path, std::string_view expected,
                                        std::string_view bytes) override;
  tl::expected<void, FileError> write_private(const std::string& path, std::string_view bytes) override;
  /// Nothing for what is in an archive.
  std::optional<FileMark> mark(const std::string& path) override;
  void remove(const std::string& path) override;
  tl::expected<void, FileError> sync_all(const std::string& path) override { return below_.sync_all(path); }
  tl::expected<void, FileError> make_folder(const std::string& path) override { return below_.make_folder(path); }

 private:
  struct Member {
    std::uint64_t at = 0;  // in the spool
    std::uint64_t size = 0;
    std::size_t ordinal = 0;
  };

  const std::string* archive_of(std::string_view path) const;

  FileStore& below_;
  std::vector<std::string> archives_;
  std::map<std::string, Member, std::less<>> members_;  // by the archive's path, `/` and their own
  std::unique_ptr<Spool> spool_;
};

}  // namespace galley::archive
