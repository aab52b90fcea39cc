// `{::name options}` and `{:/name}`, which blocks and spans share: kramdown/extensions.rb.
#pragma once

#include <optional>
#include <string_view>

#include "core/body/kramdown/chars.h"
#include "core/body/kramdown/document.h"

namespace galley::body::kramdown {

struct ExtensionTag {
  Slice name;
  Slice options;
  bool self_closed = false;
  std::size_t end = 0;  // after its `}`
};

/// EXT_START_STR at `text[at]`, with `accept(end)` to hold after it.
template <typename Accept>
std::optional<ExtensionTag> match_extension(const Text* text, std::size_t at, NextFind& next_brace, Accept&& accept) {
  const std::string_view s = text->bytes;
  if (s.substr(at, 3) != "{::") return std::nullopt;
  const auto slice = [&](std::size_t from, std::size_t to) {
    return Slice{text, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
  };
  std::size_t name_end = at + 3;
  while (name_end < s.size() && is_word_char(s[name_end])) ++name_end;
  if (name_end == at + 3 || name_end >= s.size()) return std::nullopt;
  ExtensionTag tag;
  tag.name = slice(at + 3, name_end);
  if (s[name_end] == '}' || (s[name_end] == '/' && s.substr(name_end + 1, 1) == "}")) {
    tag.self_closed = s[name_end] == '/';
    tag.end = name_end + (tag.self_closed ? 2 : 1);
    if (accept(tag.end)) return tag;
    return std::nullopt;
  }
  if (!is_space(s[name_end])) return std::nullopt;
  const std::size_t begin = name_end + 1;
  // The options reach to the first brace that no backslash precedes, or failing that to an earlier one.
  const std::size_t brace = [&] {
    std::size_t b = next_brace(s, "}", begin);
    while (b != std::string_view::npos && b > begin && s[b - 1] == '\\') b = s.find('}', b + 1);
    return b;
  }();
  if (brace == std::string_view::npos || !accept(brace + 1)) return std::nullopt;
  tag.self_closed = brace > begin && s[brace - 1] == '/';
  tag.options = slice(begin, tag.self_closed ? brace - 1 : brace);
  tag.end = brace + 1;
  return tag;
}

/// The size of `{:/name}` or `{:/}` at `text[at]`, or 0.
std::size_t extension_stop_size(std::string_view text, std::size_t at, std::string_view name);

/// The node that {::comment} or {::nomarkdown} becomes.
Node* make_extension(Document& document, const ExtensionTag& tag, Slice body);

}  // namespace galley::body::kramdown
