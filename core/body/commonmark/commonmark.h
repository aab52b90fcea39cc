// Reads CommonMark and GFM to HTML with a source map, through md4c: for sites that say `markdown: CommonMark` or the
// like, and for Markdown that galley itself wrote. The only room that knows md4c. md4c tells where text stands but not
// where a mark does, so a mark's place is its delimiter where that is found beside the text, and else the place of its
// content.
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

  static CommonMarkOptions gfm() { return {true, true, true, true, false}; }
};

/// `text` is prepared text (core/body/reader.h). Never fails.
ReadMarkdown read_commonmark(std::string_view text, const CommonMarkOptions& options);

}  // namespace galley::body
