#include "cli/cache/facts_cache.h"

#include "cli/cache/facts_record.h"
#include "cli/cache/mark.h"
#include "cli/cache/wire.h"
#include "core/text/hash.h"

namespace galley::cli {
namespace {

constexpr std::string_view facts_magic = "galley facts 2\n";
constexpr std::uint64_t max_bytes = 2ULL << 30U;
// A few posts are read anew in less time than it takes to write what is known of all others.
constexpr std::size_t share_not_worth_it = 512;

}  // namespace

FactsCache::FactsCache(archive::FileStore& files, std::string path, CacheKey key, std::int64_t began_ns)
    : files_(&files), path_(std::move(path)), key_(std::move(key)), began_ns_(began_ns) {
  auto bytes = files_->read(path_, max_bytes);
  if (!bytes || !bytes->starts_with(facts_magic)) return;
  WireReader r(std::string_view(*bytes).substr(facts_magic.size()));
  const auto checksum = r.number<std::uint64_t>();
  const std::size_t header = facts_magic.size() + sizeof(checksum);
  if (!r.ok() || quick_hash(std::string_view(*bytes).substr(header)) != checksum) return;
  loaded_ = std::move(*bytes);
  WireReader entries(std::string_view(loaded_).substr(header));
  if (entries.text() != key_) return;
  known_.reserve(entries.number<std::uint32_t>() % (loaded_.size() / 64 + 1));
  while (entries.ok() && !entries.at_end()) {
    const std::string_view name = entries.text();
    const std::string_view record = entries.text();
    if (entries.ok()) known_.emplace(name, record);
  }
}

std::optional<site::PostFacts> FactsCache::find(std::string_view name, const archive::FileMark& mark) const {
  const auto entry = known_.find(name);
  if (entry == known_.end()) return std::nullopt;
  WireReader r(entry->second);
  const archive::FileMark of_record = read_mark(r);
  const auto read_at_ns = r.number<std::int64_t>();
  const std::string_view facts = r.text();
  if (!r.ok() || of_record != mark || !settled(mark, read_at_ns)) return std::nullopt;
  return decode_facts(facts, mark.size);
}

std::optional<std::string> FactsCache::record(const std::string& path, const archive::FileMark& before,
                                              const site::PostFacts& facts) const {
  if (files_->mark(path) != before) return std::nullopt;
  std::string out;
  WireWriter w(out);
  write_mark(w, before);
  w.number(began_ns_);
  w.text(encode_facts(facts));
  return out;
}

bool FactsCache::save(const std::vector<std::string_view>& names) {
  if (put_.empty() || put_.size() < known_.size() / share_not_worth_it) return false;
  std::string file(facts_magic);
  WireWriter w(file);
  w.number(std::uint64_t{0});  // the checksum's place
  const std::size_t header = file.size();
  w.text(key_);
  w.number(static_cast<std::uint32_t>(names.size()));
  for (const std::string_view name : names) {
    if (const auto fresh = put_.find(std::string(name)); fresh != put_.end()) {
      w.text(name);
      w.text(fresh->second);
    } else if (const auto known = known_.find(name); known != known_.end()) {
      w.text(name);
      w.text(known->second);
    }
  }
  if (file.size() > max_bytes / 2) return false;
  std::string checksum;
  WireWriter(checksum).number(quick_hash(std::string_view(file).substr(header)));
  file.replace(facts_magic.size(), checksum.size(), checksum);
  return files_->write_private(path_, file).has_value();
}

}  // namespace galley::cli
