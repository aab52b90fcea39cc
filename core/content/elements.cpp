#include "core/content/elements.h"

#include <algorithm>

namespace galley::content {

using body::Document;
using body::Node;
using body::Tag;

std::uint16_t mark_of(Tag tag) {
  switch (tag) {
    case Tag::strong:
    case Tag::b:
      return mark_strong;
    case Tag::em:
    case Tag::i:
    case Tag::cite:
    case Tag::var:
    case Tag::dfn:
      return mark_emphasis;
    case Tag::code:
    case Tag::tt:
    case Tag::samp:
      return mark_code;
    case Tag::del:
    case Tag::s:
    case Tag::strike:
      return mark_deleted;
    case Tag::sub:
      return mark_sub;
    case Tag::sup:
      return mark_sup;
    case Tag::u:
    case Tag::ins:
      return mark_underline;
    case Tag::mark:
      return mark_mark;
    case Tag::kbd:
      return mark_kbd;
    case Tag::ruby:
      return mark_ruby;
    case Tag::rt:
      return mark_ruby_text;
    case Tag::rp:
      return mark_ruby_parenthesis;
    default:
      return 0;
  }
}

Role role_of(Tag tag) {
  switch (tag) {
    case Tag::p:
    case Tag::div:
    case Tag::section:
    case Tag::article:
    case Tag::center:
    case Tag::figure:
    case Tag::address:
    case Tag::header:
    case Tag::footer:
    case Tag::main:
    case Tag::nav:
    case Tag::aside:
    case Tag::form:
    case Tag::fieldset:
    case Tag::body:
    case Tag::html:
    case Tag::thead:
    case Tag::tbody:
    case Tag::tfoot:
    case Tag::hgroup:
    case Tag::search:
    case Tag::menu:
    case Tag::dir:
    case Tag::colgroup:
    case Tag::col:
      return Role::wrapper;
    case Tag::blockquote:
    case Tag::ul:
    case Tag::ol:
    case Tag::li:
    case Tag::dl:
    case Tag::dt:
    case Tag::dd:
    case Tag::pre:
    case Tag::table:
    case Tag::tr:
    case Tag::td:
    case Tag::th:
    case Tag::caption:
    case Tag::details:
    case Tag::summary:
    case Tag::figcaption:
    case Tag::h1:
    case Tag::h2:
    case Tag::h3:
    case Tag::h4:
    case Tag::h5:
    case Tag::h6:
      return Role::container;
    case Tag::iframe:
    case Tag::video:
    case Tag::audio:
    case Tag::embed:
    case Tag::object:
    case Tag::canvas:
      return Role::embed;
    case Tag::script:
    case Tag::style:
    case Tag::template_:
    case Tag::head:
    case Tag::title:
    case Tag::noscript:
      return Role::dropped;
    case Tag::input:
      return Role::control;
    default:
      return Role::inline_element;
  }
}

Kind kind_of(Tag tag) {
  switch (tag) {
    case Tag::blockquote:
      return Kind::quote;
    case Tag::ul:
    case Tag::ol:
      return Kind::list;
    case Tag::li:
      return Kind::item;
    case Tag::dl:
      return Kind::definition_list;
    case Tag::dt:
      return Kind::term;
    case Tag::dd:
      return Kind::definition;
    case Tag::pre:
      return Kind::code;
    case Tag::table:
      return Kind::table;
    case Tag::tr:
      return Kind::row;
    case Tag::td:
    case Tag::th:
      return Kind::cell;
    case Tag::caption:
      return Kind::caption;
    case Tag::details:
      return Kind::details;
    case Tag::summary:
      return Kind::summary;
    case Tag::figcaption:
      return Kind::figure_caption;
    default:
      return Kind::heading;
  }
}

bool meaningful_comment(std::string_view text) {
  const std::string_view word = text.substr(std::min(text.find_first_not_of(" \t\n"), text.size()));
  return word.starts_with("more") || word.starts_with("galley-");
}

std::string_view language_in(std::string_view classes) {
  static constexpr std::string_view prefixes[] = {"language-", "lang-", "highlight-source-"};
  for (std::size_t i = 0; i < classes.size();) {
    const std::size_t begin = classes.find_first_not_of(" \t\n\f\r", i);
    if (begin == std::string_view::npos) break;
    std::size_t end = classes.find_first_of(" \t\n\f\r", begin);
    if (end == std::string_view::npos) end = classes.size();
    const std::string_view word = classes.substr(begin, end - begin);
    for (const std::string_view prefix : prefixes)
      if (word.size() > prefix.size() && word.starts_with(prefix)) return word.substr(prefix.size());
    if (word == "brush:" && end < classes.size()) {  // SyntaxHighlighter: `brush: ruby;`
      const std::size_t name = classes.find_first_not_of(' ', end);
      if (name != std::string_view::npos) {
        const std::string_view rest = classes.substr(name);
        return rest.substr(0, rest.find_first_of(" ;"));
      }
    }
    i = end;
  }
  return {};
}

Alignment alignment_of(const Document& document, const Node& node) {
  std::string_view value = document.value(node, "align");
  if (value.empty()) {
    const std::string_view style = document.value(node, "style");
    const std::size_t at = style.find("text-align");
    if (at == std::string_view::npos) return Alignment::none;
    value = style.substr(at + 10);
    value.remove_prefix(std::min(value.find_first_not_of(" :"), value.size()));
  }
  if (value.starts_with("left")) return Alignment::left;
  if (value.starts_with("center")) return Alignment::center;
  if (value.starts_with("right")) return Alignment::right;
  return Alignment::none;
}

}  // namespace galley::content
