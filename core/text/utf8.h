// UTF-8 as galley needs it: stepping by code point over bytes that may be invalid, validation, and the width of text in
// terminal cells. Validation is simdjson's and widths are utf8proc's; only the stepping is written here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace galley::utf8 {

/// U+FFFD, which stands for what is no UTF-8.
inline constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// One decoded character: its code point and how many bytes it took. Bytes that are not valid UTF-8 decode one at a
/// time as U+FFFD with `valid` false (Unicode 15, section 3.9, table 3-7 decides what is valid).
struct Decoded {
  char32_t code_point = 0xFFFD;
  std::uint8_t size = 1;
  bool valid = false;
};

/// The character that begins at `text[at]`; `at` must be less than `text.size()`.
Decoded decode(std::string_view text, std::size_t at);
/// The character that ends before `text[end]`; `end` must be from 1 to `text.size()`.
Decoded decode_before(std::string_view text, std::size_t end);
/// Appends a code point's UTF-8; surrogates and values beyond U+10FFFF append U+FFFD.
void append(std::string& out, char32_t code_point);

/// How many bytes `at` lies into the valid multi-byte character that it is in; 0 at a boundary and in invalid bytes.
std::size_t bytes_into_character(std::string_view text, std::size_t at);
/// The number of code points; each byte that is not part of valid UTF-8 counts as one.
std::size_t count(std::string_view text);
/// Whether all of `text` is valid UTF-8.
bool valid(std::string_view text);
/// The offset of the first byte that is not part of valid UTF-8, or `npos`.
std::size_t first_invalid(std::string_view text, std::size_t from = 0);

/// Terminal cells: 2 for East Asian Wide and Fullwidth, 0 for combining marks and other characters that take no room.
int width(char32_t code_point);
/// The sum of its characters' widths; invalid bytes count 1.
std::size_t width(std::string_view text);

/// Whether it is a Han, kana, Hangul or Bopomofo letter: what runs on without spaces or mixes with them in East Asia.
bool is_cjk(char32_t code_point);
/// A letter of any script, or a number that is a letter (Unicode's L and Nl).
bool is_alphabetic(char32_t code_point);
/// A digit of any script (Unicode's Nd).
bool is_decimal_digit(char32_t code_point);

/// What Markdown asks of a character beside a delimiter: Unicode's general categories Z* (with the ASCII white space),
/// P*, S*, or another.
enum class Category : std::uint8_t { other, space, punctuation, symbol };
Category category(char32_t code_point);

/// Composed form (NFC, Unicode Standard Annex 15); bytes that are not UTF-8 stay as they are.
std::string composed(std::string_view text);
/// Compatibility form, case folded (NFKC_Casefold): full-width letters become ordinary ones, ignorable characters
/// vanish.
std::string fold_compatible(std::string_view text);

}  // namespace galley::utf8
