#include "core/exporters/markdown/nesting.h"

#include <algorithm>
#include <bit>

namespace galley::exporters::markdown {
namespace {

using content::Content;
using content::Inline;
using content::Marks;
using content::Piece;
using content::RunKind;

// How far ahead a mark's reach is looked up; a longer one counts as this long, so that hostile text costs no more.
constexpr std::size_t farthest = 2000;

bool only_edge(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == ' ' || text[i] == '\n')
      ++i;
    else if (text.substr(i).starts_with("\xC2\xA0"))
      i += 2;
    else if (text.substr(i).starts_with("\xE3\x80\x80"))
      i += 3;
    else
      return false;
  }
  return true;
}

/// White space between marks may stand in them or not: no reader sees the difference.
bool is_loose(const Inline& text, const Piece& piece) {
  switch (piece.kind) {
    case RunKind::line_break:
    case RunKind::comment:
      return true;
    case RunKind::text:
      return piece.marks == Marks{} && only_edge(text.of(piece));
    default:
      return false;
  }
}

class Nester {
 public:
  Nester(const Content& content, const Inline& text) : content_(content), text_(text) {}

  Nesting nest() {
    settle_sets();
    const std::size_t n = text_.pieces.size();
    for (std::size_t i = 0; i < n; ++i) {
      close_what_ends(i);
      open_what_begins(i);
      out_.tokens.push_back({Token::Kind::piece, static_cast<std::uint32_t>(i)});
    }
    while (!stack_.empty()) pop();
    return std::move(out_);
  }

 private:
  struct Open {
    std::uint32_t mark;
    std::size_t end;  // the first piece that it does not reach
  };

  /// To a reader: ruby ends no mark.
  bool same(Marks a, Marks b) const {
    return (a.bits & content::marks_compared) == (b.bits & content::marks_compared) &&
           content::same_link(content_, a.link, content_, b.link);
  }

  Marks set_of(const Piece& piece) const {
    Marks marks = piece.marks;
    marks.bits = static_cast<std::uint16_t>(marks.bits & ~content::marks_kept);
    if (piece.kind == RunKind::text) marks.bits = static_cast<std::uint16_t>(marks.bits & ~content::mark_code);
    return marks;
  }

  void settle_sets() {
    const auto& pieces = text_.pieces;
    sets_.resize(pieces.size());
    for (std::size_t i = 0; i < pieces.size();) {
      if (!is_loose(text_, pieces[i])) {
        sets_[i] = set_of(pieces[i]);
        ++i;
        continue;
      }
      std::size_t end = i;
      bool broken = false, space = false;
      for (; end < pieces.size() && is_loose(text_, pieces[end]); ++end) {
        broken |= pieces[end].kind == RunKind::line_break;
        space |= pieces[end].kind == RunKind::text;
      }
      Marks shared;
      // Unmarked white space between two runs of one mark is what keeps them two.
      if (i > 0 && end < pieces.size() && (broken || !space || !same(pieces[i - 1].marks, pieces[end].marks))) {
        const Marks a = set_of(pieces[i - 1]), b = set_of(pieces[end]);
        shared.bits = a.bits & b.bits;
        if (content::same_link(content_, a.link, content_, b.link)) shared.link = a.link;
      }
      for (; i < end; ++i) sets_[i] = shared;
    }
  }

  bool holds(const Mark& mark, Marks set) const {
    if (mark.bit) return (set.bits & mark.bit) != 0;
    return content::same_link(content_, mark.link, content_, set.link);
  }

  std::size_t reach(const Mark& mark, std::size_t from) const {
    const std::size_t limit = std::min(sets_.size(), from + farthest);
    std::size_t end = from;
    while (end < limit && holds(mark, sets_[end])) ++end;
    return end;
  }

  void pop() {
    out_.tokens.push_back({Token::Kind::close, stack_.back().mark});
    stack_.pop_back();
  }

  void close_what_ends(std::size_t piece) {
    std::size_t keep = 0;
    while (keep < stack_.size() && holds(out_.marks[stack_[keep].mark], sets_[piece])) ++keep;
    while (stack_.size() > keep) pop();
  }

  static int order(const Mark& mark) {
    if (!mark.bit) return 0;
    if (mark.bit >= content::mark_ruby) return 1;
    if (mark.bit >= content::mark_sub) return 2;
    if (mark.bit == content::mark_deleted) return 3;
    return mark.bit == content::mark_strong ? 4 : 5;
  }

  void open_what_begins(std::size_t piece) {
    const Marks set = sets_[piece];
    std::uint16_t missing = set.bits;
    bool link = set.link != content::no_link;
    for (const Open& open : stack_) {
      const Mark& mark = out_.marks[open.mark];
      missing = static_cast<std::uint16_t>(missing & ~mark.bit);
      link &= mark.bit != 0;
    }
    if (!missing && !link) return;
    if (link) {  // what ends within the link stands within it
      const std::size_t end = reach({0, set.link}, piece);
      std::size_t keep = 0;
      while (keep < stack_.size() && stack_[keep].end >= end) ++keep;
      while (stack_.size() > keep) {
        missing = static_cast<std::uint16_t>(missing | out_.marks[stack_.back().mark].bit);
        pop();
      }
    }
    std::vector<std::pair<Mark, std::size_t>> opening;
    if (link) opening.emplace_back(Mark{0, set.link}, reach({0, set.link}, piece));
    for (; missing; missing = static_cast<std::uint16_t>(missing & (missing - 1))) {
      const Mark mark{static_cast<std::uint16_t>(1u << std::countr_zero(missing)), content::no_link};
      opening.emplace_back(mark, reach(mark, piece));
    }
    std::stable_sort(opening.begin(), opening.end(), [](const auto& a, const auto& b) {
      return a.second != b.second ? a.second > b.second : order(a.first) < order(b.first);
    });
    for (const auto& [mark, end] : opening) {
      const auto id = static_cast<std::uint32_t>(out_.marks.size());
      out_.marks.push_back(mark);
      stack_.push_back({id, end});
      out_.tokens.push_back({Token::Kind::open, id});
    }
  }

  const Content& content_;
  const Inline& text_;
  std::vector<Marks> sets_;
  std::vector<Open> stack_;
  Nesting out_;
};

}  // namespace

Nesting nest(const Content& content, const Inline& text) { return Nester(content, text).nest(); }

}  // namespace galley::exporters::markdown
