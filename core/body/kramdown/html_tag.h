// HTML as kramdown reads it: its own idea of what a tag is (stricter than HTML's: unquoted values are words only, white
// space stands before each attribute), and its lists of elements. See Kramdown::Parser::Html::Constants.
#pragma once

#include <optional>
#include <string_view>

#include "core/body/kramdown/node.h"

namespace galley::body::kramdown {

/// What kramdown knows of an element's name.
struct Element {
  bool known = false;     // HTML_ELEMENT: its name is written in lower case
  bool span = false;      // HTML_SPAN_ELEMENTS: does not begin a block
  bool block = false;     // HTML_BLOCK_ELEMENTS: is literal text within spans
  bool empty = false;     // HTML_ELEMENTS_WITHOUT_BODY
  bool lazy_end = true;   // ends a paragraph (LAZY_END_HTML_START; that test is case-sensitive)
  bool raw_text = false;  // script and style
  // How tags within it are spelled shows: HTML reads none there, or (in drawings) lets only `/>` close an empty one.
  bool spelling_counts = false;
  Content content = Content::raw;
};

/// Looks a name up; its case counts.
Element element(std::string_view name);
Element element_in_lower(std::string_view name);

/// Equal but for the case of ASCII letters.
bool same_name(std::string_view a, std::string_view b);
/// The name in lower case, itself where it is.
std::string_view lower_name(Arena& arena, std::string_view name);

struct StartTag {
  Slice whole;  // from `<` to `>`
  Slice name;
  Slice attributes;     // between name and `>`
  bool closed = false;  // ends in `/>`
  /// Means in HTML what it means in kramdown, so that it can be printed as it stands.
  bool plain = true;
  bool has_markdown_attribute = false;
};

/// HTML_TAG_RE at `text[at]`, which is a `<`.
std::optional<StartTag> match_start_tag(const Text& text, std::size_t at);

struct EndTag {
  Slice whole;
  Slice name;
};

/// HTML_TAG_CLOSE_RE at `text[at]`, which is a `<`.
std::optional<EndTag> match_end_tag(const Text& text, std::size_t at);

/// HTML_ATTRIBUTE_RE over a start tag's attributes: the last of like ones holds. In an element that kramdown knows
/// names are in lower case. `fold_lines` makes one space of line ends in values.
Attributes read_attributes(Arena& arena, const StartTag& tag, bool known, bool fold_lines);

/// Where `</name\s*>` begins, searched from `at` without regard to case, or npos.
std::size_t find_end_tag(std::string_view text, std::string_view name, std::size_t at);
/// The size of `</name\s*>` at `text[at]`, or 0.
std::size_t end_tag_size(std::string_view text, std::string_view name, std::size_t at, bool any_case);

}  // namespace galley::body::kramdown
