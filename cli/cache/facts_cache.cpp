#include "cli/cache/facts_cache.h"

#include <algorithm>
#include <bit>
#include <unordered_set>

#include "cli/cache/facts_record.h"
#include "cli/cache/mark.h"
#include "cli/cache/wire.h"

namespace galley::cli {
namespace {

constexpr std::uint64_t max_bytes = 2ULL << 30U;
// A few posts are read anew in less time than it takes to write what is known of all others.
constexpr std::size_t share_not_worth_it = 512;
// The record that has the pairs: no post has this name.
constexpr std::string_view name_of_pairs;
constexpr std::size_t bytes_of_pair = 3 * sizeof(std::uint64_t);

}  // namespace

// A record: mark, the moment it was read, facts.
FactsCache::FactsCache(archive::FileStore& files, std::string path, CacheKey key, std::int64_t began_ns)
    : began_ns_(began_ns), file_(files, std::move(path), {"galley facts 4", std::move(key), max_bytes}) {}

std::optional<site::PostFacts> FactsCache::find(std::string_view name, const archive::FileMark& mark) const {
  const auto entry = file_.find(name);
  if (!entry) return std::nullopt;
  WireReader r(*entry);
  const archive::FileMark of_record = read_mark(r);
  const auto read_at_ns = r.number<std::int64_t>();
  if (!r.ok() || of_record != mark || !settled(mark, read_at_ns)) return std::nullopt;
  return facts_in(r.rest(), mark.size);
}

void FactsCache::read_pairs(content::KnownPairs& pairs) const {
  WireReader r(file_.find(name_of_pairs).value_or(std::string_view()));
  while (r.ok() && !r.at_end()) {
    content::KnownPairs::Pair pair;
    pair.first = r.number<std::uint64_t>();
    pair.second = r.number<std::uint64_t>();
    pair.similarity = std::bit_cast<double>(r.number<std::uint64_t>());
    if (r.ok()) pairs.put(pair);
  }
}

bool FactsCache::save(std::span<const Member> members, const content::KnownPairs& pairs) {
  std::unordered_set<std::uint64_t> bodies;
  for (const Member& m : members) bodies.insert(m.facts->sketch.hash);
  std::string of_pairs;
  for (const content::KnownPairs::Pair& pair : pairs.all()) {
    if (!bodies.contains(pair.first) || !bodies.contains(pair.second)) continue;
    WireWriter w(of_pairs);
    w.number(pair.first);
    w.number(pair.second);
    w.number(std::bit_cast<std::uint64_t>(pair.similarity));
  }
  const std::size_t known_pairs = file_.find(name_of_pairs).value_or(std::string_view()).size() / bytes_of_pair;
  const std::size_t now = of_pairs.size() / bytes_of_pair, more_pairs = now - std::min(now, known_pairs);
  const auto fresh = static_cast<std::size_t>(
      std::count_if(members.begin(), members.end(), [](const Member& m) { return m.fresh != nullptr; }));
  if (fresh + more_pairs == 0 || fresh + more_pairs < file_.known().size() / share_not_worth_it) return false;
  RecordFile::Content content = file_.content();
  content.add(name_of_pairs, of_pairs);
  std::string record;
  for (const Member& m : members) {
    if (m.fresh != nullptr) {
      record.clear();
      WireWriter writer(record);
      write_mark(writer, *m.fresh);
      writer.number(began_ns_);
      append_facts(record, *m.facts);
      content.add(m.name, record);
    } else if (const auto known = file_.find(m.name)) {
      content.add(m.name, *known);
    }
  }
  return file_.write(std::move(content));
}

}  // namespace galley::cli
