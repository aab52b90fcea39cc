// Character references as browsers tell them from plain ampersands (WHATWG HTML 13.2.5.72 to 13.2.5.80): where one
// ends, and what is wrong with it. Nothing is decoded here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace galley::body {

/// Whether HTML has a reference of that name, which is given without `&` and `;`.
bool is_reference_name(std::string_view name);

struct Reference {
  enum class Problem : std::uint8_t {
    none,  // a sound reference, or an ampersand that is none and may stand
    missing_semicolon,
    unknown_name,  // `&word;` of no such name
    no_digits,     // `&#` or `&#x` without a number
    no_character,  // a number that names none: zero, a surrogate, beyond Unicode, a control or noncharacter
    windows_1252,  // a number from 128 to 159 that browsers read in that encoding
  };
  bool is_reference = false;  // something is decoded
  Problem problem = Problem::none;
  char32_t read_as = 0;  // of windows_1252: the character
  std::size_t end = 0;   // where the reference ends, in `text`; after the `&` where there is none
};

/// What stands at `text[at]`, which is a `&`.
Reference read_reference(std::string_view text, std::size_t at, bool in_attribute);

}  // namespace galley::body
