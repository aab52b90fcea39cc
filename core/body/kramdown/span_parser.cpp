#include "core/body/kramdown/span_parser.h"

#include <array>
#include <utility>

namespace galley::body::kramdown {
namespace {

/// Bytes at which a span may begin or end, or that tell of one that begins at the byte before.
constexpr auto special_bytes = [] {
  std::array<bool, 256> table{};
  for (char c : std::string_view("*_`<[!\"'${&-. \\>~]")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

}  // namespace

void SpanParser::add_text(Node* el, std::size_t from, std::size_t to) {
  if (from == to) return;
  Node* last = el->last;
  const Slice value = slice(from, to);
  if (last && last->kind == Kind::text && last->value.text == value.text && last->value.end == value.begin) {
    last->value.end = value.end;
    return;
  }
  el->append(doc_.make_text(value));
}

void SpanParser::add_text(std::size_t from, std::size_t to) { add_text(tree_, from, to); }

Node* SpanParser::add(Kind kind, std::size_t from, std::size_t to) {
  Node* node = doc_.make_text(slice(from, to), kind);
  tree_->append(node);
  return node;
}

/// Takes from the budget for reading what may have to be read again; false when it is used up.
bool SpanParser::spend(std::size_t bytes) {
  if (bytes > budget_) {
    budget_ = 0;
    return false;
  }
  budget_ -= bytes;
  return true;
}

void SpanParser::start(Slice text, Parsers parsers) {
  text_ = text;
  s_ = text.view();
  at_ = 0;
  tree_ = nullptr;
  quiet_ = parsers != Parsers::all;
  depth_ = in_em_ = in_strong_ = in_link_ = 0;
  in_spelling_counts_ = spelling_counts_around_;
  // What a paragraph with many unclosed delimiters may cost; kramdown's own cost is quadratic and worse.
  budget_ = 1 << 20;
  if (s_.size() > 1 << 15) budget_ = 32 * s_.size();
  if (!failed_.empty()) failed_.clear();
  code_ = CodespanFinder(s_);
  next_math_ = next_comment_ = next_brace_ = next_stop_ = next_angle_ = next_bracket_ = next_strike_ = {};
  for (Closer& c : closers_) c = {};
}

void SpanParser::parse(Node* el, Slice text, Parsers parsers) {
  start(text, parsers);
  parse_spans(el, {}, parsers);
}

/// Whether a span may begin at or just before `p`, which holds a special byte; `start` is where.
bool SpanParser::begins(std::size_t p, Parsers parsers, std::size_t from, std::size_t* start) const {
  const char c = s_[p];
  *start = p;
  if (parsers != Parsers::all) return c == '<' || (c == '`' && parsers == Parsers::code_and_html);
  switch (c) {
    case '*':
    case '_':
    case '`':
    case '<':
    case '[':
    case '$':
    case '&':
    case '\\':
      return true;
    case '!':
      return at(p + 1) == '[';
    case '{':
      return at(p + 1) == ':';
    case '~':
      return options_.gfm && at(p + 1) == '~';
    case '-':
      return at(p + 1) == '-' && !(options_.gfm && options_.quirk_no_auto_typographic);
    case '.':
      return at(p + 1) == '.' && at(p + 2) == '.' && !(options_.gfm && options_.quirk_no_auto_typographic);
    case '>':
      return at(p + 1) == '>' && !(options_.gfm && options_.quirk_no_auto_typographic);
    case ' ':
      if (at(p + 1) == ' ' && at(p + 2) == '\n') return !(options_.gfm && options_.hard_wrap);
      return ((at(p + 1) == '>' && at(p + 2) == '>') || (at(p + 1) == '<' && at(p + 2) == '<')) &&
             !(options_.gfm && options_.quirk_no_auto_typographic);
    case '"':
    case '\'': {
      // The character before belongs to the quote, unless it is a backslash or has been read.
      if (p > from && s_[p - 1] != '\\') {
        std::size_t before = p - 1;
        while (before > from && (static_cast<unsigned char>(s_[before]) & 0xC0) == 0x80) --before;
        *start = before;
      }
      return true;
    }
    default:
      return false;
  }
}

/// The next place at which a span begins or `stop` may hold, or the text's end.
std::size_t SpanParser::next_start(std::size_t from, const Stop& stop, Parsers parsers) const {
  for (std::size_t p = from; p < s_.size(); ++p) {
    if (!special_bytes[static_cast<unsigned char>(s_[p])]) continue;
    const char c = s_[p];
    if (stop.kind == Stop::Kind::bracket && c == ']') return p;
    std::size_t start = p;
    if (begins(p, parsers, from, &start)) return start;
  }
  return s_.size();
}

/// Whether the content of `el` ends here.
bool SpanParser::stops(const Stop& stop, Node* el) {
  switch (stop.kind) {
    case Stop::Kind::none:
      return false;
    case Stop::Kind::delimiter: {
      const char c = stop.delimiter;
      if (at(at_) != c || (stop.size == 2 && at(at_ + 1) != c)) return false;
      if (at_ > 0 && is_space(s_[at_ - 1])) return false;
      if (stop.size == 1 && at(at_ + 1) == c && at(at_ + 2) != c) return false;
      if (c == '_' && alnum_size(s_, at_ + stop.size)) return false;
      return el->first != nullptr;
    }
    case Stop::Kind::bracket: {
      const char c = at(at_);
      const bool opens = c == '[' || (c == '!' && at(at_ + 1) == '[');
      if (c != ']' && !opens) return false;
      *stop.brackets += opens ? 1 : -1;
      return *stop.brackets == static_cast<int>(el->images);
    }
    case Stop::Kind::end_tag:
      return end_tag_size(s_, stop.name, at_, stop.any_case) != 0;
  }
  return false;
}

/// Reads from `at_` into `el` until `stop` holds, and says whether it did; without a stop, to the end.
bool SpanParser::parse_spans(Node* el, const Stop& stop, Parsers parsers) {
  Node* const outer = std::exchange(tree_, el);
  ++depth_;
  bool stopped = false;
  while (at_ < s_.size()) {
    const std::size_t start = next_start(at_, stop, parsers);
    if (start == s_.size()) {
      if (stop.kind == Stop::Kind::none) {
        add_text(at_, start);
        at_ = start;
      }
      break;
    }
    add_text(at_, start);
    at_ = start;
    if (stops(stop, el)) {
      stopped = true;
      break;
    }
    if (!parse_at(parsers)) {
      const std::size_t size = char_size(s_, at_);
      add_text(at_, at_ + size);
      at_ += size;
    }
  }
  --depth_;
  tree_ = outer;
  return stopped;
}

/// Tries what may begin at `at_`, in kramdown's order; false where nothing does.
bool SpanParser::parse_at(Parsers parsers) {
  const char c = s_[at_];
  if (parsers != Parsers::all) {
    if (c == '`' && parsers == Parsers::code_and_html) return parse_code(), true;
    const bool tag =
        c == '<' && (at(at_ + 1) == '/' || s_.substr(at_, 4) == "<!--" || match_name(s_, at_ + 1) != at_ + 1);
    if (tag) parse_html();
    return tag;
  }
  const bool symbols = !(options_.gfm && options_.quirk_no_auto_typographic);
  if (c == '*' || c == '_') return parse_emphasis(), true;
  if (c == '`') return parse_code(), true;
  if (c == '<') {
    if (parse_autolink()) return true;
    if (at(at_ + 1) == '/' || s_.substr(at_, 4) == "<!--" || match_name(s_, at_ + 1) != at_ + 1)
      return parse_html(), true;
  }
  if (c == '[' && parse_footnote_marker()) return true;
  if ((c == '[' && at_ + 1 < s_.size() && at(at_ + 1) != '^') ||
      (c == '!' && at(at_ + 1) == '[' && at_ + 2 < s_.size() && at(at_ + 2) != '^'))
    return parse_link(), true;
  const std::size_t after = at_ + char_size(s_, at_);
  if (c == '"' || c == '\'' || (c != '\\' && (at(after) == '"' || at(after) == '\''))) return parse_quote(), true;
  if (c == '$' && parse_math()) return true;
  if (c == '{' && at(at_ + 1) == ':') return parse_extension(), true;
  if (c == '&' && parse_entity()) return true;
  if (symbols && parse_symbol()) return true;
  if (parse_line_break()) return true;
  if (c == '\\' && parse_escape()) return true;
  return c == '~' && options_.gfm && parse_strikethrough();
}

}  // namespace galley::body::kramdown
