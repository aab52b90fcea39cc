#include <cmath>
#include <functional>
#include <unordered_map>

#include "core/post/yaml_tree.h"

namespace galley::post {
namespace {

std::size_t mix(std::size_t seed, std::size_t value) {
  return seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2));
}

std::size_t hash_of(const Value& value) {
  std::size_t seed = static_cast<std::size_t>(value.type) * 16 + static_cast<std::size_t>(value.scalar.type);
  seed = mix(seed, std::hash<std::string>()(value.text));
  seed = mix(seed, std::hash<std::int64_t>()(value.scalar.integer ^ value.scalar.time.instant.seconds));
  seed = mix(seed, value.items.size() * 31 + value.entries.size());
  return seed;
}

/// A mapping as Ruby's Hash builds it up: a key given again keeps its place and takes the new value.
class Hash {
 public:
  void set(Value key, Value value) {
    const auto [begin, end] = index_.equal_range(hash_of(key));
    for (auto it = begin; it != end; ++it) {
      if (entries_[it->second].first.same_key(key)) {
        entries_[it->second].second = std::move(value);
        return;
      }
    }
    index_.emplace(hash_of(key), entries_.size());
    entries_.push_back({std::move(key), std::move(value)});
  }
  void merge(const Value& mapping) {
    for (const auto& [key, value] : mapping.entries) set(key, value);
  }
  std::vector<Value::Member> take() { return std::move(entries_); }

 private:
  std::vector<Value::Member> entries_;
  std::unordered_multimap<std::size_t, std::size_t> index_;
};

Value scalar_value(const YamlTree& tree, NodeId id) {
  Value value;
  value.scalar = tree.scalar(id);
  switch (value.scalar.type) {
    case Scalar::Type::binary:
      value.text = decode_base64(tree.text(id));
      break;
    case Scalar::Type::big_integer:
      value.text = decimal_integer(tree.text(id));
      break;
    case Scalar::Type::string:
    case Scalar::Type::symbol:
    case Scalar::Type::refused:
    case Scalar::Type::invalid:
      value.text = tree.text(id);
      break;
    default:
      break;
  }
  return value;
}

bool is_mapping(const Value& value) { return value.type == Value::Type::mapping; }

/// `hash[key] = value`, or what Psych's revive_hash does where the key is `<<`.
void put(const YamlTree& tree, Hash& hash, const Entry& entry, Value key, Value value) {
  const bool merges = key.type == Value::Type::scalar && key.scalar.type == Scalar::Type::string && key.text == "<<" &&
                      tree.tag(entry.key) != "tag:yaml.org,2002:str";
  if (merges) {
    const NodeKind kind = tree[entry.value].kind;
    if ((kind == NodeKind::alias || kind == NodeKind::mapping) && is_mapping(value)) {
      hash.merge(value);
      return;
    }
    if (kind == NodeKind::sequence) {
      bool all = true;
      for (const Value& item : value.items) all = all && is_mapping(item);
      if (all) {
        Hash sum;
        for (auto it = value.items.rbegin(); it != value.items.rend(); ++it) sum.merge(*it);
        Value merged;
        merged.entries = sum.take();
        hash.merge(merged);
        return;
      }
    }
  }
  hash.set(std::move(key), std::move(value));
}

}  // namespace

bool Value::same_key(const Value& other) const {
  if (type != other.type) return false;
  if (type == Type::sequence) {
    return items.size() == other.items.size() &&
           std::equal(items.begin(), items.end(), other.items.begin(),
                      [](const Value& a, const Value& b) { return a.same_key(b); });
  }
  if (type == Type::mapping) {
    if (entries.size() != other.entries.size()) return false;
    for (const Member& member : entries) {
      const auto same = std::find_if(other.entries.begin(), other.entries.end(),
                                     [&](const Member& entry) { return entry.first.same_key(member.first); });
      if (same == other.entries.end() || !same->second.same_key(member.second)) return false;
    }
    return true;
  }
  using S = Scalar::Type;
  if (scalar.type != other.scalar.type) return false;
  switch (scalar.type) {
    case S::null:
      return true;
    case S::boolean:
      return scalar.boolean == other.scalar.boolean;
    case S::integer:
      return scalar.integer == other.scalar.integer;
    case S::floating:
      return scalar.floating == other.scalar.floating ||
             (std::isnan(scalar.floating) && std::isnan(other.scalar.floating));
    case S::date:
      return scalar.date == other.scalar.date;
    case S::time:
      return scalar.time.instant == other.scalar.time.instant;
    default:
      return text == other.text;
  }
}

// Recursion is bounded: a valid tree is at most max_yaml_depth deep with its aliases expanded.
Value value_of(const YamlTree& tree, NodeId id) {
  id = tree.resolve(id);
  if (id == no_node) {
    Value null;
    null.scalar.type = Scalar::Type::null;
    return null;
  }
  const Node& node = tree[id];
  if (node.kind == NodeKind::scalar) return scalar_value(tree, id);
  Value value;
  const bool ordered_map = tree.tag(id) == "!omap" || tree.tag(id) == "tag:yaml.org,2002:omap";
  if (node.kind == NodeKind::sequence && !ordered_map) {
    value.type = Value::Type::sequence;
    for (const NodeId item : tree.items(id)) value.items.push_back(value_of(tree, item));
    return value;
  }
  value.type = Value::Type::mapping;
  Hash hash;
  if (node.kind == NodeKind::mapping) {
    for (const Entry& entry : tree.entries(id)) {
      put(tree, hash, entry, value_of(tree, entry.key), value_of(tree, entry.value));
    }
  } else {
    // `!!omap` is a list of mappings of one entry each.
    for (const NodeId item : tree.items(id)) {
      const NodeId one = tree.resolve(item);
      if (one == no_node || tree[one].kind == NodeKind::scalar || tree[one].first_child == no_node) continue;
      NodeId last = tree[one].first_child;
      while (tree[last].next != no_node) last = tree[last].next;
      hash.set(value_of(tree, tree[one].first_child), value_of(tree, last));
    }
  }
  value.entries = hash.take();
  return value;
}

}  // namespace galley::post
