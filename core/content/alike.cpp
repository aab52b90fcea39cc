#include "core/content/alike.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <utility>

#include "core/archive/parallel.h"

namespace galley::content {
namespace {

using SketchOf = std::function<const Sketch&(std::size_t)>;
using Dense = std::array<std::uint8_t, Sketch::places>;
using Shingles = std::vector<std::uint64_t>;

constexpr std::uint32_t no_group = ~std::uint32_t{0};
constexpr std::size_t rows = 6, bands = Sketch::places / rows;

// How far below the similarity that is asked for an estimate may lie: of texts that are so similar by more than three
// standard errors, of those that are 0.9 alike where 0.85 is asked for by more than five.
double margin(const Sketch& a, const Sketch& b) { return std::min(a.characters, b.characters) < 500 ? 0.12 : 0.08; }

bool may_be_alike(const Sketch& a, const Sketch& b, double similarity) {
  return estimated_similarity(a, b) >= similarity - margin(a, b);
}

// The texts to look at: where few are asked about those, and what may be in a group with them, however far; else all.
std::vector<std::size_t> texts_to_compare(std::size_t count, const SketchOf& sketch, const AlikeRequest& request) {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < count; ++i)
    if (sketch(i).characters >= std::max(request.least_characters, shingle_size)) all.push_back(i);
  if (request.asked == nullptr) return all;
  // Each of them is compared with all others, which is quicker than to sort these only as long as it is done rarely.
  constexpr std::size_t few = 16;
  std::vector<bool> taken(count, false);
  std::vector<std::size_t> found;
  const auto take = [&](std::size_t i) {
    taken[i] = true;
    found.push_back(i);
  };
  for (const std::size_t i : all) {
    if (!request.asked(i)) continue;
    if (found.size() == few) return all;
    take(i);
  }
  for (std::size_t next = 0; next < found.size(); ++next) {
    if (next == few) return all;
    const Sketch& one = sketch(found[next]);
    const Dense dense = densified(one);
    for (const std::size_t i : all) {
      if (taken[i] || !may_be_alike(one, sketch(i), request.similarity)) continue;
      const Dense other = densified(sketch(i));
      for (std::size_t band = 0; band < bands && !taken[i]; ++band)
        if (std::memcmp(dense.data() + band * rows, other.data() + band * rows, rows) == 0) take(i);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

class Finder {
 public:
  Finder(const std::vector<std::size_t>& texts, const SketchOf& sketch, const AlikeRequest& request)
      : sketch_(sketch), request_(request) {
    collapse_equal(texts);
    in_groups_.resize(leads_.size());
    buckets_of_.resize(leads_.size());
  }

  std::vector<Alike> find() {
    fill_buckets();
    mark_asked();
    gather();
    for (std::uint32_t i = 0; i < leads_.size(); ++i)
      if (in_groups_[i].empty() && equals_of(i).size() > 1 && asked_[i]) add_group(i, {});
    std::sort(groups_.begin(), groups_.end(),
              [](const Alike& a, const Alike& b) { return a.members.front().text < b.members.front().text; });
    return std::move(groups_);
  }

 private:
  struct Near {
    std::uint32_t lead;
    double similarity;
  };

  const Sketch& of(std::uint32_t lead) const { return sketch_(leads_[lead]); }
  std::span<const std::size_t> equals_of(std::uint32_t lead) const {
    const auto several = equals_.find(leads_[lead]);
    return several == equals_.end() ? std::span(&leads_[lead], 1) : std::span(several->second);
  }

  // Of equal texts the first stands for all.
  void collapse_equal(const std::vector<std::size_t>& texts) {
    std::vector<std::pair<std::uint64_t, std::size_t>> hashes;
    hashes.reserve(texts.size());
    for (const std::size_t i : texts) hashes.emplace_back(sketch_(i).hash, i);
    std::sort(hashes.begin(), hashes.end());
    for (std::size_t i = 0; i < hashes.size();) {
      std::size_t end = i + 1;
      while (end < hashes.size() && hashes[end].first == hashes[i].first) ++end;
      const std::size_t lead = hashes[i].second;
      leads_.push_back(lead);
      if (end - i > 1)
        for (; i < end; ++i) equals_[lead].push_back(hashes[i].second);
      i = end;
    }
    std::sort(leads_.begin(), leads_.end());
  }

  // Texts whose sketches agree in all places of a band share a bucket.
  void fill_buckets() {
    const std::size_t n = leads_.size();
    std::vector<Dense> dense(n);
    constexpr std::size_t stretch = 1024;
    archive::in_parallel((n + stretch - 1) / stretch, request_.jobs, [&](std::size_t part) {
      for (std::size_t i = part * stretch; i < std::min(n, (part + 1) * stretch); ++i)
        dense[i] = densified(of(static_cast<std::uint32_t>(i)));
    });
    std::array<std::vector<std::vector<std::uint32_t>>, bands> of_bands;
    archive::in_parallel(bands, request_.jobs,
                         [&](std::size_t band) { of_bands[band] = buckets_of_band(dense, band); });
    for (auto& buckets : of_bands) {
      for (auto& bucket : buckets) {
        for (const std::uint32_t i : bucket) buckets_of_[i].push_back(static_cast<std::uint32_t>(buckets_.size()));
        buckets_.push_back(std::move(bucket));
      }
    }
    done_.resize(buckets_.size(), false);
  }

  static std::vector<std::vector<std::uint32_t>> buckets_of_band(const std::vector<Dense>& dense, std::size_t band) {
    const std::size_t n = dense.size();
    std::vector<std::uint64_t> keys(n);
    for (std::uint32_t i = 0; i < n; ++i) std::memcpy(&keys[i], dense[i].data() + band * rows, rows);
    std::size_t size = 16;
    while (size < 2 * n) size *= 2;
    std::vector<std::uint32_t> table(size, no_group), next(n, no_group), last(n, no_group);
    for (std::uint32_t i = 0; i < n; ++i) {
      std::size_t slot = (keys[i] * 0x9E3779B97F4A7C15ULL >> 20U) & (size - 1);
      while (table[slot] != no_group && keys[table[slot]] != keys[i]) slot = (slot + 1) & (size - 1);
      const std::uint32_t head = table[slot];
      if (head == no_group) {
        table[slot] = last[i] = i;
        continue;
      }
      next[last[head]] = i;
      last[head] = i;
    }
    std::vector<std::vector<std::uint32_t>> buckets;
    for (std::uint32_t i = 0; i < n; ++i) {
      if (last[i] == no_group || next[i] == no_group) continue;  // not the first of several
      auto& bucket = buckets.emplace_back();
      for (std::uint32_t m = i; m != no_group; m = next[m]) bucket.push_back(m);
    }
    return buckets;
  }

  // Those that are asked about, and what may be in a group with them, however far.
  void mark_asked() {
    asked_.assign(leads_.size(), request_.asked == nullptr);
    if (request_.asked == nullptr) return;
    std::vector<std::uint32_t> work;
    for (std::uint32_t i = 0; i < leads_.size(); ++i) {
      const auto equal = equals_of(i);
      if (!std::any_of(equal.begin(), equal.end(), request_.asked)) continue;
      asked_[i] = true;
      work.push_back(i);
    }
    while (!work.empty()) {
      const std::uint32_t i = work.back();
      work.pop_back();
      for (const std::uint32_t bucket : buckets_of_[i]) {
        for (const std::uint32_t k : buckets_[bucket]) {
          if (asked_[k] || !may_be_alike(of(i), of(k), request_.similarity)) continue;
          asked_[k] = true;
          work.push_back(k);
        }
      }
    }
  }

  // Looks around several at a time, and then groups them in their order as if it had been one by one. Where that finds
  // groups, later ones of these may have been looked around in vain, so there are fewer the next time.
  void gather() {
    std::vector<std::uint32_t> work;
    for (std::uint32_t i = 0; i < leads_.size(); ++i)
      if (asked_[i]) work.push_back(i);
    constexpr std::size_t least = 16, most = 4096, stretch = 16;
    std::vector<std::vector<Near>> near;
    for (std::size_t begin = 0, size = least; begin < work.size();) {
      const std::size_t end = std::min(work.size(), begin + size);
      near.assign(end - begin, {});
      archive::in_parallel((end - begin + stretch - 1) / stretch, request_.jobs, [&](std::size_t part) {
        for (std::size_t at = begin + part * stretch; at < std::min(end, begin + (part + 1) * stretch); ++at)
          near[at - begin] = around(work[at]);
      });
      bool in_vain = false;
      for (std::size_t at = begin; at < end; ++at) {
        auto& found = near[at - begin];
        const std::size_t all = found.size();
        std::erase_if(found, [&](const Near& n) { return together(work[at], n.lead); });
        in_vain = in_vain || found.size() < all;
        if (!found.empty()) settle(work[at], found);
      }
      size = in_vain ? least : std::min(most, size * 2);
      begin = end;
    }
  }

  // What is alike to `i`, comes after it, and is not in a group with it yet.
  std::vector<Near> around(std::uint32_t i) {
    std::vector<std::uint32_t> touched;
    for (const std::uint32_t bucket : buckets_of_[i]) {
      if (done_[bucket]) continue;
      const auto& members = buckets_[bucket];
      touched.insert(touched.end(), std::upper_bound(members.begin(), members.end(), i), members.end());
    }
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    std::vector<Near> near;
    for (const std::uint32_t k : touched)
      if (!together(i, k))
        if (const auto how = alike(i, k)) near.push_back({k, *how});
    return near;
  }

  std::optional<double> alike(std::uint32_t i, std::uint32_t k) {
    const Sketch &a = of(i), &b = of(k);
    const double estimate = estimated_similarity(a, b);
    if (estimate < request_.similarity - margin(a, b)) return std::nullopt;
    constexpr double clearly = 0.12;
    constexpr std::uint32_t long_enough_to_estimate = 500;
    if (std::min(a.characters, b.characters) >= long_enough_to_estimate && estimate >= request_.similarity + clearly)
      return estimate;
    const double exact = exactly(i, k);
    if (exact < request_.similarity) return std::nullopt;
    return exact;
  }

  double exactly(std::uint32_t i, std::uint32_t k) {
    const std::uint64_t first = of(i).hash, second = of(k).hash;
    if (request_.pairs != nullptr)
      if (const auto known = request_.pairs->find(first, second)) return *known;
    const auto a = read(i), b = read(k);
    const double found = similarity(a->shingles, b->shingles);
    if (request_.pairs != nullptr && a->hash == first && b->hash == second) request_.pairs->put({first, second, found});
    return found;
  }

  // A text as it is now, which may be another than its sketch was made of.
  struct Read {
    Shingles shingles;
    std::uint64_t hash = 0;
  };

  // Texts that are asked for once are asked for again; so many of their shingles are kept.
  std::shared_ptr<const Read> read(std::uint32_t lead) {
    constexpr std::size_t most = 2U << 20U;
    {
      const std::lock_guard lock(mutex_);
      if (const auto known = kept_.find(lead); known != kept_.end()) return known->second;
    }
    const std::u32string text = request_.text(leads_[lead]);
    auto made = std::make_shared<const Read>(Read{shingles_of(text), text_hash(text)});
    const std::lock_guard lock(mutex_);
    if (kept_shingles_ > most) {
      kept_.clear();
      kept_shingles_ = 0;
    }
    if (kept_.emplace(lead, made).second) kept_shingles_ += made->shingles.size();
    return made;
  }

  bool together(std::uint32_t i, std::uint32_t k) const {
    for (const std::uint32_t group : in_groups_[i])
      if (std::find(in_groups_[k].begin(), in_groups_[k].end(), group) != in_groups_[k].end()) return true;
    return false;
  }

  void settle(std::uint32_t i, const std::vector<Near>& near) {
    add_group(i, near);
    // Where all of a bucket is together there is nothing left to find in it.
    const auto group = static_cast<std::uint32_t>(groups_.size() - 1);
    for (const std::uint32_t bucket : buckets_of_[i])
      done_[bucket] = done_[bucket] || std::all_of(buckets_[bucket].begin(), buckets_[bucket].end(), [&](auto k) {
                        return std::find(in_groups_[k].begin(), in_groups_[k].end(), group) != in_groups_[k].end();
                      });
  }

  void add_group(std::uint32_t lead, const std::vector<Near>& near) {
    const auto number = static_cast<std::uint32_t>(groups_.size());
    Alike& group = groups_.emplace_back();
    group.equal = near.empty();
    const auto add = [&](std::uint32_t one, double how) {
      in_groups_[one].push_back(number);
      for (const std::size_t text : equals_of(one)) group.members.push_back({text, how});
    };
    add(lead, 1);
    for (const Near& n : near) add(n.lead, n.similarity);
    // The first is the one that the others are compared with.
    std::sort(group.members.begin() + 1, group.members.end(),
              [](const auto& a, const auto& b) { return a.text < b.text; });
  }

  const SketchOf& sketch_;
  const AlikeRequest& request_;
  std::unordered_map<std::size_t, std::vector<std::size_t>> equals_;  // by the first of several equal texts
  std::vector<std::size_t> leads_;                                    // these and the others; what follows counts them
  std::vector<std::vector<std::uint32_t>> buckets_, buckets_of_, in_groups_;
  std::vector<bool> done_, asked_;  // buckets; leads
  std::vector<Alike> groups_;
  std::mutex mutex_;
  std::unordered_map<std::uint32_t, std::shared_ptr<const Read>> kept_;
  std::size_t kept_shingles_ = 0;
};

}  // namespace

std::vector<Alike> find_alike(std::size_t count, const SketchOf& sketch, const AlikeRequest& request) {
  return Finder(texts_to_compare(count, sketch, request), sketch, request).find();
}

}  // namespace galley::content
