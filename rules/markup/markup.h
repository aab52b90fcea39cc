// What rules about markup share: how a tag is named to people, where an edit can be made, what a style says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/text/ascii.h"
#include "rules/rule.h"
#include "rules/tree.h"

namespace galley::rules {

using ascii::is_space;
inline bool only_space(std::string_view text) { return text.find_first_not_of(" \t\n\r\f") == std::string_view::npos; }

/// A tag's or an attribute's name as messages show it: in lower case, and cut where it is very long.
std::string short_name(std::string_view name);
/// A value as messages show it: on one line, and cut where it is very long.
std::string short_text(std::string_view value);
/// The same between backticks, or quotes where it has backticks of its own.
std::string in_marks(std::string_view value);
inline std::string name_of(const SourceTag& tag) { return short_name(tag.name); }

/// Whether the post's HTML is read by kramdown, which wants every element closed in turn, and swallowed or printed
/// some.
bool renderer_is_strict(const Context& ctx);

/// Whether this text is a start tag to kramdown, which wants quotes around most values and space before each attribute.
bool kramdown_reads(std::string_view tag);
/// Whether an element of this name is text to kramdown within a line of text (its HTML_BLOCK_ELEMENTS).
bool kramdown_wants_block(std::string_view name);

/// The place in the post right before a tag; for a tag that a Markdown reader made, right behind what stands before it.
std::uint32_t place_before(const Context& ctx, const SourceTag& tag);
/// Behind the last character of the body that is not white space.
std::uint32_t end_of_body(const Context& ctx);

/// The place of the whole element in the post, if it stands there in one piece, start tag to end tag; else empty.
Span element_in_one_piece(const Context& ctx, const body::Node& node);

/// The place of a whole attribute: name, `=` and value with its quotes.
Span attribute_place(const Context& ctx, const body::Attribute& attribute);
/// Whether the author wrote the attribute, rather than a Markdown reader.
bool is_written(const Context& ctx, const body::Attribute& attribute);
/// An attribute's place with the white space before it: what is deleted with it.
Span attribute_deletion(const Source& source, Span attribute);

/// Whether the parser made the element again of another's start tag; it is no other defect.
inline bool is_copy(const body::Node& node) {
  return has(node.mended, body::Mended::reconstructed) || has(node.mended, body::Mended::adoption_cloned);
}

/// A character of the document's HTML that is to be judged where it stands.
struct Doubtful {
  std::uint32_t made = 0;
  bool literal = false;       // a Markdown reader spelled it as a reference, so that readers see it
  bool in_attribute = false;  // filled in by `keep_in_text`
  const body::Node* node = nullptr;
};

/// Keeps of `suspects`, which are in order, those that stand in text that readers see or in an attribute's value; of
/// literal ones, those outside of code.
void keep_in_text(const body::Document& document, std::vector<Doubtful>& suspects);

/// Whether the renderer prints the `<` or `&` at this place of the HTML, where it writes a reference for the one
/// character.
bool is_printed(const Context& ctx, std::uint32_t made, char c);

/// Whether the element has an end tag, and one that its author wrote if the start tag is.
bool is_closed(const Context& ctx, const body::Node& node);

/// Whether the element's start tag was written by the author as HTML.
bool is_written(const Context& ctx, const body::Node& node);

}  // namespace galley::rules
