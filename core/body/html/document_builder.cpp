#include "core/body/html/document_builder.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/body/html/bounds.h"
#include "core/body/html/decoded.h"

namespace galley::body {
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

bool is_form_end(std::string_view text) {
  if (!text.starts_with("</") || text.size() < 6) return false;
  return std::equal(text.begin() + 2, text.begin() + 6, "form", [](char a, char b) { return (a | 0x20) == b; });
}

}  // namespace

DocumentBuilder::DocumentBuilder(MappedText html) {
  doc_.html_ = std::make_unique<MappedText>(std::move(html));
  text_ = doc_.html_->text();
}

bool DocumentBuilder::cut() {
  doc_.cut_ = find_cut(text_);
  if (doc_.cut_) text_ = text_.substr(0, doc_.cut_->at);
  return doc_.cut_.has_value();
}

bool DocumentBuilder::build(const GumboNode* root, const Skeleton* skeleton) {
  skeleton_ = skeleton;
  if (!walk(root)) {
    doc_.nodes_.clear();
    doc_.attributes_.clear();
    doc_.strings_.reset();
    return false;
  }
  extents();
  foster_parents();
  return true;
}

void DocumentBuilder::build(const Skeleton& nested) {
  using Kind = Skeleton::Record::Kind;
  skeleton_ = &nested;
  doc_.sound_ = !nested.repeats_attributes();
  const auto records = nested.records();
  doc_.nodes_.reserve(records.size() + 1);
  doc_.nodes_.emplace_back().kind = NodeKind::root;
  std::vector<NodeId> open{0}, last_child{no_node};
  const auto is_text = [](const Skeleton::Record& r) {
    return r.kind == Kind::space || r.kind == Kind::text || r.kind == Kind::raw_text;
  };
  for (std::size_t i = 0; i + 1 < records.size(); ++i) {  // the last one stands for the end
    const Skeleton::Record& r = records[i];
    Node n;
    if (is_text(r)) {
      std::size_t end = i + 1;
      while (end + 1 < records.size() && is_text(records[end])) ++end;
      n.kind = NodeKind::text;
      text_of(&r, &records[end], n);
      i = end - 1;
    } else if (r.kind == Kind::comment) {
      n.kind = NodeKind::comment;
      n.start = r.at;
      n.text = slice(text_, {r.at.begin + 4, r.at.end - 3});
    } else if (r.kind == Kind::dropped) {
      continue;
    } else if (r.end_tag) {
      Node& ended = doc_.nodes_[open.back()];
      ended.end = r.at;
      ended.subtree_end = static_cast<NodeId>(doc_.nodes_.size());
      open.pop_back();
      last_child.pop_back();
      continue;
    } else {
      n.tag = r.tag;
      n.name = tag_name(r.tag);
      if (is_void(r.tag)) n.mended = Mended::end_implied;  // as the parser says of them
      n.start = r.at;
      n.first_attribute = static_cast<std::uint32_t>(doc_.attributes_.size());
      attributes(r);
      n.attribute_count = static_cast<std::uint32_t>(doc_.attributes_.size()) - n.first_attribute;
    }
    n.parent = open.back();
    n.depth = static_cast<std::uint32_t>(open.size());
    const auto id = static_cast<NodeId>(doc_.nodes_.size());
    n.subtree_end = id + 1;
    (last_child.back() == no_node ? doc_.nodes_[open.back()].first_child
                                  : doc_.nodes_[last_child.back()].next_sibling) = id;
    last_child.back() = id;
    const bool opens = n.kind == NodeKind::element && !is_void(n.tag);
    doc_.nodes_.push_back(n);
    if (opens) {
      open.push_back(id);
      last_child.push_back(no_node);
    }
  }
  doc_.nodes_[0].subtree_end = static_cast<NodeId>(doc_.nodes_.size());
  extents();
}

bool DocumentBuilder::walk(const GumboNode* root) {
  const std::size_t guess = text_.size() / 24 + 8;
  doc_.nodes_.reserve(guess);
  doc_.nodes_.emplace_back().kind = NodeKind::root;
  std::vector<NodeId> last_child{no_node};  // by depth: the latest child of the open node there
  const GumboNode* node = root;
  std::vector<NodeId> open{0};
  std::vector<unsigned> next_index{0};
  // The tree below `root` in document order, without recursion.
  while (!open.empty()) {
    const GumboVector* children = children_of(node);
    const unsigned i = next_index.back();
    if (children != nullptr && i < children->length) {
      ++next_index.back();
      const auto* child = static_cast<const GumboNode*>(children->data[i]);
      auto id = static_cast<NodeId>(doc_.nodes_.size());
      if (!add(child, open.back(), static_cast<std::uint32_t>(open.size()))) return false;
      if (last_child.back() != no_node && end_form(last_child.back())) {
        ++id;
        if (id == doc_.nodes_.size()) continue;  // all of it belonged into the form
      }
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
  return true;
}

// Gumbo ends a form before it has put down the text that the form ends with: that stands behind it, as one with the
// text that follows. Where the latest node is such a text, what belongs into `form` is put there. Whether it did.
bool DocumentBuilder::end_form(NodeId form) {
  auto& nodes = doc_.nodes_;
  const auto id = static_cast<NodeId>(nodes.size() - 1);
  Node& ended = nodes[form];
  if (ended.tag != Tag::form || ended.subtree_end != id || nodes[id].kind != NodeKind::text) return false;
  Node rest = nodes[id];
  const Span raw = rest.start;
  const std::size_t before = raw.begin == 0 ? std::string_view::npos : text_.rfind('<', raw.begin - 1);
  if (before == std::string_view::npos || is_form_end(text_.substr(before))) return false;
  std::uint32_t end = raw.begin;
  while (end < raw.end && !is_form_end(text_.substr(end))) ++end;
  if (end == raw.end) return false;
  // How much of the text stands before the end tag: the more is taken the farther its bytes reach.
  std::size_t within = 0, beyond = rest.text.size() + 1;
  while (beyond - within > 1) {
    const std::size_t middle = within + (beyond - within) / 2;
    const bool fits = raw.begin + raw_range(slice(text_, raw), rest.text, 0, middle).end <= end;
    (fits ? within : beyond) = middle;
  }
  Node& text = nodes[id];
  text.parent = form;
  text.depth = ended.depth + 1;
  text.subtree_end = ended.subtree_end = id + 1;
  text.text = rest.text.substr(0, within);
  text.start.end = end;
  NodeId last = ended.first_child;
  while (last != no_node && nodes[last].next_sibling != no_node) last = nodes[last].next_sibling;
  (last == no_node ? ended.first_child : nodes[last].next_sibling) = id;
  if (within == rest.text.size()) return true;
  rest.text.remove_prefix(within);
  rest.start.begin = static_cast<std::uint32_t>(std::min<std::size_t>(text_.find('>', end), raw.end - 1)) + 1;
  nodes.push_back(rest);
  return true;
}

Span DocumentBuilder::span(const GumboStringPiece& piece) const {
  if (piece.data == nullptr || piece.data < text_.data() || piece.data > text_.data() + text_.size()) return {};
  const auto begin = static_cast<std::uint32_t>(piece.data - text_.data());
  return {begin, std::min(begin + static_cast<std::uint32_t>(piece.length), static_cast<std::uint32_t>(text_.size()))};
}

// The record of the skeleton that begins where the piece does, or null.
const Skeleton::Record* DocumentBuilder::record(const GumboStringPiece& piece) const {
  const std::string& text = skeleton_->text();
  if (piece.data == nullptr || piece.data < text.data() || piece.data > text.data() + text.size()) return nullptr;
  const std::size_t record = skeleton_->record_at(static_cast<std::size_t>(piece.data - text.data()));
  return record == Skeleton::no_record ? nullptr : &(*skeleton_)[record];
}

Span DocumentBuilder::tag_span(const GumboStringPiece& piece) const {
  if (skeleton_ == nullptr) return span(piece);
  const Skeleton::Record* tag = record(piece);
  return tag == nullptr ? Span{} : tag->at;
}

bool DocumentBuilder::add(const GumboNode* from, NodeId parent, std::uint32_t depth) {
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
      if (skeleton_ != nullptr) {
        if (!skeleton_comment(from->v.text, n)) return false;
      } else {
        n.start = span(from->v.text.original_text);
        n.text = comment_text(n.start, from->v.text.text);
      }
      break;
    default:
      n.kind = NodeKind::text;
      if (skeleton_ != nullptr) {
        if (!skeleton_text(from->v.text, n)) return false;
      } else {
        n.start = span(from->v.text.original_text);
        n.text = keep(from->v.text.text, n.start);
      }
  }
  doc_.nodes_.push_back(n);
  return true;
}

void DocumentBuilder::element(const GumboElement& e, Node& n) {
  n.kind = NodeKind::element;
  n.ns = e.tag_namespace == GUMBO_NAMESPACE_SVG      ? Namespace::svg
         : e.tag_namespace == GUMBO_NAMESPACE_MATHML ? Namespace::mathml
                                                     : Namespace::html;
  n.tag = tag_table()[static_cast<std::size_t>(e.tag)];
  const Span start = tag_span(e.original_tag);
  if (n.tag == Tag::unknown) {
    unknown_name(start, n);
  } else {
    n.name = tag_name(n.tag);
  }
  // A clone carries the first one's tag; it has none of its own.
  const bool clone = has(n.mended, Mended::reconstructed) || has(n.mended, Mended::adoption_cloned);
  if (!clone) n.start = start;
  n.end = tag_span(e.original_end_tag);
  n.first_attribute = static_cast<std::uint32_t>(doc_.attributes_.size());
  if (skeleton_ == nullptr)
    attributes(e);
  else if (const Skeleton::Record* tag = record(e.original_tag))
    attributes(*tag);
  n.attribute_count = static_cast<std::uint32_t>(doc_.attributes_.size()) - n.first_attribute;
}

// Where an element without tags of its own stands: around its children. Children come after their parent, so one pass
// from the end meets them first.
void DocumentBuilder::extents() {
  auto& nodes = doc_.nodes_;
  for (NodeId id = static_cast<NodeId>(nodes.size()); id-- > 0;) {
    Node& n = nodes[id];
    Span own = n.start;
    if (!n.end.empty()) own = own.empty() ? n.end : cover(own, n.end);
    if (n.first_child != no_node && n.extent.end > n.extent.begin) own = own.empty() ? n.extent : cover(own, n.extent);
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
void DocumentBuilder::foster_parents() {
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

}  // namespace galley::body
