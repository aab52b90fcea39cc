// The tree that the block and span phases build and the writer prints: kramdown's elements, with the places of their
// markup. Nodes live in the document's arena and are linked to their siblings, so that a text costs no more than
// itself.
#pragma once

#include <cstdint>

#include "core/body/kramdown/attributes.h"
#include "core/body/kramdown/text.h"

namespace galley::body::kramdown {

enum class Kind : std::uint8_t {
  root,
  blank,
  paragraph,
  header,
  blockquote,
  codeblock,
  ul,
  ol,
  li,
  dl,
  dt,
  dd,
  table,
  thead,
  tbody,
  tfoot,
  tr,
  td,
  rule,
  html,           // an element written in HTML
  html_verbatim,  // HTML printed as it stands: whole tags and text of an element whose content is not read
  html_tag,       // a tag in such content whose attributes need another spelling
  html_end,       // the end of such an element that has no end tag
  html_comment,   // a comment or processing instruction
  comment,        // {::comment}
  raw,            // {::nomarkdown}
  math,
  end_of_block,  // `^`, and what a definition or attribute list leaves behind
  raw_text,      // text whose spans are not read yet
  text,
  a,
  img,
  em,
  strong,
  del,
  codespan,
  br,
  entity,
  smart_quote,
  typographic,
  footnote,
  abbreviation,
};

/// What is read inside of an HTML element.
enum class Content : std::uint8_t { raw, span, block };

/// What a Kind::end_of_block stands for.
enum class EndOfBlock : std::uint8_t { marker, link_definition, abbreviation_definition, footnote_definition, other };

enum class Align : std::uint8_t { none, left, right, center };

struct Footnote;

struct Node {
  Kind kind;
  std::uint8_t level = 0;           // of a heading
  bool transparent = false;         // a paragraph without its element, as in tight lists
  bool is_block = false;            // of kinds that can be either: HTML, comments, mathematics
  bool closed = false;              // an HTML element that ends with its start tag
  bool first_as_paragraph = false;  // a definition after a blank line
  bool plain = false;               // an HTML tag that can be printed as it stands
  bool canonical = false;           // an HTML element whose end tag must be written as kramdown does
  Content content = Content::raw;
  EndOfBlock end_of_block = EndOfBlock::marker;
  std::uint32_t raw_depth = 0;  // of an HTML element: how many elements in which nothing is read stand around it
  std::uint32_t images = 0;     // how many of the children are images

  Node* first = nullptr;
  Node* last = nullptr;
  Node* next = nullptr;
  Node* previous = nullptr;

  Slice value{};  // text, code, a tag, a reference: what kramdown's element has as value
  Slice open{};   // the markup that begins it
  Slice close{};  // the markup that ends it
  Attributes attributes{};
  AttributeList* list = nullptr;  // attributes that wait for the block phase's end

  std::string_view name{};      // of an HTML element; the language of code; the type of {::nomarkdown}
  std::string_view raw_text{};  // of a heading or term: what its id is made of
  char32_t code_point = 0;      // of an entity, quote or symbol
  std::span<const Align> alignment{};
  Footnote* footnote = nullptr;

  void append(Node* child) {
    child->previous = last;
    child->next = nullptr;
    (last ? last->next : first) = child;
    last = child;
    if (child->kind == Kind::img) ++images;
  }
  void remove(Node* child) {
    (child->previous ? child->previous->next : first) = child->next;
    (child->next ? child->next->previous : last) = child->previous;
    child->next = child->previous = nullptr;
  }
  /// Puts `child` after `place`, one of the children.
  void insert_after(Node* place, Node* child) {
    child->previous = place;
    child->next = place->next;
    (place->next ? place->next->previous : last) = child;
    place->next = child;
  }
  /// Whether nothing is read in it: an element of HTML, as which kramdown has `~~` too.
  bool is_raw() const { return (kind == Kind::html || kind == Kind::del) && content == Content::raw; }
  /// Takes all children of `from` after its own.
  void take_children(Node& from) {
    if (!from.first) return;
    from.first->previous = last;
    (last ? last->next : first) = from.first;
    last = from.last;
    from.first = from.last = nullptr;
  }
};

}  // namespace galley::body::kramdown
