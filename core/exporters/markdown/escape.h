// Where text might be read as markup. The candidates found here are generous; which of them are written is settled by
// reading the paragraph with and without them (inline.h), so that no escape stands that is not needed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace galley::exporters::markdown {

enum class Flavour : std::uint8_t { gfm, commonmark, kramdown };

/// Where the inline text stands.
enum class Place : std::uint8_t {
  paragraph,
  item,  // the first thing in a list item
  heading,
  cell,
};

struct Escape {
  std::uint32_t at;       // offset of the character that is escaped
  std::string_view with;  // what stands for it, or before it if `before`
  bool before;
  bool for_others =
      false;  // versions of CommonMark disagree whether it is markup: it stays, whatever one of them reads
};

/// `text` is a paragraph as it would stand; `literal[i]` is '1' where byte i is the post's text rather than markup. In
/// order of `at`. `definitions`: link reference definitions will stand in the document.
std::vector<Escape> find_escapes(std::string_view text, std::string_view literal, Place place, Flavour flavour,
                                 bool definitions);

/// `text` with those of `escapes` applied whose bit in `on` is set.
std::string apply_escapes(std::string_view text, const std::vector<Escape>& escapes, const std::vector<bool>& on);

/// The length of a character reference (`&amp;`, `&#38;`) at text[at], 0 if none stands there.
std::size_t reference_at(std::string_view text, std::size_t at);

}  // namespace galley::exporters::markdown
