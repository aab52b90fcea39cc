// Reads CommonMark and GFM to HTML with a source map, through md4c: for sites that say `markdown: CommonMark` or the
// like, and for Markdown that galley itself wrote. The only room that knows md4c. md4c tells where text stands but not
// where a mark does, so a mark's place is its delimiter where that is found beside the text, and else the place of its
// content. Bare URLs are found by galley itself, as cmark-gfm does.
//
// Where md4c 0.4.8 is known to read otherwise than cmark-gfm: a table does not end the paragraph before it; a list
// whose only blank line stands before an empty item is tight; `~~` closes beside punctuation too. Footnotes and smart
// punctuation, which `_config.yml` can turn on, are not read.
#pragma once

#include <string_view>

#include "core/body/reader.h"

namespace galley::body {

struct CommonMarkOptions {
  bool tables = false;
  bool strikethrough = false;
  bool bare_autolinks = false;
  bool task_lists = false;
  bool hard_breaks = false;  // every line end is a break
  bool heading_ids = false;  // as jekyll-commonmark-ghpages makes them

  static CommonMarkOptions gfm() {
    CommonMarkOptions options;
    options.tables = options.strikethrough = options.bare_autolinks = options.task_lists = true;
    return options;
  }
};

/// `text` is prepared text (core/body/reader.h). Never fails.
ReadMarkdown read_commonmark(std::string_view text, const CommonMarkOptions& options);

}  // namespace galley::body
