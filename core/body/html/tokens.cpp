#include "core/body/html/tokens.h"

#include <algorithm>

#include "core/text/ascii.h"

namespace galley::body {
namespace {

using ascii::is_letter;
using ascii::is_space;
using ascii::lower;

bool starts_with_word(std::string_view text, std::size_t at, std::string_view word) {
  if (text.size() - at < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (lower(text[at + i]) != word[i]) return false;
  return true;
}

}  // namespace

bool Tokens::next(Token& token) {
  attributes_.clear();
  errors_.clear();
  const auto size = static_cast<std::uint32_t>(html_.size());
  while (at_ < size) {
    const std::size_t found = html_.find('<', at_);
    if (found == std::string_view::npos || found + 1 >= size) break;
    const auto lt = static_cast<std::uint32_t>(found);
    const char c = html_[lt + 1];
    token = Token{};
    if (is_letter(c)) {
      tag(token, lt, false);
      return true;
    }
    if (c == '/') {
      if (lt + 2 >= size) break;
      const char d = html_[lt + 2];
      if (is_letter(d)) {
        tag(token, lt, true);
        return true;
      }
      if (d == '>') {  // `</>` is nothing at all, with a parse error
        token.kind = Token::Kind::bogus_comment;
        token.whole = {lt, lt + 3};
        token.name = {lt + 2, lt + 2};
        error(TokenError::Kind::incorrectly_opened_comment, lt, lt + 3);
        at_ = lt + 3;
        return true;
      }
      bogus(token, lt, lt + 2);
      return true;
    }
    if (c == '!') {
      if (html_.substr(lt + 2, 2) == "--") {
        comment(token, lt);
      } else if (starts_with_word(html_, lt + 2, "doctype")) {
        bogus(token, lt, lt + 2);
        errors_.clear();
        token.kind = Token::Kind::doctype;
      } else if (foreign_depth_ > 0 && html_.substr(lt + 2, 7) == "[CDATA[") {
        const std::size_t close = html_.find("]]>", lt + 9);
        const auto end = close == std::string_view::npos ? size : static_cast<std::uint32_t>(close);
        token.kind = Token::Kind::cdata;
        token.name = {lt + 9, end};
        token.complete = close != std::string_view::npos;
        token.whole = {lt, std::min(size, end + 3)};
        at_ = token.whole.end;
      } else {
        bogus(token, lt, lt + 2);
      }
      return true;
    }
    if (c == '?') {
      bogus(token, lt, lt + 1);
      return true;
    }
    at_ = lt + 1;
  }
  at_ = size;
  return false;
}

void Tokens::bogus(Token& token, std::uint32_t lt, std::uint32_t content) {
  const auto size = static_cast<std::uint32_t>(html_.size());
  const std::size_t close = html_.find('>', content);
  const auto end = close == std::string_view::npos ? size : static_cast<std::uint32_t>(close);
  token.kind = Token::Kind::bogus_comment;
  token.name = {content, end};
  token.complete = close != std::string_view::npos;
  token.whole = {lt, std::min(size, end + 1)};
  error(TokenError::Kind::incorrectly_opened_comment, lt, std::min(lt + 2, size));
  at_ = token.whole.end;
}

void Tokens::comment(Token& token, std::uint32_t lt) {
  const auto size = static_cast<std::uint32_t>(html_.size());
  const std::uint32_t content = lt + 4;
  token.kind = Token::Kind::comment;
  // `<!-->` and `<!--->` end at once.
  for (const std::string_view closer : {std::string_view(">"), std::string_view("->")}) {
    if (html_.substr(content, closer.size()) == closer) {
      token.name = {content, content};
      token.whole = {lt, content + static_cast<std::uint32_t>(closer.size())};
      error(TokenError::Kind::abruptly_closed_comment, token.whole.begin, token.whole.end);
      at_ = token.whole.end;
      return;
    }
  }
  for (std::size_t i = content;;) {
    const std::size_t dashes = html_.find("--", i);
    if (dashes == std::string_view::npos) break;
    const auto d = static_cast<std::uint32_t>(dashes);
    std::uint32_t after = d + 2;
    while (after < size && html_[after] == '-') ++after;  // `--->` ends it too: the last two dashes count
    if (after < size && html_[after] == '>') {
      token.name = {content, after - 2};
      token.whole = {lt, after + 1};
      at_ = after + 1;
      return;
    }
    if (html_.substr(after, 2) == "!>") {
      token.name = {content, after - 2};
      token.whole = {lt, after + 2};
      error(TokenError::Kind::incorrectly_closed_comment, after - 2, after + 2);
      at_ = after + 2;
      return;
    }
    if (d >= content + 2 && html_.substr(d - 2, 2) == "<!" && errors_.empty())
      error(TokenError::Kind::nested_comment, d - 2, d + 2);
    i = after;
  }
  token.name = {content, size};
  token.whole = {lt, size};
  token.complete = false;
  error(TokenError::Kind::end_of_file_in_comment, lt, content);
  at_ = size;
}

void Tokens::tag(Token& token, std::uint32_t lt, bool end) {
  using E = TokenError::Kind;
  const auto size = static_cast<std::uint32_t>(html_.size());
  token.kind = end ? Token::Kind::end_tag : Token::Kind::start_tag;
  std::uint32_t i = lt + (end ? 2 : 1);
  const std::uint32_t name = i;
  while (i < size && !is_space(html_[i]) && html_[i] != '/' && html_[i] != '>') ++i;
  token.name = {name, i};
  token.tag = tag_of(slice(html_, token.name));
  bool spaced = true;
  while (true) {
    const std::uint32_t before = i;
    while (i < size && is_space(html_[i])) ++i;
    spaced = spaced || i > before;
    if (i >= size) break;
    if (html_[i] == '>') break;
    if (html_[i] == '/') {
      if (i + 1 < size && html_[i + 1] == '>') {
        token.self_closing = true;
        ++i;
        break;
      }
      error(E::unexpected_solidus, i, i + 1);
      ++i;
      spaced = true;
      continue;
    }
    if (!spaced) error(E::missing_space_between_attributes, i, i);
    AttributeToken a;
    const std::uint32_t begin = i;
    if (html_[i] == '=') {
      error(E::unexpected_equals_before_name, i, i + 1);
      ++i;
    }
    while (i < size && !is_space(html_[i]) && html_[i] != '/' && html_[i] != '>' && html_[i] != '=') {
      if (html_[i] == '"' || html_[i] == '\'' || html_[i] == '<') error(E::unexpected_character_in_name, i, i + 1);
      ++i;
    }
    a.name = {begin, i};
    a.value = {i, i};
    std::uint32_t j = i;
    while (j < size && is_space(html_[j])) ++j;
    if (j < size && html_[j] == '=') {
      a.has_value = true;
      i = j + 1;
      while (i < size && is_space(html_[i])) ++i;
      if (i < size && (html_[i] == '"' || html_[i] == '\'')) {
        a.quote = html_[i];
        const std::size_t close = html_.find(a.quote, i + 1);
        const auto stop = close == std::string_view::npos ? size : static_cast<std::uint32_t>(close);
        a.value = {i + 1, stop};
        if (close == std::string_view::npos) error(E::end_of_file_in_tag, i, i + 1);
        i = std::min(size, stop + 1);
      } else {
        const std::uint32_t from = i;
        while (i < size && !is_space(html_[i]) && html_[i] != '>') {
          const char c = html_[i];
          if (c == '"' || c == '\'' || c == '<' || c == '=' || c == '`')
            error(E::unexpected_character_in_value, i, i + 1);
          ++i;
        }
        a.value = {from, i};
        if (from == i) error(E::missing_attribute_value, begin, i);
      }
      spaced = false;
    } else {
      spaced = false;
    }
    attributes_.push_back(a);
  }
  token.complete = i < size;
  token.whole = {lt, std::min(size, i + 1)};
  if (!token.complete && (errors_.empty() || errors_.back().kind != E::end_of_file_in_tag))
    error(E::end_of_file_in_tag, lt, token.name.end);
  if (end && !attributes_.empty())
    error(E::end_tag_with_attributes, attributes_.front().name.begin, attributes_.back().value.end);
  at_ = token.whole.end;
  if (token.tag == Tag::svg || token.tag == Tag::math) {
    if (end)
      foreign_depth_ -= foreign_depth_ > 0 ? 1 : 0;
    else if (!token.self_closing)
      ++foreign_depth_;
  }
  if (!end && token.complete && foreign_depth_ == 0 && is_raw_text(token.tag)) skip_raw_text(token.tag);
}

void Tokens::skip_raw_text(Tag tag) {
  if (tag == Tag::plaintext) {
    at_ = static_cast<std::uint32_t>(html_.size());
    return;
  }
  const std::string_view name = tag_name(tag);
  for (std::size_t i = at_; (i = html_.find("</", i)) != std::string_view::npos; i += 2) {
    if (!starts_with_word(html_, i + 2, name)) continue;
    const std::size_t after = i + 2 + name.size();
    if (after < html_.size() && !is_space(html_[after]) && html_[after] != '/' && html_[after] != '>') continue;
    at_ = static_cast<std::uint32_t>(i);
    return;
  }
  at_ = static_cast<std::uint32_t>(html_.size());
}

}  // namespace galley::body
