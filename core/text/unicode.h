// Unicode's character properties and case, as the readers need them: a wrapper around libunistring. The names follow
// Ruby's character classes, since kramdown's rules are written in them (Onigmo's doc/RE: `[[:alpha:]]`, `\p{Word}`).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace galley::unicode {

/// The property Alphabetic: letters of every script, Han and kana among them.
bool is_alphabetic(char32_t code_point);
/// Alphabetic or a decimal digit.
bool is_alphanumeric(char32_t code_point);
/// Alphabetic, a mark, a decimal digit or connector punctuation: `\p{Word}`.
bool is_word(char32_t code_point);

/// Of the script Han, Hiragana or Katakana.
bool is_han_or_kana(char32_t code_point);

/// The scripts that rules on text and hosts tell apart (Unicode Standard Annex 24). `indic` are Devanagari and its kin,
/// Sinhala among them; `arabic` those that join as Arabic does; `southeast_asian` those that write no spaces between
/// words. `common` is what belongs to no script of its own, marks among it.
enum class Script : std::uint8_t {
  common,
  latin,
  greek,
  cyrillic,
  han,
  hiragana,
  katakana,
  hangul,
  bopomofo,
  arabic,
  hebrew,
  indic,
  mongolian,
  southeast_asian,
  other
};
Script script(char32_t code_point);

/// A letter of any script (Unicode's L): `\p{L}`.
bool is_letter(char32_t code_point);
/// A combining mark (Unicode's M).
bool is_mark(char32_t code_point);
/// Has an emoji form, digits and `#` among them (Unicode Technical Standard 51, Emoji).
bool is_emoji(char32_t code_point);
/// What emoji are joined of (the same, Extended_Pictographic).
bool is_pictographic(char32_t code_point);

/// Appends `text` in lower case, as Ruby's String#downcase does; bytes that are not UTF-8 stay.
void append_lower(std::string& out, std::string_view text);
/// The same as a string of its own.
std::string downcased(std::string_view text);

}  // namespace galley::unicode
