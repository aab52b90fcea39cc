#include "core/body/kramdown/kramdown.h"

namespace galley::body {

ReadMarkdown read_kramdown(std::string_view text, const KramdownOptions&) {
  ReadMarkdown read;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = text.find("\n\n", at);
    if (end == std::string_view::npos) end = text.size();
    const auto begin = static_cast<std::uint32_t>(at);
    if (end > at) {
      read.html.generate("<p>", {begin, begin});
      read.html.copy(text.substr(at, end - at), begin);
      read.html.generate("</p>\n", {static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(end)});
    }
    at = end + 2;
  }
  return read;
}

}  // namespace galley::body
