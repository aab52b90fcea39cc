#include "cli/cache/lint_cache.h"

#include <algorithm>

#include "cli/cache/mark.h"
#include "cli/cache/wire.h"
#include "core/archive/load.h"
#include "core/text/hash.h"
#include "core/text/sha256.h"

namespace galley::cli {
namespace {

constexpr std::string_view lint_magic = "galley lint cache 1\n";
constexpr std::uint64_t max_cache_bytes = 1ULL << 30U;
// A post's bytes are kept with its findings, to show the lines; of larger posts they are read again.
constexpr std::size_t max_kept_bytes = 256U << 10U;
// All that is kept so; archives beyond it have the rest read again.
constexpr std::size_t max_kept_in_all = 256U << 20U;
constexpr std::uint32_t days_kept = 30, days_between_renewals = 7;

std::uint32_t day_of(std::int64_t ns) { return static_cast<std::uint32_t>(ns / 86'400'000'000'000); }

}  // namespace

LintCache::LintCache(archive::FileStore& files, std::string path, std::int64_t began_ns)
    : files_(&files), path_(std::move(path)), began_ns_(began_ns) {
  load();
}

void LintCache::load() {
  auto bytes = files_->read(path_, max_cache_bytes);
  if (!bytes || !bytes->starts_with(lint_magic)) return;
  WireReader r(std::string_view(*bytes).substr(lint_magic.size()));
  const auto checksum = r.number<std::uint64_t>();
  const std::size_t header = lint_magic.size() + sizeof(checksum);
  if (!r.ok() || quick_hash(std::string_view(*bytes).substr(header)) != checksum) return;
  loaded_ = std::move(*bytes);
  WireReader entries(std::string_view(loaded_).substr(header));
  known_.reserve(loaded_.size() / 1024);
  while (entries.ok() && !entries.at_end()) {
    const std::string_view path = entries.text();
    const std::string_view record = entries.text();
    if (entries.ok()) known_.emplace(path, record);
  }
}

std::optional<CacheRecord> LintCache::find(const archive::Input& input, const CacheKey& key, std::int64_t now) const {
  const auto entry = known_.find(input.path);
  if (entry == known_.end()) return std::nullopt;
  auto record = decode(entry->second);
  if (!record || record->key != key || record->role != static_cast<std::uint8_t>(input.role) ||
      !record->holds.contains(now))
    return std::nullopt;
  return record;
}

LintCache::Answer LintCache::ask(const archive::Input& input, const CacheKey& key, std::int64_t now) const {
  Answer answer;
  if (!on()) return answer;
  answer.mark = files_->mark(input.path);
  if (!answer.mark) return answer;
  auto record = find(input, key, now);
  if (!record) return answer;
  const bool trusted = record->mark == *answer.mark && settled(record->mark, record->read_at_ns);
  const bool shown = !record->findings.empty();
  if (!trusted || (shown && !record->has_bytes)) {
    auto bytes = files_->read(input.path, archive::max_post_bytes);
    if (!bytes) return answer;
    answer.bytes = std::move(*bytes);
    if (answer.bytes->size() != record->mark.size || sha256(*answer.bytes) != record->hash) return answer;
  }
  if (shown) {
    auto findings = decode_findings(record->findings, record->mark.size);
    if (!findings) return answer;
    answer.findings = std::move(*findings);
    if (!answer.bytes && record->bytes.size() != record->mark.size) return answer;
    std::string bytes = answer.bytes ? std::move(*answer.bytes) : std::string(record->bytes);
    answer.source = std::make_unique<const Source>(input.path, std::move(bytes));
  }
  if (!answer.source) answer.source = std::make_unique<const Source>(input.path, std::string());
  answer.known = true;
  answer.bytes.reset();
  if (!trusted || record->day + days_between_renewals < day_of(began_ns_)) {
    // The mark is the post's only where nothing was written between the two looks at it.
    if (!trusted && files_->mark(input.path) != answer.mark) return answer;
    record->mark = *answer.mark;
    if (!trusted) record->read_at_ns = began_ns_;
    record->day = day_of(began_ns_);
    answer.renewed = encode(*record);
  }
  return answer;
}

std::optional<std::string> LintCache::record(const archive::Input& input, const CacheKey& key, const Answer& asked,
                                             std::string_view bytes, const std::vector<rules::Finding>& findings,
                                             rules::Moments holds) const {
  if (!on() || !asked.mark || asked.mark->size != bytes.size() || files_->mark(input.path) != asked.mark)
    return std::nullopt;
  CacheRecord record;
  const std::string hash = sha256(bytes);
  const std::string encoded = encode_findings(findings);
  record.key = key;
  record.role = static_cast<std::uint8_t>(input.role);
  record.mark = *asked.mark;
  record.read_at_ns = began_ns_;
  record.hash = hash;
  record.holds = holds;
  record.day = day_of(began_ns_);
  record.findings = encoded;
  record.has_bytes = !findings.empty() && bytes.size() <= max_kept_bytes;
  if (record.has_bytes) record.bytes = bytes;
  return encode(record);
}

bool LintCache::save() {
  if (!on() || put_.empty()) return false;
  std::string file(lint_magic);
  WireWriter w(file);
  w.number(std::uint64_t{0});  // the checksum's place
  const std::size_t header = file.size();
  std::size_t kept = 0;
  const auto add = [&](std::string_view path, std::string_view record) {
    w.text(path);
    if (kept + record.size() > max_kept_in_all) {
      if (auto without = decode(record); without && without->has_bytes) {
        without->has_bytes = false;
        w.text(encode(*without));
        return;
      }
    }
    kept += record.size();
    w.text(record);
  };
  const std::uint32_t today = day_of(began_ns_);
  std::vector<std::string_view> others;
  for (const auto& [path, record] : known_) {
    if (put_.contains(std::string(path))) continue;
    const auto decoded = decode(record);
    if (decoded && decoded->day + days_kept >= today) others.push_back(path);
  }
  std::sort(others.begin(), others.end());
  for (const auto& [path, record] : put_) add(path, record);
  for (const std::string_view path : others) add(path, known_.at(path));
  if (file.size() > max_cache_bytes / 2) return false;
  std::string checksum;
  WireWriter(checksum).number(quick_hash(std::string_view(file).substr(header)));
  file.replace(lint_magic.size(), checksum.size(), checksum);
  return files_->write_private(path_, file).has_value();
}

}  // namespace galley::cli
