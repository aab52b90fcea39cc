// What writes the HTML of a document as md4c tells of its blocks and spans, with its source map and notes. Only
// core/body/commonmark includes this, as it shows md4c's types.
#pragma once

#include <md4c.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/body/commonmark/commonmark.h"

namespace galley::body::commonmark {

class Writer {
 public:
  /// `parsed` is what md4c is given: `text`, or other bytes of the same number that it reads in the place of it. All
  /// must outlive the writer.
  Writer(std::string_view text, std::string_view parsed, const CommonMarkOptions& options);

  void enter_block(MD_BLOCKTYPE type, void* detail);
  void leave_block(MD_BLOCKTYPE type, void* detail);
  void enter_span(MD_SPANTYPE type, void* detail);
  void leave_span(MD_SPANTYPE type, void* detail);
  void text(MD_TEXTTYPE type, std::string_view text);
  ReadMarkdown take();

 private:
  static constexpr std::uint32_t none = ~0u;

  /// A part of text that is held back until it is known where it ends, so that bare URLs are found in all of it.
  struct Piece {
    enum class Kind : std::uint8_t { text, entity, escape } kind;
    Span at;
  };

  std::string_view as_written(std::string_view read) const;
  std::uint32_t place(std::string_view text) const;

  // Parts of the HTML.
  void tag(std::string_view html) { out_.html.generate(html, {cursor_, cursor_}); }
  void put(std::string_view html) { out_.html.rewrite(html, {cursor_, cursor_}); }
  void seen(std::uint32_t begin, std::size_t size);
  void delimiter(std::string_view html, std::string_view characters, std::uint32_t size);
  void raw(std::string_view text);
  void escaped(std::string_view text);
  void cell_code(std::string_view text);
  void block_code(std::string_view text);
  bool only_indentation(std::string_view text);
  void indentation(std::uint32_t at, std::size_t wanted);
  void entity(std::string_view text);
  void url(std::string_view text);
  std::string_view standing(const MD_ATTRIBUTE& a);
  void attribute(std::string_view open, const MD_ATTRIBUTE& a, bool is_url = false);

  // Spans.
  void link(const MD_SPAN_A_DETAIL& d);
  void link_ends();
  void image_begins(const MD_SPAN_IMG_DETAIL& d);
  void image_ends(const MD_SPAN_IMG_DETAIL& d);
  bool hold(std::string_view text, Piece::Kind kind);
  void flush();
  void write_pieces(Span range, std::size_t& first);

  // Blocks.
  void heading_id();
  void item(const MD_BLOCK_LI_DETAIL& d);
  void code_block(const MD_BLOCK_CODE_DETAIL& d);
  void cell(std::string_view name, const MD_BLOCK_TD_DETAIL& d);
  void note_block(Note::Kind kind);

  std::string_view source_, parsed_;
  const CommonMarkOptions& options_;
  ReadMarkdown out_;
  std::uint32_t cursor_ = 0;          // behind what was read last
  std::uint32_t block_begin_ = none;  // where the text of the code, HTML or table begins that is being read
  std::uint32_t attribute_end_ = 0, link_attribute_end_ = 0;
  int images_ = 0;  // images are nested in each other's text
  int links_ = 0;
  int far_searches_ = 200;  // of all the source, so that many links do not make the time quadratic
  bool in_table_ = false, in_url_ = false, in_attribute_ = false, in_code_block_ = false, in_html_block_ = false;
  std::uint32_t heading_ = 0;  // where the heading's tag begins in the HTML
  std::unordered_map<std::string, int> used_ids_;
  std::vector<Piece> held_;
  int open_brackets_ = 0;        // of the block that is being read
  std::size_t indentation_ = 0;  // columns of a line of code that md4c told of and that are not written yet
};

}  // namespace galley::body::commonmark
