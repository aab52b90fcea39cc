#include "core/body/kramdown/html_native.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/body/kramdown/chars.h"
#include "core/body/kramdown/html_native_converter.h"
#include "core/body/kramdown/html_table.h"
#include "core/body/kramdown/html_tag.h"

namespace galley::body::kramdown {
namespace {

bool is_one_of(std::string_view name, std::string_view names) {
  for (std::size_t at = names.find(name); at != std::string_view::npos; at = names.find(name, at + 1)) {
    const bool begins = at == 0 || names[at - 1] == ' ';
    const std::size_t end = at + name.size();
    if (begins && (end == names.size() || names[end] == ' ')) return !name.empty();
  }
  return false;
}

constexpr std::string_view remove_text =
    "html head hgroup ol ul dl table colgroup tbody thead tfoot tr select optgroup";
constexpr std::string_view wrap_text =
    "body section nav article aside header footer address div li dd blockquote figure figcaption fieldset form";
constexpr std::string_view remove_space =
    "body section nav article aside header footer address div li dd blockquote figure figcaption td th fieldset form";
constexpr std::string_view strip_space =
    "address article aside blockquote body caption dd div dl dt fieldset figcaption form footer header h1 h2 h3 h4 h5 "
    "h6 "
    "legend li nav p section td th";

/// The native kind of a simple element's name.
std::optional<Kind> simple_kind(std::string_view name) {
  static constexpr std::pair<std::string_view, Kind> kinds[] = {
      {"em", Kind::em},       {"strong", Kind::strong}, {"blockquote", Kind::blockquote},
      {"hr", Kind::rule},     {"br", Kind::br},         {"img", Kind::img},
      {"p", Kind::paragraph}, {"ul", Kind::ul},         {"ol", Kind::ol},
      {"dl", Kind::dl},       {"li", Kind::li},         {"dt", Kind::dt},
      {"dd", Kind::dd}};
  for (const auto& [known, kind] : kinds)
    if (known == name) return kind;
  return std::nullopt;
}

bool is_block(const Node* node) {
  switch (node->kind) {
    case Kind::raw_text:
    case Kind::text:
    case Kind::a:
    case Kind::br:
    case Kind::img:
    case Kind::codespan:
    case Kind::footnote:
    case Kind::em:
    case Kind::strong:
    case Kind::del:
    case Kind::entity:
    case Kind::typographic:
    case Kind::smart_quote:
    case Kind::abbreviation:
    case Kind::thead:
    case Kind::tbody:
    case Kind::tfoot:
    case Kind::tr:
      return false;
    case Kind::html:
    case Kind::html_comment:
    case Kind::comment:
    case Kind::raw:
    case Kind::math:
      return node->is_block;
    default:
      return true;
  }
}

}  // namespace

void NativeConverter::process(Node* el, bool convert, bool preserve, const Node* parent) {
  if (el->kind == Kind::html_comment) {
    const std::string_view around = !parent ? "div" : parent->kind == Kind::del ? "del" : parent->name;
    el->is_block = element(around).content != Content::span;
    return;
  }
  if (el->kind == Kind::del) {  // kramdown has it as HTML
    el->content = convert ? Content::span : Content::raw;
    return process_children(el, convert, preserve);
  }
  if (el->kind != Kind::html) return;
  const std::string_view name = el->name;
  if (convert && convert_specially(el)) {
    return;
  }
  if (convert && is_one_of(name, remove_text)) remove_texts(el);
  const auto kind = convert ? simple_kind(name) : std::nullopt;
  if (kind && !(name == "em" || name == "strong")) {
    set_kind(el, *kind);
    process_children(el, convert, preserve);
  } else {
    process_html(el, convert, preserve);
  }
  if (!convert) return;
  if (is_one_of(name, strip_space)) strip_edges(el);
  if (is_one_of(name, remove_space)) remove_blanks(el);
  if (is_one_of(name, wrap_text)) wrap_texts(el);
}

void NativeConverter::set_kind(Node* el, Kind kind) {
  if (el->plain) {
    if (const auto tag = match_start_tag(*el->open.text, el->open.begin))
      el->attributes = read_attributes(doc_.arena, *tag, element(el->name).known, !el->is_block);
  }
  el->kind = kind;
  el->list = nullptr;  // a list before it is forgotten
  el->plain = el->closed = false;
  el->is_block = true;
  if (kind == Kind::br) el->value = el->open;
  if (kind == Kind::img || kind == Kind::rule) el->close = el->open;
}

void NativeConverter::process_html(Node* el, bool convert, bool preserve) {
  const Element known = element(el->name);
  el->is_block = !known.span;
  el->content = convert ? known.content : Content::raw;
  el->closed = false;
  el->list = nullptr;
  process_children(el, convert, preserve);
}

void NativeConverter::process_children(Node* el, bool convert, bool preserve) {
  for (Node* child = el->first; child;) {
    Node* next = child->next;
    if (child->kind == Kind::text)
      process_text(el, child, preserve || !convert);
    else
      process(child, convert, preserve, el);
    child = next;
  }
}

bool NativeConverter::convert_specially(Node* el) {
  const std::string_view name = el->name;
  if (name == "textarea") {
    process_html(el, true, true);
  } else if (name == "a") {
    Attributes all = attributes_of(el);
    if (all.find("href")) {
      set_kind(el, Kind::a);
      process_children(el, true, false);
    } else {
      process_html(el, false, false);
    }
  } else if (name == "em" || name == "i" || name == "strong" || name == "b") {
    std::string text;
    extract_text(el, text);
    if (!text.empty() && (is_space(text.front()) || is_space(text.back()))) {
      process_html(el, false, false);
    } else {
      set_kind(el, name == "em" || name == "i" ? Kind::em : Kind::strong);
      process_children(el, true, false);
    }
  } else if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
    std::string text;
    extract_text(el, text);
    set_kind(el, Kind::header);
    el->level = static_cast<std::uint8_t>(name[1] - '0');
    el->raw_text = doc_.arena.keep(text);
    process_children(el, true, false);
  } else if (name == "code" || name == "pre") {
    convert_code(el);
  } else if (name == "table") {
    if (is_simple_table(el, [this](Node* cell) { return style_of(cell); }))
      convert_table(el);
    else
      process_html(el, false, false);
  } else if (name == "script") {
    return convert_math(el);
  } else {
    return false;
  }
  return true;
}

Attributes NativeConverter::attributes_of(Node* el) {
  if (!el->plain) return el->attributes;
  const auto tag = match_start_tag(*el->open.text, el->open.begin);
  return tag ? read_attributes(doc_.arena, *tag, element(el->name).known, !el->is_block) : Attributes{};
}

void NativeConverter::remove_texts(Node* el) {
  for (Node* child = el->first; child;) {
    Node* next = child->next;
    if (child->kind == Kind::text) el->remove(child);
    child = next;
  }
}

void NativeConverter::strip_edges(Node* el) {
  if (!el->first) return;
  if (el->first->kind == Kind::text) {
    Slice& s = el->first->value;
    while (!s.empty() && is_strippable(s.view().front())) ++s.begin;
  }
  if (el->last->kind == Kind::text) {
    Slice& s = el->last->value;
    while (!s.empty() && is_strippable(s.view().back())) --s.end;
  }
}

void NativeConverter::remove_blanks(Node* el) {
  std::vector<Node*> gone;
  for (Node* child = el->first; child; child = child->next)
    if (child->kind == Kind::text && blank(child->value.view()) &&
        (!child->previous || !child->next || (is_block(child->previous) && is_block(child->next))))
      gone.push_back(child);
  for (Node* child : gone) el->remove(child);
}

void NativeConverter::wrap_texts(Node* el) {
  Node* paragraph = nullptr;
  for (Node* child = el->first; child;) {
    Node* next = child->next;
    if (is_block(child)) {
      paragraph = nullptr;
    } else {
      if (!paragraph) {
        paragraph = doc_.make(Kind::paragraph);
        paragraph->transparent = true;
        el->insert_after(child, paragraph);
      }
      el->remove(child);
      paragraph->append(child);
    }
    child = next;
  }
}

void convert_to_native(Document& document, Node* html) {
  NativeConverter(document).process(html, true, false, nullptr);
}

}  // namespace galley::body::kramdown
