// A YAML document as a tree of nodes that know their places. It is read through libyaml, the parser that Jekyll's Psych
// uses, so what is valid here is what is valid there; keys given twice are all kept, aliases stay references, and
// depth, size and what aliases expand to are bounded. This is the only part of galley that sees libyaml.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/post/scalar.h"
#include "core/text/span.h"

namespace galley::post {

/// The bounds on hostile input. What exceeds one is an error of kind `excessive`.
inline constexpr std::size_t max_front_matter_bytes = 1 << 20;
inline constexpr std::uint32_t max_yaml_depth = 200;
inline constexpr std::uint64_t max_expanded_nodes = 100'000;  // counted with each alias as what it stands for

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = 0xFFFFFFFF;

enum class NodeKind : std::uint8_t { scalar, sequence, mapping, alias };
enum class NodeStyle : std::uint8_t { plain, single_quoted, double_quoted, literal, folded, block, flow };

struct Node {
  NodeKind kind = NodeKind::scalar;
  NodeStyle style = NodeStyle::plain;
  Scalar::Type type = Scalar::Type::string;  // of a scalar
  Span span;                                 // with quotes or brackets; without tag and anchor
  Span content;                              // of a quoted scalar what is inside the quotes, else `span`
  Span properties;                           // tag and anchor; empty where there are none
  NodeId parent = no_node;
  NodeId first_child = no_node;  // a mapping's children are key, value, key, value, …
  NodeId next = no_node;         // the next child of the same parent
  std::uint32_t children = 0;
  NodeId target = no_node;          // of an alias: the node that it stands for
  Span text_at, tag_at, anchor_at;  // in the tree's own text: use YamlTree::text and its like
};

/// Why a document cannot be read.
struct YamlError {
  enum class Kind : std::uint8_t {
    syntax,     // Psych::SyntaxError
    character,  // the same, for bytes that are not UTF-8 or a control character
    alias,      // an alias to no anchor
    value,      // a scalar that Psych raises at (Scalar::Type::invalid)
    unsafe,     // a class that safe_load refuses, a symbol, or an alias to what contains it
    excessive,  // a bound of ours
  };
  Kind kind = Kind::syntax;
  Span at;              // the character at which reading stopped, or the offending node; empty at the end
  std::string problem;  // in libyaml's or our own words: "did not find expected key"
  std::string context;  // "while parsing a block mapping", or ""
  Span context_at;      // where that began; empty at its place
};

struct Entry {
  NodeId key = no_node;
  NodeId value = no_node;
};

class YamlTree {
 public:
  /// Reads the first document of `text[place]` as Psych.parse does. All spans are offsets into `text`. Where reading
  /// fails the tree is empty for kinds syntax, character and excessive, and whole for the others; `error()` says why.
  static YamlTree read(std::string_view text, Span place);

  bool valid() const { return !failed_; }
  /// The first reason for which Psych.safe_load would fail; only where `valid()` is false.
  const YamlError& error() const { return error_; }

  bool empty() const { return nodes_.empty(); }
  NodeId root() const { return nodes_.empty() ? no_node : 0; }
  std::size_t size() const { return nodes_.size(); }
  const Node& operator[](NodeId id) const { return nodes_[id]; }

  /// A scalar's text with escapes and folding undone; an alias's name. Valid as long as the tree is not changed.
  std::string_view text(NodeId id) const { return slice(text_, nodes_[id].text_at); }
  std::string_view tag(NodeId id) const { return slice(text_, nodes_[id].tag_at); }
  std::string_view anchor(NodeId id) const { return slice(text_, nodes_[id].anchor_at); }
  /// The typed scalar; `id` must be a scalar.
  Scalar scalar(NodeId id) const;
  /// The node itself, or what an alias stands for; `no_node` for an alias to nothing or to its own parent.
  NodeId resolve(NodeId id) const;

  /// The children of a sequence (resolve aliases yourself), and the entries of a mapping, in the order of the text.
  std::vector<NodeId> items(NodeId sequence) const;
  std::vector<Entry> entries(NodeId mapping) const;
  /// The entry that holds for a text key in the root mapping: the last one written (Ruby's Hash), also one brought by a
  /// merge key `<<`. Both ids are `no_node` where there is none.
  Entry find(std::string_view key) const;
  Entry find(NodeId mapping, std::string_view key) const;

 private:
  friend class YamlTreeBuilder;
  std::vector<Node> nodes_;
  std::string text_;
  YamlError error_;
  bool failed_ = false;
};

/// A typed value by itself, for what hands front matter on. Mappings hold each key once, as Ruby's Hash would: at its
/// first place, with its last value, merge keys applied.
struct Value {
  enum class Type : std::uint8_t { scalar, sequence, mapping };
  Type type = Type::scalar;
  Scalar scalar;     // Type::scalar
  std::string text;  // of a string, the bytes of binary, a big integer in decimal
  std::vector<Value> items;
  struct Member;  // a key and its value; a std::pair could not stand here before Value is complete
  std::vector<Member> entries;

  /// Ruby's eql?: what makes two keys one.
  bool same_key(const Value& other) const;
};

struct Value::Member {
  Value first;
  Value second;
};

/// Ruby's `nil?`, and what it takes for true: all but nil and false.
inline bool is_null(const Value& v) { return v.type == Value::Type::scalar && v.scalar.type == Scalar::Type::null; }
inline bool is_false(const Value& v) {
  return v.type == Value::Type::scalar && v.scalar.type == Scalar::Type::boolean && !v.scalar.boolean;
}
inline bool truthy(const Value& v) { return !is_null(v) && !is_false(v); }

/// The value of a node of a valid tree. Bounded by `max_expanded_nodes` and `max_yaml_depth`.
Value value_of(const YamlTree& tree, NodeId id);

}  // namespace galley::post
