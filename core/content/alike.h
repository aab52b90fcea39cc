// Which of many texts are alike, by their sketches (core/content/sketch.h): candidates by locality-sensitive hashing
// (bands of the sketches' places), and each pair that a sketch cannot decide by the exact Jaccard similarity of the
// texts. Needs time in proportion to the number of texts where few are alike.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/content/known_pairs.h"
#include "core/content/sketch.h"

namespace galley::content {

/// Texts that are alike. Each is at least as similar to the first as was asked for, so that any two of them are alike
/// by `2 * similarity - 1` or more (Jaccard distance is a metric).
struct Alike {
  struct Member {
    std::size_t text = 0;   // by index
    double similarity = 1;  // to the group's first; 1 where the compared texts are equal. Of pairs that are clearly
                            // alike an estimate
  };
  std::vector<Member> members;  // in the order of their indices
  bool equal = true;            // all of them
};

struct AlikeRequest {
  double similarity = 0.85;
  std::size_t least_characters = 0;  // shorter texts are left out
  /// Which texts are asked about: groups without any of these need not be found. Null for all.
  std::function<bool(std::size_t)> asked = nullptr;
  /// The compared text of one, read anew; for any thread.
  std::function<std::u32string(std::size_t)> text;
  unsigned jobs = 1;  // threads; 0: as many as the machine has cores
  /// What is known of pairs already, and where to put what is found; null for nowhere.
  KnownPairs* pairs = nullptr;
};

/// Groups of two and more, by their first. Every pair that is at least so similar is together in a group; the chance to
/// miss one is under one in a million where the similarity is 0.9 or more. `sketch(i)` for each i below `count`.
std::vector<Alike> find_alike(std::size_t count, const std::function<const Sketch&(std::size_t)>& sketch,
                              const AlikeRequest& request);

}  // namespace galley::content
