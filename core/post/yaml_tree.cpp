#include "core/post/yaml_tree.h"

#include <algorithm>

namespace galley::post {

Scalar YamlTree::scalar(NodeId id) const {
  const Node& node = nodes_[id];
  const bool quoted = node.style != NodeStyle::plain;
  if (node.tag_at.empty() && quoted && node.type == Scalar::Type::string) return {};
  return node.tag_at.empty() ? type_plain_scalar(text(id)) : type_tagged_scalar(tag(id), text(id));
}

NodeId YamlTree::resolve(NodeId id) const {
  if (id == no_node || nodes_[id].kind != NodeKind::alias) return id;
  return nodes_[id].target;
}

std::vector<NodeId> YamlTree::items(NodeId sequence) const {
  std::vector<NodeId> out;
  out.reserve(nodes_[sequence].children);
  for (NodeId id = nodes_[sequence].first_child; id != no_node; id = nodes_[id].next) out.push_back(id);
  return out;
}

std::vector<Entry> YamlTree::entries(NodeId mapping) const {
  std::vector<Entry> out;
  out.reserve(nodes_[mapping].children / 2);
  for (NodeId key = nodes_[mapping].first_child; key != no_node;) {
    const NodeId value = nodes_[key].next;
    if (value == no_node) break;
    out.push_back({key, value});
    key = nodes_[value].next;
  }
  return out;
}

Entry YamlTree::find(std::string_view key) const {
  return nodes_.empty() || nodes_[0].kind != NodeKind::mapping ? Entry{} : find(0, key);
}

Entry YamlTree::find(NodeId mapping, std::string_view key) const {
  Entry found;
  for (NodeId id = nodes_[mapping].first_child; id != no_node;) {
    const NodeId value = nodes_[id].next;
    if (value == no_node) break;
    const NodeId name = nodes_[id].kind == NodeKind::alias ? resolve(id) : id;
    // Most keys are told apart by their length.
    const std::uint32_t size = name == no_node ? 0 : nodes_[name].text_at.size();
    if ((size == key.size() || size == 2) && name != no_node && nodes_[name].kind == NodeKind::scalar &&
        nodes_[name].type == Scalar::Type::string) {
      if (text(name) == key) found = {id, value};
      if (text(name) == "<<" && tag(id) != "tag:yaml.org,2002:str") {
        // Merging overwrites what stood before. Nesting is bounded by max_yaml_depth.
        const NodeId merged = resolve(value);
        if (merged != no_node && nodes_[merged].kind == NodeKind::mapping) {
          if (const Entry inner = find(merged, key); inner.key != no_node) found = inner;
        } else if (merged != no_node && nodes_[value].kind == NodeKind::sequence) {
          // Of several mappings the first has the last word.
          for (NodeId item = nodes_[merged].first_child; item != no_node; item = nodes_[item].next) {
            const NodeId one = resolve(item);
            if (one == no_node || nodes_[one].kind != NodeKind::mapping) continue;
            if (const Entry inner = find(one, key); inner.key != no_node) {
              found = inner;
              break;
            }
          }
        }
      }
    }
    id = nodes_[value].next;
  }
  return found;
}

}  // namespace galley::post
