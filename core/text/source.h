// Source owns a post's bytes, exactly as they are on disk, and turns byte offsets into lines and columns for people.
// It promises to take any bytes: invalid UTF-8, NUL, a byte order mark, CRLF, lone CR, no final line end.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text/span.h"

namespace galley {

/// A place for people: both count from 1. Columns count Unicode code points; a byte that is not part of valid UTF-8
/// counts as one. A leading byte order mark takes no column.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend constexpr bool operator==(Position, Position) = default;
  friend constexpr auto operator<=>(Position, Position) = default;
};

class Source {
 public:
  Source() = default;
  /// `path` is how messages name the post; `bytes` are its content, under 4 GiB.
  Source(std::string path, std::string bytes) : path_(std::move(path)), bytes_(std::move(bytes)) {}

  const std::string& path() const { return path_; }
  std::string_view bytes() const { return bytes_; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(bytes_.size()); }
  std::string_view text(Span span) const { return slice(bytes_, span); }

  /// 3 where the bytes begin with a UTF-8 byte order mark, else 0.
  std::uint32_t bom_size() const;

  /// Line and column of a byte offset; `offset == size()` is the place after the last byte. An offset inside a
  /// multi-byte character is the column of that character; one inside CRLF is the column of the line end.
  Position position(std::uint32_t offset) const;

  /// The number of lines. A final line end does not begin another line; an empty source has one line.
  std::uint32_t line_count() const;

  /// The bytes of line `line` (from 1) without its line end, and without the byte order mark.
  Span line_span(std::uint32_t line) const;

 private:
  const std::vector<std::uint32_t>& lines() const;
  std::size_t characters_before(std::uint32_t offset) const;

  std::string path_;
  std::string bytes_;
  // Made when first asked for: the offset of each line's first byte; and for very long lines, about every kibibyte, an
  // offset with the number of characters before it.
  mutable std::vector<std::uint32_t> lines_;
  mutable std::vector<std::pair<std::uint32_t, std::size_t>> counted_;
};

}  // namespace galley
