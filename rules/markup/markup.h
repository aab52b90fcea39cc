// What rules about markup share: how a tag is named to people, where an edit can be made, what a style says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "rules/rule.h"

namespace galley::rules {

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
inline bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\n\r\f") == std::string_view::npos; }

std::string in_lower(std::string_view text);
/// A tag's or an attribute's name as messages show it: in lower case, and cut where it is very long.
std::string shown(std::string_view name);
inline std::string name_of(const SourceTag& tag) { return shown(tag.name); }

/// Whether the post's HTML is read by kramdown, which wants every element closed in turn, and swallowed or printed some.
bool renderer_is_strict(const Context& ctx);

/// The place in the post right before a tag; for a tag that a Markdown reader made, right behind what stands before it.
std::uint32_t place_before(const Context& ctx, const SourceTag& tag);
/// Behind the last character of the body that is not white space.
std::uint32_t end_of_body(const Context& ctx);

/// The place of the whole element in the post, if it stands there in one piece, start tag to end tag; else empty.
Span element_in_one_piece(const Context& ctx, const body::Node& node);

/// Whether the element's start tag was written by the author as HTML.
bool is_written(const Context& ctx, const body::Node& node);

}  // namespace galley::rules
