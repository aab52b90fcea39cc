#include "cli/terminal.h"

#include <algorithm>
#include <vector>

#include "core/text/unicode.h"
#include "core/text/utf8.h"

namespace galley::cli {
namespace {

bool is_harmful(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}

void append_harmless(std::string& out, std::string_view text, std::size_t at, utf8::Decoded d) {
  if (d.valid && d.code_point == '\t')
    out += ' ';
  else if (!d.valid || is_harmful(d.code_point))
    utf8::append(out, 0xFFFD);
  else
    out += text.substr(at, d.size);
}

unsigned cells(utf8::Decoded d) {
  if (!d.valid || is_harmful(d.code_point)) return 1;
  return static_cast<unsigned>(utf8::width(d.code_point));
}

bool starts_with_mark(std::string_view text) { return unicode::is_mark(utf8::decode(text, 0).code_point); }

}  // namespace

std::string harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    append_harmless(out, text, i, d);
    i += d.size;
  }
  return out;
}

std::string paint(std::string_view text, Color color, bool on) {
  if (!on) return std::string(text);
  static constexpr std::string_view codes[] = {"\x1b[0m",    "\x1b[1m",    "\x1b[1;31m",
                                               "\x1b[1;33m", "\x1b[1;34m", "\x1b[1;32m"};
  return std::string(codes[static_cast<int>(color)]) + std::string(text) + "\x1b[0m";
}

Excerpt excerpt(const Source& source, std::uint32_t number, Span at, unsigned columns, Around around) {
  const Span line = source.line_span(number);
  const std::uint32_t begin = std::clamp(at.begin, line.begin, line.end);
  const std::uint32_t end = std::clamp(std::max(at.end, begin), begin, line.end);
  const std::string_view bytes = source.bytes();
  columns = std::max(columns, 20u);

  // From the span outwards: it goes in whole as far as it fits, then a third of the room before it, then what follows.
  const auto width_of = [&](std::uint32_t a, std::uint32_t b, unsigned most) {
    unsigned w = 0;
    while (a < b && w <= most) {
      const utf8::Decoded d = utf8::decode(bytes, a);
      w += cells(d);
      a += d.size;
    }
    return w;
  };
  std::uint32_t from = around == Around::begin ? begin : end, to = from;
  unsigned used = 0;
  const auto grow_right = [&](std::uint32_t limit, unsigned most) {
    while (to < limit) {
      const utf8::Decoded d = utf8::decode(bytes, to);
      if (used + cells(d) > most) break;
      used += cells(d);
      to += d.size;
    }
  };
  const auto grow_left = [&](unsigned most) {
    while (from > line.begin) {
      const utf8::Decoded d = utf8::decode_before(bytes, from);
      if (used + cells(d) > most) break;
      used += cells(d);
      from -= d.size;
    }
  };
  const unsigned room = columns - 2;  // for an ellipsis on either side
  if (width_of(line.begin, line.end, columns) <= columns) {
    from = line.begin;
    to = line.end;
  } else if (around == Around::end) {
    grow_left(room * 2 / 3);
    grow_right(line.end, room);
    grow_left(room);
  } else {
    grow_right(end, room * 2 / 3);
    grow_left(std::min(room, used + room / 3));
    grow_right(line.end, room);
    grow_left(room);
  }

  // What is marked and takes no room, as a zero-width space, is shown by a sign that does; marks on letters stay.
  const bool is_invisible = begin < end && width_of(begin, end, 0) == 0 && !starts_with_mark(bytes.substr(begin));

  Excerpt e;
  unsigned before = 0, marked = 0;
  if (from > line.begin) {
    e.text += "…";
    before += 1;
  }
  for (std::uint32_t i = from; i < to;) {
    const utf8::Decoded d = utf8::decode(bytes, i);
    if (is_invisible && i >= begin && i < end) {
      utf8::append(e.text, 0xFFFD);
      ++marked;
    } else {
      append_harmless(e.text, bytes, i, d);
      if (i < begin)
        before += cells(d);
      else if (i < end)
        marked += cells(d);
    }
    i += d.size;
  }
  if (to < line.end) e.text += "…";
  e.carets = std::string(before, ' ') + std::string(std::max(marked, 1u), '^');
  return e;
}

}  // namespace galley::cli
