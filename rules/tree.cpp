#include "rules/tree.h"

#include <algorithm>

#include "core/text/url.h"
#include "core/text/utf8.h"

namespace galley::rules {

bool in_code(const body::Document& document, const body::Node& node) {
  using body::Tag;
  for (const body::Node* n = &node; n->parent != body::no_node; n = &document[n->parent]) {
    switch (n->tag) {
      case Tag::pre:
      case Tag::code:
      case Tag::kbd:
      case Tag::samp:
      case Tag::tt:
      case Tag::var:
      case Tag::script:
      case Tag::style:
      case Tag::textarea:
      case Tag::math:
      case Tag::listing:
      case Tag::xmp:
        return true;
      default:
        break;
    }
    if (n->ns == body::Namespace::mathml) return true;
  }
  return false;
}

bool is_blank(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    const char32_t c = d.code_point;
    const bool no_room = c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF;
    if (!url::is_white_space(c) && !no_room) return false;
    i += d.size;
  }
  return true;
}

bool attribute_is(const body::Document& document, const body::Node& node, std::string_view name,
                  std::string_view value) {
  std::string_view given = document.value(node, name);
  const auto space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!given.empty() && space(given.front())) given.remove_prefix(1);
  while (!given.empty() && space(given.back())) given.remove_suffix(1);
  return std::equal(given.begin(), given.end(), value.begin(), value.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

}  // namespace galley::rules
