#include "core/content/alike.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <unordered_map>
#include <utility>

namespace galley::content {
namespace {

constexpr std::uint32_t none = ~std::uint32_t{0};
constexpr std::size_t rows = 6, bands = Sketch::places / rows;
// A sketch of a text of few shingles has fewer independent places, and decides nothing.
constexpr std::uint32_t long_enough_to_estimate = 500;

class Finder {
 public:
  Finder(std::size_t count, const std::function<const Sketch&(std::size_t)>& sketch, const AlikeRequest& request)
      : sketch_(sketch), request_(request), equals_(count) {
    collapse_equal(count);
    in_groups_.resize(leads_.size());
    buckets_of_.resize(leads_.size());
  }

  std::vector<Alike> find() {
    for (std::size_t band = 0; band < bands; ++band) fill_buckets(band);
    mark_asked();
    std::vector<std::uint32_t> seen(leads_.size(), 0);
    for (std::uint32_t i = 0; i < leads_.size(); ++i)
      if (asked_[i]) gather_around(i, seen);
    for (std::uint32_t i = 0; i < leads_.size(); ++i)
      if (in_groups_[i].empty() && equals_[leads_[i]].size() > 1 && asked_[i]) add_group(i, {});
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

  // Of equal texts the first stands for all.
  void collapse_equal(std::size_t count) {
    std::vector<std::pair<std::uint64_t, std::size_t>> hashes;
    for (std::size_t i = 0; i < count; ++i)
      if (const Sketch& s = sketch_(i); s.characters >= std::max(request_.least_characters, shingle_size))
        hashes.emplace_back(s.hash, i);
    std::sort(hashes.begin(), hashes.end());
    for (std::size_t i = 0; i < hashes.size();) {
      const std::size_t lead = hashes[i].second;
      leads_.push_back(lead);
      for (const std::uint64_t hash = hashes[i].first; i < hashes.size() && hashes[i].first == hash; ++i)
        equals_[lead].push_back(hashes[i].second);
    }
    std::sort(leads_.begin(), leads_.end());
  }

  // Texts whose sketches agree in all places of a band share a bucket.
  void fill_buckets(std::size_t band) {
    const std::size_t n = leads_.size();
    std::vector<std::uint64_t> keys(n);
    for (std::uint32_t i = 0; i < n; ++i) std::memcpy(&keys[i], of(i).minima.data() + band * rows, rows);
    std::size_t size = 16;
    while (size < 2 * n) size *= 2;
    std::vector<std::uint32_t> table(size, none), next(n, none), last(n, none);
    for (std::uint32_t i = 0; i < n; ++i) {
      std::size_t slot = (keys[i] * 0x9E3779B97F4A7C15ULL >> 20U) & (size - 1);
      while (table[slot] != none && keys[table[slot]] != keys[i]) slot = (slot + 1) & (size - 1);
      const std::uint32_t head = table[slot];
      if (head == none) {
        table[slot] = last[i] = i;
        continue;
      }
      next[last[head]] = i;
      last[head] = i;
    }
    for (std::uint32_t i = 0; i < n; ++i) {
      if (last[i] == none || next[i] == none) continue;  // not the first of several
      const auto bucket = static_cast<std::uint32_t>(buckets_.size());
      buckets_.emplace_back();
      for (std::uint32_t m = i; m != none; m = next[m]) {
        buckets_.back().push_back(m);
        buckets_of_[m].push_back(bucket);
      }
    }
    done_.resize(buckets_.size(), false);
  }

  // Those that are asked about, and what may be in a group with them, however far.
  void mark_asked() {
    asked_.assign(leads_.size(), request_.asked == nullptr);
    if (request_.asked == nullptr) return;
    std::vector<std::uint32_t> work;
    for (std::uint32_t i = 0; i < leads_.size(); ++i) {
      const auto& equal = equals_[leads_[i]];
      if (!std::any_of(equal.begin(), equal.end(), request_.asked)) continue;
      asked_[i] = true;
      work.push_back(i);
    }
    while (!work.empty()) {
      const std::uint32_t i = work.back();
      work.pop_back();
      for (const std::uint32_t bucket : buckets_of_[i]) {
        for (const std::uint32_t k : buckets_[bucket]) {
          if (asked_[k] || !may_be_alike(i, k)) continue;
          asked_[k] = true;
          work.push_back(k);
        }
      }
    }
  }

  bool short_text(std::uint32_t i, std::uint32_t k) const {
    return std::min(of(i).characters, of(k).characters) < long_enough_to_estimate;
  }

  double margin(std::uint32_t i, std::uint32_t k) const {
    const std::uint32_t size = std::min(of(i).characters, of(k).characters);
    // At least four standard errors where the similarity is 0.9: of 60 shingles about half of the places are filled.
    return size < 60 ? 0.4 : size < 150 ? 0.25 : size < long_enough_to_estimate ? 0.12 : 0.08;
  }

  // By the sketches alone. The standard error of an estimate is at most 0.045, of short texts about 0.1.
  bool may_be_alike(std::uint32_t i, std::uint32_t k) const {
    return estimated_similarity(of(i), of(k)) >= request_.similarity - margin(i, k);
  }

  std::optional<double> alike(std::uint32_t i, std::uint32_t k, std::vector<std::uint64_t>& shingles) {
    const double estimate = estimated_similarity(of(i), of(k));
    const bool is_short = short_text(i, k);
    if (estimate < request_.similarity - margin(i, k)) return std::nullopt;
    constexpr double clearly = 0.12;
    if (!is_short && estimate >= request_.similarity + clearly) return estimate;
    if (shingles.empty()) shingles = shingles_of(request_.text(leads_[i]));
    const double exact = similarity(shingles, kept_shingles(k));
    if (exact < request_.similarity) return std::nullopt;
    return exact;
  }

  // Texts that are asked for once are asked for again; so many are kept.
  const std::vector<std::uint64_t>& kept_shingles(std::uint32_t k) {
    constexpr std::size_t most = 4096;
    if (kept_.size() >= most && !kept_.contains(k)) kept_.clear();
    const auto [known, is_new] = kept_.try_emplace(k);
    if (is_new) known->second = shingles_of(request_.text(leads_[k]));
    return known->second;
  }

  bool together(std::uint32_t i, std::uint32_t k) const {
    for (const std::uint32_t group : in_groups_[i])
      if (std::find(in_groups_[k].begin(), in_groups_[k].end(), group) != in_groups_[k].end()) return true;
    return false;
  }

  // A group of what is alike to `i`, comes after it, and is not in one with it yet.
  void gather_around(std::uint32_t i, std::vector<std::uint32_t>& seen) {
    std::vector<Near> near;
    std::vector<std::uint32_t> touched;
    std::vector<std::uint64_t> shingles;
    for (const std::uint32_t bucket : buckets_of_[i]) {
      if (done_[bucket]) continue;
      const auto& members = buckets_[bucket];
      for (auto k = std::upper_bound(members.begin(), members.end(), i); k != members.end(); ++k)
        if (seen[*k]++ == 0) touched.push_back(*k);
    }
    for (const std::uint32_t k : touched) {
      const std::uint32_t times = std::exchange(seen[k], 0);
      // Texts that are alike meet in half of the bands, and in one alone hardly ever; texts with a common frame do
      // often.
      if ((times < 2 && !short_text(i, k)) || together(i, k)) continue;
      if (const auto how = alike(i, k, shingles)) near.push_back({k, *how});
    }
    if (near.empty()) return;
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
      for (const std::size_t text : equals_[leads_[one]]) group.members.push_back({text, how});
    };
    add(lead, 1);
    for (const Near& n : near) add(n.lead, n.similarity);
    // The first is the one that the others are compared with.
    std::sort(group.members.begin() + 1, group.members.end(),
              [](const auto& a, const auto& b) { return a.text < b.text; });
  }

  const std::function<const Sketch&(std::size_t)>& sketch_;
  const AlikeRequest& request_;
  std::vector<std::vector<std::size_t>> equals_;  // by text: where it is the first of equal ones, all of them
  std::vector<std::size_t> leads_;                // these first ones; what follows counts them
  std::vector<std::vector<std::uint32_t>> buckets_, buckets_of_, in_groups_;
  std::vector<bool> done_, asked_;  // buckets; leads
  std::vector<Alike> groups_;
  std::unordered_map<std::uint32_t, std::vector<std::uint64_t>> kept_;
};

}  // namespace

std::vector<Alike> find_alike(std::size_t count, const std::function<const Sketch&(std::size_t)>& sketch,
                              const AlikeRequest& request) {
  return Finder(count, sketch, request).find();
}

}  // namespace galley::content
