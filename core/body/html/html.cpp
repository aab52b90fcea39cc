#include "core/body/html/html.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "core/body/html/bounds.h"
#include "core/body/html/decoded.h"
#include "core/text/utf8.h"

namespace galley::body {

// Gumbo frees a tree node by node and recursively; here everything it asks for comes from blocks that are reused for
// the next post, and nothing is freed singly. Only the latest allocation can be given back, which is what a growing
// string buffer does.
struct HtmlParser::Memory {
  static constexpr std::size_t block_size = 256 * 1024;
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size;
  };
  std::vector<Block> blocks;
  std::size_t block = 0;  // the one in use
  std::size_t used = 0;   // bytes of it
  std::byte* last = nullptr;

  void* allocate(std::size_t size) {
    constexpr std::size_t align = alignof(std::max_align_t);
    size = (size + align - 1) / align * align;
    while (block < blocks.size() && blocks[block].size - used < size) {
      ++block;
      used = 0;
    }
    if (block == blocks.size()) {
      const std::size_t bytes = std::max(block_size, size);
      blocks.push_back({std::make_unique_for_overwrite<std::byte[]>(bytes), bytes});
      used = 0;
    }
    last = blocks[block].bytes.get() + used;
    used += size;
    return last;
  }

  void release(void* p) {
    if (p != nullptr && p == last) {
      used = static_cast<std::size_t>(last - blocks[block].bytes.get());
      last = nullptr;
    }
  }

  void reset() {
    // What one unusual post needed is not kept for all the usual ones.
    if (blocks.size() > 8) blocks.resize(8);
    block = used = 0;
    last = nullptr;
  }
};

namespace {

constexpr std::size_t gumbo_tags = static_cast<std::size_t>(GUMBO_TAG_LAST) + 1;

const std::array<Tag, gumbo_tags>& tag_table() {
  static const auto table = [] {
    std::array<Tag, gumbo_tags> t{};
    for (std::size_t i = 0; i < static_cast<std::size_t>(GUMBO_TAG_UNKNOWN); ++i)
      t[i] = tag_of(gumbo_normalized_tagname(static_cast<GumboTag>(i)));
    return t;
  }();
  return table;
}

Mended mended_of(GumboParseFlags flags) {
  Mended m = Mended::none;
  const auto take = [&](unsigned from, Mended to) {
    if ((static_cast<unsigned>(flags) & from) != 0) m = m | to;
  };
  take(GUMBO_INSERTION_BY_PARSER, Mended::start_implied);
  take(GUMBO_INSERTION_IMPLICIT_END_TAG, Mended::end_implied);
  take(GUMBO_INSERTION_CONVERTED_FROM_END_TAG, Mended::from_end_tag);
  take(GUMBO_INSERTION_RECONSTRUCTED_FORMATTING_ELEMENT, Mended::reconstructed);
  take(GUMBO_INSERTION_ADOPTION_AGENCY_CLONED, Mended::adoption_cloned);
  take(GUMBO_INSERTION_ADOPTION_AGENCY_MOVED, Mended::adoption_moved);
  take(GUMBO_INSERTION_FOSTER_PARENTED, Mended::foster_parented);
  return m;
}

const GumboVector* children_of(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE ? &node->v.element.children : nullptr;
}

constexpr std::string_view replacement = "\xEF\xBF\xBD";

}  // namespace

class DocumentBuilder {
 public:
  explicit DocumentBuilder(MappedText html) {
    doc_.html_ = std::make_unique<MappedText>(std::move(html));
    text_ = doc_.html_->text();
  }

  std::string_view cut() {
    doc_.cut_ = find_cut(text_);
    return doc_.cut_ ? text_.substr(0, doc_.cut_->at) : text_;
  }

  Document build(const GumboNode* html_element) {
    const std::size_t guess = text_.size() / 24 + 8;
    doc_.nodes_.reserve(guess);
    Node root;
    root.kind = NodeKind::root;
    doc_.nodes_.push_back(root);
    std::vector<NodeId> last_child{no_node};  // by depth: the latest child of the open node there
    const GumboNode* node = html_element;
    std::vector<NodeId> open{0};
    std::vector<unsigned> next_index{0};
    // The tree below `html_element` in document order, without recursion.
    while (!open.empty()) {
      const GumboVector* children = children_of(node);
      const unsigned i = next_index.back();
      if (children != nullptr && i < children->length) {
        ++next_index.back();
        const auto* child = static_cast<const GumboNode*>(children->data[i]);
        const NodeId id = add(child, open.back(), static_cast<std::uint32_t>(open.size()));
        if (last_child.back() == no_node)
          doc_.nodes_[open.back()].first_child = id;
        else
          doc_.nodes_[last_child.back()].next_sibling = id;
        last_child.back() = id;
        if (children_of(child) != nullptr) {
          node = child;
          open.push_back(id);
          next_index.push_back(0);
          last_child.push_back(no_node);
        } else {
          doc_.nodes_[id].subtree_end = id + 1;
        }
      } else {
        doc_.nodes_[open.back()].subtree_end = static_cast<NodeId>(doc_.nodes_.size());
        open.pop_back();
        next_index.pop_back();
        last_child.pop_back();
        node = node->parent;
      }
    }
    extents();
    foster_parents();
    return std::move(doc_);
  }

 private:
  std::uint32_t offset(const char* p) const { return static_cast<std::uint32_t>(p - text_.data()); }

  Span span(const GumboStringPiece& piece) const {
    if (piece.data == nullptr || piece.data < text_.data() || piece.data > text_.data() + text_.size()) return {};
    const std::uint32_t begin = offset(piece.data);
    return {begin,
            std::min(begin + static_cast<std::uint32_t>(piece.length), static_cast<std::uint32_t>(text_.size()))};
  }

  // Gumbo's decoded strings die with its memory: where they are the text's own bytes, show those, else keep a copy.
  std::string_view keep(std::string_view decoded, Span at) {
    const std::string_view raw = slice(text_, at);
    if (raw == decoded) return raw;
    if (decoded.empty()) return {};
    // Gumbo takes controls and noncharacters for what is not UTF-8; the standard keeps them (WHATWG HTML 13.2.3.5).
    std::string own;
    if (decoded.find(replacement) != std::string_view::npos) {
      own = with_own_characters(raw, decoded);
      if (own == raw) return raw;
      decoded = own;
    }
    if (!doc_.strings_) doc_.strings_ = std::make_unique<std::pmr::monotonic_buffer_resource>(1024);
    auto* copy = static_cast<char*>(doc_.strings_->allocate(decoded.size(), 1));
    std::memcpy(copy, decoded.data(), decoded.size());
    return {copy, decoded.size()};
  }

  NodeId add(const GumboNode* from, NodeId parent, std::uint32_t depth) {
    const auto id = static_cast<NodeId>(doc_.nodes_.size());
    Node n;
    n.parent = parent;
    n.depth = depth;
    n.mended = mended_of(from->parse_flags);
    switch (from->type) {
      case GUMBO_NODE_ELEMENT:
      case GUMBO_NODE_TEMPLATE:
        element(from->v.element, n);
        break;
      case GUMBO_NODE_COMMENT:
        n.kind = NodeKind::comment;
        n.start = span(from->v.text.original_text);
        n.text = comment_text(n.start, from->v.text.text);
        break;
      default:
        n.kind = NodeKind::text;
        n.start = span(from->v.text.original_text);
        n.text = keep(from->v.text.text, n.start);
    }
    doc_.nodes_.push_back(n);
    return id;
  }

  std::string_view comment_text(Span at, const char* decoded) {
    const std::string_view text = decoded;
    if (at.size() >= 4 + text.size() && slice(text_, at).substr(4, text.size()) == text)
      return slice(text_, at).substr(4, text.size());
    return keep(text, {at.begin, at.begin});
  }

  void element(const GumboElement& e, Node& n) {
    n.kind = NodeKind::element;
    n.ns = e.tag_namespace == GUMBO_NAMESPACE_SVG      ? Namespace::svg
           : e.tag_namespace == GUMBO_NAMESPACE_MATHML ? Namespace::mathml
                                                       : Namespace::html;
    n.tag = tag_table()[static_cast<std::size_t>(e.tag)];
    const Span start = span(e.original_tag);
    if (n.tag == Tag::unknown) {
      unknown_name(start, n);
    } else {
      n.name = tag_name(n.tag);
    }
    // A clone carries the first one's tag; it has none of its own.
    const bool clone = has(n.mended, Mended::reconstructed) || has(n.mended, Mended::adoption_cloned);
    if (!clone) n.start = start;
    n.end = span(e.original_end_tag);
    n.first_attribute = static_cast<std::uint32_t>(doc_.attributes_.size());
    n.attribute_count = e.attributes.length;
    for (unsigned i = 0; i < e.attributes.length; ++i) {
      const auto& a = *static_cast<const GumboAttribute*>(e.attributes.data[i]);
      Attribute made;
      made.name_at = span(a.original_name);
      made.value_at = span(a.original_value);
      const std::string_view raw = slice(text_, made.value_at);
      if (raw.size() >= 2 && (raw[0] == '"' || raw[0] == '\'') && raw.back() == raw[0])
        made.value_at = {made.value_at.begin + 1, made.value_at.end - 1};
      made.name = keep(a.name, made.name_at);
      made.value = keep(a.value, made.value_at);
      doc_.attributes_.push_back(made);
    }
  }

  void unknown_name(Span start, Node& n) {
    const std::string_view tag = slice(text_, start);
    std::size_t end = 1;
    while (end < tag.size() && tag[end] != '>' && tag[end] != '/' && tag[end] != ' ' && tag[end] != '\t' &&
           tag[end] != '\n' && tag[end] != '\r' && tag[end] != '\f')
      ++end;
    std::string name(tag.size() > 1 ? tag.substr(1, end - 1) : std::string_view());
    if (n.ns == Namespace::html)
      for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    n.name = keep(name, {start.begin + 1, start.begin + 1 + static_cast<std::uint32_t>(name.size())});
    n.tag = tag_of(name);  // elements that Gumbo is too old to know
    if (n.ns != Namespace::html) n.tag = Tag::unknown;
  }

  // Where an element without tags of its own stands: around its children. Children come after their parent, so one pass
  // from the end meets them first.
  void extents() {
    auto& nodes = doc_.nodes_;
    for (NodeId id = static_cast<NodeId>(nodes.size()); id-- > 0;) {
      Node& n = nodes[id];
      Span own = n.start;
      if (!n.end.empty()) own = own.empty() ? n.end : cover(own, n.end);
      if (n.first_child != no_node && n.extent.end > n.extent.begin)
        own = own.empty() ? n.extent : cover(own, n.extent);
      n.extent = own;
      if (id == 0) {
        n.extent = {0, static_cast<std::uint32_t>(text_.size())};
      } else if (!own.empty()) {
        Node& p = nodes[n.parent];
        p.extent = p.extent.empty() ? own : cover(p.extent, own);
      }
    }
  }

  // Gumbo does not always flag what it moves out of a table: it is what now stands before a table and was written after
  // its start tag.
  void foster_parents() {
    auto& nodes = doc_.nodes_;
    const auto is_table = [](const Node& n) { return n.tag == Tag::table && !n.start.empty(); };
    if (std::none_of(nodes.begin(), nodes.end(), is_table)) return;
    constexpr std::uint32_t none = ~0u;
    std::vector<std::uint32_t> table_start(nodes.size(), none);  // of the table that a node stands right before
    for (NodeId id = static_cast<NodeId>(nodes.size()); id-- > 1;) {
      Node& n = nodes[id];
      if (n.next_sibling == no_node) continue;
      const Node& next = nodes[n.next_sibling];
      const std::uint32_t limit = is_table(next) ? next.start.begin : table_start[n.next_sibling];
      if (limit == none || n.extent.empty() || n.extent.begin < limit) continue;
      n.mended = n.mended | Mended::foster_parented;
      table_start[id] = limit;
    }
  }

  Document doc_;
  std::string_view text_;
};

HtmlParser::HtmlParser() : memory_(std::make_unique<Memory>()) {}
HtmlParser::~HtmlParser() = default;
HtmlParser::HtmlParser(HtmlParser&&) noexcept = default;
HtmlParser& HtmlParser::operator=(HtmlParser&&) noexcept = default;

Document HtmlParser::parse(MappedText html) {
  DocumentBuilder builder(std::move(html));
  const std::string_view text = builder.cut();
  memory_->reset();
  GumboOptions options = kGumboDefaultOptions;
  options.userdata = memory_.get();
  options.allocator = [](void* memory, std::size_t size) { return static_cast<Memory*>(memory)->allocate(size); };
  options.deallocator = [](void* memory, void* p) { static_cast<Memory*>(memory)->release(p); };
  options.max_errors = 0;  // each recorded error copies the tag stack
  options.fragment_context = GUMBO_TAG_BODY;
  // Gumbo has a byte after the text looked at; a view of a std::string has its NUL there, a cut one does not matter.
  const GumboOutput* output =
      gumbo_parse_with_options(&options, text.data() == nullptr ? "" : text.data(), text.size());
  return builder.build(output->root);
}

Document parse_html(MappedText html) { return HtmlParser().parse(std::move(html)); }

}  // namespace galley::body
