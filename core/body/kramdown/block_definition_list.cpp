// Definition lists: kramdown/list.rb. The paragraph before the first `:` holds the terms, one a line.
#include "core/body/kramdown/block_parser.h"

namespace galley::body::kramdown {

/// DEFINITION_LIST_START at `text[from]`; `end` is after the colon.
bool BlockParser::definition_marker(std::string_view text, std::size_t from, std::size_t most_spaces,
                                    std::size_t* end) const {
  std::size_t p = from;
  while (p < text.size() && p < from + most_spaces && text[p] == ' ') ++p;
  if (p + 1 >= text.size() || text[p] != ':') return false;
  if (text[p + 1] != ' ' && text[p + 1] != '\t' && text[p + 1] != '|') return false;
  if (end) *end = p + 1;
  return true;
}

void BlockParser::collect_definitions(Node* list, bool first_as_paragraph, std::vector<Item>& items) {
  std::size_t indentation = 4;
  std::size_t most_spaces = 3;
  bool last_is_blank = false;
  TextBuilder text;
  const auto finish_text = [&] {
    if (!items.empty()) items.back().texts.push_back(text.finish(doc_.arena));
    text = {};
  };
  while (!scan_->done()) {
    const std::size_t from = scan_->at;
    const std::size_t end = line_end(from);
    std::size_t content = 0;
    if (definition_marker(scan_->bytes, from, most_spaces, &content)) {
      finish_text();
      Node* item = doc_.make(Kind::dd);
      item->is_block = true;
      item->first_as_paragraph = first_as_paragraph;
      item->open = scan_->slice(content - 1, content);
      list->append(item);
      items.push_back({item, {}});
      const ItemLine line = first_item_line(content - from, scan_->slice(content, end));
      indentation = line.indentation;
      most_spaces = indentation >= 1 && indentation <= 3 ? indentation - 1 : 3;
      text.append(take_item_list(line.content, item));
      first_as_paragraph = false;
      last_is_blank = false;
      scan_->at = end;
    } else if (end_of_block_marker(from)) {
      break;
    } else if (continues_item(from, indentation) || (!last_is_blank && continues_lazily(from, indentation))) {
      append_line(text, unindent(scan_->slice(from, end), indentation));
      first_as_paragraph = false;
      last_is_blank = false;
      scan_->at = end;
    } else if (const std::size_t blank = blank_lines(from); blank != from) {
      first_as_paragraph = true;
      last_is_blank = true;
      text.append(scan_->slice(from, blank));
      scan_->at = blank;
    } else {
      break;
    }
  }
  finish_text();
}

bool BlockParser::parse_definition_list() {
  if (deep() || !definition_marker(scan_->bytes, scan_->at, 3, nullptr)) return false;
  Node* paragraph = tree_->last;
  if (!paragraph) return false;
  bool first_as_paragraph = false;
  Node* blank = nullptr;
  if (paragraph->kind != Kind::paragraph) {
    if (paragraph->kind != Kind::blank || paragraph->value.view() != "\n" || !paragraph->previous ||
        paragraph->previous->kind != Kind::paragraph)
      return false;
    blank = paragraph;
    paragraph = blank->previous;
    first_as_paragraph = true;
  }
  Node* list = block(Kind::dl);
  if (blank) tree_->remove(blank);
  tree_->remove(paragraph);
  list->list = paragraph->list;

  // The paragraph's text may be in several pieces, where something that could have ended it did not.
  TextBuilder terms;
  Slice all;
  for (Node* piece = paragraph->first; piece; piece = piece->next) terms.append(piece->value);
  if (paragraph->first && !paragraph->first->next) {
    all = paragraph->first->value;
  } else if (!terms.empty()) {
    const Text* kept = terms.finish(doc_.arena);
    all = {kept, 0, static_cast<std::uint32_t>(kept->bytes.size())};
  }
  for (std::size_t line = 0; line < all.size();) {
    const std::size_t end = std::min<std::size_t>(all.view().find('\n', line), all.size());
    Node* term = doc_.make(Kind::dt);
    term->is_block = true;
    const Slice text = take_item_list(all.part(line, end), term);
    term->raw_text = text.view();
    if (!text.empty()) term->append(doc_.make_text(text, Kind::raw_text));
    list->append(term);
    line = end + 1;
  }

  std::vector<Item> items;
  collect_definitions(list, first_as_paragraph, items);
  Node* last_blank = nullptr;
  for (const Item& item : items) {
    Node* definition = item.node;
    parse_text(definition, *item.texts.front());
    if (!definition->first) continue;
    last_blank = nullptr;
    if (definition->last->kind == Kind::blank) {
      last_blank = definition->last;
      definition->remove(last_blank);
    }
    Node* first = definition->first;
    if (first && first->kind == Kind::paragraph && !definition->first_as_paragraph) {
      if (first->next) add_line_end(first);
      first->transparent = true;
    }
  }

  // Definitions that follow a definition list go on with it.
  Node* before = tree_->last;
  if (before && before->kind == Kind::blank && before->previous && before->previous->kind == Kind::dl) {
    before = before->previous;
    tree_->remove(tree_->last);
  }
  if (before && before->kind == Kind::dl)
    before->take_children(*list);
  else
    tree_->append(list);
  if (last_blank) tree_->append(last_blank);
  return true;
}

}  // namespace galley::body::kramdown
