#include "core/body/document.h"

#include "core/body/html/decoded.h"

namespace galley::body {

const Attribute* Document::attribute(const Node& node, std::string_view name) const {
  for (const Attribute& a : attributes(node))
    if (a.name == name) return &a;
  return nullptr;
}

std::string_view Document::value(const Node& node, std::string_view name) const {
  const Attribute* a = attribute(node, name);
  return a == nullptr ? std::string_view() : a->value;
}

namespace {

Span part_of(std::string_view html, Span at, std::string_view decoded, std::size_t begin, std::size_t end) {
  const Span part = raw_range(slice(html, at), decoded, begin, end);
  return {at.begin + part.begin, at.begin + part.end};
}

}  // namespace

Span Document::text_place(const Node& text, std::size_t begin, std::size_t end) const {
  Span at = text.start;
  if (text.kind == NodeKind::comment && at.size() >= 4 + text.text.size())
    at = {at.begin + 4, at.begin + 4 + static_cast<std::uint32_t>(text.text.size())};
  return place(part_of(html_->text(), at, text.text, begin, end));
}

Span Document::value_place(const Attribute& a, std::size_t begin, std::size_t end) const {
  return place(part_of(html_->text(), a.value_at, a.value, begin, end));
}

Span Document::attribute_place(const Attribute& a) const {
  if (html_->source_spans(a.name_at).empty()) return {};
  Span made = a.name_at;
  // A value without bytes may still have its quotes, and stands at 0 where it has not even these.
  if (!a.value_at.empty() || a.value_at.begin > made.end) {
    made.end = a.value_at.end;
    const std::string_view html = html_->text();
    const char before = a.value_at.begin > 0 ? html[a.value_at.begin - 1] : ' ';
    if ((before == '"' || before == '\'') && made.end < html.size() && html[made.end] == before) ++made.end;
  }
  return place(made);
}

std::string Document::text_content(const Node& node) const {
  std::string text;
  for (NodeId i = id(node); i < node.subtree_end; ++i)
    if (nodes_[i].kind == NodeKind::text) text += nodes_[i].text;
  return text;
}

}  // namespace galley::body
