#include "core/body/kramdown/extension.h"

namespace galley::body::kramdown {

std::size_t extension_stop_size(std::string_view text, std::size_t at, std::string_view name) {
  if (text.substr(at, 3) != "{:/") return 0;
  if (text.substr(at + 3, 1) == "}") return 4;
  if (text.substr(at + 3, name.size()) != name || text.substr(at + 3 + name.size(), 1) != "}") return 0;
  return name.size() + 4;
}

Node* make_extension(Document& document, const ExtensionTag& tag, Slice body) {
  const bool comment = tag.name.view() == "comment";
  Node* node = document.make_text(body, comment ? Kind::comment : Kind::raw);
  if (comment) return node;
  AttributeList list;
  read_attribute_list(document.arena, tag.options, list);
  if (const Attribute* type = list.attributes.find("type")) {
    // Printed where no type is named, or HTML is among them.
    const std::string types = type->value();
    bool html = strip(types).empty();
    for (std::size_t at = 0; at < types.size();) {
      std::size_t end = at;
      while (end < types.size() && !is_space(types[end])) ++end;
      html = html || types.substr(at, end - at) == "html";
      at = end + 1;
    }
    if (!html) node->value = {};
    node->transparent = !html;  // nothing is printed, not even the line end
  }
  return node;
}

}  // namespace galley::body::kramdown
