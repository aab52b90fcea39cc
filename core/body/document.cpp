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
  if (text.kind == NodeKind::comment && at.size() >= 4 + text.text.size()) at = {at.begin + 4, at.begin + 4 + static_cast<std::uint32_t>(text.text.size())};
  return place(part_of(html_->text(), at, text.text, begin, end));
}

Span Document::value_place(const Attribute& a, std::size_t begin, std::size_t end) const {
  return place(part_of(html_->text(), a.value_at, a.value, begin, end));
}

std::string Document::text_content(const Node& node) const {
  std::string text;
  for (NodeId i = id(node); i < node.subtree_end; ++i)
    if (nodes_[i].kind == NodeKind::text) text += nodes_[i].text;
  return text;
}

}  // namespace galley::body
