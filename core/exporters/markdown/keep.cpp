#include "core/exporters/markdown/keep.h"

#include <algorithm>
#include <string_view>

#include "core/content/elements.h"
#include "core/exporters/markdown/html.h"

namespace galley::exporters::markdown {
namespace {

using body::Document;
using body::Mended;
using body::no_node;
using body::Node;
using body::NodeId;
using body::NodeKind;
using body::Tag;

/// What cannot stand by itself, since the element around it gives it its meaning.
bool is_part(Tag tag) {
  switch (tag) {
    case Tag::li:
    case Tag::dt:
    case Tag::dd:
    case Tag::tr:
    case Tag::td:
    case Tag::th:
    case Tag::thead:
    case Tag::tbody:
    case Tag::tfoot:
    case Tag::caption:
    case Tag::summary:
    case Tag::figcaption:
    case Tag::rt:
    case Tag::rp:
      return true;
    default:
      return false;
  }
}

bool is_whole(const Document& document, NodeId element) {
  for (NodeId id = element; id < document[element].subtree_end; ++id) {
    const Node& node = document[id];
    if (node.kind != NodeKind::element) continue;
    if (node.mended != Mended::none || (node.end.empty() && !body::is_void(node.tag))) return false;
  }
  return true;
}

/// Without lines that are blank: one would end the HTML block.
std::string without_blank_lines(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find('\n', at);
    end = end == std::string_view::npos ? text.size() : end + 1;
    const std::string_view line = text.substr(at, end - at);
    if (at == 0 || line.find_first_not_of(" \t\r\n") != std::string_view::npos) out += line;
    at = end;
  }
  return out;
}

/// Whether white space in it is more than space.
bool is_exact(const Document& document, NodeId element) {
  for (NodeId id = element; id < document[element].subtree_end; ++id)
    if (document[id].tag == Tag::pre || (document[id].kind == NodeKind::element && body::is_raw_text(document[id].tag)))
      return true;
  return false;
}

/// Names that begin an HTML block wherever their tag begins a line; others must have the line for themselves
/// (CommonMark 0.31, section 4.6, start conditions 1, 6 and 7).
bool begins_html_block(std::string_view name) {
  static constexpr std::string_view names[] = {
      "address",  "article",  "aside",      "base",    "blockquote", "body",   "caption", "center",
      "col",      "colgroup", "dd",         "details", "dialog",     "dir",    "div",     "dl",
      "dt",       "fieldset", "figcaption", "figure",  "footer",     "form",   "frame",   "frameset",
      "h1",       "h2",       "h3",         "h4",      "h5",         "h6",     "head",    "header",
      "hr",       "html",     "iframe",     "legend",  "li",         "link",   "main",    "menu",
      "menuitem", "nav",      "noframes",   "ol",      "optgroup",   "option", "p",       "param",
      "pre",      "script",   "section",    "style",   "summary",    "table",  "tbody",   "td",
      "textarea", "tfoot",    "th",         "thead",   "title",      "tr",     "track",   "ul"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool holds_blocks(const Document& document, NodeId element) {
  for (NodeId id = element; id < document[element].subtree_end; ++id) {
    const Node& node = document[id];
    if (node.kind != NodeKind::element) continue;
    const content::Role role = content::role_of(node.tag);
    if (role == content::Role::wrapper || role == content::Role::container) return true;
  }
  return false;
}

}  // namespace

std::vector<NodeId> kept_elements(const Document& document, const std::vector<bool>& kept) {
  std::vector<NodeId> out;
  if (std::find(kept.begin(), kept.end(), true) == kept.end()) return out;
  out.assign(document.nodes().size(), no_node);
  const auto keep = [&](NodeId element) {
    std::fill(out.begin() + element, out.begin() + document[element].subtree_end, element);
  };
  for (NodeId id = 1; id < document.nodes().size() && id < kept.size(); ++id) {
    if (!kept[id] || out[id] != no_node) continue;
    NodeId whole = id;
    while (is_part(document[whole].tag) && document[whole].parent != 0 && document[whole].parent != no_node)
      whole = document[whole].parent;
    keep(whole);
  }
  return out;
}

std::vector<NodeId> kept_blocks(const content::Content& content, const Document& document,
                                const std::vector<NodeId>& kept) {
  std::vector<NodeId> out;
  if (kept.empty()) return out;
  out.assign(content.blocks.size(), no_node);
  for (content::BlockId id = 1; id < content.blocks.size(); ++id) {
    const content::Block& block = content[id];
    if (block.node == no_node || kept[block.node] == no_node) continue;
    const NodeId element = kept[block.node];
    bool all =
        content::role_of(document[element].tag) != content::Role::inline_element || holds_blocks(document, element);
    if (block.kind == content::Kind::paragraph)
      for (const content::Run& run : content.runs_of(block))
        all &=
            run.node == no_node || kept[run.node] == element ||
            (run.kind == content::RunKind::text && run.text.find_first_not_of(" \t\r\n\f") == std::string_view::npos);
    if (all) out[id] = element;
  }
  return out;
}

std::string kept_html(const Document& document, NodeId element) {
  const Node& node = document[element];
  std::string html(slice(document.html().text(), node.extent));
  const std::string solid = without_blank_lines(html);
  if (!is_whole(document, element) || (solid != html && is_exact(document, element)))
    html = element_html(document, element, false);
  else
    html = solid;
  if (begins_html_block(node.name)) return html;
  // The start tag on a line of its own, or Markdown would take it for the beginning of a paragraph.
  char quote = '\0';
  for (std::size_t i = 0; i < html.size(); ++i) {
    const char c = html[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      if (i + 1 < html.size() && html[i + 1] != '\n') html.insert(i + 1, "\n");
      break;
    }
  }
  return html;
}

void join_kept(content::Inline& text, const Document& document, const std::vector<NodeId>& kept) {
  if (kept.empty()) return;
  std::vector<content::Piece> joined;
  for (std::size_t i = 0; i < text.pieces.size();) {
    content::Piece piece = text.pieces[i];
    const NodeId element = piece.node == no_node ? no_node : kept[piece.node];
    if (element == no_node || (piece.marks.bits & content::marks_kept) == 0) {
      joined.push_back(piece);
      ++i;
      continue;
    }
    content::Marks around;
    around.bits = piece.marks.bits & content::marks_kept;
    for (NodeId up = document[element].parent; up != no_node && up != 0; up = document[up].parent)
      around.bits = static_cast<std::uint16_t>(around.bits | content::mark_of(document[up].tag));
    for (; i < text.pieces.size(); ++i) {
      const content::Piece& next = text.pieces[i];
      if (next.node == no_node || kept[next.node] != element) break;
    }
    piece.kind = content::RunKind::embed;
    piece.node = element;
    piece.marks.bits = static_cast<std::uint16_t>(around.bits & ~content::marks_kept);
    joined.push_back(piece);
  }
  text.pieces = std::move(joined);
}

}  // namespace galley::exporters::markdown
