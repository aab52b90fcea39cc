#include "cli/cache/record_file.h"

#include <algorithm>
#include <utility>

#include "cli/cache/wire.h"
#include "core/text/hash.h"

namespace galley::cli {
namespace {

constexpr std::size_t checksum_size = sizeof(std::uint64_t);
constexpr std::size_t least_entry = 2 * sizeof(std::uint32_t);  // the sizes of a name and a record
static_assert(least_entry % record_alignment == 0 && checksum_size % record_alignment == 0);

std::size_t padding(std::size_t size) { return (record_alignment - size % record_alignment) % record_alignment; }

// A text that was aligned after it.
std::string_view take(WireReader& r, std::size_t size) {
  const std::string_view text = r.bytes(size);
  r.bytes(padding(size));
  return text;
}

// The line of the format, with line ends up to where the rest is aligned.
std::string first_line(std::string_view format) {
  return std::string(format) + std::string(1 + padding(format.size() + 1), '\n');
}

template <typename Number>
void put_at(std::string& bytes, std::size_t at, Number value) {
  std::string written;
  WireWriter(written).number(value);
  bytes.replace(at, written.size(), written);
}

}  // namespace

// The file: first line, checksum, sizes of the key and number of entries, key; then each entry: sizes of name and
// record, name, record.
RecordFile::RecordFile(archive::FileStore& files, std::string path, RecordFileKind kind)
    : files_(&files), path_(std::move(path)), kind_(std::move(kind)) {
  auto bytes = files_->read(path_, kind_.max_bytes);
  const std::string line = first_line(kind_.format);
  if (!bytes || !bytes->starts_with(line)) return;
  const std::size_t begin = line.size() + checksum_size;
  WireReader frame(std::string_view(*bytes).substr(line.size()));
  const auto checksum = frame.number<std::uint64_t>();
  if (!frame.ok() || quick_hash(std::string_view(*bytes).substr(begin)) != checksum) return;
  loaded_ = std::move(*bytes);
  WireReader r(std::string_view(loaded_).substr(begin));
  const auto key_size = r.number<std::uint32_t>();
  const auto count = r.number<std::uint32_t>();
  if (take(r, key_size) != kind_.key) return;
  known_.reserve(std::min<std::size_t>(count, loaded_.size() / least_entry));
  while (r.ok() && !r.at_end()) {
    const auto name_size = r.number<std::uint32_t>();
    const auto record_size = r.number<std::uint32_t>();
    const std::string_view name = take(r, name_size);
    const std::string_view record = take(r, record_size);
    if (r.ok()) known_.emplace(name, record);
  }
}

std::optional<std::string_view> RecordFile::find(std::string_view name) const {
  const auto entry = known_.find(name);
  return entry == known_.end() ? std::nullopt : std::optional(entry->second);
}

void RecordFile::Content::align() { bytes_.append(padding(bytes_.size()), '\0'); }

RecordFile::Content::Content(const RecordFileKind& kind)
    : bytes_(first_line(kind.format)), checksum_at_(bytes_.size()) {
  WireWriter w(bytes_);
  w.number(std::uint64_t{0});  // the checksum's place
  w.number(static_cast<std::uint32_t>(kind.key.size()));
  w.number(count_);
  bytes_ += kind.key;
  align();
}

void RecordFile::Content::add(std::string_view name, std::string_view record) {
  WireWriter w(bytes_);
  w.number(static_cast<std::uint32_t>(name.size()));
  w.number(static_cast<std::uint32_t>(record.size()));
  bytes_ += name;
  align();
  bytes_ += record;
  align();
  ++count_;
}

bool RecordFile::write(Content content) const {
  std::string& bytes = content.bytes_;
  // Half of what may be read, so that what is written is always read again.
  if (bytes.size() > kind_.max_bytes / 2) return false;
  const std::size_t begin = content.checksum_at_ + checksum_size;
  put_at(bytes, begin + sizeof(std::uint32_t), content.count_);
  put_at(bytes, content.checksum_at_, quick_hash(std::string_view(bytes).substr(begin)));
  return files_->write_private(path_, bytes).has_value();
}

}  // namespace galley::cli
