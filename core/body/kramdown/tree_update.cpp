// Between the block phase and writing: spans of every text are read, attribute lists settled, and what headings' and
// terms' ids are made of is gathered. Kramdown::Parser::Kramdown#update_tree, ::GFM#update_raw_text.
#include "core/body/kramdown/span_parser.h"

namespace galley::body::kramdown {
namespace {

/// Appends the text that an id is made of; GFM takes code, mathematics and characters in, kramdown text alone.
void append_raw_text(const Node* node, bool gfm, std::string& text, int depth = 0) {
  switch (node->kind) {
    case Kind::text:
      text += node->value.view();
      return;
    case Kind::codespan:
    case Kind::math:
      if (gfm) text += node->value.view();
      return;
    case Kind::entity:
      if (gfm) utf8::append(text, node->code_point);
      return;
    case Kind::smart_quote: {
      static constexpr char32_t quotes[] = {0x2018, 0x2019, 0x201C, 0x201D};
      if (gfm) utf8::append(text, quotes[node->code_point]);
      return;
    }
    case Kind::typographic:
      if (!gfm) return;
      // With the space that does not break, as gfm.rb has it.
      if (node->value.view() == " >>") utf8::append(text, 0xA0);
      utf8::append(text, node->code_point);
      if (node->value.view() == "<< ") utf8::append(text, 0xA0);
      return;
    default:
      break;
  }
  if (depth > 2 * max_span_depth) return;
  for (const Node* child = node->first; child; child = child->next) append_raw_text(child, gfm, text, depth + 1);
}

}  // namespace

void SpanParser::update_heading(Node* node) {
  const bool heading = node->kind == Kind::header && (options_.gfm || options_.auto_id_stripping);
  if (node->kind != Kind::dt && !heading) return;
  std::string text;
  for (const Node* child = node->first; child; child = child->next) append_raw_text(child, options_.gfm, text);
  node->raw_text = doc_.arena.keep(text);
}

/// An HTML element that could have been printed as it stands gets attributes of its own.
void SpanParser::take_attributes(Node* html) {
  html->plain = false;
  if (const auto tag = match_start_tag(*html->open.text, html->open.begin))
    html->attributes = read_attributes(doc_.arena, *tag, element(html->name).known, !html->is_block);
}

/// Depth is bounded by the block phase's.
void SpanParser::update_tree(Node* root) {
  Node* last_blank = nullptr;
  for (Node* child = root->first; child;) {
    Node* next = child->next;
    switch (child->kind) {
      case Kind::raw_text: {
        last_blank = nullptr;
        Slice text = child->value;
        if (next && next->kind == Kind::raw_text) {  // text in several pieces is one
          TextBuilder all;
          all.append(text);
          for (; next && next->kind == Kind::raw_text; next = child->next) {
            all.append(next->value);
            root->remove(next);
          }
          const Text* made = all.finish(doc_.arena);
          text = {made, 0, static_cast<std::uint32_t>(made->bytes.size())};
        }
        Node holder{Kind::raw_text};
        parse(&holder, text);
        // Its spans take its place.
        Node* before = child->previous;
        root->remove(child);
        root->images += holder.images;
        if (holder.first) {
          Node* first = holder.first;
          Node* last = holder.last;
          first->previous = before;
          last->next = next;
          (before ? before->next : root->first) = first;
          (next ? next->previous : root->last) = last;
        }
        break;
      }
      case Kind::end_of_block:
        if (child->list) doc_.apply(child->attributes, *child->list);
        root->remove(child);
        break;
      case Kind::blank:
        if (last_blank)
          root->remove(child);
        else
          last_blank = child;
        break;
      case Kind::text:
      case Kind::html_verbatim:
        last_blank = nullptr;
        break;
      default: {
        last_blank = nullptr;
        const bool spelling_counts = child->kind == Kind::html && element(child->name).spelling_counts;
        spelling_counts_around_ += spelling_counts;
        update_tree(child);
        spelling_counts_around_ -= spelling_counts;
        if (child->list) {
          if (child->kind == Kind::html && child->plain) take_attributes(child);
          doc_.apply(child->attributes, *child->list);
        }
        update_heading(child);
      }
    }
    child = next;
  }
}

}  // namespace galley::body::kramdown
