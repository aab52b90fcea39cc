#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "core/body/kramdown/chars.h"
#include "core/body/kramdown/entities.h"
#include "core/body/kramdown/html_native_converter.h"
#include "core/text/utf8.h"

namespace galley::body::kramdown {

void NativeConverter::process_text(Node* el, Node* text, bool preserve) {
  Slice value = text->value;
  if (!preserve) {
    TextBuilder folded;
    const std::string_view s = value.view();
    std::size_t begin = 0;
    // Text that something without a trace parted from the text before it is one with that to kramdown.
    const Node* before = text->previous;
    if (before && before->kind == Kind::text && before->value.view().ends_with(' '))
      while (begin < s.size() && is_space(s[begin])) ++begin;
    for (std::size_t at = begin; at < s.size();) {
      std::size_t end = at;
      if (is_space(s[at])) {
        while (end < s.size() && is_space(s[end])) ++end;
        if (end == at + 1 && s[at] == ' ')
          folded.append(value.part(at, end));
        else
          folded.append(" ", source_of(value.part(at, end)));
      } else {
        while (end < s.size() && !is_space(s[end])) ++end;
        folded.append(value.part(at, end));
      }
      at = end;
    }
    const Text* made = folded.finish(doc_.arena);
    value = {made, 0, static_cast<std::uint32_t>(made->bytes.size())};
  }
  Node* after = text;
  const auto add = [&](Node* node) {
    el->insert_after(after, node);
    after = node;
  };
  const std::string_view s = value.view();
  std::size_t from = 0;
  for (std::size_t at = s.find('&'); at != std::string_view::npos; at = s.find('&', at)) {
    const std::size_t end = match_reference(s, at);
    if (end == at) {
      ++at;
      continue;
    }
    if (at > from) add(doc_.make_text(value.part(from, at)));
    if (Node* mark = typographic(value.part(at, end))) {
      add(mark);
      from = at = end;
      continue;
    }
    const auto code_point = reference(s.substr(at, end - at));
    from = code_point ? end : at + 1;
    Node* node = doc_.make_text(value.part(at, from), Kind::entity);
    node->code_point = code_point.value_or('&');
    node->closed = !code_point;
    add(node);
    at = from;
  }
  if (from < s.size() || after == text) add(doc_.make_text(value.part(from)));
  el->remove(text);
}

Node* NativeConverter::typographic(Slice written) {
  static constexpr std::string_view quotes[] = {"&lsquo;", "&rsquo;", "&ldquo;", "&rdquo;"};
  static constexpr std::pair<std::string_view, char32_t> symbols[] = {
      {"&mdash;", 0x2014}, {"&ndash;", 0x2013}, {"&hellip;", 0x2026}, {"&laquo;", 0xAB}, {"&raquo;", 0xBB}};
  Node* node = nullptr;
  for (char32_t i = 0; i < 4; ++i) {
    if (written.view() != quotes[i]) continue;
    node = doc_.make_text(written, Kind::smart_quote);
    node->code_point = i;
  }
  for (const auto& [name, character] : symbols) {
    if (written.view() != name) continue;
    node = doc_.make_text(written, Kind::typographic);
    node->code_point = character;
  }
  return node;
}

std::optional<char32_t> NativeConverter::reference(std::string_view written) {
  const std::string_view inside = written.substr(1, written.size() - 2);
  if (!inside.starts_with('#')) return entity_code_point(inside);
  const bool hex = inside[1] == 'x';
  std::uint64_t number = 0;
  for (char c : inside.substr(hex ? 2 : 1))
    number = std::min<std::uint64_t>(
        number * (hex ? 16 : 10) + static_cast<std::uint64_t>(is_digit(c) ? c - '0' : lower(c) - 'a' + 10), 0xFFFFFFFF);
  return entity_from_number(static_cast<char32_t>(number));
}

void NativeConverter::extract_text(const Node* el, std::string& text, int depth) {
  if (el->kind == Kind::text) text += el->value.view();
  if (depth < 2 * max_span_depth)
    for (const Node* child = el->first; child; child = child->next) extract_text(child, text, depth + 1);
}

void NativeConverter::decode(const Node* el, TextBuilder& code, int depth) {
  if (el->kind == Kind::text) {
    const Slice value = el->value;
    const std::string_view s = value.view();
    std::size_t from = 0;
    for (std::size_t at = s.find('&'); at != std::string_view::npos; at = s.find('&', at)) {
      const std::size_t end = match_reference(s, at);
      const auto code_point = end == at ? std::nullopt : reference(s.substr(at, end - at));
      if (!code_point) {
        ++at;
        continue;
      }
      code.append(value.part(from, at));
      std::string character;
      utf8::append(character, *code_point);
      code.append(character, source_of(value.part(at, end)));
      from = at = end;
    }
    code.append(value.part(from));
  }
  if (depth < 2 * max_span_depth)
    for (const Node* child = el->first; child; child = child->next) decode(child, code, depth + 1);
}

void NativeConverter::convert_code(Node* el) {
  TextBuilder code;
  decode(el, code);
  const bool span = el->name == "code";
  Node* only = el->first && !el->first->next ? el->first : nullptr;
  Attributes inner = only && only->kind == Kind::html && only->name == "code" ? attributes_of(only) : Attributes{};
  set_kind(el, span ? Kind::codespan : Kind::codeblock);
  el->name = {};
  const Text* text = code.finish(doc_.arena);
  el->value = {text, 0, static_cast<std::uint32_t>(text->bytes.size())};
  el->first = el->last = nullptr;
  if (span) {
    if (const Attribute* classes = el->attributes.find("class")) drop_highlighter(el, classes->value());
    return;
  }
  if (const Attribute* classes = inner.find("class")) {
    const std::string value = classes->value();
    for (std::size_t at = value.find("language-"); at != std::string::npos; at = value.find("language-", at + 1)) {
      if (at > 0 && is_word_char(value[at - 1])) continue;
      std::size_t end = at;
      while (end < value.size() && !is_space(value[end])) ++end;
      const Attribute* own = el->attributes.find("class");
      std::string all = value.substr(at, end - at) + " " + (own ? own->value() : std::string());
      while (is_strippable(all.back())) all.pop_back();
      el->attributes.set(doc_.arena, "class").add(doc_.arena, doc_.arena.keep(all), {});
      break;
    }
  }
}

void NativeConverter::drop_highlighter(Node* el, const std::string& value) {
  std::string kept;
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t end = std::min(value.find(' ', at), value.size());
    const std::string part = value.substr(at, end - at);
    if (!part.starts_with("highlighter-")) kept += (kept.empty() ? "" : " ") + part;
    at = end + 1;
  }
  if (kept != value) el->attributes.set(doc_.arena, "class").add(doc_.arena, doc_.arena.keep(kept), {});
}

}  // namespace galley::body::kramdown
