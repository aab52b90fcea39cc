// Characters as kramdown's regular expressions class them. Ruby's `\s`, `\w` and `\d` are ASCII; its `[[:alpha:]]` and
// word boundaries are Unicode's (Onigmo's doc/RE). A Liquid placeholder counts as a letter.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/body/reader.h"
#include "core/text/ascii.h"
#include "core/text/unicode.h"
#include "core/text/utf8.h"

namespace galley::body::kramdown {

inline bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
/// What `String#strip` takes off.
inline bool is_strippable(char c) { return is_space(c) || c == '\0'; }
using ascii::is_digit;
using ascii::is_hex;
using ascii::is_letter;
/// `\w`.
inline bool is_word_char(char c) { return is_letter(c) || is_digit(c) || c == '_'; }
using ascii::lower;

inline char32_t placeholder_code_point() { return 0xFDD0; }

/// The size in bytes of the character at `text[at]`.
inline std::size_t char_size(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]) < 0x80 ? 1 : utf8::decode(text, at).size;
}

/// How many bytes the character at `text[at]` takes if it is alphabetic, else 0.
inline std::size_t alpha_size(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (static_cast<unsigned char>(text[at]) < 0x80) return is_letter(text[at]) ? 1 : 0;
  const utf8::Decoded d = utf8::decode(text, at);
  return d.valid && (unicode::is_alphabetic(d.code_point) || d.code_point == placeholder_code_point()) ? d.size : 0;
}
/// The same for `[[:alnum:]]`.
inline std::size_t alnum_size(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (static_cast<unsigned char>(text[at]) < 0x80) return is_letter(text[at]) || is_digit(text[at]) ? 1 : 0;
  const utf8::Decoded d = utf8::decode(text, at);
  return d.valid && (unicode::is_alphanumeric(d.code_point) || d.code_point == placeholder_code_point()) ? d.size : 0;
}
/// The same for `\p{Word}`.
inline std::size_t word_size(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (static_cast<unsigned char>(text[at]) < 0x80) return is_word_char(text[at]) ? 1 : 0;
  const utf8::Decoded d = utf8::decode(text, at);
  return d.valid && (unicode::is_word(d.code_point) || d.code_point == placeholder_code_point()) ? d.size : 0;
}
/// Whether the character that ends before `text[end]` is alphabetic.
inline bool alpha_before(std::string_view text, std::size_t end) {
  if (end == 0) return false;
  if (static_cast<unsigned char>(text[end - 1]) < 0x80) return is_letter(text[end - 1]);
  const utf8::Decoded d = utf8::decode_before(text, end);
  return d.valid && (unicode::is_alphabetic(d.code_point) || d.code_point == placeholder_code_point());
}

inline std::string_view strip_left(std::string_view s) {
  while (!s.empty() && is_strippable(s.front())) s.remove_prefix(1);
  return s;
}
inline std::string_view strip_right(std::string_view s) {
  while (!s.empty() && is_strippable(s.back())) s.remove_suffix(1);
  return s;
}
inline std::string_view strip(std::string_view s) { return strip_left(strip_right(s)); }

inline bool blank(std::string_view s) { return strip(s).empty(); }

/// `\w[\w-]*` at `at`: its end, or `at` where there is none. The name of an attribute list, a footnote or a key.
inline std::size_t match_id_name(std::string_view text, std::size_t at) {
  if (at >= text.size() || !is_word_char(text[at])) return at;
  while (at < text.size() && (is_word_char(text[at]) || text[at] == '-')) ++at;
  return at;
}

/// The first `<`, `>` or `&` at or after `from`, or the text's size: what text in HTML is cut at, so sixteen bytes at
/// once.
std::size_t find_markup(std::string_view text, std::size_t from);

/// An element's or attribute's name (REXML's UNAME_STR): its end, or `at` where there is none.
std::size_t match_name(std::string_view text, std::size_t at);

/// A character reference at the `&` of `text[at]`, as far as its form goes: its end, or `at`.
std::size_t match_reference(std::string_view text, std::size_t at);

/// Searches that repeat from ever later places for the same thing: each remembers its last answer, so that many of them
/// over one text cost one pass.
class NextFind {
 public:
  std::size_t operator()(std::string_view text, std::string_view needle, std::size_t at) {
    if (!asked_ || at < from_ || at > found_) {
      asked_ = true;
      from_ = at;
      found_ = text.find(needle, at);
    }
    return found_;
  }

 private:
  bool asked_ = false;
  std::size_t from_ = 0;
  std::size_t found_ = 0;
};

}  // namespace galley::body::kramdown
