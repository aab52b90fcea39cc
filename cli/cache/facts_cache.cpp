#include "cli/cache/facts_cache.h"

#include <algorithm>

#include "cli/cache/facts_record.h"
#include "cli/cache/mark.h"
#include "cli/cache/wire.h"

namespace galley::cli {
namespace {

constexpr std::string_view magic = "galley facts 3\n\n";
constexpr std::uint64_t max_bytes = 2ULL << 30U;
// A few posts are read anew in less time than it takes to write what is known of all others.
constexpr std::size_t share_not_worth_it = 512;
// Names and records begin at multiples of this, so that facts are looked at where they lie.
constexpr std::size_t alignment = 8;
static_assert(magic.size() % alignment == 0);

void align(std::string& out) { out.append((alignment - out.size() % alignment) % alignment, '\0'); }

// Takes a text that `align` follows.
std::string_view take(WireReader& r, std::size_t size) {
  const std::string_view text = r.bytes(size);
  r.bytes((alignment - size % alignment) % alignment);
  return text;
}

}  // namespace

// The file: magic, checksum, sizes of key and number of entries, key; then each entry: sizes of name and record, name,
// record. A record: mark, the moment it was read, facts.
FactsCache::FactsCache(archive::FileStore& files, std::string path, CacheKey key, std::int64_t began_ns)
    : files_(&files), path_(std::move(path)), key_(std::move(key)), began_ns_(began_ns) {
  auto bytes = files_->read(path_, max_bytes);
  if (!bytes || !bytes->starts_with(magic)) return;
  WireReader r(std::string_view(*bytes).substr(magic.size()));
  const auto checksum = r.number<std::uint64_t>();
  const std::size_t header = magic.size() + sizeof(checksum);
  if (!r.ok() || quick_hash(std::string_view(*bytes).substr(header)) != checksum) return;
  loaded_ = std::move(*bytes);
  WireReader entries(std::string_view(loaded_).substr(header));
  const auto key_size = entries.number<std::uint32_t>();
  const auto count = entries.number<std::uint32_t>();
  if (take(entries, key_size) != key_) return;
  known_.reserve(std::min<std::size_t>(count, loaded_.size() / 64));
  while (entries.ok() && !entries.at_end()) {
    const auto name_size = entries.number<std::uint32_t>();
    const auto record_size = entries.number<std::uint32_t>();
    const std::string_view name = take(entries, name_size);
    const std::string_view record = take(entries, record_size);
    if (entries.ok()) known_.emplace(name, record);
  }
}

std::optional<site::PostFacts> FactsCache::find(std::string_view name, const archive::FileMark& mark) const {
  const auto entry = known_.find(name);
  if (entry == known_.end()) return std::nullopt;
  WireReader r(entry->second);
  const archive::FileMark of_record = read_mark(r);
  const auto read_at_ns = r.number<std::int64_t>();
  if (!r.ok() || of_record != mark || !settled(mark, read_at_ns)) return std::nullopt;
  return facts_in(r.rest(), mark.size);
}

bool FactsCache::save(std::span<const Member> members) {
  const auto fresh = static_cast<std::size_t>(
      std::count_if(members.begin(), members.end(), [](const Member& m) { return m.fresh != nullptr; }));
  if (fresh == 0 || fresh < known_.size() / share_not_worth_it) return false;
  std::string file(magic);
  WireWriter w(file);
  w.number(std::uint64_t{0});  // the checksum's place
  const std::size_t header = file.size();
  w.number(static_cast<std::uint32_t>(key_.size()));
  w.number(static_cast<std::uint32_t>(members.size()));
  file += key_;
  align(file);
  std::string record;
  for (const Member& m : members) {
    std::string_view kept;
    if (m.fresh != nullptr) {
      record.clear();
      WireWriter writer(record);
      write_mark(writer, *m.fresh);
      writer.number(began_ns_);
      append_facts(record, *m.facts);
      kept = record;
    } else if (const auto known = known_.find(m.name); known != known_.end()) {
      kept = known->second;
    } else {
      continue;
    }
    w.number(static_cast<std::uint32_t>(m.name.size()));
    w.number(static_cast<std::uint32_t>(kept.size()));
    file += m.name;
    align(file);
    file += kept;
    align(file);
  }
  if (file.size() > max_bytes / 2) return false;
  std::string checksum;
  WireWriter(checksum).number(quick_hash(std::string_view(file).substr(header)));
  file.replace(magic.size(), checksum.size(), checksum);
  return files_->write_private(path_, file).has_value();
}

}  // namespace galley::cli
