// The block phase: cuts a text into paragraphs, headings, quotes, lists, tables, HTML and so on, leaving the text of
// each as Kind::raw_text for the span phase. Each construct has its file block_*.cpp; the order in which they are
// tried, and what ends a paragraph, is in block_parser.cpp. Rules are those of Kramdown::Parser::Kramdown and ::GFM.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/body/kramdown/chars.h"
#include "core/body/kramdown/document.h"
#include "core/body/kramdown/html_tag.h"

namespace galley::body::kramdown {

class BlockParser {
 public:
  explicit BlockParser(Document& document) : doc_(document), options_(document.options) {}

  /// Reads all of `text` into `root`.
  void parse(Node* root, const Text& text) { parse_text(root, text); }

 private:
  /// A line that may close a fenced code block.
  struct Fence {
    std::size_t line;
    std::size_t run_begin, run_end;
    std::size_t line_end;
  };

  /// A text being read, and what has been found out about it.
  struct Scan {
    explicit Scan(const Text& t) : text(&t), bytes(t.bytes) {}
    const Text* text;
    std::string_view bytes;
    std::size_t at = 0;
    NextFind next_brace, next_math, next_comment, next_instruction, next_stop, next_angle;
    std::optional<std::vector<Fence>> fences;
    bool no_tilde_fence = false, no_backtick_fence = false;  // none closes from here on
    std::size_t fence_tries = 0;

    bool done() const { return at >= bytes.size(); }
    Slice slice(std::size_t from, std::size_t to) const {
      return {text, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
    }
  };

  // block_parser.cpp
  bool parse_blocks(Node* el);
  void parse_text(Node* el, const Text& text);
  void parse_one();
  Node* block(Kind kind);
  Node* add_raw_text(Node* el, Slice value);
  bool after_boundary() const;
  bool before_boundary(std::size_t at);
  bool lazy_end(std::size_t at);
  bool paragraph_end(std::size_t at);
  bool html_lazy_end(std::size_t at) const;
  std::size_t blank_lines(std::size_t at) const;
  std::size_t end_of_block_marker(std::size_t at) const;
  std::size_t line_end(std::size_t at) const;
  std::size_t spaces(std::size_t at, std::size_t most) const;
  bool is_indented(std::size_t at, std::size_t* size = nullptr) const;
  std::size_t rest_is_space(std::size_t at) const;
  char at(std::size_t i) const { return i < scan_->bytes.size() ? scan_->bytes[i] : '\0'; }
  bool deep() const { return depth_ >= max_block_depth; }

  // block_paragraph.cpp
  bool parse_paragraph();
  bool parse_atx_heading();
  bool parse_setext_heading();
  bool add_heading(int level, Slice contents, bool trim_hashes);
  bool parse_rule();
  bool is_rule(std::size_t at, std::size_t* end) const;
  bool parse_quote();

  // block_code.cpp
  bool parse_indented_code();
  std::size_t indented_code_end(std::size_t at);
  bool parse_fenced_code();
  const std::vector<Fence>& fences();

  // block_list.cpp, block_definition_list.cpp
  struct Marker {
    bool ordered = false;
    std::size_t end = 0;  // after the marker, where the item's content begins
  };
  struct Item {
    Node* node;
    std::vector<const Text*> texts;
  };
  /// What the first line of an item says of the lines that follow.
  struct ItemLine {
    Slice content;
    std::size_t indentation = 0;
  };
  std::optional<Marker> list_marker(std::string_view text, std::size_t at, std::size_t most_spaces = 3) const;
  bool definition_marker(std::string_view text, std::size_t at, std::size_t most_spaces, std::size_t* end) const;
  ItemLine first_item_line(std::size_t indentation, Slice content);
  Slice take_item_list(Slice content, Node* item);
  bool continues_item(std::size_t at, std::size_t indentation) const;
  bool continues_lazily(std::size_t at, std::size_t indentation);
  struct Unindented {
    bool indented = false;           // the item's indentation stood there and was taken off
    std::size_t virtual_spaces = 0;  // what is left of leading tabs
    Slice tabs;
    Slice rest;
  };
  Unindented unindent(Slice line, std::size_t indentation) const;
  void append_line(TextBuilder& builder, const Unindented& line);
  bool parse_list();
  void collect_items(Node* list, bool ordered, std::vector<Item>& items, bool& end_of_block);
  void finish_item(Node* list, Node* item, bool end_of_block, bool& any_not_paragraph);
  void add_line_end(Node* paragraph);
  void mark_tasks(Node* list);
  bool parse_definition_list();
  void collect_definitions(Node* list, bool first_as_paragraph, std::vector<Item>& items);

  // block_table.cpp
  bool parse_table();

  // block_html.cpp
  bool parse_html();
  void html_element(const StartTag& tag, Node* parent);
  void html_content(Node* el, Content content);
  void raw_html(Node* el);
  void raw_html_tree(Node* el);

  // block_math.cpp
  bool parse_math();

  // block_definition.cpp
  bool parse_footnote_definition();
  bool parse_link_definition();
  bool parse_abbreviation_definition();

  // block_extension.cpp
  bool parse_extension();
  bool parse_extension_tag();
  std::size_t match_list(std::size_t at, Slice* inside);

  Document& doc_;
  KramdownOptions& options_;
  Scan* scan_ = nullptr;
  Node* tree_ = nullptr;
  AttributeList* list_for_next_ = nullptr;
  bool stop_ = false;  // the end tag of `tree_` was found
  int depth_ = 0;
  int spelling_counts_ = 0;  // how many elements around here have it (html_tag.h)
};

/// The `}` that closes `{:` content beginning at `begin`, where `accept(position after it)` holds: unescaped ones and,
/// should that fail, escaped ones before it, as `(\\\}|[^\}])+\}` backtracks. npos if there is none.
template <typename Accept>
std::size_t closing_brace(std::string_view text, std::size_t begin, std::size_t unescaped, Accept&& accept) {
  constexpr int most_tries = 64;
  std::size_t brace = unescaped;
  // `\}` is content first.
  std::size_t escaped[most_tries];
  int count = 0;
  while (brace != std::string_view::npos && brace > begin && text[brace - 1] == '\\') {
    if (count < most_tries) escaped[count++] = brace;
    brace = text.find('}', brace + 1);
  }
  if (brace != std::string_view::npos && brace > begin && accept(brace + 1)) return brace;
  while (count > 0) {
    const std::size_t at = escaped[--count];
    if (at > begin && accept(at + 1)) return at;
  }
  return std::string_view::npos;
}

}  // namespace galley::body::kramdown
