// A YAML document whose values are asked for by the type that they must have. Each refusal becomes a problem with the
// place in the file and what to do, in plain words.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/config/keys.h"
#include "cli/config/origin.h"
#include "core/post/yaml_tree.h"
#include "core/text/source.h"

namespace galley::cli::config {

/// The text in quotes, cut where it is long.
std::string shown(std::string_view text);

class TreeReader {
 public:
  using NodeId = post::NodeId;

  /// `path` is how messages name the file. Text that is not YAML is one problem, and an empty tree.
  TreeReader(const std::string& path, std::string_view bytes, std::vector<Problem>& problems);

  /// The node at the top, or `no_node` where the file says nothing.
  NodeId root() const;
  const post::YamlTree& tree() const { return tree_; }
  bool is_null(NodeId id) const;

  Origin origin(NodeId id) const;
  void fault(NodeId id, std::string cause) { problems_.push_back({origin(id), std::move(cause)}); }
  void fault(const Origin& at, std::string cause) { problems_.push_back({at, std::move(cause)}); }
  void unknown_key(NodeId at, std::string_view key, const std::vector<Key>& keys, std::string_view where);

  /// Calls `use` with each key, its node, and its value, once for each key. `name` is how messages call the mapping.
  void each_entry(NodeId mapping, std::string_view name,
                  const std::function<void(std::string_view, NodeId, NodeId)>& use);
  /// The text of a scalar as it is written: `off` is no boolean here.
  std::optional<Word> word(NodeId id, std::string_view key);
  /// The items of a list, or one alone.
  std::vector<Word> words(NodeId id, std::string_view key);
  std::optional<bool> boolean(NodeId id, std::string_view key);
  /// Not negative.
  std::optional<std::int64_t> integer(NodeId id, std::string_view key);
  /// Whether a word is one of the choices; where there are none any is.
  bool chosen(const Word& value, std::string_view key, const std::vector<std::string>& choices);

 private:
  void yaml_fault();
  std::string_view what(NodeId id) const;

  Source source_;
  std::vector<Problem>& problems_;
  post::YamlTree tree_;
};

}  // namespace galley::cli::config
