#include "core/content/fold.h"

#include <algorithm>

#include "core/content/url.h"

namespace galley::content {
namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";
constexpr std::string_view ideographic_space = "\xE3\x80\x80";

std::size_t edge_at_front(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    if (rest[0] == ' ' || rest[0] == '\n')
      ++at;
    else if (rest.starts_with(no_break_space))
      at += no_break_space.size();
    else if (rest.starts_with(ideographic_space))
      at += ideographic_space.size();
    else
      break;
  }
  return at;
}

std::size_t edge_at_back(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0) {
    const std::string_view rest = text.substr(0, end);
    if (rest.back() == ' ' || rest.back() == '\n')
      --end;
    else if (rest.ends_with(no_break_space))
      end -= no_break_space.size();
    else if (rest.ends_with(ideographic_space))
      end -= ideographic_space.size();
    else
      break;
  }
  return end;
}

std::vector<std::pair<std::string, std::string>> targets(const Content& content, std::uint32_t link) {
  std::vector<std::pair<std::string, std::string>> out;
  for (; link != no_link; link = content.link(link).outer)
    out.emplace_back(canonical_url(content.link(link).href), folded(content.link(link).title));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

class Folder {
 public:
  Folder(const Content& content, FoldFor purpose, Inline& out) : content_(content), purpose_(purpose), out_(out) {}

  void fold(std::span<const Run> runs) {
    for (const Run& run : runs) add(run);
    trim_end();
    merge();
    draw_back_marks();
    merge();
  }

  void fold_preformatted(std::span<const Run> runs) {
    while (!runs.empty() && !counts(runs.back())) runs = runs.first(runs.size() - 1);
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const Run& run = runs[i];
      if (!counts(run)) continue;
      Marks marks = masked(run.marks);
      marks.bits = static_cast<std::uint16_t>(marks.bits & ~mark_code);
      const std::string_view text = run.kind == RunKind::line_break ? "\n" : run.text;
      if (run.kind != RunKind::text && run.kind != RunKind::line_break) {
        push(run, marks, 0);
        continue;
      }
      // A break between marks has none itself, where a line end would have them.
      if (purpose_ == FoldFor::writing && run.kind == RunKind::line_break && i > 0 && i + 1 < runs.size() &&
          is_marked(runs[i - 1]) && is_marked(runs[i + 1])) {
        push(run, marks, 0);
        continue;
      }
      std::size_t size = text.size();
      if (i + 1 == runs.size())
        while (size > 0 && text[size - 1] == '\n') --size;
      if (size == 0) continue;
      Run text_run = run;
      text_run.kind = RunKind::text;
      push(text_run, marks, size);
      out_.text.append(text, 0, size);
    }
    merge();
  }

 private:
  static bool is_marked(const Run& run) { return (run.marks.bits & ~mark_code) != 0 || run.marks.link != no_link; }

  bool counts(const Run& run) const {
    return purpose_ == FoldFor::writing || (run.kind != RunKind::comment && run.kind != RunKind::anchor);
  }

  Marks masked(Marks marks) const {
    if (purpose_ == FoldFor::comparing) marks.bits = static_cast<std::uint16_t>(marks.bits & marks_compared);
    return marks;
  }

  void push(const Run& run, Marks marks, std::size_t size) {
    const auto at = static_cast<std::uint32_t>(out_.text.size());
    out_.pieces.push_back({run.kind, marks, run.object, at, at + static_cast<std::uint32_t>(size), run.node});
  }

  void add(const Run& run) {
    if (!counts(run)) return;
    if (run.kind == RunKind::line_break) {
      drop_space();
      push(run, {}, 0);
      space_ = true;
      return;
    }
    if (run.kind != RunKind::text) {
      push(run, masked(run.marks), 0);
      if (run.kind != RunKind::comment && run.kind != RunKind::anchor) space_ = false;
      return;
    }
    const auto begin = static_cast<std::uint32_t>(out_.text.size());
    const std::string_view text = run.text;
    for (std::size_t i = 0; i < text.size();) {
      if (!is_space(text[i])) {
        std::size_t end = text.find_first_of(" \t\n\f\r", i);
        if (end == std::string_view::npos) end = text.size();
        out_.text.append(text, i, end - i);
        space_ = false;
        i = end;
        continue;
      }
      bool line = false;
      for (; i < text.size() && is_space(text[i]); ++i) line |= text[i] == '\n' || text[i] == '\r';
      line &= purpose_ == FoldFor::writing;
      if (!space_) out_.text.push_back(line ? '\n' : ' ');
      // White space in two runs is still one, and a line end if either part has one.
      else if (line && !out_.text.empty() && out_.text.back() == ' ' && ends_in_space())
        out_.text.back() = '\n';
      space_ = true;
    }
    if (out_.text.size() > begin) {
      push(run, masked(run.marks), 0);
      out_.pieces.back().begin = begin;
      out_.pieces.back().end = static_cast<std::uint32_t>(out_.text.size());
    }
  }

  bool ends_in_space() const {
    for (auto piece = out_.pieces.rbegin(); piece != out_.pieces.rend(); ++piece) {
      if (piece->kind == RunKind::comment || piece->kind == RunKind::anchor) continue;
      return piece->kind == RunKind::text;
    }
    return false;
  }

  /// Drops the space that ends the text so far: nothing is seen of it before a line break.
  void drop_space() {
    for (auto piece = out_.pieces.rbegin(); piece != out_.pieces.rend(); ++piece) {
      if (piece->kind == RunKind::comment || piece->kind == RunKind::anchor) continue;
      if (piece->kind != RunKind::text || piece->end == piece->begin) return;
      const char last = out_.text[piece->end - 1];
      if (last != ' ' && last != '\n') return;
      --piece->end;
      if (piece->begin == piece->end) piece->kind = RunKind::text;
      return;
    }
  }

  void trim_end() {
    for (std::size_t i = out_.pieces.size(); i-- > 0;) {
      Piece& piece = out_.pieces[i];
      if (piece.kind == RunKind::comment || piece.kind == RunKind::anchor) continue;
      if (piece.kind == RunKind::text) {
        while (piece.end > piece.begin && (out_.text[piece.end - 1] == ' ' || out_.text[piece.end - 1] == '\n'))
          --piece.end;
        if (piece.end > piece.begin) return;
      } else if (piece.kind != RunKind::line_break) {
        return;
      }
      out_.pieces.erase(out_.pieces.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  bool same(Marks a, Marks b) const { return a.bits == b.bits && same_link(content_, a.link, content_, b.link); }

  /// Joins text neighbours with the same marks; the text is written anew, so that each piece's stands in a row.
  void merge() {
    std::size_t to = 0;
    bool gap = false;
    for (std::size_t i = 0; i < out_.pieces.size(); ++i) {
      const Piece piece = out_.pieces[i];
      if (piece.kind == RunKind::text && piece.begin == piece.end) continue;
      if (to > 0 && piece.kind == RunKind::text && out_.pieces[to - 1].kind == RunKind::text &&
          same(out_.pieces[to - 1].marks, piece.marks)) {
        gap |= out_.pieces[to - 1].end != piece.begin;
        if (gap) {
          Piece& before = out_.pieces[to - 1];
          // The bytes between them were dropped: close up.
          const std::uint32_t size = piece.end - piece.begin;
          if (before.end != piece.begin)
            std::copy(out_.text.begin() + piece.begin, out_.text.begin() + piece.end, out_.text.begin() + before.end);
          before.end += size;
        } else {
          out_.pieces[to - 1].end = piece.end;
        }
        gap = false;
        continue;
      }
      out_.pieces[to++] = piece;
    }
    out_.pieces.resize(to);
  }

  /// Whether the marks of two neighbours that count are the same, so that none ends between them. Pictures within the
  /// text (svg, math) are a part of it.
  bool goes_on(const Piece& a, const Piece& b) const {
    constexpr std::uint16_t counted = marks_compared;
    return is_of_text(a) && is_of_text(b) &&
           same({static_cast<std::uint16_t>(a.marks.bits & counted), a.marks.link},
                {static_cast<std::uint16_t>(b.marks.bits & counted), b.marks.link});
  }

  /// Leaves no text, so that marks go on over it: a drawing without words does not.
  bool is_unseen(const Piece& piece) const {
    if (piece.kind == RunKind::comment || piece.kind == RunKind::anchor) return true;
    return is_drawing(piece) && content_.objects[piece.object].text.empty();
  }

  bool is_drawing(const Piece& piece) const {
    if (piece.kind != RunKind::embed) return false;
    const std::string_view name = content_.objects[piece.object].name;
    return name == "svg" || name == "math";
  }

  bool is_of_text(const Piece& piece) const { return piece.kind == RunKind::text || is_drawing(piece); }

  void draw_back_marks() {
    bool any = false;
    for (const Piece& piece : out_.pieces)
      any |= piece.kind == RunKind::text && piece.marks != Marks{} &&
             (edge_at_front(out_.of(piece)) > 0 || edge_at_back(out_.of(piece)) < out_.of(piece).size());
    if (!any) return;
    std::vector<Piece> parts;
    parts.reserve(out_.pieces.size() + 4);
    for (std::size_t i = 0; i < out_.pieces.size(); ++i) {
      const Piece& piece = out_.pieces[i];
      if (piece.kind != RunKind::text || piece.marks == Marks{}) {
        parts.push_back(piece);
        continue;
      }
      const std::string_view text = out_.of(piece);
      const auto size = static_cast<std::uint32_t>(text.size());
      // Where marks that do not count alone change (ruby's), no mark ends.
      std::size_t before = i, after = i + 1;  // what leaves nothing ends no mark either
      while (before > 0 && is_unseen(out_.pieces[before - 1])) --before;
      while (after < out_.pieces.size() && is_unseen(out_.pieces[after])) ++after;
      const bool begins = before == 0 || !goes_on(out_.pieces[before - 1], piece);
      const bool ends = after == out_.pieces.size() || !goes_on(piece, out_.pieces[after]);
      const auto front = begins ? static_cast<std::uint32_t>(edge_at_front(text)) : 0;
      const auto back = ends ? std::max(front, static_cast<std::uint32_t>(edge_at_back(text))) : size;
      const auto part = [&](std::uint32_t begin, std::uint32_t end, Marks marks) {
        if (begin == end) return;
        Piece p = piece;
        p.begin = piece.begin + begin;
        p.end = piece.begin + end;
        p.marks = marks;
        parts.push_back(p);
      };
      part(0, front, {});
      part(front, back, piece.marks);
      part(back, size, {});
    }
    out_.pieces = std::move(parts);
  }

  const Content& content_;
  FoldFor purpose_;
  Inline& out_;
  bool space_ = true;  // the text so far ends in white space, a break, or is empty
};

}  // namespace

bool same_link(const Content& a, std::uint32_t link_a, const Content& b, std::uint32_t link_b) {
  if (link_a == no_link || link_b == no_link) return link_a == link_b;
  if (&a == &b && link_a == link_b) return true;
  const Link& la = a.link(link_a);
  const Link& lb = b.link(link_b);
  if (la.outer == no_link && lb.outer == no_link) {
    if (la.href == lb.href && la.title == lb.title) return true;
    return folded(la.title) == folded(lb.title) && canonical_url(la.href) == canonical_url(lb.href);
  }
  return targets(a, link_a) == targets(b, link_b);
}

void fold(const Content& content, const Block& paragraph, FoldFor purpose, Inline& out) {
  out.clear();
  Folder folder(content, purpose, out);
  if (paragraph.preformatted)
    folder.fold_preformatted(content.runs_of(paragraph));
  else
    folder.fold(content.runs_of(paragraph));
}

}  // namespace galley::content
