#include "core/content/equality.h"

#include <algorithm>

#include "core/content/fold.h"
#include "core/content/url.h"

namespace galley::content {
namespace {

bool transparent(Kind kind) { return kind == Kind::figure; }
bool silent(Kind kind) { return kind == Kind::comment || kind == Kind::script; }

/// A block that counts, with how deep it lies among those that count.
struct Entry {
  BlockId block;
  std::uint32_t depth;
};

bool says_something(const Content& content, const Block& paragraph) {
  for (const Run& run : content.runs_of(paragraph)) {
    if (run.kind == RunKind::text) {
      if (run.text.find_first_not_of(paragraph.preformatted ? "\n" : " \t\n\f\r") != std::string_view::npos)
        return true;
    } else if (run.kind != RunKind::line_break && run.kind != RunKind::comment && run.kind != RunKind::anchor) {
      return true;
    }
  }
  if (!paragraph.preformatted) return false;
  Inline folded_text;
  fold(content, paragraph, FoldFor::comparing, folded_text);
  return !folded_text.pieces.empty();
}

/// The blocks of `range` that count, in document order.
std::vector<Entry> entries_of(const Content& content, Range range) {
  const std::size_t size = range.end - range.first;
  std::vector<bool> kept(size, true), full(size, false), shows(size, false);
  const auto index = [&](BlockId b) { return b - range.first; };
  for (BlockId b = range.end; b-- > range.first;) {
    const Block& block = content[b];
    const std::size_t i = index(b);
    switch (block.kind) {
      case Kind::paragraph:
        kept[i] = full[i] = says_something(content, block);
        break;
      case Kind::list:
      case Kind::table:
      case Kind::definition_list:
        kept[i] = full[i];
        break;
      case Kind::row:
        kept[i] = shows[i];
        break;
      default:
        kept[i] = !silent(block.kind);
    }
    if (!kept[i]) continue;
    BlockId up = block.parent;
    if (block.kind == Kind::figure) {  // what is in it counts as its parent's
      if (up != no_block && up >= range.first) {
        full[index(up)] = full[index(up)] || full[i];
        shows[index(up)] = shows[index(up)] || shows[i];
      }
      continue;
    }
    if (up == no_block || up < range.first) continue;
    full[index(up)] = true;
    if (full[i]) shows[index(up)] = true;
  }
  std::vector<Entry> out;
  out.reserve(size);
  std::vector<std::pair<BlockId, std::uint32_t>> open;  // end of a block, depth of what is in it
  for (BlockId b = range.first; b < range.end;) {
    while (!open.empty() && open.back().first <= b) open.pop_back();
    const std::uint32_t depth = open.empty() ? 0 : open.back().second;
    const Block& block = content[b];
    if (!kept[index(b)]) {
      b = block.end;
      continue;
    }
    if (!transparent(block.kind)) out.push_back({b, depth});
    if (block.end > b + 1) open.emplace_back(block.end, depth + !transparent(block.kind));
    ++b;
  }
  return out;
}

bool same_object(const Object& a, const Object& b) {
  return a.checked == b.checked && (a.name == b.name) && (a.text == b.text || folded(a.text) == folded(b.text)) &&
         (a.source == b.source || canonical_url(a.source) == canonical_url(b.source)) &&
         (a.alt == b.alt || folded(a.alt) == folded(b.alt)) &&
         (a.title == b.title || folded(a.title) == folded(b.title));
}

class Comparer {
 public:
  Comparer(const Content& a, const Content& b) : a_(a), b_(b) {}

  std::optional<Difference> compare(Range range_a, Range range_b) {
    const std::vector<Entry> ea = entries_of(a_, range_a), eb = entries_of(b_, range_b);
    const std::size_t n = std::min(ea.size(), eb.size());
    for (std::size_t i = 0; i < n; ++i)
      if (ea[i].depth != eb[i].depth || !same_block(ea[i].block, eb[i].block)) return found(ea, eb, i);
    if (ea.size() != eb.size()) return found(ea, eb, n);
    // Every link of the first to its own text must be one in the second too.
    std::sort(self_links_b_.begin(), self_links_b_.end());
    for (auto& [url, place] : self_links_a_) {
      const auto it = std::lower_bound(self_links_b_.begin(), self_links_b_.end(), url);
      if (it == self_links_b_.end() || *it != url) return found(ea, eb, place);
      self_links_b_.erase(it);
    }
    return std::nullopt;
  }

 private:
  bool same_block(BlockId id_a, BlockId id_b) {
    const Block& a = a_[id_a];
    const Block& b = b_[id_b];
    ++entry_;
    if (a.kind != b.kind) return false;
    switch (a.kind) {
      case Kind::paragraph:
        return a.preformatted == b.preformatted && same_text(a, b);
      case Kind::heading:
        return a.level == b.level;
      case Kind::list:
        return a.ordered == b.ordered && (!a.ordered || a.start == b.start);
      case Kind::cell:
        return a.header == b.header && a.colspan == b.colspan && a.rowspan == b.rowspan;
      default:
        return true;
    }
  }

  bool same_text(const Block& a, const Block& b) {
    fold(a_, a, FoldFor::comparing, text_a_);
    fold(b_, b, FoldFor::comparing, text_b_);
    if (same_pieces(text_a_, text_b_)) return true;
    std::vector<std::string> links_a, links_b;
    unlink_self(a_, text_a_, links_a);
    unlink_self(b_, text_b_, links_b);
    if (!same_pieces(text_a_, text_b_)) return false;
    for (std::string& url : links_a) self_links_a_.emplace_back(std::move(url), entry_ - 1);
    for (std::string& url : links_b) self_links_b_.push_back(std::move(url));
    return true;
  }

  bool same_pieces(const Inline& a, const Inline& b) const {
    if (a.pieces.size() != b.pieces.size()) return false;
    for (std::size_t i = 0; i < a.pieces.size(); ++i) {
      const Piece& x = a.pieces[i];
      const Piece& y = b.pieces[i];
      if (x.kind != y.kind || x.marks.bits != y.marks.bits || a.of(x) != b.of(y) ||
          !same_link(a_, x.marks.link, b_, y.marks.link))
        return false;
      if (x.kind != RunKind::text && x.kind != RunKind::line_break &&
          !same_object(a_.objects[x.object], b_.objects[y.object]))
        return false;
    }
    return true;
  }

  /// Takes the links away that lead where their own ASCII text says.
  static void unlink_self(const Content& content, Inline& text, std::vector<std::string>& urls) {
    bool any = false;
    for (Piece& piece : text.pieces) {
      if (piece.kind != RunKind::text || piece.marks.link == no_link) continue;
      const Link& link = content.link(piece.marks.link);
      const std::string_view said = text.of(piece);
      if (link.outer != no_link || !folded(link.title).empty()) continue;
      if (std::any_of(said.begin(), said.end(), [](char c) { return static_cast<unsigned char>(c) > 127; })) continue;
      const std::string target = canonical_url(link.href), own = canonical_url(said);
      if (target != own && target != "http://" + own && target != "mailto:" + own) continue;
      urls.push_back(target);
      piece.marks.link = no_link;
      any = true;
    }
    if (!any) return;
    Inline joined;
    for (const Piece& piece : text.pieces) {
      const auto at = static_cast<std::uint32_t>(joined.text.size());
      joined.text += text.of(piece);
      const auto end = static_cast<std::uint32_t>(joined.text.size());
      if (!joined.pieces.empty() && piece.kind == RunKind::text && joined.pieces.back().kind == RunKind::text &&
          joined.pieces.back().marks.bits == piece.marks.bits &&
          same_link(content, joined.pieces.back().marks.link, content, piece.marks.link)) {
        joined.pieces.back().end = end;
        continue;
      }
      joined.pieces.push_back(piece);
      joined.pieces.back().begin = at;
      joined.pieces.back().end = end;
    }
    text = std::move(joined);
  }

  Difference found(const std::vector<Entry>& ea, const std::vector<Entry>& eb, std::size_t at) {
    Difference d;
    if (at < ea.size())
      d.block_a = ea[at].block;
    else if (!ea.empty())
      d.block_a = ea.back().block;
    if (at < eb.size())
      d.block_b = eb[at].block;
    else if (!eb.empty())
      d.block_b = eb.back().block;
    d.path = path(ea, std::min(at, ea.empty() ? 0 : ea.size() - 1));
    if (at < ea.size()) d.a = describe(a_, ea[at].block, text_a_);
    if (at < eb.size()) d.b = describe(b_, eb[at].block, text_b_);
    shorten(d.a, d.b);
    return d;
  }

  /// Takes what two long descriptions begin with alike away, but for a few words.
  static void shorten(std::string& a, std::string& b) {
    constexpr std::size_t shown = 24, worth_it = 48;
    std::size_t same = 0;
    while (same < a.size() && same < b.size() && a[same] == b[same]) ++same;
    if (same < worth_it || a == b) return;
    std::size_t from = same - shown;
    while (from > 0 && (static_cast<unsigned char>(a[from]) & 0xC0) == 0x80) --from;
    a = "…" + a.substr(from);
    b = "…" + b.substr(from);
  }

  std::string path(const std::vector<Entry>& entries, std::size_t at) const {
    if (entries.empty()) return "/";
    std::vector<std::string> steps;
    std::uint32_t depth = entries[at].depth;
    for (std::size_t i = at + 1; i-- > 0;) {
      if (entries[i].depth != depth) continue;
      std::size_t number = 0;
      for (std::size_t j = i; j-- > 0 && entries[j].depth >= depth;) number += entries[j].depth == depth;
      steps.push_back(std::string(name(a_[entries[i].block])) + '[' + std::to_string(number) + ']');
      if (depth-- == 0) break;
    }
    std::string out = "/";
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) out += *step + '/';
    return out;
  }

  static std::string_view name(const Block& block) {
    switch (block.kind) {
      case Kind::root:
        return "root";
      case Kind::paragraph:
        return "text";
      case Kind::heading:
        return "heading";
      case Kind::quote:
        return "blockquote";
      case Kind::list:
        return block.ordered ? "ol" : "ul";
      case Kind::item:
        return "li";
      case Kind::code:
        return "pre";
      case Kind::table:
        return "table";
      case Kind::row:
        return "tr";
      case Kind::cell:
        return block.header ? "th" : "td";
      case Kind::caption:
        return "caption";
      case Kind::rule:
        return "hr";
      case Kind::definition_list:
        return "dl";
      case Kind::term:
        return "dt";
      case Kind::definition:
        return "dd";
      case Kind::details:
        return "details";
      case Kind::summary:
        return "summary";
      case Kind::figure:
        return "figure";
      case Kind::figure_caption:
        return "figcaption";
      case Kind::comment:
        return "comment";
      case Kind::script:
        return "script";
    }
    return {};
  }

  static std::string describe(const Content& content, BlockId id, Inline& scratch) {
    const Block& block = content[id];
    if (block.kind == Kind::list && block.ordered) return "ol start=" + std::string(block.start);
    if (block.kind == Kind::heading) return "h" + std::to_string(block.level);
    if (block.kind == Kind::cell)
      return std::string(name(block)) + " colspan=" + std::string(block.colspan) +
             " rowspan=" + std::string(block.rowspan);
    if (block.kind != Kind::paragraph) return std::string(name(block));
    fold(content, block, FoldFor::comparing, scratch);
    std::string out;
    for (const Piece& piece : scratch.pieces) {
      const auto [open, close] = tags(content, piece.marks);
      out += open;
      switch (piece.kind) {
        case RunKind::text:
          out += scratch.of(piece);
          break;
        case RunKind::line_break:
          out += "<br>";
          break;
        case RunKind::check_box:
          out += content.objects[piece.object].checked ? "[x]" : "[ ]";
          break;
        default: {
          const Object& object = content.objects[piece.object];
          out += '<' + std::string(object.name) + " src=\"" + canonical_url(object.source) + '"';
          if (!folded(object.alt).empty()) out += " alt=\"" + folded(object.alt) + '"';
          if (!folded(object.title).empty()) out += " title=\"" + folded(object.title) + '"';
          out += '>';
        }
      }
      out += close;
    }
    return out;
  }

  /// The tags of a run's marks, as a reader of HTML would write them.
  static std::pair<std::string, std::string> tags(const Content& content, Marks marks) {
    static constexpr std::string_view names[] = {"strong", "em", "code", "del", "sub", "sup", "u", "mark", "kbd"};
    std::pair<std::string, std::string> out;
    for (std::uint32_t link = marks.link; link != no_link; link = content.link(link).outer) {
      out.first += "<a href=\"" + canonical_url(content.link(link).href) + '"';
      const std::string title = folded(content.link(link).title);
      if (!title.empty()) out.first += " title=\"" + title + '"';
      out.first += '>';
      out.second = "</a>";
    }
    for (std::size_t i = 0; i < std::size(names); ++i) {
      if (!(marks.bits >> i & 1)) continue;
      out.first.append("<").append(names[i]).append(">");
      out.second.insert(0, "</" + std::string(names[i]) + ">");
    }
    return out;
  }

  const Content& a_;
  const Content& b_;
  Inline text_a_, text_b_;
  std::size_t entry_ = 0;
  std::vector<std::pair<std::string, std::size_t>> self_links_a_;
  std::vector<std::string> self_links_b_;
};

}  // namespace

std::optional<Difference> difference(const Content& a, const Content& b) {
  return difference(a, {1, static_cast<BlockId>(a.blocks.size())}, b, {1, static_cast<BlockId>(b.blocks.size())});
}

std::optional<Difference> difference(const Content& a, Range range_a, const Content& b, Range range_b) {
  return Comparer(a, b).compare(range_a, range_b);
}

}  // namespace galley::content
