// How CommonMark's renderers write what stands in a link's target: character references decoded, and everything that
// is no URL character percent-encoded (cmark's houdini_escape_href).
#pragma once

#include <string>
#include <string_view>

namespace galley::body::commonmark {

/// The character of a reference `&name;`, `&#1;` or `&#x1;`; 0 where its name is not among HTML 4's or it is no
/// reference. Numbers are code points, also from 128 to 159, which browsers read as Windows does.
char32_t reference_character(std::string_view reference);

/// A character of a URL, ready to stand in an attribute: as it is, as `%XX` for each of its bytes, or `&amp;`. A Liquid
/// placeholder stays, as what it prints is there before Markdown is read.
std::string in_url(std::string_view character);

}  // namespace galley::body::commonmark
