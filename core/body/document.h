// Document is what a browser would build of a post's body: Gumbo's tree, flattened into arrays in document order, whose
// nodes, attributes and text know where they stand in the HTML that was parsed ("made" offsets) and, through its source
// map, which bytes of the post they came from. It is read-only and made by parse_html (core/body/html/html.h).
#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/tag.h"
#include "core/text/mapped_text.h"

namespace galley::body {

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = ~NodeId{0};

enum class NodeKind : std::uint8_t { root, element, text, comment };
enum class Namespace : std::uint8_t { html, svg, mathml };

/// What the parser had to mend around an element (WHATWG HTML 13.2).
enum class Mended : std::uint16_t {
  none = 0,
  start_implied = 1,     // no start tag in the text
  end_implied = 2,       // no end tag in the text
  from_end_tag = 4,      // `</p>` or `</br>` where nothing was open
  reconstructed = 8,     // a formatting element opened again in another block
  adoption_cloned = 16,  // cloned by the adoption agency (crossed tags)
  adoption_moved = 32,   // moved by it
  foster_parented = 64,  // moved out of a table
};
constexpr Mended operator|(Mended a, Mended b) {
  return static_cast<Mended>(static_cast<std::uint16_t>(a) | static_cast<std::uint16_t>(b));
}
constexpr bool has(Mended set, Mended bit) {
  return (static_cast<std::uint16_t>(set) & static_cast<std::uint16_t>(bit)) != 0;
}

/// Views are valid as long as the Document; spans are made offsets.
struct Attribute {
  std::string_view name;   // in lower case
  std::string_view value;  // references decoded
  Span name_at;
  Span value_at;  // without quotes; empty where there is no value
};

struct Node {
  NodeKind kind = NodeKind::element;
  Namespace ns = Namespace::html;
  Tag tag = Tag::unknown;  // elements; `unknown` keeps its `name`
  Mended mended = Mended::none;
  NodeId parent = no_node;
  NodeId first_child = no_node;
  NodeId next_sibling = no_node;
  NodeId subtree_end = 0;   // ids [own id, subtree_end) are this node and its descendants
  std::uint32_t depth = 0;  // 0 for the root
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;
  std::string_view name;  // element name in lower case (SVG: as written)
  std::string_view text;  // text: decoded; comment: between its delimiters
  Span start;             // made: the start tag; for text and comments all of it
  Span end;               // made: the end tag; empty where there is none
  Span extent;            // made: from the first to the last byte of it and of its descendants
};

/// Why a tree stops short of its text: a bound against hostile input (DESIGN.md) was met at `at` (made offset).
struct Cut {
  enum class Bound : std::uint8_t { depth, formatting, attributes } bound;
  std::uint32_t at;
};

class Document {
 public:
  /// The HTML that was parsed, with its source map.
  const MappedText& html() const { return *html_; }

  /// All nodes in document order; node 0 is the root, the parent of what stands in `body`.
  std::span<const Node> nodes() const { return nodes_; }
  const Node& operator[](NodeId id) const { return nodes_[id]; }
  NodeId id(const Node& node) const { return static_cast<NodeId>(&node - nodes_.data()); }
  const std::optional<Cut>& cut() const { return cut_; }
  /// True only where every tag of the HTML is well formed and has its partner where it belongs (core/body/html/
  /// nesting.h), no tag gives an attribute twice, and every comment ends as it should.
  bool sound() const { return sound_; }

  std::span<const Attribute> attributes(const Node& node) const {
    return std::span(attributes_).subspan(node.first_attribute, node.attribute_count);
  }
  /// The attribute of that name, or null. The first, as in HTML, where it is given twice.
  const Attribute* attribute(const Node& node, std::string_view name) const;
  /// Its value, or an empty view where there is none.
  std::string_view value(const Node& node, std::string_view name) const;

  // Places in the post (byte spans of its Source). Where everything of the node is generated, the place of what made
  // it.

  Span place(Span made) const { return html_->source_cover(made); }
  Span place(const Node& node) const { return place(node.extent); }
  Span start_tag_place(const Node& node) const { return place(node.start); }
  Span name_place(const Attribute& a) const { return place(a.name_at); }
  Span value_place(const Attribute& a) const { return place(a.value_at); }
  /// Name, value and quotes of an attribute that the post's author wrote as one; empty where a reader made its name.
  Span attribute_place(const Attribute& a) const;
  /// Of the part [begin, end) of a text node's (or comment's) `text`, or of an attribute's `value`.
  Span text_place(const Node& text, std::size_t begin, std::size_t end) const;
  Span value_place(const Attribute& a, std::size_t begin, std::size_t end) const;
  std::vector<Span> places(const Node& node) const { return html_->source_spans(node.extent); }

  /// All text below the node, in order, joined (what DOM calls textContent).
  std::string text_content(const Node& node) const;

 private:
  friend class DocumentBuilder;  // core/body/html: the only maker
  std::unique_ptr<MappedText> html_;
  std::unique_ptr<std::pmr::monotonic_buffer_resource> strings_;  // decoded text that differs from its bytes
  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  std::optional<Cut> cut_;
  bool sound_ = false;
};

}  // namespace galley::body
