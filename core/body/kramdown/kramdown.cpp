#include "core/body/kramdown/kramdown.h"

#include <algorithm>

#include "core/body/kramdown/abbreviation.h"
#include "core/body/kramdown/block_parser.h"
#include "core/body/kramdown/gfm.h"
#include "core/body/kramdown/span_parser.h"
#include "core/body/kramdown/writer.h"

namespace galley::body {

ReadMarkdown read_kramdown(std::string_view text, const KramdownOptions& options) {
  using namespace kramdown;
  Document document;
  document.options = options;

  // kramdown's text always ends its last line.
  std::string ended;
  std::string_view bytes = text;
  const auto size = static_cast<std::uint32_t>(text.size());
  std::vector<Piece> pieces{{0, {0, size}, true}};
  if (!text.ends_with('\n')) {
    ended.reserve(text.size() + 1);
    ended.append(text).push_back('\n');
    bytes = ended;
    if (text.empty()) pieces.clear();
    pieces.push_back({size, {size, size}, false});
  }
  const Text whole{bytes, pieces};

  Node* root = document.make(Kind::root);
  BlockParser(document).parse(root, whole);
  SpanParser spans(document);
  spans.update_tree(root);
  replace_abbreviations(document, root);
  for (const Footnote* note : document.footnotes) {
    spans.update_tree(note->content);
    replace_abbreviations(document, note->content);
  }
  if (options.gfm) update_elements(document, root);

  ReadMarkdown read;
  read.html = Writer(document).write(root);
  read.notes = std::move(document.notes);
  std::stable_sort(read.notes.begin(), read.notes.end(),
                   [](const Note& a, const Note& b) { return a.at.begin < b.at.begin; });
  return read;
}

}  // namespace galley::body
