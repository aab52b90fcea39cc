// Quotes, dashes and other symbols, character references, escapes and hard line breaks: kramdown/smart_quotes.rb,
// typographic_symbol.rb, html_entity.rb, escaped_chars.rb, line_break.rb.
#include "core/body/kramdown/entities.h"
#include "core/body/kramdown/span_parser.h"

namespace galley::body::kramdown {
namespace {

/// SQ_PUNCT
bool is_punctuation(char c) {
  return std::string_view("!\"#$%'()*+,-./:;<=>?@[\\]^_`{|}~").find(c) != std::string_view::npos && c != '\0';
}
/// SQ_CLOSE: whether a quote right after the character closes.
bool closes_after(char c) { return std::string_view(" \\\t\r\n[{(-").find(c) == std::string_view::npos; }

enum Quote { lsquo, rsquo, ldquo, rdquo };

}  // namespace

/// The rules are tried in kramdown's order, SQ_RULES; each takes a quote and perhaps the character before it.
void SpanParser::parse_quote() {
  const auto is_quote = [](char c) { return c == '"' || c == '\''; };
  const auto add_quote = [&](std::size_t from, Quote quote) {
    Node* node = add(Kind::smart_quote, from, from + 1);
    node->code_point = static_cast<char32_t>(quote);
  };
  const auto left = [&](std::size_t p) { return s_[p] == '"' ? ldquo : lsquo; };
  const auto right = [&](std::size_t p) { return s_[p] == '"' ? rdquo : rsquo; };
  const std::size_t p = at_;
  const char c = s_[p];

  if (is_quote(c)) {
    // ("|')(?=[_*]{1,2}\S)
    std::size_t q = p + 1;
    if (at(q) == '_' || at(q) == '*') {
      const bool two = at(q + 1) == '_' || at(q + 1) == '*';
      const auto visible = [&](std::size_t i) { return i < s_.size() && !is_space(s_[i]); };
      if ((two && visible(q + 2)) || visible(q + 1)) {
        add_quote(p, left(p));
        at_ = p + 1;
        return;
      }
    }
    // ("|')(?=PUNCT(?!\.\.)\B)
    if (q < s_.size() && is_punctuation(s_[q]) && !(at(q + 1) == '.' && at(q + 2) == '.')) {
      const bool word_follows = word_size(s_, q + 1) != 0;
      if (word_follows == (s_[q] == '_')) {
        add_quote(p, right(p));
        at_ = p + 1;
        return;
      }
    }
  }
  // (\s?)"'(?=\w), (\s?)'"(?=\w), (\s?)'(?=\d\ds)
  const std::size_t q = is_space(c) ? p + 1 : p;
  const auto before = [&] { add_text(p, q); };
  if (is_quote(at(q)) && is_quote(at(q + 1)) && at(q) != at(q + 1) && is_word_char(at(q + 2))) {
    before();
    add_quote(q, left(q));
    add_quote(q + 1, left(q + 1));
    at_ = q + 2;
    return;
  }
  if (at(q) == '\'' && is_digit(at(q + 1)) && is_digit(at(q + 2)) && at(q + 3) == 's') {
    before();
    add_quote(q, rsquo);
    at_ = q + 1;
    return;
  }
  // (\s)('|")(?=\w)
  if (q > p && is_quote(at(q)) && is_word_char(at(q + 1))) {
    before();
    add_quote(q, left(q));
    at_ = q + 1;
    return;
  }
  // ([^\ \\\t\r\n\[{(-])('|")
  const std::size_t after = p + char_size(s_, p);
  if (closes_after(c) && is_quote(at(after))) {
    add_text(p, after);
    add_quote(after, right(after));
    at_ = after + 1;
    return;
  }
  // ("|')(?=\s|s\b|$)
  if (is_quote(c)) {
    const std::size_t n = p + 1;
    const bool ends = n >= s_.size() || is_space(s_[n]) || (s_[n] == 's' && word_size(s_, n + 1) == 0);
    if (ends) {
      add_quote(p, right(p));
      at_ = n;
      return;
    }
  }
  // (.?)' and then (.?)": the character may itself be a quote
  for (const char quote : {'\'', '"'}) {
    if (at(after) == quote) {
      add_text(p, after);
      add_quote(after, left(after));
      at_ = after + 1;
      return;
    }
    if (c == quote) {
      add_quote(p, left(p));
      at_ = p + 1;
      return;
    }
  }
  add_text(p, after);
  at_ = after;
}

/// TYPOGRAPHIC_SYMS
bool SpanParser::parse_symbol() {
  struct Symbol {
    std::string_view typed;
    char32_t character;  // 0: escaped, so `<` or `>` twice
  };
  static constexpr Symbol symbols[] = {{"---", 0x2014}, {"--", 0x2013}, {"...", 0x2026}, {"\\<<", 0}, {"\\>>", 0},
                                       {"<< ", 0xAB},   {" >>", 0xBB},  {"<<", 0xAB},    {">>", 0xBB}};
  const std::string_view rest = s_.substr(at_, 3);
  for (const Symbol& symbol : symbols) {
    if (!rest.starts_with(symbol.typed)) continue;
    const std::size_t end = at_ + symbol.typed.size();
    if (symbol.character) {
      Node* node = add(Kind::typographic, at_, end);
      node->code_point = symbol.character;
    } else {
      for (int i = 0; i < 2; ++i) {
        // The backslash belongs to the first.
        Node* node = add(Kind::entity, i == 0 ? at_ : at_ + 2, i == 0 ? at_ + 2 : end);
        node->code_point = static_cast<unsigned char>(symbol.typed[1]);
        node->closed = true;  // it has no reference of its own
      }
    }
    at_ = end;
    return true;
  }
  return false;
}

bool SpanParser::parse_entity() {
  const std::size_t end = match_reference(s_, at_);
  if (end == at_) {
    if (is_letter(at(at_ + 1)) || at(at_ + 1) == '#') note(Note::Kind::literal_reference, slice(at_, at_ + 1));
    return false;
  }
  const std::string_view inside = s_.substr(at_ + 1, end - at_ - 2);
  std::optional<char32_t> code_point;
  if (inside.starts_with('#')) {
    const bool hex = inside.size() > 1 && inside[1] == 'x';
    std::uint64_t number = 0;
    for (char c : inside.substr(hex ? 2 : 1)) {
      const int digit = is_digit(c) ? c - '0' : (lower(c) - 'a' + 10);
      number = std::min<std::uint64_t>(number * (hex ? 16 : 10) + static_cast<std::uint64_t>(digit), 0xFFFFFFFF);
    }
    code_point = entity_from_number(static_cast<char32_t>(number));
  } else {
    code_point = entity_code_point(inside);
  }
  if (!code_point) {
    // Not one of those that kramdown knows: its `&` is literal, and the rest text.
    Node* node = add(Kind::entity, at_, at_ + 1);
    node->code_point = '&';
    node->closed = true;
    note(Note::Kind::literal_reference, slice(at_, end));
    add_text(at_ + 1, end);
  } else {
    Node* node = add(Kind::entity, at_, end);
    node->code_point = *code_point;
  }
  at_ = end;
  return true;
}

bool SpanParser::parse_line_break() {
  if (options_.gfm && options_.hard_wrap) return false;
  const bool breaks = (at(at_) == ' ' && at(at_ + 1) == ' ') || (at(at_) == '\\' && at(at_ + 1) == '\\');
  if (!breaks || at(at_ + 2) != '\n') return false;
  add(Kind::br, at_, at_ + 2);
  at_ += 2;
  return true;
}

bool SpanParser::parse_escape() {
  const char c = at(at_ + 1);
  if (at_ + 1 >= s_.size() || std::string_view("\\.*_+`<>()[]{}#!:|\"'$=-~").find(c) == std::string_view::npos)
    return false;
  if (c == '~' && !options_.gfm) return false;
  // The text node's own bytes are the character; its backslash is markup before it.
  Node* node = add(Kind::text, at_ + 1, at_ + 2);
  node->open = slice(at_, at_ + 1);
  at_ += 2;
  return true;
}

}  // namespace galley::body::kramdown
