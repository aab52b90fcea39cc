// Ordered and unordered lists: kramdown/list.rb, and gfm.rb's task lists.
#include "core/body/kramdown/block_parser.h"

namespace galley::body::kramdown {

/// LIST_START at `text[from]`, with at most so many spaces before the marker.
std::optional<BlockParser::Marker> BlockParser::list_marker(std::string_view text, std::size_t from,
                                                            std::size_t most_spaces) const {
  std::size_t p = from;
  while (p < text.size() && p < from + most_spaces && text[p] == ' ') ++p;
  if (p >= text.size()) return std::nullopt;
  Marker marker;
  if (text[p] == '*' || text[p] == '+' || text[p] == '-') {
    ++p;
  } else {
    const std::size_t digits = p;
    while (p < text.size() && is_digit(text[p])) ++p;
    if (p == digits || p >= text.size() || text[p] != '.') return std::nullopt;
    ++p;
    marker.ordered = true;
  }
  // A bar may stand there, as kramdown's character class says by accident.
  if (p >= text.size() || (text[p] != ' ' && text[p] != '\t' && text[p] != '|')) return std::nullopt;
  marker.end = p;
  return marker;
}

/// `{: … }` at the beginning of a list item or term is its own: takes it off (LIST_ITEM_IAL).
Slice BlockParser::take_item_list(Slice content, Node* item) {
  const std::string_view s = content.view();
  std::size_t p = 0;
  while (p < s.size() && is_space(s[p])) ++p;
  if (s.substr(p, 2) != "{:") return content;
  const std::size_t begin = p + 2;
  const std::size_t name_end = match_id_name(s, begin);
  if (begin >= s.size() || s[begin] == '/' || (name_end < s.size() && s[name_end] == ':')) return content;
  const std::size_t brace = closing_brace(s, begin, s.find('}', begin), [](std::size_t) { return true; });
  if (brace == std::string_view::npos) return content;
  if (!item->list) item->list = doc_.arena.make<AttributeList>();
  read_attribute_list(doc_.arena, content.part(begin, brace), *item->list);
  p = brace + 1;
  while (p < s.size() && is_space(s[p])) ++p;
  return content.part(p);
}

/// What follows the marker: where its text begins decides how far the item's other lines are indented.
BlockParser::ItemLine BlockParser::first_item_line(std::size_t indentation, Slice content) {
  const std::string_view s = content.view();
  ItemLine line;
  Node ignored{Kind::li};
  const Slice after_list = take_item_list(content, &ignored);
  const auto blank = [](std::string_view text) {
    for (char c : text)
      if (!is_space(c)) return false;
    return true;
  };
  if (blank(s) || (ignored.list && blank(after_list.view()))) {
    line.indentation = 4;
  } else {
    std::size_t column = 0;
    std::size_t p = 0;
    while (p < s.size() && s[p] == ' ') ++p, ++column;
    while (p < s.size() && s[p] == '\t') {
      std::size_t tabs = 0;
      while (p < s.size() && s[p] == '\t') ++p, ++tabs;
      column += 4 - (column + indentation) % 4 + (tabs - 1) * 4;
      while (p < s.size() && s[p] == ' ') ++p, ++column;
    }
    line.indentation = indentation + column;
  }
  std::size_t p = 0;
  while (p < s.size() && is_space(s[p])) ++p;
  line.content = content.part(p);
  return line;
}

/// content_re: the line at `from` is indented as far as the item's text, and not blank.
bool BlockParser::continues_item(std::size_t from, std::size_t indentation) const {
  std::size_t p = from;
  for (std::size_t i = 0; i < indentation / 4; ++i) {
    std::size_t size = 0;
    if (!is_indented(p, &size)) return false;
    p += size;
  }
  if (!is_indented(p) && spaces(p, indentation % 4) < indentation % 4) return false;
  while (p < scan_->bytes.size() && scan_->bytes[p] != '\n' && is_space(scan_->bytes[p])) ++p;
  return p < scan_->bytes.size() && scan_->bytes[p] != '\n' && scan_->bytes[line_end(p) - 1] == '\n';
}

/// lazy_re: any line that is not blank, but for attribute lists and HTML.
bool BlockParser::continues_lazily(std::size_t from, std::size_t indentation) {
  const std::size_t end = line_end(from);
  if (end == from || scan_->bytes[end - 1] != '\n') return false;
  std::size_t p = from;
  while (p < end && is_space(scan_->bytes[p])) ++p;
  if (p == end) return false;
  const std::size_t most = std::min<std::size_t>(indentation, 3);
  p = from + spaces(from, most);
  if (at(p) == '{' && match_list(from, nullptr)) return false;
  return at(p) != '<' || !html_lazy_end(p);
}

/// Takes the item's indentation off a line; a leading tab counts as four spaces.
BlockParser::Unindented BlockParser::unindent(Slice line, std::size_t indentation) const {
  const std::string_view s = line.view();
  std::size_t tabs = 0;
  while (tabs < s.size() && s[tabs] == '\t') ++tabs;
  std::size_t p = tabs;
  std::size_t virtual_spaces = tabs * 4;
  Unindented made;
  if (virtual_spaces >= indentation) {
    virtual_spaces -= indentation;
    made.indented = true;
  } else {
    std::size_t real = 0;
    while (p + real < s.size() && s[p + real] == ' ' && virtual_spaces + real < indentation) ++real;
    if (virtual_spaces + real == indentation) {
      p += real;
      virtual_spaces = 0;
      made.indented = true;
    }
  }
  made.virtual_spaces = virtual_spaces;
  made.tabs = line.part(0, tabs);
  made.rest = line.part(p);
  return made;
}

void BlockParser::append_line(TextBuilder& builder, const Unindented& line) {
  if (line.virtual_spaces) builder.append(std::string(line.virtual_spaces, ' '), source_of(line.tabs));
  builder.append(line.rest);
}

void BlockParser::collect_items(Node* list, bool ordered, std::vector<Item>& items, bool& end_of_block) {
  std::size_t indentation = 4;
  std::size_t most_spaces = 3;
  bool nested = false;
  bool last_is_blank = false;
  TextBuilder text;
  const auto finish_text = [&] {
    items.back().texts.push_back(text.finish(doc_.arena));
    text = {};
  };
  while (!scan_->done()) {
    const std::size_t from = scan_->at;
    if (last_is_blank && is_rule(from, nullptr)) break;
    if (const std::size_t end = end_of_block_marker(from)) {
      scan_->at = end;
      end_of_block = true;
      break;
    }
    const std::size_t end = line_end(from);
    const auto marker = list_marker(scan_->bytes, from, most_spaces);
    if (marker && marker->ordered == ordered) {
      if (!items.empty()) finish_text();
      Node* item = doc_.make(Kind::li);
      item->is_block = true;
      item->open = scan_->slice(from + spaces(from, 3), marker->end);
      list->append(item);
      items.push_back({item, {}});
      const ItemLine line = first_item_line(marker->end - from, scan_->slice(marker->end, end));
      indentation = line.indentation;
      most_spaces = indentation >= 1 && indentation <= 3 ? indentation - 1 : 3;
      const Slice content = take_item_list(line.content, item);
      nested = list_marker(content.view(), 0).has_value();
      last_is_blank = false;
      text.append(content);
      scan_->at = end;
      continue;
    }
    if (items.empty()) break;
    if (continues_item(from, indentation) || (!last_is_blank && continues_lazily(from, indentation))) {
      const Unindented line = unindent(scan_->slice(from, end), indentation);
      const auto starts_list = [&] {
        if (line.virtual_spaces > 3) return false;
        return list_marker(line.rest.view(), 0, 3 - line.virtual_spaces).has_value();
      };
      if (!nested && line.indented && starts_list()) {
        finish_text();
        nested = true;
      } else if (nested && !line.indented && starts_list()) {
        text.append(std::string(indentation + 4, ' '), {});
      }
      append_line(text, line);
      last_is_blank = false;
      scan_->at = end;
    } else if (const std::size_t blank = blank_lines(from); blank != from) {
      nested = true;
      last_is_blank = true;
      text.append(scan_->slice(from, blank));
      scan_->at = blank;
    } else {
      break;
    }
  }
  if (!items.empty()) finish_text();
}

/// Decides whether the item's first paragraph shows as one (a loose item) or not.
void BlockParser::finish_item(Node* list, Node* item, bool end_of_block, bool& any_not_paragraph) {
  Node* first = item->first;
  const auto judge = [&] {
    first = item->first;
    any_not_paragraph = any_not_paragraph || !first || first->kind != Kind::paragraph || first->transparent;
  };
  if (!first) return judge();
  // An attribute list for the first paragraph leaves a marker behind it.
  if (first->kind == Kind::paragraph && first->next && first->next->kind == Kind::end_of_block && first->list)
    item->remove(first->next);
  const Node* second = first->next;
  const bool is_last = item == list->last;
  if (first->kind == Kind::paragraph &&
      (!second || second->kind != Kind::blank || (is_last && !second->next && !end_of_block)) &&
      (!is_last || list->first == item || any_not_paragraph)) {
    if (second && second->kind != Kind::blank) add_line_end(first);
    first->transparent = true;
  }
  judge();
}

void BlockParser::add_line_end(Node* paragraph) {
  Node* text = paragraph->last;
  if (!text) return;
  const Slice value = text->value;
  if (value.end < value.text->bytes.size() && value.text->bytes[value.end] == '\n') {
    ++text->value.end;
    return;
  }
  TextBuilder line_end_text;
  line_end_text.append("\n", {});
  paragraph->append(doc_.make_text({line_end_text.finish(doc_.arena), 0, 1}, Kind::raw_text));
}

bool BlockParser::parse_list() {
  if (deep()) return false;
  const auto marker = list_marker(scan_->bytes, scan_->at);
  if (!marker) return false;
  Node* list = block(marker->ordered ? Kind::ol : Kind::ul);
  std::vector<Item> items;
  bool end_of_block = false;
  collect_items(list, marker->ordered, items, end_of_block);
  tree_->append(list);

  Node* blank = nullptr;
  bool any_not_paragraph = false;  // of the items so far
  for (const Item& item : items) {
    for (const Text* text : item.texts) parse_text(item.node, *text);
    if (!item.node->first) {
      any_not_paragraph = true;
      continue;
    }
    finish_item(list, item.node, end_of_block, any_not_paragraph);
    blank = nullptr;
    if (item.node->last->kind == Kind::blank) {
      blank = item.node->last;
      item.node->remove(blank);
    }
    if (!item.node->first) any_not_paragraph = true;
  }
  if (blank && !end_of_block) tree_->append(blank);
  if (options_.gfm) mark_tasks(list);
  return true;
}

/// `[ ]` and `[x]` at the beginning of an item become check boxes, and the list a task list.
void BlockParser::mark_tasks(Node* list) {
  bool is_task_list = false;
  const auto set_class = [&](Node* node, std::string_view name) {
    node->attributes.set(doc_.arena, "class").add(doc_.arena, name, {});
  };
  for (Node* item = list->first; item; item = item->next) {
    Node* paragraph = item->first;
    if (!paragraph || paragraph->kind != Kind::paragraph || !paragraph->first) continue;
    // The text may stand in several pieces; the box and its space are within the first or, at its end, before a line
    // end.
    Node* text = paragraph->first;
    const std::string_view s = text->value.view();
    std::size_t p = 0;
    while (p < s.size() && is_space(s[p])) ++p;
    const std::size_t box = p;
    const bool is_box =
        s.size() >= p + 3 && s[p] == '[' && s[p + 2] == ']' && (s[p + 1] == ' ' || s[p + 1] == 'x' || s[p + 1] == 'X');
    if (is_box) {
      p += 3;
      std::size_t after = p;
      while (after < s.size() && is_space(s[after])) ++after;
      const bool space_follows = after > p || (after == s.size() && text->next && text->next->kind == Kind::raw_text &&
                                               is_space(text->next->value.view().front()));
      if (space_follows) {
        TextBuilder made;
        const Span source = source_of(text->value.part(0, after));
        // The tag stands for the box; what its attributes say nobody typed.
        const Span nothing{source.begin, source.begin};
        const auto attribute = [&](std::string_view before, std::string_view value) {
          made.append(before, source);
          made.append(value, nothing);
        };
        attribute("<input type=\"", "checkbox");
        attribute("\" class=\"", "task-list-item-checkbox");
        attribute("\" disabled=\"", "disabled");
        if (s[box + 1] != ' ') attribute("\" checked=\"", "checked");
        made.append("\" />", source);
        made.append(text->value.part(after));
        const Text* kept = made.finish(doc_.arena);
        text->value = {kept, 0, static_cast<std::uint32_t>(kept->bytes.size())};
        is_task_list = true;
      }
    }
    if (is_task_list) set_class(item, "task-list-item");
  }
  if (is_task_list) set_class(list, "task-list");
}

}  // namespace galley::body::kramdown
