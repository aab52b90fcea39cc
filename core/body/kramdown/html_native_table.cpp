#include <string>
#include <vector>

#include "core/body/kramdown/chars.h"
#include "core/body/kramdown/html_native_converter.h"
#include "core/body/kramdown/html_table.h"

namespace galley::body::kramdown {

std::string NativeConverter::style_of(Node* cell) {
  const Attributes all = attributes_of(cell);
  const Attribute* style = all.find("style");
  return style ? style->value() : std::string();
}

void NativeConverter::convert_table(Node* el) {
  remove_texts(el);
  for (Node* child = el->first; child; child = child->next) {
    if (child->name == "tr") {
      convert_row(el, child);
    } else {
      set_kind(child, child->name == "thead" ? Kind::thead : child->name == "tbody" ? Kind::tbody : Kind::tfoot);
      remove_texts(child);
      for (Node* row = child->first; row; row = row->next) convert_row(el, row);
    }
  }
  set_kind(el, Kind::table);
  if (el->first && el->first->kind == Kind::tr) {
    Node* body = doc_.make(Kind::tbody);
    body->take_children(*el);
    el->append(body);
  }
}

void NativeConverter::convert_row(Node* table, Node* row) {
  std::vector<Align> alignment;
  set_kind(row, Kind::tr);
  remove_texts(row);
  for (Node* cell = row->first; cell; cell = cell->next) {
    set_kind(cell, Kind::td);
    process_children(cell, true, false);
    strip_edges(cell);
    remove_blanks(cell);
    Attribute* style = cell->attributes.find("style");
    std::string value = style ? style->value() : std::string();
    alignment.push_back(take_alignment(value));
    if (alignment.back() == Align::none) continue;
    if (strip(value).empty())
      cell->attributes.remove("style");
    else
      cell->attributes.set(doc_.arena, "style").add(doc_.arena, doc_.arena.keep(value), {});
  }
  table->alignment = doc_.arena.keep(alignment);
}

Slice NativeConverter::first_value(Node* el) {
  TextBuilder value;
  const Node* child = el->first;
  if (child->kind == Kind::html) {
    // An element's value is its name.
    value.append(child->name, source_of(child->open));
  } else if (child->kind == Kind::text) {
    for (; child && child->kind == Kind::text; child = child->next) value.append(child->value);
  } else {
    value.append(child->value);
  }
  const Text* made = value.finish(doc_.arena);
  return {made, 0, static_cast<std::uint32_t>(made->bytes.size())};
}

bool NativeConverter::convert_math(Node* el) {
  Attributes all = attributes_of(el);
  const Attribute* type = all.find("type");
  const std::string value = type ? type->value() : std::string();
  const std::size_t at = value.find("math/tex");
  const bool is_math = at != std::string::npos && (at == 0 || !is_word_char(value[at - 1])) &&
                       (at + 8 == value.size() || !is_word_char(value[at + 8]));
  if (!is_math || !el->first) return false;
  const Slice formula = without_cdata(first_value(el));
  set_kind(el, Kind::math);
  el->is_block = value.find("mode=display") != std::string::npos;
  el->attributes.remove("type");
  el->first = el->last = nullptr;
  el->value = formula;
  return true;
}

Slice NativeConverter::without_cdata(Slice value) {
  const std::string_view s = value.view();
  std::size_t begin = 0;
  if (s.starts_with('%')) {
    begin = 1;
    while (begin < s.size() && is_space(s[begin])) ++begin;
  }
  constexpr std::string_view open = "<![CDATA[", close = "]]>";
  if (!s.substr(begin).starts_with(open) || !s.ends_with(close) || s.size() < begin + open.size() + close.size())
    return value;
  begin += open.size();
  std::size_t end = s.size() - close.size();
  if (begin < end && s[begin] == '\n') ++begin;
  if (end >= begin + 2 && s[end - 1] == '%' && is_space(s[end - 2])) end -= 2;
  return value.part(begin, end);
}

}  // namespace galley::body::kramdown
