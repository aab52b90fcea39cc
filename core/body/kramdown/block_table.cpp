// Tables: kramdown/table.rb. Any lines with a bar may be one, where a block may begin and end.
#include <algorithm>

#include "core/body/kramdown/block_parser.h"
#include "core/body/kramdown/codespan.h"
#include "core/body/kramdown/span_parser.h"

namespace galley::body::kramdown {
namespace {

/// TABLE_PIPE_CHECK at the beginning of `line`: it has a bar that no backslash precedes, or begins with one.
bool has_bar(std::string_view line) {
  for (std::size_t at = line.find('|'); at != std::string_view::npos; at = line.find('|', at + 1))
    if (at == 0 || line[at - 1] != '\\') return true;
  return false;
}

/// A line of nothing but `+|: \t` and `mark`, and one `mark` at least: TABLE_SEP_LINE or TABLE_FSEP_LINE.
bool is_separator(std::string_view line, char mark) {
  bool found = false;
  for (char c : line) {
    if (c == mark)
      found = true;
    else if (c != '+' && c != '|' && c != ':' && c != ' ' && c != '\t')
      return false;
  }
  return found;
}

std::vector<Align> read_alignment(std::string_view line) {
  std::vector<Align> columns;
  for (std::size_t at = line.find('-'); at != std::string_view::npos; at = line.find('-', at)) {
    const bool left = at > 0 && line[at - 1] == ':';
    at = std::min(line.find_first_not_of('-', at), line.size());
    const bool right = at < line.size() && line[at] == ':';
    columns.push_back(left && right ? Align::center : left ? Align::left : right ? Align::right : Align::none);
    if (right) ++at;
  }
  return columns;
}

/// Cuts a row into its cells; code, as spans or as HTML, keeps its bars.
class RowSplitter {
 public:
  explicit RowSplitter(Slice row) : row_(row), s_(row.view()) {}

  std::vector<TextBuilder> split() {
    std::size_t at = 0;
    while (at < s_.size()) {
      std::size_t end = 0;
      const std::size_t code = next_html_code(at, end);
      outside_html(at, code);
      if (code < s_.size()) add(row_.part(code, end));
      at = code < s_.size() ? end : s_.size();
    }
    return std::move(cells_);
  }

 private:
  /// `<code.*?>.*?</code>` at or after `at`, or the row's end.
  std::size_t next_html_code(std::size_t at, std::size_t& end) {
    const std::size_t begin = s_.find("<code", at);
    if (begin == std::string_view::npos) return s_.size();
    const std::size_t close = s_.find('>', begin);
    const std::size_t stop = close == std::string_view::npos ? close : s_.find("</code>", close + 1);
    if (stop == std::string_view::npos) return s_.size();
    end = stop + 7;
    return begin;
  }

  void outside_html(std::size_t from, std::size_t to) {
    const std::string_view part = s_.substr(from, to - from);
    CodespanFinder finder(part);
    std::size_t text = 0;
    for (std::size_t at = part.find('`'); at != std::string_view::npos; at = part.find('`', at)) {
      const auto code = finder.match(at);
      if (!code.found) {
        at = code.end;
        continue;
      }
      bars(from + text, from + at);
      add_code(from, code);
      at = text = code.end;
    }
    bars(from + text, to);
  }

  void bars(std::size_t from, std::size_t to) {
    if (from == to) return;
    if (cells_.empty()) cells_.emplace_back();
    std::size_t text = from;
    for (std::size_t i = from; i < to; ++i) {
      if (s_[i] != '|') continue;
      if (i > from && s_[i - 1] == '\\') {
        cells_.back().append(row_.part(text, i - 1));
        cells_.back().append("|", source_of(row_.part(i - 1, i + 1)));
      } else {
        cells_.back().append(row_.part(text, i));
        cells_.emplace_back();
      }
      text = i + 1;
    }
    cells_.back().append(row_.part(text, to));
  }

  void add(Slice slice) {
    if (cells_.empty()) cells_.emplace_back();
    cells_.back().append(slice);
  }

  /// Code is written anew, with delimiters that its content allows.
  void add_code(std::size_t offset, const CodespanFinder::Match& code) {
    const Slice content = row_.part(offset + code.content_begin, offset + code.content_end);
    std::size_t longest = 0;
    std::size_t run = 0;
    for (char c : content.view()) {
      run = c == '`' ? run + 1 : 0;
      longest = std::max(longest, run);
    }
    std::string delimiter(longest + 1, '`');
    std::string closing = delimiter;
    if (longest > 0) delimiter += ' ', closing.insert(0, " ");
    if (cells_.empty()) cells_.emplace_back();
    cells_.back().append(delimiter, source_of(row_.part(offset + code.begin, offset + code.content_begin)));
    cells_.back().append(content);
    cells_.back().append(closing, source_of(row_.part(offset + code.content_end, offset + code.end)));
  }

  Slice row_;
  std::string_view s_;
  std::vector<TextBuilder> cells_;
};

/// Whether each line has a bar that is not within code or HTML, judged as kramdown judges (it looks at the ends of each
/// piece of text between such).
bool bars_on_lines(Document& document, Slice lines) {
  Node* root = document.make(Kind::root);
  SpanParser spans(document);
  spans.parse(root, lines, Parsers::code_and_html);
  bool bar = false;
  for (const Node* node = root->first; node; node = node->next) {
    std::string_view value = node->value.view();
    if (node->kind == Kind::html) value = node->name;
    // Text that the span phase keeps in several nodes is one to kramdown.
    std::string joined;
    if (node->kind == Kind::text && node->next && node->next->kind == Kind::text) {
      joined = value;
      for (; node->next && node->next->kind == Kind::text; node = node->next) joined += node->next->value.view();
      value = joined;
    }
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at < value.size();) {
      const std::size_t end = std::min(value.find('\n', at), value.size());
      parts.push_back(value.substr(at, end - at));
      at = end + 1;
    }
    while (!parts.empty() && parts.back().empty()) parts.pop_back();
    if (node->kind == Kind::codespan) {
      if (parts.size() > 2 || (parts.size() == 2 && !bar)) break;
      if (parts.size() == 2) bar = false;
      continue;
    }
    if (parts.size() > 1 && !bar && !has_bar(parts.front())) break;
    bar = (parts.size() > 1 ? false : bar) || (!parts.empty() && has_bar(parts.back()));
  }
  return bar;
}

}  // namespace

bool BlockParser::parse_table() {
  const std::string_view s = scan_->bytes;
  const std::size_t from = scan_->at;
  const auto line_at = [&](std::size_t p) {
    const std::size_t end = line_end(p);
    return s.substr(p, end - p - (end > p && s[end - 1] == '\n' ? 1 : 0));
  };
  const std::size_t begin = from + spaces(from, 3);
  if (is_space(at(begin)) || !has_bar(line_at(begin)) || !after_boundary()) return false;

  Node* table = block(Kind::table);
  const std::string_view first = line_at(from);
  const std::size_t first_char = first.find_first_not_of(" \t\r\f\v");
  const bool leading_bar = has_bar(first) && first_char != std::string_view::npos && first[first_char] == '|';
  std::size_t p = from;
  if (is_separator(first, '-')) p = line_end(p);

  std::vector<Node*> rows;
  std::vector<Align> alignment;
  bool has_alignment = false;
  bool has_footer = false;
  bool has_body = false;
  std::size_t columns = 0;
  const auto add_rows = [&](Kind kind, bool force) {
    if (has_footer && kind == Kind::tbody && !force) return;
    Node* part = doc_.make(kind);
    for (Node* row : rows) part->append(row);
    rows.clear();
    table->append(part);
    has_body = has_body || kind == Kind::tbody;
  };
  while (p < s.size()) {
    const std::string_view line = line_at(p);
    if (!has_bar(line)) break;
    const std::size_t next = line_end(p);
    if (is_separator(line, '-')) {
      if (!rows.empty()) {
        if (!has_alignment && !has_footer) {
          add_rows(Kind::thead, false);
          alignment = read_alignment(line);
          has_alignment = !alignment.empty();
        } else {
          add_rows(Kind::tbody, false);
        }
      }
    } else if (is_separator(line, '=')) {
      if (!rows.empty()) add_rows(Kind::tbody, true);
      has_footer = true;
    } else {
      Slice row = scan_->slice(p, p + line.size());
      while (!row.empty() && (row.view().back() == ' ' || row.view().back() == '\t')) --row.end;
      std::vector<TextBuilder> cells = RowSplitter(row).split();
      std::size_t begin_cell = 0;
      if (leading_bar && !cells.empty() && blank(cells.front().bytes())) ++begin_cell;
      if (cells.size() > begin_cell && blank(cells.back().bytes())) cells.pop_back();
      Node* tr = doc_.make(Kind::tr);
      for (std::size_t i = begin_cell; i < cells.size(); ++i) {
        const Text* text = cells[i].finish(doc_.arena);
        Slice cell{text, 0, static_cast<std::uint32_t>(text->bytes.size())};
        while (!cell.empty() && is_strippable(cell.view().back())) --cell.end;
        while (!cell.empty() && is_strippable(cell.view().front())) ++cell.begin;
        Node* td = doc_.make(Kind::td);
        td->is_block = true;
        if (!cell.empty()) td->append(doc_.make_text(cell, Kind::raw_text));
        tr->append(td);
      }
      columns = std::max(columns, cells.size() - std::min(begin_cell, cells.size()));
      rows.push_back(tr);
    }
    p = next;
  }
  if (!before_boundary(p) || !bars_on_lines(doc_, scan_->slice(from, p - 1))) return false;
  if (!rows.empty()) add_rows(has_footer ? Kind::tfoot : Kind::tbody, false);
  if (!has_body) return false;

  // A row has as many cells as the longest, up to a bound: a table of one long row and many short ones would else be
  // as large as the square of its text.
  const std::size_t most_added = 16 * (p - from) + 1024;
  std::size_t added = 0;
  for (Node* part = table->first; part; part = part->next) {
    for (Node* row = part->first; row; row = row->next) {
      std::size_t count = 0;
      for (Node* cell = row->first; cell; cell = cell->next) ++count;
      for (; count < columns && added < most_added; ++count, ++added) row->append(doc_.make(Kind::td));
    }
  }
  alignment.resize(columns, Align::none);
  table->alignment = doc_.arena.keep(alignment);
  table->open = scan_->slice(from, p - 1);
  tree_->append(table);
  doc_.note(Note::Kind::table, table->open);
  scan_->at = p;
  return true;
}

}  // namespace galley::body::kramdown
