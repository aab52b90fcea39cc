#include "core/body/document.h"

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

std::string Document::text_content(const Node& node) const {
  std::string text;
  for (NodeId i = id(node); i < node.subtree_end; ++i)
    if (nodes_[i].kind == NodeKind::text) text += nodes_[i].text;
  return text;
}

}  // namespace galley::body
