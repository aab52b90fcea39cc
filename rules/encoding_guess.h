// What bytes that are not UTF-8 were meant as, where that is sure: by the shares of characters that are common in an
// encoding's own order (GB 2312 and Big5 both put their common characters first), and by the text around.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace galley::rules {

struct EncodingGuess {
  std::string_view name;  // for people: GB18030, Big5, Latin-1 (Windows-1252)
  std::string text;       // what the bytes say in it, as UTF-8
};

/// What the text around tells: which scripts it is written in.
struct Surroundings {
  bool east_asian = false;                       // Han
  bool simplified = false, traditional = false;  // characters that only this orthography has
  bool japanese = false;                         // kana
  bool korean = false;                           // Hangul
};
Surroundings surroundings_of(std::string_view bytes);

/// A guess for a run of bytes, which holds whole characters of its encoding if any. `before` and `after` are the bytes
/// at its sides (0 at an end).
std::optional<EncodingGuess> guess_encoding(std::string_view run, char before, char after, const Surroundings& around);

}  // namespace galley::rules
