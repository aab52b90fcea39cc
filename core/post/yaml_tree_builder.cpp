#include "core/post/yaml_tree.h"

#include <yaml.h>

#include <algorithm>
#include <unordered_map>

#include "core/text/utf8.h"

namespace galley::post {
/// libyaml counts characters; this turns its indexes into byte offsets. Marks come nearly in order, so walking from the
/// last place is short; where all is ASCII there is nothing to do.
class YamlPlaces {
 public:
  YamlPlaces(std::string_view text, Span place)
      : text_(text.substr(0, place.end)), base_(place.begin), at_(place.begin) {
    const auto part = slice(text, place);
    ascii_ = std::all_of(part.begin(), part.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
  }

  std::uint32_t byte(const yaml_mark_t& mark) {
    if (ascii_) return std::min(base_ + static_cast<std::uint32_t>(mark.index), size());
    while (index_ < mark.index && at_ < size()) {
      do ++at_;
      while (at_ < size() && continues(at_));
      ++index_;
    }
    while (index_ > mark.index && at_ > base_) {
      do --at_;
      while (at_ > base_ && continues(at_));
      --index_;
    }
    return at_;
  }
  Span span(const yaml_mark_t& begin, const yaml_mark_t& end) {
    const auto from = byte(begin);
    return {from, byte(end)};
  }
  /// The character that begins at a mark; empty at the end.
  Span character(std::uint32_t begin) const {
    if (begin >= size()) return {size(), size()};
    auto end = begin + 1;
    while (end < size() && continues(end)) ++end;
    return {begin, end};
  }

 private:
  std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
  bool continues(std::uint32_t at) const { return (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80; }

  std::string_view text_;
  std::uint32_t base_;
  std::uint32_t at_;
  std::size_t index_ = 0;
  bool ascii_ = false;
};

namespace {

struct Parser {
  Parser() { ready = yaml_parser_initialize(&yaml) == 1; }
  ~Parser() { yaml_parser_delete(&yaml); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  yaml_parser_t yaml{};
  bool ready = false;
};

struct Event {
  ~Event() { clear(); }
  void clear() {
    if (event.type != YAML_NO_EVENT) yaml_event_delete(&event);
    event.type = YAML_NO_EVENT;
  }
  yaml_event_t event{};
};

std::string_view view(const yaml_char_t* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

NodeStyle style_of(yaml_scalar_style_t style) {
  switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
      return NodeStyle::single_quoted;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      return NodeStyle::double_quoted;
    case YAML_LITERAL_SCALAR_STYLE:
      return NodeStyle::literal;
    case YAML_FOLDED_SCALAR_STYLE:
      return NodeStyle::folded;
    default:
      return NodeStyle::plain;
  }
}

}  // namespace

class YamlTreeBuilder {
 public:
  YamlTreeBuilder(std::string_view text, Span place) : text_(text), place_(place), places_(text, place) {}

  YamlTree build() {
    if (place_.size() > max_front_matter_bytes) {
      fail({YamlError::Kind::excessive, {place_.begin, place_.begin}, "the front matter is larger than 1 MiB", "", {}});
      return std::move(tree_);
    }
    Parser parser;
    if (!parser.ready) {
      fail({YamlError::Kind::excessive, place_, "out of memory", "", {}});
      return std::move(tree_);
    }
    yaml_parser_set_encoding(&parser.yaml, YAML_UTF8_ENCODING);
    const auto part = slice(text_, place_);
    yaml_parser_set_input_string(&parser.yaml, reinterpret_cast<const unsigned char*>(part.data()), part.size());
    Event event;
    while (true) {
      event.clear();
      if (yaml_parser_parse(&parser.yaml, &event.event) != 1) {
        fail_at(parser.yaml);
        break;
      }
      if (!take(event.event)) break;
    }
    if (tree_.failed_ && tree_.error_.kind != YamlError::Kind::alias && tree_.error_.kind != YamlError::Kind::value &&
        tree_.error_.kind != YamlError::Kind::unsafe) {
      tree_.nodes_.clear();
      tree_.text_.clear();
    }
    return std::move(tree_);
  }

 private:
  struct Open {
    NodeId node;
    NodeId last = no_node;
    std::uint64_t expanded = 1;
    std::uint32_t depth = 1;
  };
  struct Extent {
    std::uint64_t nodes = 1;
    std::uint32_t depth = 1;
  };

  void fail(YamlError error) {
    if (tree_.failed_) return;
    tree_.failed_ = true;
    tree_.error_ = std::move(error);
  }

  void fail_at(const yaml_parser_t& parser) {
    YamlError error;
    error.problem = parser.problem == nullptr ? "cannot be read" : parser.problem;
    if (parser.error == YAML_READER_ERROR) {
      error.kind = YamlError::Kind::character;
      // libyaml points at the byte that broke the character; the place is where the character begins.
      const auto at = std::min(utf8::first_invalid(text_.substr(0, place_.end), place_.begin),
                               place_.begin + parser.problem_offset);
      error.at = places_.character(static_cast<std::uint32_t>(at));
    } else if (parser.error == YAML_MEMORY_ERROR) {
      error.kind = YamlError::Kind::excessive;
      error.at = {place_.begin, place_.begin};
    } else {
      error.at = places_.character(places_.byte(parser.problem_mark));
      if (parser.context != nullptr) {
        error.context = parser.context;
        const auto at = places_.byte(parser.context_mark);
        error.context_at = {at, at};
      }
    }
    // What was wrong with the text comes before what was wrong with its values: Psych parses first.
    tree_.failed_ = false;
    fail(std::move(error));
  }

  Span store(std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(tree_.text_.size());
    tree_.text_.append(text);
    return {begin, static_cast<std::uint32_t>(tree_.text_.size())};
  }

  NodeId add(Node node) {
    const auto id = static_cast<NodeId>(tree_.nodes_.size());
    if (!open_.empty()) {
      Open& parent = open_.back();
      node.parent = parent.node;
      if (parent.last == no_node) {
        tree_.nodes_[parent.node].first_child = id;
      } else {
        tree_.nodes_[parent.last].next = id;
      }
      parent.last = id;
      ++tree_.nodes_[parent.node].children;
    }
    tree_.nodes_.push_back(node);
    return id;
  }

  /// Tag and anchor stand before the node proper and belong to libyaml's mark of it; this moves the node's begin past
  /// them.
  void set_properties(Node& node, const yaml_char_t* tag, const yaml_char_t* anchor) {
    node.properties = {node.span.begin, node.span.begin};
    if (tag == nullptr && anchor == nullptr) return;
    if (tag != nullptr) node.tag_at = store(view(tag));
    if (anchor != nullptr) node.anchor_at = store(view(anchor));
    auto at = node.span.begin;
    auto end = at;
    const auto limit = std::max(node.span.end, node.span.begin);
    for (int i = 0; i < 2 && at < limit && (text_[at] == '!' || text_[at] == '&'); ++i) {
      end =
          std::min(static_cast<std::uint32_t>(std::min(text_.find_first_of(" \t\r\n,[]{}", at), text_.size())), limit);
      // A verbatim tag `!<…>` may hold flow indicators.
      if (text_.substr(at).starts_with("!<")) {
        end = std::min(static_cast<std::uint32_t>(std::min(text_.find('>', at), text_.size() - 1) + 1), limit);
      }
      at = static_cast<std::uint32_t>(std::min(text_.find_first_not_of(" \t\r\n", end), text_.size()));
      at = std::min(at, limit);
    }
    node.properties.end = end;
    node.span.begin = at;
  }

  void note_anchor(const yaml_char_t* anchor, NodeId id) {
    if (anchor != nullptr) anchors_[std::string(view(anchor))] = id;
  }

  void finish(const Extent& extent) {
    if (open_.empty()) return;
    open_.back().expanded = std::min(open_.back().expanded + extent.nodes, max_expanded_nodes + 1);
    open_.back().depth = std::max(open_.back().depth, extent.depth + 1);
  }

  bool take_scalar(const yaml_event_t& event) {
    const auto& data = event.data.scalar;
    const std::string_view value(reinterpret_cast<const char*>(data.value), data.length);
    Node node;
    node.kind = NodeKind::scalar;
    node.style = style_of(data.style);
    node.span = places_.span(event.start_mark, event.end_mark);
    set_properties(node, data.tag, data.anchor);
    node.content = node.span;
    node.text_at = store(value);
    if (node.style == NodeStyle::single_quoted || node.style == NodeStyle::double_quoted) {
      if (node.span.size() >= 2) node.content = {node.span.begin + 1, node.span.end - 1};
    } else if (node.style == NodeStyle::literal || node.style == NodeStyle::folded) {
      // The mark of a block scalar runs on to the next token: its own end is that of its last line.
      while (node.span.end > node.span.begin && is_space(text_[node.span.end - 1])) --node.span.end;
      const auto line = text_.find('\n', node.span.begin);
      node.content = {std::min(static_cast<std::uint32_t>(std::min(line, text_.size() - 1) + 1), node.span.end),
                      node.span.end};
    }
    Scalar typed;
    if (data.quoted_implicit == 0) {
      typed = data.tag == nullptr ? type_plain_scalar(value) : type_tagged_scalar(view(data.tag), value);
    }
    node.type = typed.type;
    const NodeId id = add(node);
    note_anchor(data.anchor, id);
    if (!typed.readable()) {
      const Span at = node.span.empty() ? node.properties : node.span;
      if (typed.type == Scalar::Type::invalid) {
        fail({YamlError::Kind::value, at, "looks like a number or a time, but is none", "", {}});
      } else if (typed.type == Scalar::Type::symbol) {
        fail({YamlError::Kind::unsafe, at, "a value that begins with a colon is a Ruby symbol", "", {}});
      } else {
        fail({YamlError::Kind::unsafe, cover(node.properties, at), "the tag names a Ruby class", "", {}});
      }
    }
    finish({});
    if (data.anchor != nullptr) extents_[id] = {};
    return true;
  }

  bool take_alias(const yaml_event_t& event) {
    Node node;
    node.kind = NodeKind::alias;
    node.span = node.content = places_.span(event.start_mark, event.end_mark);
    node.properties = {node.span.begin, node.span.begin};
    node.text_at = store(view(event.data.alias.anchor));
    Extent extent;
    const auto found = anchors_.find(std::string(view(event.data.alias.anchor)));
    if (found == anchors_.end()) {
      fail({YamlError::Kind::alias, node.span, "the alias names no anchor before it", "", {}});
    } else if (const auto known = extents_.find(found->second); known == extents_.end()) {
      fail({YamlError::Kind::unsafe, node.span, "the alias stands inside of what it stands for", "", {}});
    } else {
      node.target = found->second;
      extent = known->second;
    }
    add(node);
    finish(extent);
    return true;
  }

  bool open_collection(const yaml_event_t& event, NodeKind kind, const yaml_char_t* tag, const yaml_char_t* anchor,
                       bool flow) {
    if (open_.size() >= max_yaml_depth) {
      const auto at = places_.byte(event.start_mark);
      fail({YamlError::Kind::excessive, places_.character(at), "collections are nested too deeply", "", {}});
      return false;
    }
    Node node;
    node.kind = kind;
    node.style = flow ? NodeStyle::flow : NodeStyle::block;
    node.span = places_.span(event.start_mark, event.end_mark);
    const auto mark_end = node.span.end;
    // Until its end is known, what follows the properties is the limit.
    if (!flow) node.span.end = place_.end;
    set_properties(node, tag, anchor);
    if (!flow) node.span.end = std::max(mark_end, node.span.begin);
    node.content = node.span;
    if (tag != nullptr) {
      const auto name = view(tag);
      if (kind == NodeKind::mapping ? refuses_mapping_tag(name) : refuses_sequence_tag(name)) {
        fail({YamlError::Kind::unsafe, node.properties, "the tag names a Ruby class", "", {}});
      }
    }
    const NodeId id = add(node);
    note_anchor(anchor, id);
    open_.push_back({id});
    return true;
  }

  /// Psych takes the first and the last child of each item of an `!!omap`, and raises where there is none.
  void check_ordered_map(NodeId sequence) {
    const auto tag = tree_.tag(sequence);
    if (tag != "!omap" && tag != "tag:yaml.org,2002:omap") return;
    for (NodeId item = tree_[sequence].first_child; item != no_node; item = tree_[item].next) {
      if (tree_[item].first_child != no_node) continue;
      fail({YamlError::Kind::value, tree_[item].span, "an ordered map is a list of mappings", "", {}});
    }
  }

  bool close_collection(const yaml_event_t& event) {
    const Open open = open_.back();
    open_.pop_back();
    Node& node = tree_.nodes_[open.node];
    if (node.style == NodeStyle::flow) {
      node.span.end = places_.byte(event.end_mark);
    } else if (open.last != no_node) {
      // A block collection has no bracket: it reaches from its first child to its last one's end.
      const Node& last = tree_.nodes_[open.last];
      node.span.end = std::max({node.span.end, last.span.end, last.properties.end});
    }
    node.content = node.span;
    if (node.kind == NodeKind::sequence) check_ordered_map(open.node);
    const Extent extent{open.expanded, open.depth};
    if (extent.nodes > max_expanded_nodes || extent.depth > max_yaml_depth) {
      fail({YamlError::Kind::excessive, node.span, "the aliases expand to more than 100,000 nodes", "", {}});
      return false;
    }
    if (!node.anchor_at.empty()) extents_[open.node] = extent;
    finish(extent);
    return true;
  }

  /// False where the document is over.
  bool take(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_SCALAR_EVENT:
        return take_scalar(event);
      case YAML_ALIAS_EVENT:
        return take_alias(event);
      case YAML_SEQUENCE_START_EVENT: {
        const auto& data = event.data.sequence_start;
        return open_collection(event, NodeKind::sequence, data.tag, data.anchor,
                               data.style == YAML_FLOW_SEQUENCE_STYLE);
      }
      case YAML_MAPPING_START_EVENT: {
        const auto& data = event.data.mapping_start;
        return open_collection(event, NodeKind::mapping, data.tag, data.anchor, data.style == YAML_FLOW_MAPPING_STYLE);
      }
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        return close_collection(event);
      case YAML_DOCUMENT_END_EVENT:
      case YAML_STREAM_END_EVENT:
        return false;
      default:
        return true;
    }
  }

  static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

  std::string_view text_;
  Span place_;
  YamlPlaces places_;
  YamlTree tree_;
  std::vector<Open> open_;
  std::unordered_map<std::string, NodeId> anchors_;
  std::unordered_map<NodeId, Extent> extents_;  // of finished nodes that have an anchor
};

YamlTree YamlTree::read(std::string_view text, Span place) { return YamlTreeBuilder(text, place).build(); }

}  // namespace galley::post
