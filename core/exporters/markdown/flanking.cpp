#include "core/exporters/markdown/flanking.h"

#include "core/text/utf8.h"

namespace galley::exporters::markdown {
namespace {

enum class Side : std::uint8_t { space, punctuation, symbol, letter };

Side side(char32_t c) {
  if (c < 0x80) {
    const char ascii = static_cast<char>(c);
    if (ascii == ' ' || ascii == '\t' || ascii == '\n' || ascii == '\f' || ascii == '\r') return Side::space;
    return is_ascii_punctuation(ascii) ? Side::punctuation : Side::letter;
  }
  switch (utf8::category(c)) {
    case utf8::Category::space:
      return Side::space;
    case utf8::Category::punctuation:
      return Side::punctuation;
    case utf8::Category::symbol:
      return Side::symbol;
    case utf8::Category::other:
      break;
  }
  return Side::letter;
}

struct Verdict {
  bool opens, closes;
};

Verdict judge(Side before, Side after, char delimiter, bool symbols_are_punctuation) {
  const auto punctuation = [&](Side s) {
    return s == Side::punctuation || (symbols_are_punctuation && s == Side::symbol);
  };
  const bool left = after != Side::space && (!punctuation(after) || before == Side::space || punctuation(before));
  const bool right = before != Side::space && (!punctuation(before) || after == Side::space || punctuation(after));
  if (delimiter != '_') return {left, right};
  return {left && (!right || punctuation(before)), right && (!left || punctuation(after))};
}

}  // namespace

Flanking flanking(std::string_view text, std::size_t begin, std::size_t end) {
  const Side before = begin == 0 ? Side::space : side(utf8::decode_before(text, begin).code_point);
  const Side after = end == text.size() ? Side::space : side(utf8::decode(text, end).code_point);
  const Verdict old = judge(before, after, text[begin], false), now = judge(before, after, text[begin], true);
  return {old.opens && now.opens, old.closes && now.closes, old.opens || now.opens, old.closes || now.closes};
}

}  // namespace galley::exporters::markdown
