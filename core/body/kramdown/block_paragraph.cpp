// Paragraphs, headings, rules and quotes: kramdown/paragraph.rb, header.rb, horizontal_rule.rb, blockquote.rb, gfm.rb.
#include "core/body/kramdown/block_parser.h"

namespace galley::body::kramdown {
namespace {

Slice strip_right(Slice s) {
  while (!s.empty() && is_strippable(s.view().back())) --s.end;
  return s;
}
Slice strip_left(Slice s) {
  while (!s.empty() && is_strippable(s.view().front())) ++s.begin;
  return s;
}

/// XMLTokens::NAME_CHAR of an explicit heading id (XML 1.0, section 2.3, productions 4 and 4a).
bool is_xml_name_start(char32_t c) {
  struct Range {
    char32_t first, last;
  };
  static constexpr Range ranges[] = {{':', ':'},       {'A', 'Z'},       {'_', '_'},       {'a', 'z'},
                                     {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
                                     {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
                                     {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
  for (const Range& r : ranges)
    if (c >= r.first && c <= r.last) return true;
  return false;
}
bool is_xml_name_char(char32_t c) {
  return is_xml_name_start(c) || c == '-' || c == '.' || (c >= '0' && c <= '9') || c == 0xB7 ||
         (c >= 0x300 && c <= 0x36F) || (c >= 0x203F && c <= 0x2040);
}

bool is_xml_name(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded d = utf8::decode(text, at);
    if (!d.valid || !(at == 0 ? is_xml_name_start(d.code_point) : is_xml_name_char(d.code_point))) return false;
    at += d.size;
  }
  return !text.empty();
}

/// The explicit id of `contents {#id}`, HEADER_ID: where its `{` is, or npos.
std::size_t explicit_id(std::string_view contents) {
  if (contents.empty() || contents.back() != '}') return std::string_view::npos;
  const std::size_t brace = contents.rfind("{#");
  if (brace == std::string_view::npos || brace == 0) return std::string_view::npos;
  if (contents[brace - 1] != ' ' && contents[brace - 1] != '\t') return std::string_view::npos;
  return is_xml_name(contents.substr(brace + 2, contents.size() - brace - 3)) ? brace : std::string_view::npos;
}

}  // namespace

bool BlockParser::parse_paragraph() {
  const std::size_t from = scan_->at;
  std::size_t end = line_end(from);
  while (!paragraph_end(end)) end = line_end(end);
  scan_->at = end;
  const Slice text = strip_right(scan_->slice(from, end));
  Node* last = tree_->last;
  if (!last || last->kind != Kind::paragraph) {
    Node* paragraph = block(Kind::paragraph);
    tree_->append(paragraph);
    add_raw_text(paragraph, strip_left(text));
    return true;
  }
  // Goes on with the paragraph before: something that could have ended it turned out to be text. One that was written
  // as HTML (html_to_native) has no text that could be gone on with.
  const std::string_view s = scan_->bytes;
  const bool joins = last->last && last->last->kind == Kind::raw_text;
  if (joins && from >= 1 && s[from - 1] == '\n') {
    const bool hard_break = from >= 3 && s[from - 2] == ' ' && s[from - 3] == ' ';
    add_raw_text(last, scan_->slice(from - (hard_break ? 3 : 1), from));
  } else if (joins) {
    TextBuilder joint;
    joint.append("\n", {});
    const Text* made = joint.finish(doc_.arena);
    add_raw_text(last, {made, 0, 1});
  }
  add_raw_text(last, text);
  return true;
}

bool BlockParser::add_heading(int level, Slice contents, bool trim_hashes) {
  Slice text = strip_right(contents);
  Slice id;
  if (const std::size_t brace = explicit_id(text.view()); brace != std::string_view::npos) {
    id = text.part(brace + 2, text.size() - 1);
    text = strip_right(text.part(0, brace));
  }
  if (trim_hashes) {
    const std::string_view s = text.view();
    std::size_t hashes = s.size();
    while (hashes > 0 && s[hashes - 1] == '#') --hashes;
    if (hashes < s.size()) {
      if (options_.gfm && options_.quirk_paragraph_end) {
        // Where white space stands before them, so not at the beginning.
        if (hashes > 0 && (s[hashes - 1] == ' ' || s[hashes - 1] == '\t')) text = strip_right(text.part(0, hashes));
      } else {
        if (hashes > 0 && s[hashes - 1] == '\\') ++hashes;
        if (hashes < s.size()) text = strip_right(text.part(0, hashes));
      }
    }
  }
  if (text.empty()) return false;
  Node* heading = block(Kind::header);
  heading->level = static_cast<std::uint8_t>(level);
  heading->raw_text = text.view();
  add_raw_text(heading, text);
  if (!id.empty()) heading->attributes.set(doc_.arena, "id").add(doc_.arena, id);
  tree_->append(heading);
  return true;
}

bool BlockParser::parse_atx_heading() {
  const std::size_t from = scan_->at;
  const bool quirk = options_.gfm && options_.quirk_paragraph_end;
  std::size_t p = from;
  while (p < from + 6 && at(p) == '#') ++p;
  if (p == from) return false;
  const std::size_t hashes = p;
  while (at(p) == ' ' || at(p) == '\t') ++p;
  std::size_t end = line_end(p);
  if (options_.gfm) {
    if (p == hashes) return false;
  } else if (at(p) == '\n') {
    end = line_end(p + 1);  // contents begin with any character but a space, a line end too
    if (end == p + 1) return false;
  }
  if (!quirk && !after_boundary()) return false;
  if (end == p || scan_->bytes[end - 1] != '\n') return false;
  if (!add_heading(static_cast<int>(hashes - from), scan_->slice(p, end - 1), true)) return false;
  tree_->last->open = scan_->slice(from, hashes);
  const Slice text = tree_->last->first->value;
  tree_->last->close = scan_->slice(text.end, end - 1);
  scan_->at = end;
  return true;
}

bool BlockParser::parse_setext_heading() {
  const std::size_t from = scan_->at;
  const std::size_t begin = from + spaces(from, 3);
  const std::size_t end = line_end(from);
  const char mark = at(end);
  if (mark != '-' && mark != '=') return false;
  std::size_t p = end;
  while (at(p) == '-' || at(p) == '=') ++p;
  while (at(p) == ' ' || (at(p) != '\n' && is_space(at(p)))) ++p;
  if (at(p) != '\n' || !after_boundary()) return false;
  if (!add_heading(mark == '-' ? 2 : 1, scan_->slice(begin, end - 1), false)) return false;
  tree_->last->close = scan_->slice(end, p);
  scan_->at = p + 1;
  return true;
}

/// HR_START at `from`.
bool BlockParser::is_rule(std::size_t from, std::size_t* end) const {
  std::size_t p = from + spaces(from, 3);
  const char mark = at(p);
  if (mark != '*' && mark != '-' && mark != '_') return false;
  int count = 0;
  for (; at(p) == mark || at(p) == ' ' || at(p) == '\t'; ++p) count += at(p) == mark;
  if (count < 3 || at(p) != '\n') return false;
  if (end) *end = p + 1;
  return true;
}

bool BlockParser::parse_rule() {
  std::size_t end = 0;
  if (!is_rule(scan_->at, &end)) return false;
  Node* rule = block(Kind::rule);
  rule->open = scan_->slice(scan_->at, end - 1);
  tree_->append(rule);
  scan_->at = end;
  return true;
}

bool BlockParser::parse_quote() {
  if (deep()) return false;
  const std::size_t from = scan_->at;
  TextBuilder inside;
  Slice first_mark;
  std::size_t line = from;
  do {
    const std::size_t end = line_end(line);
    std::size_t p = line + spaces(line, 3);
    if (at(p) == '>') {
      if (first_mark.empty()) first_mark = scan_->slice(p, p + 1);
      p += at(p + 1) == ' ' ? 2 : 1;
    } else {
      p = line;
    }
    inside.append(scan_->slice(p, end));
    line = end;
  } while (!lazy_end(line));
  scan_->at = line;
  Node* quote = block(Kind::blockquote);
  quote->open = first_mark;
  tree_->append(quote);
  parse_text(quote, *inside.finish(doc_.arena));
  return true;
}

}  // namespace galley::body::kramdown
