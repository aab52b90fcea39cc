#include "core/body/kramdown/html_table.h"

#include <vector>

#include "core/body/kramdown/chars.h"
#include "core/body/kramdown/html_tag.h"

namespace galley::body::kramdown {
namespace {

bool is_element(const Node* node, std::string_view name) { return node->kind == Kind::html && node->name == name; }
bool is_cell(const Node* node) { return is_element(node, "td") || is_element(node, "th"); }

/// Visits what is below `top` in order; `enter` says whether to go on below a node.
template <typename Enter>
void walk(Node* top, Enter enter) {
  std::vector<Node*> open{top->first};
  while (!open.empty()) {
    Node* node = open.back();
    if (!node) {
      open.pop_back();
      continue;
    }
    open.back() = node->next;
    if (enter(node)) open.push_back(node->first);
  }
}

bool holds_block(Node* cell) {
  bool found = false;
  walk(cell, [&](Node* node) {
    if (node->kind == Kind::html && element(node->name).block) found = true;
    return !found;
  });
  return found;
}

/// `text-align` in a style as kramdown knows it: with white space behind the colon.
struct Found {
  std::size_t begin = std::string::npos, end = 0;
  std::string_view value;
};

Found find_alignment(std::string_view style, std::initializer_list<std::string_view> values) {
  constexpr std::string_view property = "text-align:";
  for (std::size_t at = 0; (at = style.find(property, at)) != std::string_view::npos; ++at) {
    std::size_t value = at + property.size();
    while (value < style.size() && is_space(style[value])) ++value;
    if (value == at + property.size()) continue;
    for (const std::string_view name : values)
      if (style.substr(value).starts_with(name)) return {at, value + name.size(), name};
  }
  return {};
}

// All children are rows of such cells, or text.
bool holds_rows(const Node* part, std::string_view cell) {
  for (const Node* row = part->first; row; row = row->next) {
    if (row->kind == Kind::text) continue;
    if (!is_element(row, "tr")) return false;
    for (const Node* c = row->first; c; c = c->next)
      if (c->kind != Kind::text && !is_element(c, cell)) return false;
  }
  return true;
}

bool holds_parts(const Node* table) {
  bool has_body = false;
  for (const Node* part = table->first; part; part = part->next) {
    if (part->kind == Kind::text) continue;
    const bool body = is_element(part, "tbody");
    has_body |= body;
    const bool fits = is_element(part, "thead") ? holds_rows(part, "th")
                                                : (body || is_element(part, "tfoot")) && holds_rows(part, "td");
    if (!fits) return false;
  }
  return has_body;
}

}  // namespace

bool is_simple_table(Node* table, const std::function<std::string(Node*)>& style) {
  if (!holds_rows(table, "td") && !holds_parts(table)) return false;
  bool simple = true, has_rows = false;
  std::vector<std::string_view> alignment;
  std::size_t cells = 0;
  walk(table, [&](Node* node) {
    if (!simple || is_cell(node)) return false;
    if (!is_element(node, "tr")) return true;
    std::vector<std::string_view> own;
    for (Node* cell = node->first; cell; cell = cell->next) {
      if (!is_cell(cell)) continue;
      const std::string text = style(cell);
      const std::string_view value = find_alignment(text, {"center", "left", "right", "justify", "inherit"}).value;
      own.push_back(value);
      if (value == "justify" || value == "inherit" || holds_block(cell)) simple = false;
    }
    if (own.size() != cells && cells != 0) simple = false;
    if (cells == 0) cells = own.size();
    if (has_rows && own != alignment) simple = false;
    alignment = std::move(own);
    has_rows = true;
    return false;
  });
  return simple;
}

Align take_alignment(std::string& style) {
  const Found found = find_alignment(style, {"center", "left", "right"});
  if (found.begin == std::string::npos) return Align::none;
  const Align align = found.value == "center" ? Align::center : found.value == "left" ? Align::left : Align::right;
  std::size_t begin = found.begin;
  while (begin > 0 && is_space(style[begin - 1])) --begin;
  begin = begin > 0 && style[begin - 1] == ';' ? begin - 1 : found.begin;
  style.erase(begin, found.end - begin);
  return align;
}

}  // namespace galley::body::kramdown
