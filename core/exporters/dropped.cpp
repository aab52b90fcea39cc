#include "core/exporters/dropped.h"

#include <algorithm>
#include <string_view>

#include "core/content/elements.h"

namespace galley::exporters {
namespace {

using body::Tag;

/// Attributes that content knows (core/content/build.cpp) or whose meaning the element's written form has.
bool is_said(const body::Node& node, std::string_view name) {
  switch (node.tag) {
    case Tag::a:
      return name == "href" || name == "title";
    case Tag::img:
      return name == "src" || name == "alt" || name == "title" || name == "width" || name == "height";
    case Tag::ol:
      return name == "start";
    case Tag::td:
    case Tag::th:
      return name == "colspan" || name == "rowspan" || name == "align";
    case Tag::input:
      return name == "type" || name == "checked";
    case Tag::details:
      return name == "open";
    default:
      return false;
  }
}

}  // namespace

std::uint32_t dropped_attributes(const body::Document& document, const Options& options) {
  std::uint32_t count = 0;
  const auto nodes = document.nodes();
  for (body::NodeId id = 1; id < nodes.size();) {
    const body::Node& node = nodes[id];
    if (node.kind != body::NodeKind::element) {
      ++id;
      continue;
    }
    const bool left = id < options.removed.size() && options.removed[id];
    const bool whole = (id < options.kept.size() && options.kept[id]) || node.ns != body::Namespace::html ||
                       content::role_of(node.tag) == content::Role::embed;
    if (left || whole || content::role_of(node.tag) == content::Role::dropped) {
      id = node.subtree_end;
      continue;
    }
    for (const body::Attribute& a : document.attributes(node)) {
      if (is_said(node, a.name)) continue;
      const bool names_language = a.name == "class" && !content::language_in(a.value).empty();
      if (!names_language && !document.attribute_place(a).empty()) ++count;
    }
    ++id;
  }
  return count;
}

}  // namespace galley::exporters
