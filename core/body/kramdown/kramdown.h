// Reads kramdown 2.4 with kramdown-parser-gfm 1.1, the Markdown that Jekyll renders unless told otherwise, to the HTML
// that kramdown's HTML converter would write, with a source map. Syntax: https://kramdown.gettalong.org/syntax.html;
// where manual and program differ the program decides. Any bytes are a document; time and memory grow in proportion to
// size.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/reader.h"

namespace galley::body {

/// The `kramdown:` section of `_config.yml`, with Jekyll 4.3's defaults.
struct KramdownOptions {
  bool gfm = true;         // input: GFM (else kramdown)
  bool hard_wrap = false;  // Jekyll's default; kramdown-parser-gfm's own is true
  bool auto_ids = true;
  std::string auto_id_prefix;
  bool auto_id_stripping = false;
  bool transliterated_header_ids = false;  // without effect: Jekyll's input, GFM, makes ids of its own
  std::string smart_quotes = "lsquo,rsquo,ldquo,rdquo";
  bool typographic_symbols = true;  // false: every symbol is written as typed (a map in kramdown; `none` is not read)
  /// What is written for a symbol by its name (hellip, mdash, ndash, laquo, raquo, laquo_space, raquo_space), where
  /// that is not its usual character.
  std::map<std::string, std::string, std::less<>> typographic_symbol_texts;
  enum class EntityOutput { as_char, as_input, numeric, symbolic } entity_output = EntityOutput::as_char;
  bool parse_block_html = false;
  bool parse_span_html = true;
  bool html_to_native = false;
  std::uint8_t toc_levels = 0b1111110;  // bit n: headings of level n are in the table of contents
  int header_offset = 0;
  int footnote_nr = 1;
  std::string footnote_backlink = "&#8617;";
  bool footnote_backlink_inline = false;
  std::string footnote_prefix;
  /// What Jekyll's wrapper sets: with `rouge` code gets Rouge's wrapping elements and classes, without the spans inside
  /// them (its text is what counts); with `none` code is a plain `<pre><code>`.
  enum class SyntaxHighlighter { rouge, none } syntax_highlighter = SyntaxHighlighter::rouge;
  bool remove_line_breaks_for_cjk = false;
  bool math_engine = true;          // false: math_engine: nil
  bool quirk_paragraph_end = true;  // gfm_quirks: paragraph_end
  bool quirk_no_auto_typographic = false;
};

/// `text` is prepared text (core/body/reader.h). Never fails.
ReadMarkdown read_kramdown(std::string_view text, const KramdownOptions& options);

}  // namespace galley::body
