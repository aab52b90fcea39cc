// Which blocks Markdown has a form for, and how tight its lists may be.
#include "core/exporters/markdown/writer.h"

namespace galley::exporters::markdown {

using content::Block;
using content::BlockId;
using content::Kind;
using content::RunKind;

namespace {

// cmark-gfm's work grows with the square of a table's width; wider ones stand as HTML.
constexpr std::size_t widest_table = 128;

}  // namespace

/// A list's start as CommonMark can write it: nothing where it cannot.
std::optional<std::uint64_t> start_number(std::string_view start) {
  if (start.empty() || start.size() > 9 || (start.size() > 1 && start[0] == '0')) return std::nullopt;
  std::uint64_t n = 0;
  for (const char c : start) {
    if (c < '0' || c > '9') return std::nullopt;
    n = n * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return n;
}

BlockId Writer::only_paragraph(BlockId id) const {
  for (BlockId child = id + 1; child < content_[id].end; child = content_[child].end)
    if (content_[child].kind == Kind::paragraph) return child;
  return content::no_block;
}

bool Writer::is_code(BlockId id) const {
  const Block& block = content_[id];
  if (block.end == id + 1) return true;
  if (block.end != id + 2 || content_[id + 1].kind != Kind::paragraph) return false;
  for (const content::Run& run : content_.runs_of(content_[id + 1])) {
    if (run.kind != RunKind::text && run.kind != RunKind::line_break) return false;
    if ((run.marks.bits & ~content::mark_code) != 0 || run.marks.link != content::no_link) return false;
    if (run.text.find('\r') != std::string_view::npos) return false;
  }
  return true;
}

/// Whether Markdown has a form for the block; what stands in it is asked on its own.
bool Writer::has_markdown(BlockId id) const {
  const Block& block = content_[id];
  const auto each_child = [&](auto&& test) {
    for (BlockId child = id + 1; child < block.end; child = content_[child].end)
      if (!silent(content_[child]) && !test(child, content_[child])) return false;
    return true;
  };
  switch (block.kind) {
    case Kind::paragraph:
      return !block.preformatted;
    case Kind::quote:
    case Kind::rule:
      return true;
    case Kind::details:
      return flavour_ != Flavour::kramdown && block.end > id + 1 && content_[id + 1].kind == Kind::summary;
    case Kind::code:
      return is_code(id);
    case Kind::heading: {
      std::size_t n = 0;
      return each_child([&](BlockId c, const Block& b) {
        return b.kind == Kind::paragraph && literal_[c] != Literal::html_block && ++n == 1;
      });
    }
    case Kind::list:
      if (block.ordered && (!start_number(block.start) || (flavour_ == Flavour::kramdown && block.start != "1")))
        return false;
      return block.end > id + 1 && each_child([](BlockId, const Block& b) { return b.kind == Kind::item; });
    case Kind::table: {
      if (flavour_ == Flavour::commonmark) return false;
      std::size_t columns = 0, rows = 0;

      return each_child([&](BlockId row, const Block& r) {
               if (r.kind != Kind::row) return false;
               std::size_t cells = 0, headers = 0, paragraphs = 0;
               for (BlockId cell = row + 1; cell < r.end; cell = content_[cell].end, ++cells) {
                 const Block& c = content_[cell];
                 if (c.kind != Kind::cell || c.colspan != "1" || c.rowspan != "1") return false;
                 headers += c.header;
                 paragraphs = 0;
                 for (BlockId child = cell + 1; child < c.end; child = content_[child].end)
                   if (content_[child].kind != Kind::paragraph || content_[child].preformatted ||
                       literal_[child] == Literal::html_block || ++paragraphs > 1)
                     return false;
               }
               if (rows++ == 0) {
                 columns = cells;

                 return columns > 0 && columns <= widest_table && (headers == 0 || headers == cells);
               }
               return cells == columns && headers == 0;
             }) &&
             rows > 0;
    }
    default:
      return false;
  }
}

/// Tight where nothing in it needs a blank line and its author set no paragraphs apart.
bool Writer::is_tight(BlockId list) const {
  const Block& block = content_[list];
  std::size_t items = 0;
  for (BlockId item = list + 1; item < block.end; item = content_[item].end) {
    if (silent(content_[item])) continue;
    ++items;
    std::size_t n = 0;
    for (BlockId child = item + 1; child < content_[item].end; child = content_[child].end, ++n) {
      if (n == 0) continue;
      const Block& b = content_[child];
      const bool nested = b.kind == Kind::list && (!b.ordered || b.start == "1") && has_markdown(child) &&
                          literal_[child] != Literal::html_block && child + 1 < b.end &&
                          content_[child + 1].end > child + 2;
      if (!nested && b.kind != Kind::code) return false;
      if (flavour_ == Flavour::kramdown && b.kind == Kind::code) return false;
    }
  }
  return !block.spaced || items == 1;
}

}  // namespace galley::exporters::markdown
