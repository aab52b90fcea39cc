// Text on its way to a terminal: control characters made harmless, colour, and the part of a long line that is worth
// showing.
#pragma once

#include <string>
#include <string_view>

#include "core/text/source.h"

namespace galley::cli {

/// The text with control characters, bidirectional controls and bytes that are not UTF-8 replaced, so that a post or a
/// file name cannot move the cursor or recolour the screen. A tab becomes one space.
std::string harmless(std::string_view text);

enum class Color { plain, bold, red, yellow, blue, green };
/// Wraps in the colour's escape codes where `on`.
std::string paint(std::string_view text, Color color, bool on);

/// A line cut to fit, with carets under what of a span lies on it.
struct Excerpt {
  std::string text;    // harmless
  std::string carets;  // spaces and carets, by terminal cells
};
enum class Around { begin, end };
/// At most `columns` cells wide, around the beginning of the span or its end; line numbers count from 1. A span that
/// goes on to other lines is marked within this one; an empty one has one caret, at its place.
Excerpt excerpt(const Source& source, std::uint32_t line, Span at, unsigned columns, Around around = Around::begin);

}  // namespace galley::cli
