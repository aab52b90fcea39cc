#include "core/exporters/text/text.h"

#include <algorithm>

#include "core/content/fold.h"
#include "core/content/transform.h"
#include "core/content/url.h"
#include "core/exporters/dropped.h"
#include "core/text/line_break.h"
#include "core/text/utf8.h"

namespace galley::exporters {
namespace {

using content::Block;
using content::BlockId;
using content::Content;
using content::Inline;
using content::Kind;
using content::Piece;
using content::RunKind;

class TextWriter {
 public:
  TextWriter(const Content& content, unsigned columns, Options::Links links)
      : content_(content), columns_(columns), links_(links) {}

  std::string write() {
    frames_.push_back({0, 1, static_cast<BlockId>(content_.blocks.size()), 0, false, false, 0});
    while (!frames_.empty()) {
      Frame& top = frames_.back();
      if (top.next >= top.end) {
        leave();
        continue;
      }
      const BlockId id = top.next;
      top.next = content_[id].end;
      enter(id, top);
    }
    if (!notes_.empty()) {
      out_ += '\n';
      for (std::size_t i = 0; i < notes_.size(); ++i) out_ += '[' + std::to_string(i + 1) + "] " + notes_[i] + '\n';
    }
    return std::move(out_);
  }

 private:
  struct Frame {
    BlockId id;
    BlockId next;
    BlockId end;
    std::size_t prefix;
    bool tight;
    bool started;
    std::uint64_t number;
  };

  void separate(Frame& parent) {
    if (parent.started && !parent.tight) {
      std::string blank = prefix_;
      while (!blank.empty() && blank.back() == ' ') blank.pop_back();
      out_ += blank + '\n';
    }
    parent.started = true;
  }

  void enter(BlockId id, Frame& parent) {
    const Block& block = content_[id];
    switch (block.kind) {
      case Kind::comment:
      case Kind::script:
        return;
      case Kind::paragraph:
        separate(parent);
        if (block.preformatted)
          preformatted(block);
        else
          paragraph(block);
        return;
      case Kind::rule:
        separate(parent);
        line("---");
        return;
      case Kind::table:
        separate(parent);
        table(id);
        return;
      case Kind::quote:
        return open(id, parent, "> ", "> ");
      case Kind::item:
        if (content_[block.parent].kind == Kind::list && content_[block.parent].ordered) {
          const std::string marker = std::to_string(parent.number++) + ". ";
          return open(id, parent, marker, std::string(marker.size(), ' '));
        }
        return open(id, parent, "- ", "  ");
      case Kind::definition:
        return open(id, parent, "    ", "    ");
      default:
        return open(id, parent, "", "");
    }
  }

  void open(BlockId id, Frame& parent, const std::string& marker, const std::string& indent) {
    const Block& block = content_[id];
    separate(parent);
    const bool tight = block.kind == Kind::list              ? is_tight(id)
                       : block.kind == Kind::definition_list ? true
                       : block.kind == Kind::item            ? parent.tight
                                                             : false;
    std::uint64_t number = 1;
    if (block.kind == Kind::list && !block.start.empty() && block.start.size() < 10 &&
        block.start.find_first_not_of("0123456789") == std::string_view::npos)
      number = std::stoull(std::string(block.start));
    frames_.push_back({id, id + 1, block.end, prefix_.size(), tight, false, number});
    if (!marker.empty()) lead_ = (lead_.empty() ? prefix_ : lead_) + marker;
    prefix_ += indent;
  }

  void leave() {
    const Frame frame = frames_.back();
    frames_.pop_back();
    if (frames_.empty()) return;
    if (!frame.started && !lead_.empty()) line("");
    prefix_.resize(frame.prefix);
  }

  bool is_tight(BlockId list) const {
    for (BlockId item = list + 1; item < content_[list].end; item = content_[item].end) {
      std::size_t paragraphs = 0;
      for (BlockId child = item + 1; child < content_[item].end; child = content_[child].end)
        if (content_[child].kind != Kind::list && ++paragraphs > 1) return false;
    }
    return true;
  }

  void line(std::string_view text) {
    const std::size_t at = out_.size();
    out_ += lead_.empty() ? prefix_ : lead_;
    lead_.clear();
    if (text.empty())
      while (out_.size() > at && out_.back() == ' ') out_.pop_back();
    out_ += text;
    out_ += '\n';
  }

  void each_line(std::string_view text, auto&& write) {
    for (std::size_t begin = 0;;) {
      const std::size_t end = text.find('\n', begin);
      write(text.substr(begin, end == std::string_view::npos ? end : end - begin));
      if (end == std::string_view::npos) return;
      begin = end + 1;
    }
  }

  void paragraph(const Block& block) {
    const std::string text = inline_text(block);
    each_line(text, [&](std::string_view part) {
      if (columns_ == 0) return line(part);
      const std::size_t first = utf8::width(lead_.empty() ? prefix_ : lead_), rest = utf8::width(prefix_);
      const auto room = [&](std::size_t used) { return columns_ > used + 1 ? columns_ - used : 1; };
      for (const std::string& l : break_lines(part, room(first), room(rest))) line(l);
    });
  }

  void preformatted(const Block& block) {
    Inline text;
    content::fold(content_, block, content::FoldFor::comparing, text);
    std::string code;
    for (const Piece& piece : text.pieces)
      if (piece.kind == RunKind::text)
        code += text.of(piece);
      else
        append(code, text, piece);
    each_line(code, [&](std::string_view part) { line(part); });
  }

  std::string inline_text(const Block& block) {
    Inline text;
    content::fold(content_, block, content::FoldFor::writing, text);
    std::string out;
    for (std::size_t i = 0; i < text.pieces.size(); ++i) {
      const Piece& piece = text.pieces[i];
      const bool reading = has(piece, content::mark_ruby_text) && !has(piece, content::mark_ruby_parenthesis);
      const bool bare = reading && (i == 0 || !has(text.pieces[i - 1], content::mark_ruby_parenthesis));
      if (bare) out += '(';
      append(out, text, piece);
      if (bare) out += ')';
      note_link(out, text, i);
    }
    return out;
  }

  static bool has(const Piece& piece, std::uint16_t bit) { return (piece.marks.bits & bit) != 0; }

  void append(std::string& out, const Inline& text, const Piece& piece) {
    switch (piece.kind) {
      case RunKind::text:
        append_text(out, text.of(piece));
        break;
      case RunKind::line_break:
        out += '\n';
        break;
      case RunKind::image:
        out += content::folded(content_.objects[piece.object].alt);
        break;
      case RunKind::check_box:
        out += content_.objects[piece.object].checked ? "[x]" : "[ ]";
        break;
      case RunKind::embed: {
        const content::Object& object = content_.objects[piece.object];
        out += object.text.empty() ? std::string(object.source) : content::folded(object.text);
        break;
      }
      case RunKind::comment:
      case RunKind::anchor:
        break;
    }
  }

  static void append_text(std::string& out, std::string_view text) {
    const std::size_t at = out.size();
    out += text;
    std::replace(out.begin() + static_cast<std::ptrdiff_t>(at), out.end(), '\n', ' ');
  }

  /// Whether a link's text is its target, with or without the scheme.
  static bool says(std::string_view text, std::string_view url) {
    for (const std::string_view scheme : {"", "mailto:", "https://", "http://", "tel:"})
      if (url.starts_with(scheme) && url.substr(scheme.size()) == text) return true;
    return false;
  }

  /// After the last piece of a link its number, unless its text is its target.
  void note_link(std::string& out, const Inline& text, std::size_t i) {
    const std::uint32_t link = text.pieces[i].marks.link;
    if (links_ != Options::Links::footnote || link == content::no_link) return;
    if (i + 1 < text.pieces.size() && content::same_link(content_, link, content_, text.pieces[i + 1].marks.link))
      return;
    const std::string url(content_.link(link).href);
    if (url.empty() || url[0] == '#' || says(text.of(text.pieces[i]), url)) return;
    auto it = std::find(notes_.begin(), notes_.end(), url);
    if (it == notes_.end()) it = notes_.insert(notes_.end(), url);
    out += '[' + std::to_string(it - notes_.begin() + 1) + ']';
  }

  /// All text of a cell on one line.
  std::string cell_text(BlockId cell) {
    std::string out;
    for (BlockId id = cell + 1; id < content_[cell].end; ++id) {
      if (content_[id].kind != Kind::paragraph) continue;
      std::string text = content_[id].preformatted ? std::string() : inline_text(content_[id]);
      if (content_[id].preformatted)
        for (const content::Run& run : content_.runs_of(content_[id])) text += run.text;
      std::replace(text.begin(), text.end(), '\n', ' ');
      if (!out.empty()) out += ' ';
      out += text;
    }
    return out;
  }

  void table(BlockId id) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> widths;
    std::vector<content::Alignment> alignments;
    bool header = false;
    for (BlockId row = id + 1; row < content_[id].end; row = content_[row].end) {
      if (content_[row].kind == Kind::caption) {
        line(cell_text(row));
        continue;
      }
      if (content_[row].kind != Kind::row) continue;
      std::vector<std::string> cells;
      bool all_heads = true;
      for (BlockId cell = row + 1; cell < content_[row].end; cell = content_[cell].end) {
        all_heads &= content_[cell].header;
        cells.push_back(cell_text(cell));
        if (widths.size() < cells.size()) {
          widths.push_back(0);
          alignments.push_back(content_[cell].alignment);
        }
        std::size_t& width = widths[cells.size() - 1];
        width = std::max(width, utf8::width(cells.back()));
      }
      if (rows.empty()) header = all_heads;
      rows.push_back(std::move(cells));
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
      std::string text;
      for (std::size_t c = 0; c < rows[r].size(); ++c) {
        const std::size_t gap = widths[c] - utf8::width(rows[r][c]);
        const std::size_t before = alignments[c] == content::Alignment::right    ? gap
                                   : alignments[c] == content::Alignment::center ? gap / 2
                                                                                 : 0;
        if (c > 0) text += "  ";
        text.append(before, ' ').append(rows[r][c]).append(gap - before, ' ');
      }
      while (!text.empty() && text.back() == ' ') text.pop_back();
      line(text);
      if (r == 0 && header && rows.size() > 1) {
        std::string rule;
        for (const std::size_t width : widths) rule += std::string(rule.empty() ? "" : "  ") + std::string(width, '-');
        line(rule);
      }
    }
  }

  const Content& content_;
  unsigned columns_;
  Options::Links links_;

  std::string out_;
  std::string prefix_;
  std::string lead_;
  std::vector<Frame> frames_;
  std::vector<std::string> notes_;
};

}  // namespace

std::string plain_text(const Content& content, unsigned columns, Options::Links links) {
  return content.restore(TextWriter(content, columns, links).write());
}

Output write_text(const Input& input, const Options& options) {
  Output output;
  Content content = content::from_document(input.body, {.removed = options.removed, .kept = {}});
  if (options.cjk_breaks == Options::CjkBreaks::join) content::join_cjk_lines(content);
  content::resolve_links(content, options.base_url);
  output.text.assign(input.front_matter);
  output.text += plain_text(content, options.columns, options.links.value_or(Options::Links::footnote));
  output.report.dropped_comments = content.dropped.comments;
  output.report.dropped_scripts = content.dropped.scripts;
  output.report.dropped_controls = content.dropped.controls;
  output.report.removed_elements = content.dropped.removed;
  output.report.dropped_attributes = dropped_attributes(input.body, options);
  return output;
}

}  // namespace galley::exporters
