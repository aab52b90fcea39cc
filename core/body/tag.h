// Element names as numbers, so that rules and exporters dispatch by table instead of by comparing strings.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace galley::body {

enum class Tag : std::uint16_t {
  unknown,
#define TAG(identifier, name) identifier,
#include "core/body/tags.def"
#undef TAG
  count_
};

inline constexpr std::size_t tag_count = static_cast<std::size_t>(Tag::count_);

/// The element's name in lower case; empty for `unknown`.
std::string_view tag_name(Tag tag);
/// The tag of that name, in any letter case; `unknown` where galley knows none.
Tag tag_of(std::string_view name);

using TagSet = std::bitset<tag_count>;

inline TagSet set_of(std::initializer_list<Tag> tags) {
  TagSet set;
  for (const Tag t : tags) set.set(static_cast<std::size_t>(t));
  return set;
}
inline bool in(const TagSet& set, Tag tag) { return set.test(static_cast<std::size_t>(tag)); }

/// Elements that never have content or an end tag (WHATWG HTML 13.1.2, void elements).
bool is_void(Tag tag);
/// Elements whose end tag may be left out (13.1.2.4).
bool has_optional_end(Tag tag);
/// Formatting elements, which the parser reopens after misnesting (13.2.4.2).
bool is_formatting(Tag tag);
/// Elements whose text the tokenizer takes as it is: script, style, textarea, title, xmp, iframe, noembed, noframes,
/// plaintext (13.2.5, 13.2.6).
bool is_raw_text(Tag tag);
/// Elements that begin a block when rendered (display block, list-item or table in 15.3 of the same).
bool is_block(Tag tag);

}  // namespace galley::body
