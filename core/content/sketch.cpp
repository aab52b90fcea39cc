#include "core/content/sketch.h"

#include <algorithm>

#include "core/text/hash.h"
#include "core/text/utf8.h"

namespace galley::content {
namespace {

// What an ASCII character counts as; 0 for what does not count.
constexpr std::array<char32_t, 128> make_ascii() {
  std::array<char32_t, 128> table{};
  for (char32_t c = '0'; c <= '9'; ++c) table[c] = c;
  for (char32_t c = 'a'; c <= 'z'; ++c) table[c] = table[c - 32] = c;
  return table;
}
constexpr auto ascii = make_ascii();

// The same of any other character.
char32_t counted(char32_t c) {
  if (c >= 0x4E00 && c <= 0x9FFF) return c;                                   // most of Han
  if (c >= 0xFF01 && c <= 0xFF5E) return ascii[c - 0xFEE0];                   // full-width forms
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA ? c : 0;           // Latin-1's signs
  if (c == 0xD7 || c == 0xF7) return 0;                                       // × and ÷
  if (c >= 0x2000 && c <= 0x2BFF) return 0;                                   // punctuation, symbols, arrows, boxes
  if (c >= 0x3000 && c <= 0x3020) return c >= 0x3005 && c <= 0x3007 ? c : 0;  // CJK punctuation, but 々〆〇
  if (c == 0x3030 || c == 0x303D || c == 0x30FB) return 0;
  if (c >= 0xFE00 && c <= 0xFE6F) return 0;  // variation selectors, vertical and small forms
  if (c == 0xFEFF || c == 0xFFFD || (c >= 0xFF5F && c <= 0xFF65)) return 0;
  return c;
}

void append(std::u32string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      if (const char32_t c = ascii[byte]; c != 0) out += c;
      ++i;
      continue;
    }
    const utf8::Decoded d = utf8::decode(text, i);
    if (const char32_t c = counted(d.code_point); c != 0) out += c;
    i += d.size;
  }
}

// The finalizer of SplitMix64 (Steele, Lea and Flood 2014).
constexpr std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

// Calls `take(hash)` for each shingle, with a rolling polynomial over 2^64 that is mixed at the end.
template <typename Take>
void for_shingles(std::u32string_view text, Take take) {
  if (text.size() < shingle_size) return;
  constexpr std::uint64_t base = 0x9E3779B97F4A7C15ULL;
  constexpr std::uint64_t leaving = base * base * base * base * base;
  std::uint64_t rolling = 0;
  for (std::size_t i = 0; i < shingle_size; ++i) rolling = rolling * base + text[i];
  take(mixed(rolling));
  for (std::size_t i = shingle_size; i < text.size(); ++i) {
    rolling = rolling * base + text[i] - leaving * text[i - shingle_size];
    take(mixed(rolling));
  }
}

constexpr unsigned place_bits = 7;
static_assert(std::size_t{1} << place_bits == Sketch::places);

bool is_silent(body::Tag tag) {
  return tag == body::Tag::script || tag == body::Tag::style || tag == body::Tag::template_;
}

}  // namespace

std::u32string compared_text(std::string_view text) {
  std::u32string out;
  append(out, text);
  return out;
}

std::u32string compared_text(const body::Document& document) {
  std::u32string out;
  out.reserve(document.html().text().size() / 2);
  const auto nodes = document.nodes();
  for (std::size_t i = 0; i < nodes.size();) {
    const body::Node& node = nodes[i];
    if (node.kind == body::NodeKind::element && is_silent(node.tag)) {
      i = node.subtree_end;
      continue;
    }
    if (node.kind == body::NodeKind::text) append(out, node.text);
    ++i;
  }
  return out;
}

std::uint64_t text_hash(std::u32string_view text) {
  return quick_hash({reinterpret_cast<const char*>(text.data()), text.size() * sizeof(char32_t)});
}

Sketch sketch_of(std::u32string_view text) {
  Sketch sketch;
  sketch.characters = static_cast<std::uint32_t>(text.size());
  sketch.hash = text_hash(text);
  constexpr std::uint64_t none = ~std::uint64_t{0};
  std::array<std::uint64_t, Sketch::places> least;
  least.fill(none);
  for_shingles(text, [&](std::uint64_t hash) {
    std::uint64_t& place = least[hash >> (64 - place_bits)];
    place = std::min(place, hash << place_bits);
  });
  for (std::size_t i = 0; i < Sketch::places; ++i)
    // A least value's upper bits are alike in all large sets.
    if (least[i] != none) sketch.minima[i] = static_cast<std::uint8_t>(1 + mixed(least[i]) % 255);
  return sketch;
}

std::array<std::uint8_t, Sketch::places> densified(const Sketch& sketch) {
  auto out = sketch.minima;
  if (std::all_of(out.begin(), out.end(), [](std::uint8_t m) { return m == 0; })) return out;
  for (std::size_t i = 0; i < Sketch::places; ++i) {
    // The same other place in every sketch that has something there.
    std::size_t from = i;
    for (std::uint64_t attempt = 1; sketch.minima[from] == 0; ++attempt)
      from = mixed((attempt << place_bits) + i) >> (64 - place_bits);
    out[i] = sketch.minima[from];
  }
  return out;
}

double estimated_similarity(const Sketch& a, const Sketch& b) {
  // In bytes, which hold these numbers and are added many at a time.
  static_assert(Sketch::places < 256);
  std::uint8_t same = 0, either = 0;
  for (std::size_t i = 0; i < Sketch::places; ++i) {
    const auto any = static_cast<std::uint8_t>((a.minima[i] | b.minima[i]) != 0 ? 1 : 0);
    const auto equal = static_cast<std::uint8_t>(a.minima[i] == b.minima[i] ? 1 : 0);
    either = static_cast<std::uint8_t>(either + any);
    same = static_cast<std::uint8_t>(same + (any & equal));
  }
  if (either == 0) return 1;
  constexpr double by_chance = 1.0 / 255;
  const double share = static_cast<double>(same) / either;
  return std::max(0.0, (share - by_chance) / (1 - by_chance));
}

std::vector<std::uint64_t> shingles_of(std::u32string_view text) {
  std::vector<std::uint64_t> out;
  out.reserve(text.size());
  for_shingles(text, [&](std::uint64_t hash) { out.push_back(hash); });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

double similarity(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  if (a.empty() && b.empty()) return 1;
  std::size_t common = 0;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i] == b[k]) ++common;
    const bool step_a = a[i] <= b[k], step_b = b[k] <= a[i];
    i += step_a ? 1 : 0;
    k += step_b ? 1 : 0;
  }
  return static_cast<double>(common) / static_cast<double>(a.size() + b.size() - common);
}

}  // namespace galley::content
