// Blocks of content as HTML (html.h has what stands within a line).
#include <algorithm>
#include <vector>

#include "core/content/elements.h"
#include "core/content/fold.h"
#include "core/exporters/markdown/html.h"
#include "core/exporters/markdown/nesting.h"

namespace galley::exporters::markdown {
namespace {

using body::Document;
using content::Block;
using content::BlockId;
using content::Content;
using content::Inline;
using content::Kind;
using content::Piece;

std::string_view name_of(const Block& block) {
  switch (block.kind) {
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
    case Kind::heading: {
      static constexpr std::string_view names[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
      return names[block.level - 1];
    }
    default:
      return "p";
  }
}

bool has_blocks(const Document& document, body::NodeId element) {
  for (body::NodeId id = element; id < document[element].subtree_end; ++id) {
    const content::Role role = content::role_of(document[id].tag);
    if (document[id].kind == body::NodeKind::element &&
        (role == content::Role::wrapper || role == content::Role::container || document[id].tag == body::Tag::hr))
      return true;
  }
  return false;
}

class BlockWriter {
 public:
  BlockWriter(const Content& content, const Document& document) : content_(content), document_(document) {}

  std::string write(BlockId root) {
    struct Open {
      BlockId id;
      BlockId end;
    };
    std::vector<Open> open;
    root_ = root;
    lone_code_ = content_[root].kind == Kind::code;
    for (BlockId id = root + 1; id < content_[root].end; ++id) lone_code_ &= content_[id].kind != Kind::code;
    for (BlockId id = root; id < content_[root].end;) {
      while (!open.empty() && open.back().end <= id) {
        end_tag(content_[open.back().id]);
        open.pop_back();
      }
      const Block& block = content_[id];
      switch (block.kind) {
        case Kind::paragraph:
          paragraph(id, block);
          break;
        case Kind::rule:
          line();
          out_ += "<hr>";
          break;
        case Kind::comment:
          line();
          out_.append("<!--").append(block.text).append("-->");
          break;
        case Kind::script:
          line();
          out_ += element_html(document_, block.node, false);
          break;
        default:
          start_tag(block);
          open.push_back({id, block.end});
      }
      ++id;
    }
    for (; !open.empty(); open.pop_back()) end_tag(content_[open.back().id]);
    return std::move(out_);
  }

 private:
  void line() {
    if (!out_.empty() && out_.back() != '\n' && pre_ == 0) out_ += '\n';
  }

  void start_tag(const Block& block) {
    line();
    if (block.kind == Kind::table) open_link_around(block);
    if (heading_in_heading(block)) out_ += "<div>";
    if (is_bare_term(block)) out_ += "<section>";
    if (is_bare_item(block) && !after_bare_item(block)) out_ += "<menu>\n";
    out_ += '<';
    out_ += name_of(block);
    if (block.kind == Kind::list && block.ordered && block.start != "1") attribute("start", block.start);
    if (block.kind == Kind::cell) {
      if (block.colspan != "1") attribute("colspan", block.colspan);
      if (block.rowspan != "1") attribute("rowspan", block.rowspan);
      if (block.alignment == content::Alignment::left) attribute("align", "left");
      if (block.alignment == content::Alignment::center) attribute("align", "center");
      if (block.alignment == content::Alignment::right) attribute("align", "right");
    }
    if (block.kind == Kind::details && block.node != body::no_node &&
        document_.attribute(document_[block.node], "open"))
      out_ += " open";
    out_ += '>';
    if (block.kind != Kind::code) return;
    ++pre_;
    if (!block.language.empty() && plain_code(block)) {
      out_ += "<code";
      attribute("class", "language-" + std::string(block.language));
      out_ += '>';
    }
  }

  bool plain_code(const Block& block) const {
    const BlockId id = id_of(block);
    return block.end == id + 2 && content_[id + 1].kind == Kind::paragraph;
  }

  void end_tag(const Block& block) {
    if (block.kind == Kind::code) {
      if (!block.language.empty() && plain_code(block)) out_ += "</code>";
      --pre_;
    } else if (!inside_line_) {
      line();
    }
    out_ += "</";
    out_ += name_of(block);
    out_ += '>';
    inside_line_ = false;
    if (block.kind == Kind::table) close_link_around(block);
    if (heading_in_heading(block)) out_ += "</div>";
    if (is_bare_term(block)) out_ += "</section>";
    if (is_bare_item(block) && !before_bare_item(block)) out_ += "\n</menu>";
  }

  /// A heading's start tag right in another heading would close that one.
  bool heading_in_heading(const Block& block) const {
    return block.kind == Kind::heading && content_[block.parent].kind == Kind::heading;
  }

  /// A term right in another, or in its definition, would close that one too.
  bool is_bare_term(const Block& block) const {
    const auto is_term = [](const Block& b) { return b.kind == Kind::term || b.kind == Kind::definition; };
    return is_term(block) && is_term(content_[block.parent]);
  }

  /// An item that stands in none of the lists that count, but in a menu, say: bare in an item, it would close that.
  bool is_bare_item(const Block& block) const {
    return block.kind == Kind::item && content_[block.parent].kind != Kind::list;
  }
  bool after_bare_item(const Block& block) const {
    if (id_of(block) == root_) return false;
    for (BlockId id = block.parent + 1; id < id_of(block); id = content_[id].end)
      if (content_[id].end == id_of(block)) return is_bare_item(content_[id]);
    return false;
  }
  bool before_bare_item(const Block& block) const {
    return id_of(block) != root_ && block.end < content_[block.parent].end && is_bare_item(content_[block.end]);
  }

  /// Parsers leave a link in a link only across a table cell: one that is around all of a table stands around it.
  void open_link_around(const Block& table) {
    std::uint32_t shared = content::no_link;
    bool nested = false;
    for (BlockId id = id_of(table) + 1; id < table.end; ++id) {
      for (const content::Run& run : content_.runs_of(content_[id])) {
        if (!is_seen(run)) continue;
        std::vector<std::uint32_t> chain;
        for (std::uint32_t link = run.marks.link; link != content::no_link; link = content_.link(link).outer)
          chain.push_back(link);
        if (chain.size() <= around_.size()) return;
        const std::uint32_t outer = chain[chain.size() - 1 - around_.size()];
        if (shared == content::no_link) shared = outer;
        const content::Link &a = content_.link(shared), &b = content_.link(outer);
        if (a.href != b.href || a.title != b.title) return;
        nested |= chain.size() > around_.size() + 1;
      }
    }
    if (!nested) return;
    out_ += "<div>" + link_open_html(content_.link(shared));
    around_.push_back(id_of(table));
  }

  static bool is_seen(const content::Run& run) {
    using content::RunKind;
    if (run.kind == RunKind::text) return run.text.find_first_not_of(" \t\n\f\r") != std::string_view::npos;
    return run.kind == RunKind::image || run.kind == RunKind::embed || run.kind == RunKind::check_box;
  }

  void close_link_around(const Block& table) {
    if (around_.empty() || around_.back() != id_of(table)) return;
    around_.pop_back();
    out_ += "</a></div>";
  }

  BlockId id_of(const Block& block) const { return static_cast<BlockId>(&block - content_.blocks.data()); }

  void attribute(std::string_view name, std::string_view value) {
    out_.append(" ").append(name).append("=\"").append(escaped_value(value)).append("\"");
  }

  /// Text stands in its block's own tags where it is all that is in it, else in a paragraph's (or, where white space
  /// counts, a div's).
  void paragraph(BlockId id, const Block& block) {
    const Block& parent = content_[block.parent];
    const bool alone = parent.end == id + 1 && id == block.parent + 1 && parent.kind != Kind::root;
    if (block.preformatted) {
      // The first needs no tags of its own, since what follows it has.
      const bool first = id == block.parent + 1;
      Inline text;
      content::fold(content_, block, content::FoldFor::comparing, text);
      if (text.pieces.empty()) return;  // a line end between elements
      // Nor does what parsers would move out of a table if it had any.
      const bool bare = first || parent.kind == Kind::row || parent.kind == Kind::table;
      if (!bare) out_ += "<div>";
      preformatted(block, first);
      if (!bare) out_ += "</div>";
      return;
    }
    if (alone && pre_ == 0) {
      out_ += inline_html(content_, document_, block);
      inside_line_ = true;
      return;
    }
    // The first text of an item or cell needs no tags either.
    if (id == block.parent + 1 && (parent.kind == Kind::item || parent.kind == Kind::definition) && !block.spaced) {
      out_ += inline_html(content_, document_, block);
      return;
    }
    line();
    if (parent.kind == Kind::figure && !block.spaced && !after_paragraph(id)) {
      out_ += inline_html(content_, document_, block);
      return;
    }
    // What stands in for a video or object may have paragraphs, which would end this one.
    const bool holds_blocks =
        std::any_of(content_.runs_of(block).begin(), content_.runs_of(block).end(), [&](const content::Run& run) {
          return run.kind == content::RunKind::embed && has_blocks(document_, content_.objects[run.object].node);
        });
    out_ += holds_blocks ? "<div>" : "<p>";
    out_ += inline_html(content_, document_, block);
    out_ += holds_blocks ? "</div>" : "</p>";
  }

  /// Whether text stands right before it in the same block.
  bool after_paragraph(BlockId id) const {
    bool after = false;
    for (BlockId other = content_[id].parent + 1; other < id; other = content_[other].end)
      if (content_[other].kind != Kind::comment && content_[other].kind != Kind::script)
        after = content_[other].kind == Kind::paragraph;
    return after;
  }

  void preformatted(const Block& block, bool first) {
    Inline text;
    content::fold(content_, block, content::FoldFor::writing, text);
    const Nesting nesting = nest(content_, text);
    // An HTML block that begins with `<pre>` ends with the first `</pre>`, any other with a blank line.
    const bool top = lone_code_;
    std::size_t before = out_.size();
    for (const Token& token : nesting.tokens) {
      if (token.kind == Token::Kind::piece) {
        append_piece(out_, content_, document_, text, text.pieces[token.index]);
        continue;
      }
      append_mark(nesting.marks[token.index], token.kind == Token::Kind::open);
    }
    // A line end right after `<pre>` is dropped by parsers, so it is said twice; a blank line would end the HTML block.
    std::string written = out_.substr(before);
    out_.resize(before);
    if (first && out_.ends_with("<pre>")) {
      if (begins_with_line_end(block))
        out_ += '\n';
      else if (written.starts_with('\n'))  // a break, which all parsers read alike
        written.replace(0, 1, "<br>");
    }
    // An end that parsers would drop is kept by what follows it.
    const Piece& last = text.pieces.back();
    if (last.kind == content::RunKind::line_break || text.of(last).ends_with('\n')) written += "<!-- -->\n";
    for (std::size_t i = 0; i < written.size(); ++i) {
      const bool blank_line = written[i] == '\n' && on_blank_line();
      if (blank_line && !top)
        out_ += "&#10;";
      else if (written[i] == '\r')
        out_ += "&#13;";
      else
        out_ += written[i];
    }
  }

  /// Whether the line so far is one that Markdown takes for blank.
  bool on_blank_line() const {
    const std::size_t last = out_.find_last_not_of(" \t");
    return last == std::string::npos || out_[last] == '\n';
  }

  /// Whether the code's author began it on a new line, which within table cells not every parser takes for nothing.
  bool begins_with_line_end(const Block& paragraph) const {
    const Block& code = content_[paragraph.parent];
    if (code.node == body::no_node) return false;
    return document_.html().text().substr(document_[code.node].start.end).starts_with('\n');
  }

  void append_mark(const Mark& mark, bool open) {
    if (mark.bit) {
      out_ += open ? "<" : "</";
      out_ += tag_of(mark.bit);
      out_ += '>';
    } else {
      out_ += open ? link_open_html(content_.link(mark.link)) : "</a>";
    }
  }

  const Content& content_;
  const Document& document_;
  std::string out_;
  std::vector<BlockId> around_;  // tables with a link around them that are open
  BlockId root_ = 0;
  int pre_ = 0;
  bool lone_code_ = false;  // all of it is one `pre`
  bool inside_line_ = false;
};

}  // namespace

std::string block_html(const Content& content, const Document& document, BlockId block) {
  return BlockWriter(content, document).write(block);
}

}  // namespace galley::exporters::markdown
