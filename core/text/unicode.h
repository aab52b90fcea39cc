// Unicode's character properties and case, as the readers need them: a wrapper around libunistring. The names follow
// Ruby's character classes, since kramdown's rules are written in them (Onigmo's doc/RE: `[[:alpha:]]`, `\p{Word}`).
#pragma once

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

/// Appends `text` in lower case, as Ruby's String#downcase does; bytes that are not UTF-8 stay.
void append_lower(std::string& out, std::string_view text);

}  // namespace galley::unicode
