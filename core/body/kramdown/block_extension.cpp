// Attribute lists for blocks, their definitions, and the extensions {::comment}, {::nomarkdown} and {::options}:
// kramdown/extensions.rb.
#include "core/body/kramdown/block_parser.h"
#include "core/body/kramdown/extension.h"

namespace galley::body::kramdown {

/// IAL_BLOCK_START at `from`: its end, or 0.
std::size_t BlockParser::match_list(std::size_t from, Slice* inside) {
  const std::string_view s = scan_->bytes;
  const std::size_t p = from + spaces(from, 3);
  if (at(p) != '{' || at(p + 1) != ':' || at(p + 2) == ':' || at(p + 2) == '/') return 0;
  const std::size_t begin = p + 2;
  const std::size_t first = scan_->next_brace(s, "}", begin);
  const std::size_t brace =
      closing_brace(s, begin, first, [&](std::size_t after) { return rest_is_space(after) != 0; });
  if (brace == std::string_view::npos) return 0;
  if (inside) *inside = scan_->slice(begin, brace);
  return rest_is_space(brace + 1);
}

bool BlockParser::parse_extension() {
  const std::string_view s = scan_->bytes;
  const std::size_t from = scan_->at;
  const std::size_t p = from + spaces(from, 3);
  if (at(p + 1) != ':') return false;

  // {:name: …}, the definition of a list
  if (const std::size_t name_end = match_id_name(s, p + 2); name_end != p + 2 && at(name_end) == ':') {
    const std::size_t begin = name_end + 1;
    const std::size_t brace = closing_brace(s, begin, scan_->next_brace(s, "}", begin),
                                            [&](std::size_t after) { return rest_is_space(after) != 0; });
    if (brace != std::string_view::npos) {
      AttributeList*& list = doc_.lists[s.substr(p + 2, name_end - p - 2)];
      if (!list) list = doc_.arena.make<AttributeList>();
      read_attribute_list(doc_.arena, scan_->slice(begin, brace), *list);
      Node* end = block(Kind::end_of_block);
      end->end_of_block = EndOfBlock::other;
      tree_->append(end);
      scan_->at = rest_is_space(brace + 1);
      return true;
    }
  }
  if (parse_extension_tag()) return true;

  Slice inside;
  const std::size_t end = match_list(scan_->at, &inside);
  if (end == 0) return false;
  scan_->at = end;
  Node* last = tree_->last;
  if (last && last->kind != Kind::blank &&
      (last->kind != Kind::end_of_block || last->end_of_block == EndOfBlock::link_definition ||
       last->end_of_block == EndOfBlock::abbreviation_definition ||
       last->end_of_block == EndOfBlock::footnote_definition)) {
    if (!last->list) last->list = doc_.arena.make<AttributeList>();
    read_attribute_list(doc_.arena, inside, *last->list);
    if (match_list(end, nullptr) == 0) {
      Node* marker = block(Kind::end_of_block);
      marker->end_of_block = EndOfBlock::other;
      tree_->append(marker);
    }
  } else {
    if (!list_for_next_) list_for_next_ = doc_.arena.make<AttributeList>();
    read_attribute_list(doc_.arena, inside, *list_for_next_);
  }
  return true;
}

/// {::name options}body{:/name}; false where it is none, or none that kramdown knows, which makes it text.
bool BlockParser::parse_extension_tag() {
  const std::string_view s = scan_->bytes;
  const std::size_t from = scan_->at;
  const std::size_t p = from + spaces(from, 3);
  const auto tag =
      match_extension(scan_->text, p, scan_->next_brace, [&](std::size_t after) { return rest_is_space(after) != 0; });
  if (!tag) return false;
  const std::size_t begin = rest_is_space(tag->end);
  Slice body;
  std::size_t end = begin;
  if (!tag->self_closed) {
    // The stop tag stands on a line of its own.
    std::size_t stop = begin;
    for (;; stop = line_end(stop)) {
      stop = stop == begin ? begin : stop;
      if (stop >= s.size()) return false;
      const std::size_t q = stop + spaces(stop, 3);
      const std::size_t size = extension_stop_size(s, q, tag->name.view());
      if (size && rest_is_space(q + size)) {
        end = rest_is_space(q + size);
        break;
      }
    }
    body = scan_->slice(begin, stop);
    if (!body.empty() && body.view().back() == '\n') --body.end;
  }
  const std::string_view name = tag->name.view();
  if (name == "options") {
    AttributeList list;
    read_attribute_list(doc_.arena, tag->options, list);
    for (const Attribute* a = list.attributes.first; a; a = a->next) doc_.set_option(a->name, a->value());
    Node* marker = block(Kind::end_of_block);
    marker->end_of_block = EndOfBlock::other;
    tree_->append(marker);
  } else if (name == "comment" || name == "nomarkdown") {
    if (!tag->self_closed) {
      Node* node = make_extension(doc_, *tag, body);
      node->is_block = true;
      tree_->append(node);
    }
  } else {
    return false;
  }
  scan_->at = end;
  return true;
}

}  // namespace galley::body::kramdown
