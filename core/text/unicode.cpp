#include "core/text/unicode.h"

#include <unicase.h>
#include <unictype.h>

#include <array>

#include "core/text/utf8.h"

namespace galley::unicode {
namespace {

bool is_ascii_letter(char32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }
// Unified ideographs and kana letters, the common case outside ASCII.
bool is_common_cjk(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFC) || (c >= 0x3041 && c <= 0x3096); }

}  // namespace

bool is_alphabetic(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c);
  return is_common_cjk(c) || uc_is_property_alphabetic(c);
}

bool is_letter(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c);
  return is_common_cjk(c) || uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L);
}

bool is_alphanumeric(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c) || is_ascii_digit(c);
  return is_alphabetic(c) || uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Nd);
}

bool is_word(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c) || is_ascii_digit(c) || c == '_';
  return is_alphabetic(c) ||
         uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_Nd | UC_CATEGORY_MASK_Pc);
}

bool is_han_or_kana(char32_t c) {
  if (c < 0x2E80) return false;
  if (is_common_cjk(c)) return true;
  const uc_script_t* script = uc_script(c);
  if (!script) return false;
  const std::string_view name = script->name;
  return name == "Han" || name == "Hiragana" || name == "Katakana";
}

Script script(char32_t c) {
  if (c < 0x80) return is_ascii_letter(c) ? Script::latin : Script::common;
  if (c >= 0x4E00 && c <= 0x9FFF) return Script::han;
  const uc_script_t* found = uc_script(c);
  if (found == nullptr) return Script::common;
  struct Named {
    std::string_view name;
    Script script;
  };
  constexpr std::array named{Named{"Common", Script::common},
                             Named{"Inherited", Script::common},
                             Named{"Latin", Script::latin},
                             Named{"Greek", Script::greek},
                             Named{"Cyrillic", Script::cyrillic},
                             Named{"Han", Script::han},
                             Named{"Hiragana", Script::hiragana},
                             Named{"Katakana", Script::katakana},
                             Named{"Hangul", Script::hangul},
                             Named{"Bopomofo", Script::bopomofo},
                             Named{"Arabic", Script::arabic},
                             Named{"Syriac", Script::arabic},
                             Named{"Nko", Script::arabic},
                             Named{"Mandaic", Script::arabic},
                             Named{"Adlam", Script::arabic},
                             Named{"Hebrew", Script::hebrew},
                             Named{"Thaana", Script::hebrew},
                             Named{"Devanagari", Script::indic},
                             Named{"Bengali", Script::indic},
                             Named{"Gurmukhi", Script::indic},
                             Named{"Gujarati", Script::indic},
                             Named{"Oriya", Script::indic},
                             Named{"Tamil", Script::indic},
                             Named{"Telugu", Script::indic},
                             Named{"Kannada", Script::indic},
                             Named{"Malayalam", Script::indic},
                             Named{"Sinhala", Script::indic},
                             Named{"Tibetan", Script::southeast_asian},
                             Named{"Mongolian", Script::mongolian},
                             Named{"Phags_Pa", Script::mongolian},
                             Named{"Thai", Script::southeast_asian},
                             Named{"Lao", Script::southeast_asian},
                             Named{"Khmer", Script::southeast_asian},
                             Named{"Myanmar", Script::southeast_asian},
                             Named{"Javanese", Script::southeast_asian},
                             Named{"Balinese", Script::southeast_asian},
                             Named{"Tai_Le", Script::southeast_asian}};
  for (const Named& n : named)
    if (n.name == found->name) return n.script;
  return Script::other;
}

bool is_mark(char32_t c) { return c >= 0x300 && uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M); }

bool is_emoji(char32_t c) { return uc_is_property_emoji(c); }

bool is_pictographic(char32_t c) { return uc_is_property_extended_pictographic(c); }

void append_lower(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      out.push_back(byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte | 0x20) : text[at]);
      ++at;
      continue;
    }
    const utf8::Decoded d = utf8::decode(text, at);
    if (!d.valid)
      out.append(text.substr(at, d.size));
    else if (d.code_point == 0x130)
      out += "i\xCC\x87";  // the one letter whose lower case is two (SpecialCasing.txt)
    else
      utf8::append(out, uc_tolower(d.code_point));
    at += d.size;
  }
}

std::string downcased(std::string_view text) {
  std::string out;
  append_lower(out, text);
  return out;
}

}  // namespace galley::unicode
