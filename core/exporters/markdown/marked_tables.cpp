#include "core/exporters/markdown/marked_tables.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/body/html/html.h"
#include "core/content/elements.h"

namespace galley::exporters::markdown {
namespace {

using body::Document;
using body::no_node;
using body::Node;
using body::NodeId;
using body::Tag;

constexpr int table_rounds = 8;  // a table that was put in place may have the next one close the paragraph

bool is_open_mark(const Document& document, const Node& node) {
  if (node.kind != body::NodeKind::element || !node.end.empty()) return false;
  return content::mark_of(node.tag) != 0 || (node.tag == Tag::a && document.attribute(node, "href") != nullptr);
}

/// Whether `table` closed the paragraph before it, and a mark in that with it, or text of the table's own that would
/// stand in the paragraph.
bool left_marks(const Document& document, const Node& paragraph, const Node& table, bool fostered) {
  if (paragraph.tag != Tag::p || !paragraph.end.empty() || table.tag != Tag::table || table.start.empty() ||
      table.end.empty() || paragraph.start.empty() || paragraph.extent.end > table.start.begin)
    return false;
  const std::string_view between = slice(document.html().text(), {paragraph.extent.end, table.start.begin});
  if (between.find('<') != std::string_view::npos) return false;
  if (fostered) return true;
  // What was open at the table is the last of everything.
  for (NodeId id = document.id(paragraph); id < paragraph.subtree_end; ++id)
    if (document[id].subtree_end == paragraph.subtree_end && is_open_mark(document, document[id])) return true;
  return false;
}

std::vector<Span> tables_left(const Document& document) {
  std::vector<Span> found;
  for (const Node& node : document.nodes()) {
    if (node.tag != Tag::p || node.next_sibling == no_node) continue;
    NodeId next = node.next_sibling;
    while (next != no_node && document[next].kind != body::NodeKind::element &&
           document[next].text.find_first_not_of(" \t\n\f\r") == std::string_view::npos)
      next = document[next].next_sibling;
    if (next == no_node) continue;
    // What a table's text was moved to stands before it.
    bool fostered = false;
    for (; next != no_node && has(document[next].mended, body::Mended::foster_parented); fostered = true)
      next = document[next].next_sibling;
    if (next != no_node && left_marks(document, node, document[next], fostered))
      found.push_back({document[next].start.begin, document[next].end.end});
  }
  std::sort(found.begin(), found.end(), [](Span a, Span b) { return a.begin < b.begin; });
  return found;
}

}  // namespace

std::optional<Document> with_marked_tables(const Document& document) {
  std::optional<Document> out;
  for (int round = 0; round < table_rounds; ++round) {
    const Document& last = out ? *out : document;
    const std::vector<Span> tables = tables_left(last);
    if (tables.empty()) break;
    // A `marquee` hides the paragraph from the table (WHATWG HTML 13.2.4.2, scopes), and is nothing to a reader.
    struct Cut {
      std::uint32_t at;
      bool opens;
    };
    std::vector<Cut> cuts;
    for (const Span table : tables) cuts.insert(cuts.end(), {{table.begin, true}, {table.end, false}});
    std::stable_sort(cuts.begin(), cuts.end(), [](Cut a, Cut b) { return a.at < b.at; });
    const MappedText& html = last.html();
    MappedText around;
    std::uint32_t done = 0;
    for (const Cut cut : cuts) {
      around.append(html, {done, cut.at});
      around.generate(cut.opens ? "<marquee>" : "</marquee>", html.source_cover({cut.at, cut.at}));
      done = cut.at;
    }
    around.append(html, {done, static_cast<std::uint32_t>(html.text().size())});
    out = body::parse_html(std::move(around));
  }
  return out;
}

}  // namespace galley::exporters::markdown
