#include "core/post/date_patterns.h"

#include "core/text/utf8.h"

namespace galley::post {

text::Pattern compile_date_pattern(const char* pattern) {
  return text::Pattern::compile(pattern, text::Pattern::Case::ignored).value();
}

const DatePatterns& date_patterns() {
  static const DatePatterns compiled;
  return compiled;
}

std::string normalise_date(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = utf8::decode(text, at);
    at += c.size;
    char byte = ' ';
    if (c.code_point < 0x80) {
      const char ascii = static_cast<char>(c.code_point);
      const bool kept = is_digit(ascii) || (ascii >= 'a' && ascii <= 'z') || (ascii >= 'A' && ascii <= 'Z') ||
                        std::string_view("-+',./:@[]").find(ascii) != std::string_view::npos;
      if (kept) byte = ascii == other_letter ? 'q' : ascii;
    } else if (c.valid && utf8::is_alphabetic(c.code_point)) {
      byte = other_letter;
    } else if (c.valid && utf8::is_decimal_digit(c.code_point)) {
      byte = other_word;
    }
    if (byte != ' ' || out.empty() || out.back() != ' ') out += byte;
  }
  return out;
}

}  // namespace galley::post
