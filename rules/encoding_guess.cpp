#include "rules/encoding_guess.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "core/text/ascii.h"
#include "core/text/transcode.h"
#include "core/text/utf8.h"

namespace galley::rules {
namespace {

constexpr unsigned byte(char c) { return static_cast<unsigned char>(c); }

// How likely the run is text of an encoding of double bytes: the sum of its characters' logarithmic weights. A
// character of the common half weighs 1; one of the rare half 1/20.
struct Score {
  double sum = 0;
  int characters = 0;  // 0: it cannot be
};

template <typename Weight>
Score score(std::string_view run, Weight weight) {
  Score s;
  for (std::size_t i = 0; i < run.size();) {
    if (byte(run[i]) < 0x80) {
      ++i;
      continue;
    }
    const double w = i + 1 < run.size() ? weight(byte(run[i]), byte(run[i + 1])) : 0;
    if (w <= 0) return {};
    s.sum += std::log(w);
    ++s.characters;
    i += 2;
  }
  return s;
}

// GB 2312: A1 to A3 and A9 symbols, B0 to D7 common characters by sound, D8 to F7 rarer ones by radical; GBK's
// additions, which are rarer still, lie outside A1A1 to F7FE.
double gb(unsigned lead, unsigned trail) {
  if (trail < 0x40 || trail == 0x7F || trail == 0xFF || lead < 0x81 || lead == 0xFF) return 0;
  if (trail >= 0xA1 && lead >= 0xB0 && lead <= 0xD7) return 1;
  if (trail >= 0xA1 && (lead <= 0xA3 || lead == 0xA9) && lead >= 0xA1) return 1;
  if (trail >= 0xA1 && lead >= 0xD8 && lead <= 0xF7) return 0.05;
  return 0.01;
}

// Big5: A1 to A3 symbols, A4 to C6 common characters by strokes, C9 to F9 rarer ones. Its second bytes lie in two
// ranges, about evenly, so that many in a row from the upper one alone are unlikely.
double big5(unsigned lead, unsigned trail) {
  const bool upper = trail >= 0xA1 && trail <= 0xFE;
  if (!upper && !(trail >= 0x40 && trail <= 0x7E)) return 0;
  const double half = upper ? 0.6 : 1;
  if (lead >= 0xA1 && lead <= 0xC6) return half;
  if (lead >= 0xC9 && lead <= 0xF9) return 0.05 * half;
  return 0;
}

using ascii::is_letter;

// Windows-1252's letters, and the quotation marks and dashes that word processors write.
bool is_western(std::string_view run, char before, char after) {
  for (std::size_t i = 0; i < run.size(); ++i) {
    const unsigned b = byte(run[i]);
    if (b < 0x80) continue;
    const char left = i > 0 ? run[i - 1] : before, right = i + 1 < run.size() ? run[i + 1] : after;
    const bool letter = b >= 0xC0 && b != 0xD7 && b != 0xF7;
    const bool mark =
        b == 0x85 || (b >= 0x91 && b <= 0x97) || b == 0xA0 || b == 0xAB || b == 0xBB || b == 0xA9 || b == 0xB0;
    if (letter && (is_letter(left) || is_letter(right))) continue;
    if ((mark || letter) && byte(left) < 0x80 && byte(right) < 0x80) continue;
    return false;
  }
  return true;
}

}  // namespace

Surroundings surroundings_of(std::string_view bytes) {
  Surroundings s;
  for (std::size_t i = 0; i < bytes.size();) {
    const utf8::Decoded d = utf8::decode(bytes, i);
    i += d.size;
    if (!d.valid || d.size < 3) continue;
    const char32_t c = d.code_point;
    s.east_asian = s.east_asian || (c >= 0x4E00 && c <= 0x9FFF);
    // Some of the commonest characters that only one of the two orthographies has.
    constexpr std::u32string_view simplified = U"这国会们说时为个对发经开", traditional = U"這國會們說時為個對發經開";
    s.simplified = s.simplified || simplified.find(c) != std::u32string_view::npos;
    s.traditional = s.traditional || traditional.find(c) != std::u32string_view::npos;
    s.japanese = s.japanese || (c >= 0x3041 && c <= 0x30FE);
    s.korean = s.korean || (c >= 0xAC00 && c <= 0xD7A3);
  }
  return s;
}

std::optional<EncodingGuess> guess_encoding(std::string_view run, char before, char after, const Surroundings& around) {
  const auto as = [run](std::string_view name, const char* encoding) -> std::optional<EncodingGuess> {
    auto text = transcode::to_utf8(run, encoding);
    if (!text) return std::nullopt;
    return EncodingGuess{name, std::move(*text)};
  };
  // Among Latin letters a single byte is a letter of theirs; East Asian characters come in twos.
  const bool western = is_western(run, before, after);
  const auto high =
      static_cast<std::size_t>(std::count_if(run.begin(), run.end(), [](char c) { return byte(c) >= 0x80; }));
  const bool scattered = western && high * 2 < run.size() + (before != 0) + (after != 0) + 1;
  if (western && !around.east_asian && (high % 2 == 1 || scattered)) return as("Latin-1", "WINDOWS-1252");
  // Other encodings of Japan and Korea share these ranges.
  if (around.japanese || around.korean) return std::nullopt;
  Score g = score(run, gb), b = score(run, big5);
  if (std::max(g.characters, b.characters) < (around.east_asian ? 1 : 3)) return std::nullopt;
  // One rare character in two is no text; and the two encodings must lie well apart.
  const auto fair = [](const Score& s) { return s.characters > 0 && s.sum > s.characters * std::log(0.4); };
  const double margin = std::log(4.0);
  if (around.simplified && !around.traditional) g.sum += margin;
  if (around.traditional && !around.simplified) b.sum += margin;
  if (fair(g) && (b.characters == 0 || g.sum >= b.sum + margin)) return as("GB18030", "GB18030");
  if (fair(b) && (g.characters == 0 || b.sum >= g.sum + margin)) return as("Big5", "BIG5");
  return std::nullopt;
}

}  // namespace galley::rules
