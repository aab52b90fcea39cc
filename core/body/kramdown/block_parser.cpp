#include "core/body/kramdown/block_parser.h"

namespace galley::body::kramdown {

std::size_t BlockParser::line_end(std::size_t at) const {
  const std::size_t end = scan_->bytes.find('\n', at);
  return end == std::string_view::npos ? scan_->bytes.size() : end + 1;
}

std::size_t BlockParser::spaces(std::size_t from, std::size_t most) const {
  std::size_t n = 0;
  while (n < most && at(from + n) == ' ') ++n;
  return n;
}

/// A tab or four spaces.
bool BlockParser::is_indented(std::size_t from, std::size_t* size) const {
  const std::size_t n = at(from) == '\t' ? 1 : spaces(from, 4) == 4 ? 4 : 0;
  if (size) *size = n;
  return n != 0;
}

/// `\s*?\n` at `from`: its end, or 0.
std::size_t BlockParser::rest_is_space(std::size_t from) const {
  while (from < scan_->bytes.size() && scan_->bytes[from] != '\n') {
    if (!is_space(scan_->bytes[from])) return 0;
    ++from;
  }
  return from < scan_->bytes.size() ? from + 1 : 0;
}

/// BLANK_LINE at `from`: the end of all blank lines that follow each other there, or `from`.
std::size_t BlockParser::blank_lines(std::size_t from) const {
  std::size_t end = from;
  for (std::size_t i = from; i < scan_->bytes.size() && is_space(scan_->bytes[i]); ++i)
    if (scan_->bytes[i] == '\n') end = i + 1;
  return end;
}

std::size_t BlockParser::end_of_block_marker(std::size_t from) const {
  return at(from) == '^' ? rest_is_space(from + 1) : 0;
}

bool BlockParser::after_boundary() const {
  const Node* last = tree_->last;
  return !last || last->kind == Kind::blank ||
         (last->kind == Kind::end_of_block && last->end_of_block == EndOfBlock::marker) || list_for_next_;
}

bool BlockParser::before_boundary(std::size_t from) {
  if (from >= scan_->bytes.size()) return true;
  if (blank_lines(from) != from || end_of_block_marker(from)) return true;
  return match_list(from, nullptr) != 0;
}

/// LAZY_END_HTML_STOP or LAZY_END_HTML_START at the `<` at `from`.
bool BlockParser::html_lazy_end(std::size_t from) const {
  const std::string_view s = scan_->bytes;
  const bool stop = at(from + 1) == '/';
  const std::size_t begin = from + (stop ? 2 : 1);
  const std::size_t end = match_name(s, begin);
  if (end == begin) return false;
  // A name on the list before a word boundary excludes the tag, even where a longer name goes on after it (`a-b`).
  std::size_t word = begin;
  while (const std::size_t size = word_size(s, word)) word += size;
  if (!element(s.substr(begin, word - begin)).lazy_end) return false;
  if (!stop) return true;
  std::size_t p = end;
  while (p < s.size() && is_space(s[p])) ++p;
  return at(p) == '>';
}

/// LAZY_END: what ends a lazy quote, and a paragraph among others.
bool BlockParser::lazy_end(std::size_t from) {
  const std::string_view s = scan_->bytes;
  if (from >= s.size()) return true;
  const std::size_t p = from + spaces(from, 3);
  const char c = at(p);
  if (is_space(c)) return blank_lines(from) != from;
  if (c == '<') return html_lazy_end(p);
  if (c == '{') return match_list(from, nullptr) != 0;
  if (c == '^') return p == from && end_of_block_marker(from) != 0;
  return false;
}

/// PARAGRAPH_END, or PARAGRAPH_END_GFM with its quirk.
bool BlockParser::paragraph_end(std::size_t from) {
  if (lazy_end(from)) return true;
  const std::size_t indent = spaces(from, 3);
  const std::size_t p = from + indent;
  const char c = at(p);
  if (c == ':') return definition_marker(scan_->bytes, from, 3, nullptr);
  if (!options_.gfm || !options_.quirk_paragraph_end) return false;
  if (c == '>') return true;
  if (c == '~' || c == '`') {
    const auto fence = [&](std::size_t i) { return at(i) == '~' || at(i) == '`'; };
    return fence(p + 1) && fence(p + 2);
  }
  if (c == '#' && indent == 0) {
    std::size_t hashes = p;
    while (hashes < p + 6 && at(hashes) == '#') ++hashes;
    return at(hashes) == ' ' || at(hashes) == '\t';
  }
  return (c == '*' || c == '+' || c == '-' || is_digit(c)) && list_marker(scan_->bytes, from).has_value();
}

Node* BlockParser::block(Kind kind) {
  Node* made = doc_.make(kind);
  made->is_block = true;
  made->list = list_for_next_;
  list_for_next_ = nullptr;
  return made;
}

Node* BlockParser::add_raw_text(Node* el, Slice value) {
  if (value.empty()) return nullptr;
  Node* last = el->last;
  if (last && last->kind == Kind::raw_text && last->value.text == value.text && last->value.end == value.begin) {
    last->value.end = value.end;
    return last;
  }
  Node* made = doc_.make_text(value, Kind::raw_text);
  el->append(made);
  return made;
}

void BlockParser::parse_text(Node* el, const Text& text) {
  Scan scan(text);
  Scan* const outer = scan_;
  scan_ = &scan;
  parse_blocks(el);
  scan_ = outer;
}

/// Reads blocks into `el` to the end of the text, or to the end tag of `el`; says whether it was found.
bool BlockParser::parse_blocks(Node* el) {
  Node* const outer = tree_;
  AttributeList* const outer_list = list_for_next_;
  tree_ = el;
  list_for_next_ = nullptr;
  ++depth_;
  stop_ = false;
  while (!stop_ && !scan_->done()) parse_one();
  const bool found = stop_;
  stop_ = false;
  --depth_;
  tree_ = outer;
  list_for_next_ = outer_list;
  return found;
}

void BlockParser::parse_one() {
  const std::size_t from = scan_->at;
  if (const std::size_t end = blank_lines(from); end != from) {
    scan_->at = end;
    Node* last = tree_->last;
    if (last && last->kind == Kind::blank) {
      last->value.end = static_cast<std::uint32_t>(end);
    } else {
      Node* blank = block(Kind::blank);
      blank->value = scan_->slice(from, end);
      tree_->append(blank);
    }
    return;
  }
  if (is_indented(from) && parse_indented_code()) return;
  const std::size_t p = from + spaces(from, 3);
  const char c = at(p);
  if (c == '\t') {  // up to three spaces and a tab: nothing that kramdown knows
    add_raw_text(tree_, scan_->slice(from, line_end(from)));
    scan_->at = line_end(from);
    return;
  }
  // Each of these gives up by returning false, sometimes after moving on; then the next is tried, in kramdown's order.
  switch (c) {
    case '~':
    case '`':
      if (parse_fenced_code()) return;
      break;
    case '>':
      if (parse_quote()) return;
      break;
    case '#':
      if (parse_atx_heading()) return;
      break;
    case '*':
    case '-':
    case '_':
    case '+':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
      if (parse_rule() || parse_list()) return;
      break;
    case ':':
      if (parse_definition_list()) return;
      break;
    case '<':
      if (parse_html()) return;
      break;
    default:
      break;
  }
  if (parse_setext_heading()) return;
  if ((c == '$' || c == '\\') && parse_math()) return;
  if (parse_table()) return;
  if (c == '[' && (parse_footnote_definition() || parse_link_definition())) return;
  if (c == '*' && parse_abbreviation_definition()) return;
  if (c == '{' && parse_extension()) return;
  if (c == '^') {
    if (const std::size_t end = end_of_block_marker(scan_->at)) {
      Node* marker = block(Kind::end_of_block);
      marker->open = scan_->slice(scan_->at, end);
      tree_->append(marker);
      scan_->at = end;
      return;
    }
  }
  parse_paragraph();
}

}  // namespace galley::body::kramdown
