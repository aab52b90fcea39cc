#include "core/exporters/markdown/writer.h"

#include <algorithm>
#include <utility>

#include "core/exporters/markdown/html.h"
#include "core/exporters/markdown/keep.h"
#include "core/exporters/markdown/table.h"

namespace galley::exporters::markdown {

using content::Block;
using content::BlockId;
using content::Content;
using content::Kind;

namespace {

/// What a block that is a list or quote begins with, where none of its kind stands right before it.
char marker_of(const Block& block) {
  if (block.kind == Kind::quote) return '>';
  return block.kind != Kind::list ? '\0' : block.ordered ? '.' : '-';
}

void trim_right(std::string& text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
}

}  // namespace

Writer::Writer(const Content& content, const body::Document& document, const Source& source, const Options& options,
               Flavour flavour, ReadBack read_back, Report& report)
    : content_(content),
      document_(document),
      source_(source),
      options_(options),
      flavour_(flavour),
      written_(report),
      inline_(content, document, source, options, flavour, std::move(read_back), written_),
      literal_(content.blocks.size(), Literal::plain),
      as_html_(content.blocks.size(), false),
      kept_(kept_blocks(content, document, kept_elements(document, options.kept))) {}

std::string Writer::write(content::Range range) {
  out_.clear();
  prefix_.clear();
  lead_.clear();
  std::fill(as_html_.begin() + range.first, as_html_.begin() + range.end, false);
  frames_.push_back({.id = content_[range.first].parent, .next = range.first, .end = range.end, .prefix = 0});
  while (!frames_.empty()) step();
  for (std::size_t i = 0; i < inline_.definitions().size(); ++i)
    out_ += (i == 0 && !out_.empty() ? "\n" : "") + inline_.definition(i) + '\n';
  return std::move(out_);
}

void Writer::step() {
  Frame& top = frames_.back();
  if (top.next >= top.end) {
    leave();
    return;
  }
  const BlockId id = top.next;
  top.next = content_[id].end;
  enter(id, top);
}

/// One blank line between blocks, none in tight lists, none before the first in its container.
void Writer::separate(Frame& parent, bool tight) {
  if (parent.started && !tight) {
    std::string blank = prefix_;
    trim_right(blank);
    out_ += blank;
    out_ += '\n';
  }
  parent.started = true;
}

/// kramdown's end-of-block marker, without which two lists or quotes in a row are one. No blank line before it, which
/// would set the last item's text apart.
void Writer::end_block(Frame& parent) {
  line("^");
  parent.started = true;
  separate(parent, false);
}

void Writer::line(std::string_view text) {
  const std::size_t at = out_.size();
  out_ += lead_.empty() ? prefix_ : lead_;
  lead_.clear();
  if (text.empty())
    while (out_.size() > at && out_.back() == ' ') out_.pop_back();
  out_ += text;
  out_ += '\n';
}

void Writer::lines(std::string_view text) {
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find('\n', begin);
    line(text.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) return;
    begin = end + 1;
  }
}

/// A kept element with all blocks in it, as long as what was written is not known to be read otherwise.
bool Writer::write_kept(BlockId id, Frame& parent) {
  if (kept_.empty() || kept_[id] == body::no_node || literal_[id] != Literal::plain) return false;
  separate(parent, parent.tight);
  parent.last_marker = '\0';
  const body::NodeId element = kept_[id];
  lines(kept_html(document_, element));
  as_html_[id] = true;
  while (parent.next < parent.end && kept_[parent.next] == element) {
    as_html_[parent.next] = true;
    parent.next = content_[parent.next].end;
  }
  return true;
}

void Writer::enter(BlockId id, Frame& parent) {
  const Block& block = content_[id];
  if (write_kept(id, parent)) return;
  if (silent(block)) {
    parent.last_marker = '\0';
    if (parent.id != content::no_block && content_[parent.id].kind == Kind::list) return;  // no place between items
    separate(parent, parent.tight);
    if (block.kind == Kind::comment)
      lines("<!--" + std::string(block.text) + "-->");
    else
      line(element_html(document_, block.node, false));
    return;
  }
  if (block.kind == Kind::item && parent.id != content::no_block && content_[parent.id].kind == Kind::list) {
    separate(parent, parent.tight);
    open_item(id, parent);
    return;
  }
  const char before = std::exchange(parent.last_marker, '\0');
  if (flavour_ == Flavour::kramdown && before != '\0' && before == marker_of(block))
    end_block(parent);
  else
    separate(parent, parent.tight);
  if (literal_[id] == Literal::html_block || !has_markdown(id)) {
    if (options_.raw_html == Options::RawHtml::never)
      write_without_html(id, parent);
    else
      write_html(id);
    return;
  }
  switch (block.kind) {
    case Kind::paragraph:
      write_paragraph(id, parent);
      break;
    case Kind::heading:
      write_heading(id);
      break;
    case Kind::code:
      write_code(id);
      break;
    case Kind::rule:
      write_rule();
      break;
    case Kind::table:
      if (!write_table(id)) write_html(id);
      break;
    case Kind::quote:
      parent.last_marker = '>';
      lead_ = (lead_.empty() ? prefix_ : lead_) + "> ";
      frames_.push_back({.id = id, .next = id + 1, .end = block.end, .prefix = prefix_.size()});
      prefix_ += "> ";
      break;
    case Kind::list: {
      // The other marker where the same kind of list stands right before, or both would be one.
      char marker = marker_of(block);
      if (flavour_ != Flavour::kramdown && before == marker) marker = block.ordered ? ')' : '*';
      parent.last_marker = marker;
      frames_.push_back({.id = id,
                         .next = id + 1,
                         .end = block.end,
                         .prefix = prefix_.size(),
                         .tight = is_tight(id),
                         .marker = marker,
                         .number = block.ordered ? start_number(block.start).value_or(1) : 0});
      break;
    }
    case Kind::details:
      open_details(id);
      break;
    default:
      write_html(id);
  }
}

void Writer::leave() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  if (frames_.empty()) return;
  const Block& block = content_[frame.id];
  if (block.kind == Kind::item || block.kind == Kind::quote) {
    if (!frame.started) line("");
    prefix_.resize(frame.prefix);
  } else if (block.kind == Kind::details) {
    std::string blank = prefix_;
    trim_right(blank);
    out_ += blank + '\n';
    line("</details>");
  }
}

void Writer::open_item(BlockId id, Frame& list) {
  const Block& block = content_[list.id];
  const std::string marker =
      block.ordered ? std::to_string(list.number++) + list.marker + ' ' : std::string(1, list.marker) + ' ';
  lead_ = (lead_.empty() ? prefix_ : lead_) + marker;
  frames_.push_back({.id = id, .next = id + 1, .end = content_[id].end, .prefix = prefix_.size(), .tight = list.tight});
  prefix_.append(marker.size(), ' ');
}

void Writer::open_details(BlockId id) {
  const Block& block = content_[id];
  const bool open = block.node != body::no_node && document_.attribute(document_[block.node], "open");
  line(open ? "<details open>" : "<details>");
  BlockId first = id + 1;
  if (first < block.end && content_[first].kind == Kind::summary) {
    lines(block_html(content_, document_, first));
    first = content_[first].end;
  }
  frames_.push_back(
      {.id = id, .next = first, .end = block.end, .prefix = prefix_.size(), .tight = false, .started = true});
}

/// A rule's characters must not be those of the items that begin on its line, or all would be one rule.
void Writer::write_rule() {
  if (lead_.find('-') == std::string::npos)
    line("---");
  else
    line(lead_.find('*') == std::string::npos ? "***" : "___");
}

void Writer::write_paragraph(BlockId id, const Frame& parent) {
  const bool item = parent.id != content::no_block && content_[parent.id].kind == Kind::item && parent.id + 1 == id;
  const std::optional<std::string> text = inline_text(id, item ? Place::item : Place::paragraph);
  if (text && !text->empty())
    lines(*text);
  else
    write_html(id);
}

void Writer::write_heading(BlockId id) {
  const Block& block = content_[id];
  std::string out(block.level, '#');
  if (const BlockId paragraph = only_paragraph(id); paragraph != content::no_block) {
    const std::optional<std::string> text = inline_text(paragraph, Place::heading);
    if (!text) return write_html(id);
    if (!text->empty()) out += ' ' + *text;
  }
  line(out);
}

void Writer::write_code(BlockId id) {
  const Block& block = content_[id];
  std::string text;
  if (block.end > id + 1) {
    content::Inline folded;
    content::fold(content_, content_[id + 1], content::FoldFor::writing, folded);
    for (const content::Piece& piece : folded.pieces) text += folded.of(piece);
  }
  std::size_t longest = 2;
  for (std::size_t i = 0; (i = text.find('`', i)) != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_not_of('`', i), text.size());
    longest = std::max(longest, end - i);
    i = end;
  }
  const std::string fence(longest + 1, '`');
  static constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-#./:@=,";
  const bool sayable = block.language.find_first_not_of(plain) == std::string_view::npos;
  line(fence + std::string(sayable ? block.language : std::string_view()));
  if (!text.empty()) lines(text);
  line(fence);
}

bool Writer::write_table(BlockId id) {
  const Block& block = content_[id];
  PipeTable table;
  std::vector<BlockId> rows;
  for (BlockId row = id + 1; row < block.end; row = content_[row].end)
    if (!silent(content_[row])) rows.push_back(row);
  bool header = true;  // the first row is one: of header cells, or empty
  for (const BlockId row : rows) {
    std::vector<std::string> cells;
    for (BlockId cell = row + 1; cell < content_[row].end; cell = content_[cell].end) {
      std::string text;
      if (const BlockId paragraph = only_paragraph(cell); paragraph != content::no_block) {
        const std::optional<std::string> written = inline_text(paragraph, Place::cell);
        if (!written) return false;
        text = *written;
      }
      if (row == rows.front()) {
        table.alignments.push_back(content_[cell].alignment);
        header &= content_[cell].header || text.empty();
      } else if (table.alignments[cells.size()] == content::Alignment::none) {
        table.alignments[cells.size()] = content_[cell].alignment;
      }
      cells.push_back(std::move(text));
    }
    table.rows.push_back(std::move(cells));
  }
  table.headless = !header && flavour_ == Flavour::kramdown;
  if (!header && !table.headless)
    table.rows.insert(table.rows.begin(), std::vector<std::string>(table.alignments.size()));
  std::string text = pipe_table(table);
  text.pop_back();
  lines(text);
  return true;
}

/// Where no HTML may stand, what is in the block stands as if its tags were not there.
void Writer::write_without_html(BlockId id, Frame& parent) {
  const Block& block = content_[id];
  if (block.kind == Kind::paragraph) {
    const std::optional<std::string> text = block.preformatted ? std::nullopt : inline_text(id, Place::paragraph);
    content::Inline folded;
    content::fold(content_, block, content::FoldFor::comparing, folded);
    lines(text ? *text : folded.text);
    return;
  }
  parent.last_marker = '\0';
  frames_.push_back({.id = id, .next = id + 1, .end = block.end, .prefix = prefix_.size()});
}

void Writer::write_html(BlockId id) {
  as_html_[id] = true;
  lines(block_html(content_, document_, id));
}

std::optional<std::string> Writer::inline_text(BlockId paragraph, Place place) {
  const Literal literal = literal_[paragraph];
  const auto [it, fresh] = paragraphs_.try_emplace({paragraph, literal});
  if (fresh) {
    written_ = {};
    it->second.first = inline_.write(paragraph, place, literal);
    it->second.second = written_;
  }
  if (!it->second.first && literal != Literal::html_block) {  // the next step
    literal_[paragraph] = static_cast<Literal>(static_cast<int>(literal) + 1);
    if (literal_[paragraph] != Literal::html_block) return inline_text(paragraph, place);
  }
  return it->second.first;
}

void Writer::count(Report& report) const {
  for (BlockId id = 1; id < content_.blocks.size();) {
    const Block& block = content_[id];
    if (silent(block)) {
      id = block.end;
      continue;
    }
    if (!as_html_[id]) {
      ++report.blocks;
      if (block.kind == Kind::paragraph) {
        const auto it = paragraphs_.find({id, literal_[id]});
        if (it != paragraphs_.end()) {
          const Report& r = it->second.second;
          report.other_delimiters += r.other_delimiters;
          report.html_inlines += r.html_inlines;
          report.html_marks += r.html_marks;
          report.character_references += r.character_references;
          report.guard_comments += r.guard_comments;
        }
      }
      ++id;
      continue;
    }
    const bool structure = block.kind == Kind::table || block.kind == Kind::definition_list ||
                           block.kind == Kind::figure || (!kept_.empty() && kept_[id] != body::no_node);
    std::uint32_t n = 0;
    for (BlockId b = id; b < block.end; ++b) n += !silent(content_[b]);
    report.blocks += n;
    report.html_blocks += n;
    if (structure) report.html_structures += n;
    id = block.end;
  }
}

}  // namespace galley::exporters::markdown
