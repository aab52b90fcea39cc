#include "core/exporters/removal.h"

#include <algorithm>

namespace galley::exporters {
namespace {

bool is_removed(const std::vector<bool>& removed, body::NodeId id) { return id < removed.size() && removed[id]; }

}  // namespace

std::string html_without(const body::Document& document, const std::vector<bool>& removed) {
  const std::string_view html = document.html().text();
  if (std::find(removed.begin(), removed.end(), true) == removed.end()) return std::string(html);
  // Each node's own bytes rather than an element's extent: what the parser moved out of a table, say, is not in it.
  std::vector<Span> cuts;
  for (body::NodeId id = 1; id < document.nodes().size();) {
    if (!is_removed(removed, id)) {
      ++id;
      continue;
    }
    const body::NodeId end = document[id].subtree_end;
    for (; id < end; ++id) {
      cuts.push_back(document[id].start);
      cuts.push_back(document[id].end);
    }
  }
  std::sort(cuts.begin(), cuts.end(), [](Span a, Span b) { return a.begin < b.begin; });
  std::string out;
  std::size_t done = 0;
  for (const Span cut : cuts) {
    if (cut.empty()) continue;
    if (cut.begin > done) out.append(html, done, cut.begin - done);
    done = std::max<std::size_t>(done, cut.end);
  }
  return out.append(html, std::min(done, html.size()));
}

std::string text_without(const body::Document& document, body::NodeId node, const std::vector<bool>& removed) {
  if (removed.empty()) return document.text_content(document[node]);
  std::string out;
  for (body::NodeId id = node; id < document[node].subtree_end;) {
    if (is_removed(removed, id)) {
      id = document[id].subtree_end;
      continue;
    }
    if (document[id].kind == body::NodeKind::text) out += document[id].text;
    ++id;
  }
  return out;
}

}  // namespace galley::exporters
