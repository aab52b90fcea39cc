#include <algorithm>

#include "core/body/commonmark/autolinks.h"
#include "core/body/commonmark/writer.h"

namespace galley::body::commonmark {

// Whether the text was held back. What follows the text that is held already, with a backslash between at most, is one
// with it.
bool Writer::hold(std::string_view text, Piece::Kind kind) {
  if (!options_.bare_autolinks || links_ > 0 || images_ > 0 || in_attribute_) return false;
  const std::uint32_t at = place(text);
  if (at == none) return false;
  if (!held_.empty()) {
    const std::uint32_t end = held_.back().at.end;
    if (at == end + 1 && source_[end] == '\\')
      held_.push_back({Piece::Kind::escape, {end, at}});
    else if (at != end)
      flush();
  }
  if (held_.empty() && at > 0 && source_[at - 1] == '\\') held_.push_back({Piece::Kind::escape, {at - 1, at}});
  held_.push_back({kind, {at, at + static_cast<std::uint32_t>(text.size())}});
  return true;
}

// Writes what is held, with its bare URLs as links.
void Writer::flush() {
  if (held_.empty()) return;
  const Span whole{held_.front().at.begin, held_.back().at.end};
  std::vector<std::uint32_t> escaped_at;
  for (const Piece& piece : held_)
    if (piece.kind == Piece::Kind::escape) escaped_at.push_back(piece.at.begin);
  std::uint32_t written = whole.begin;
  std::size_t first = 0;
  for (const Autolink& link : find_autolinks({source_, whole}, escaped_at, open_brackets_)) {
    write_pieces({written, link.at.begin}, first);
    const std::string_view text = slice(source_, link.at);
    tag("<a href=\"");
    tag(link.prefix);
    cursor_ = link.at.begin;
    url(text);
    tag("\">");
    escaped(text);
    tag("</a>");
    out_.notes.push_back({Note::Kind::automatic_link, link.at, link.at});
    written = link.at.end;
  }
  write_pieces({written, whole.end}, first);
  held_.clear();
}

// Writes what stands in `range`, which begins in piece `first` or later, and leaves `first` at the piece that it ends
// in.
void Writer::write_pieces(Span range, std::size_t& first) {
  for (; first < held_.size() && held_[first].at.begin < range.end; ++first) {
    const Piece& piece = held_[first];
    const Span part{std::max(piece.at.begin, range.begin), std::min(piece.at.end, range.end)};
    if (part.begin < part.end && piece.kind != Piece::Kind::escape) {
      // Of a reference that a link ends within, the rest is text.
      if (piece.kind == Piece::Kind::entity && part == piece.at)
        entity(slice(source_, part));
      else
        escaped(slice(source_, part));
    }
    if (piece.at.end > range.end) return;
  }
}

}  // namespace galley::body::commonmark
