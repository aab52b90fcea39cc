#include "cli/cache/lint_cache.h"

#include <algorithm>

#include "cli/cache/mark.h"
#include "core/archive/load.h"
#include "core/text/sha256.h"

namespace galley::cli {
namespace {

constexpr std::uint64_t max_cache_bytes = 1ULL << 30U;
// A post's bytes are kept with its findings, to show the lines; of larger posts they are read again.
constexpr std::size_t max_kept_bytes = 256U << 10U;
// All that is kept so; archives beyond it have the rest read again.
constexpr std::size_t max_kept_in_all = 256U << 20U;
constexpr std::uint32_t days_kept = 30, days_between_renewals = 7;

std::uint32_t day_of(std::int64_t ns) { return static_cast<std::uint32_t>(ns / 86'400'000'000'000); }

}  // namespace

LintCache::LintCache(archive::FileStore& files, std::string path, std::int64_t began_ns)
    : files_(&files),
      began_ns_(began_ns),
      file_(files, std::move(path), {"galley lint cache 2", {}, max_cache_bytes}) {}

std::optional<CacheRecord> LintCache::find(const archive::Input& input, const CacheKey& key, std::int64_t now) const {
  const auto entry = file_.find(input.path);
  if (!entry) return std::nullopt;
  auto record = decode(*entry);
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
  const bool has_findings = !record->findings.empty(), shown = has_findings || record->has_bytes;
  if (!trusted || (shown && !record->has_bytes)) {
    auto bytes = files_->read(input.path, archive::max_post_bytes);
    if (!bytes) return answer;
    answer.bytes = std::move(*bytes);
    if (answer.bytes->size() != record->mark.size || sha256(*answer.bytes) != record->hash) return answer;
  }
  if (has_findings) {
    auto findings = decode_findings(record->findings, record->mark.size);
    if (!findings) return answer;
    answer.findings = std::move(*findings);
  }
  if (shown) {
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

std::optional<std::string_view> LintCache::kept_bytes(const archive::Input& input) const {
  const auto known = file_.find(input.path);
  const auto record = known ? decode(*known) : std::nullopt;
  return record && record->has_bytes ? std::optional(record->bytes) : std::nullopt;
}

void LintCache::keep_bytes(const std::string& path, std::string_view bytes) {
  const auto put = put_.find(path);
  const auto known = put != put_.end() ? std::optional(std::string_view(put->second)) : file_.find(path);
  auto record = known ? decode(*known) : std::nullopt;
  if (!record || record->has_bytes || bytes.size() > max_kept_bytes || sha256(bytes) != record->hash) return;
  record->has_bytes = true;
  record->bytes = bytes;
  put_[path] = encode(*record);
}

bool LintCache::save() {
  if (!on() || put_.empty()) return false;
  RecordFile::Content content = file_.content();
  std::size_t kept = 0;
  const auto add = [&](std::string_view path, std::string_view record) {
    if (kept + record.size() > max_kept_in_all) {
      if (auto without = decode(record); without && without->has_bytes) {
        without->has_bytes = false;
        return content.add(path, encode(*without));
      }
    }
    kept += record.size();
    content.add(path, record);
  };
  const std::uint32_t today = day_of(began_ns_);
  std::vector<std::string_view> others;
  for (const auto& [path, record] : file_.known()) {
    if (put_.contains(std::string(path))) continue;
    const auto decoded = decode(record);
    if (decoded && decoded->day + days_kept >= today) others.push_back(path);
  }
  std::sort(others.begin(), others.end());
  for (const auto& [path, record] : put_) add(path, record);
  for (const std::string_view path : others) add(path, *file_.find(path));
  return file_.write(std::move(content));
}

}  // namespace galley::cli
