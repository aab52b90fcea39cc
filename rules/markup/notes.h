// Asking a post's notes (what its Markdown reader saw) by place.
#pragma once

#include <algorithm>
#include <vector>

#include "core/post/post.h"

namespace galley::rules {

/// The places of all notes of one kind, joined where they overlap, for asking whether a place is in one of them.
class NotedPlaces {
 public:
  NotedPlaces() = default;
  NotedPlaces(const post::Post& post, body::Note::Kind kind) {
    for (const body::Note& n : post.notes)
      if (n.kind == kind) spans_.push_back(n.related.empty() ? n.at : cover(n.at, n.related));
    join();
  }
  explicit NotedPlaces(std::vector<Span> spans) : spans_(std::move(spans)) { join(); }

  /// The one that holds `at`, or an empty span.
  Span holding(std::uint32_t at) const {
    const auto after =
        std::upper_bound(spans_.begin(), spans_.end(), at, [](std::uint32_t value, Span s) { return value < s.begin; });
    return after != spans_.begin() && (after - 1)->contains(at) ? *(after - 1) : Span{};
  }
  bool empty() const { return spans_.empty(); }

 private:
  void join() {
    std::sort(spans_.begin(), spans_.end());
    std::size_t kept = 0;
    for (const Span s : spans_) {
      if (kept > 0 && s.begin <= spans_[kept - 1].end)
        spans_[kept - 1].end = std::max(spans_[kept - 1].end, s.end);
      else
        spans_[kept++] = s;
    }
    spans_.resize(kept);
  }

  std::vector<Span> spans_;
};

}  // namespace galley::rules
