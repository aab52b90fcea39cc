#include "core/archive/packed_files.h"

#include <algorithm>

#include "core/archive/packed_output.h"
#include "core/archive/packed_reader.h"
#include "core/archive/spool.h"

namespace galley::archive {

PackedFiles::PackedFiles(FileStore& below) : below_(below) {}
PackedFiles::~PackedFiles() = default;

bool PackedFiles::is_archive(const std::string& path) {
  return packed_format_of(path) && below_.type(path) == FileType::file;
}

PackedFiles::Opened PackedFiles::open(const std::string& path) {
  Opened opened;
  if (archive_of(path)) return opened;
  archives_.push_back(path);
  if (!spool_) {
    auto spool = Spool::make();
    if (!spool) {
      opened.errors.push_back(spool.error());
      return opened;
    }
    spool_ = std::move(*spool);
  }
  PackedContents contents = read_packed(path, *spool_);
  for (PackedMember& member : contents.members)
    members_.insert_or_assign(path + '/' + member.name, Member{member.at, member.size, member.ordinal});
  opened.errors = std::move(contents.errors);
  opened.remarks = std::move(contents.remarks);
  return opened;
}

void PackedFiles::in_member_order(std::vector<Input>& inputs) const {
  for (const std::string& path : archives_) {
    std::vector<std::size_t> places;
    std::vector<std::pair<std::size_t, Input>> posts;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (archive_of(inputs[i].path) != &path) continue;
      const auto member = members_.find(inputs[i].path);
      places.push_back(i);
      posts.emplace_back(member == members_.end() ? 0 : member->second.ordinal, inputs[i]);
    }
    std::stable_sort(posts.begin(), posts.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < places.size(); ++i) inputs[places[i]] = std::move(posts[i].second);
  }
}

const std::string* PackedFiles::archive_of(std::string_view path) const {
  for (const std::string& archive : archives_)
    if (path.starts_with(archive) && (path.size() == archive.size() || path[archive.size()] == '/')) return &archive;
  return nullptr;
}

tl::expected<std::string, FileError> PackedFiles::read(const std::string& path, std::uint64_t limit) {
  if (archives_.empty() || !archive_of(path)) return below_.read(path, limit);
  const auto member = members_.find(path);
  if (member == members_.end()) return tl::unexpected(FileError{path, "no such file in the archive", 0});
  if (member->second.size > limit)
    return tl::unexpected(FileError{path,
                                    "has " + std::to_string(member->second.size) + " bytes, more than the " +
                                        std::to_string(limit) + " that a post may have",
                                    0});
  auto bytes = spool_->read(member->second.at, member->second.size);
  if (!bytes) bytes.error().path = path;
  return bytes;
}

tl::expected<std::string, FileError> PackedFiles::read_head(const std::string& path, std::uint64_t count) {
  if (archives_.empty() || !archive_of(path)) return below_.read_head(path, count);
  const auto member = members_.find(path);
  if (member == members_.end()) return tl::unexpected(FileError{path, "no such file in the archive", 0});
  auto bytes = spool_->read(member->second.at, std::min(member->second.size, count));
  if (!bytes) bytes.error().path = path;
  return bytes;
}

FileType PackedFiles::type(const std::string& path) {
  const std::string* archive = archives_.empty() ? nullptr : archive_of(path);
  if (!archive) return below_.type(path);
  if (path.size() == archive->size()) return FileType::folder;
  const auto at = members_.lower_bound(path);
  if (at == members_.end()) return FileType::missing;
  if (at->first == path) return FileType::file;
  const auto inside = members_.lower_bound(path + '/');
  return inside != members_.end() && inside->first.starts_with(path + '/') ? FileType::folder : FileType::missing;
}

std::string PackedFiles::canonical(const std::string& path) {
  const std::string* archive = archives_.empty() ? nullptr : archive_of(path);
  if (!archive) return below_.canonical(path);
  const std::string real = below_.canonical(*archive);
  return real.empty() ? real : real + path.substr(archive->size());
}

tl::expected<std::vector<DirectoryEntry>, FileError> PackedFiles::list(const std::string& folder) {
  if (archives_.empty() || !archive_of(folder)) return below_.list(folder);
  std::vector<DirectoryEntry> entries;
  const std::string prefix = folder + '/';
  for (auto at = members_.lower_bound(prefix); at != members_.end() && at->first.starts_with(prefix);) {
    const std::string_view rest = std::string_view(at->first).substr(prefix.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos) {
      entries.push_back({std::string(rest), FileType::file, false});
      ++at;
    } else {
      entries.push_back({std::string(rest.substr(0, slash)), FileType::folder, false});
      at = members_.lower_bound(prefix + std::string(rest.substr(0, slash)) + static_cast<char>('/' + 1));
    }
  }
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return entries;
}

namespace {

FileError in_archive(const std::string& path) { return {path, "is in an archive, and what is read is not changed", 0}; }

}  // namespace

tl::expected<void, FileError> PackedFiles::write(const std::string& path, std::string_view bytes, bool sync) {
  if (archive_of(path)) return tl::unexpected(in_archive(path));
  return below_.write(path, bytes, sync);
}

tl::expected<std::unique_ptr<OutputFile>, FileError> PackedFiles::create(const std::string& path,
                                                                         const std::string& beside) {
  if (archive_of(path)) return tl::unexpected(in_archive(path));
  return below_.create(path, beside);
}

tl::expected<void, FileError> PackedFiles::replace(const std::string& path, std::string_view expected,
                                                   std::string_view bytes) {
  if (archive_of(path)) return tl::unexpected(in_archive(path));
  return below_.replace(path, expected, bytes);
}

tl::expected<void, FileError> PackedFiles::write_private(const std::string& path, std::string_view bytes) {
  if (archive_of(path)) return tl::unexpected(in_archive(path));
  return below_.write_private(path, bytes);
}

std::optional<FileMark> PackedFiles::mark(const std::string& path) {
  return archive_of(path) ? std::nullopt : below_.mark(path);
}

void PackedFiles::remove(const std::string& path) {
  if (!archive_of(path)) below_.remove(path);
}

}  // namespace galley::archive
