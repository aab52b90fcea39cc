// How alike two bodies are, without holding either: a sketch of a text's character shingles by one-permutation MinHash
// (Li, Owen and Zhang 2012) with empty places filled by optimal densification (Shrivastava 2017). What is compared is
// the text that a reader sees without white space and punctuation, letters of ASCII in lower case and full-width forms
// as ordinary ones, in shingles of five characters: right for text without spaces, too.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/document.h"

namespace galley::content {

/// How many characters make a shingle.
inline constexpr std::size_t shingle_size = 5;

struct Sketch {
  static constexpr std::size_t places = 128;
  std::uint64_t hash = 0;        // of the compared text: equal where texts are equal
  std::uint32_t characters = 0;  // of the compared text
  /// By place: eight bits, never all zero, of the least hash of the shingles that fall there; 0 where none does. Of the
  /// places where either of two sets has something they agree in the share that is their Jaccard similarity (and in
  /// 1/255 of the rest).
  std::array<std::uint8_t, places> minima{};
  friend bool operator==(const Sketch&, const Sketch&) = default;
};

/// The text of a body that is compared: what stands in scripts, styles and comments does not count.
std::u32string compared_text(const body::Document& document);
/// The same of plain text.
std::u32string compared_text(std::string_view text);

Sketch sketch_of(std::u32string_view compared);
/// The hash of its sketch alone.
std::uint64_t text_hash(std::u32string_view compared);

/// The same with something in each place: an empty one takes what another has.
std::array<std::uint8_t, Sketch::places> densified(const Sketch& sketch);

/// How similar two sketched texts probably are, from 0 to 1; the standard error is at most 0.045, and under 0.036 where
/// the similarity is over 0.75. Of short texts it is no larger: nearly all of their shingles have a place of their own.
double estimated_similarity(const Sketch& a, const Sketch& b);

/// The text's shingles as hashes of 64 bits, sorted, each once.
std::vector<std::uint64_t> shingles_of(std::u32string_view compared);
/// The Jaccard similarity of two such sets; 1 for two empty ones.
double similarity(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

}  // namespace galley::content
