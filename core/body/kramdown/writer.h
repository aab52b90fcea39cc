// Writes the tree as the HTML that Kramdown::Converter::Html writes, with its source map. Each group of elements has
// its file: write_block.cpp, write_html.cpp, write_code.cpp, write_span.cpp, write_contents.cpp (table of contents and
// footnotes).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/body/kramdown/document.h"
#include "core/text/mapped_text.h"

namespace galley::body::kramdown {

class Writer {
 public:
  explicit Writer(Document& document) : doc_(document), options_(document.options) {}

  MappedText write(Node* root);

 private:
  enum class Escape : std::uint8_t { all, text, attribute };

  // writer.cpp: the output, and what all elements share
  void copy(Slice slice);
  void piece(std::string_view bytes, Span source, bool copied);
  void rewrite(std::string_view bytes, Slice source);
  void generate(std::string_view bytes, Span place, Construct construct = Construct::structure);
  /// The markup's span where there is some, else generated at `place`.
  void markup(std::string_view bytes, Slice source, Span place);
  void escape(std::string_view bytes, Span source, bool copied, Escape what, std::string_view after = {});
  void escape(Slice slice, Escape what, std::string_view after = {});
  void attributes(const Attributes& attributes, Construct id = Construct::none, Span place = {});
  void attribute(const Attribute& attribute, Construct construct = Construct::none, Span place = {});
  Span place_of(const Node* node) const;
  Span end_of(const Node* node) const;
  void indent(int width, Span place);
  /// `<name attributes>` with its markup.
  void start_tag(std::string_view name, const Attributes& attributes, Slice markup, Span place);
  void end_tag(std::string_view name, Slice markup, Span place, std::string_view after = {});
  /// Whether nothing is written of what it holds.
  bool writes_nothing(const Node* node) const;
  bool at_line_start() const {
    const std::size_t size = out_.text().size();
    // To kramdown there stands a word for which the table of contents or the footnotes are put in later.
    const bool after_mark = (contents_list_ && contents_at_ == size) || (has_footnote_place_ && footnotes_at_ == size);
    return size > 0 && out_.text().back() == '\n' && !after_mark;
  }

  // write_block.cpp
  void children(const Node* node, int width);
  void convert(const Node* node, const Node* parent, int width);
  void paragraph(const Node* node, int width);
  void standalone_image(const Node* node, int width);
  void heading(const Node* node, int width);
  void container(std::string_view name, const Node* node, int width);
  void list(const Node* node, int width);
  void item(const Node* node, int width);
  void term(const Node* node, const Node* parent, int width);
  void table(const Node* node, int width);
  void row(const Node* node, const Node* table, bool head, int width);
  std::string make_id(std::string_view text);

  // write_html.cpp
  void html_block(const Node* node, const Node* parent, int width);
  void html_span(const Node* node, int width);
  void html_start(const Node* node, std::string_view end);
  void html_end(const Node* node);
  void html_tag(const Node* node);
  void comment(const Node* node, const Node* parent, int width);

  // write_code.cpp
  void code_block(const Node* node, int width);
  void code_span(const Node* node);
  void math(const Node* node, int width);
  void code_class(const std::vector<ValuePiece>& classes, Span place);
  void visible_spaces(Slice code);

  // write_span.cpp
  void text(const Node* node);
  bool joins_lines(Slice value);
  void span_element(std::string_view name, const Node* node, int width);
  void image(const Node* node);
  void entity(const Node* node);
  void symbol(const Node* node);
  void quote(const Node* node);
  void abbreviation(const Node* node);
  void footnote_marker(const Node* node);

  // write_contents.cpp
  void footnotes();
  void footnote(Footnote& note);
  void backlinks();
  void table_of_contents();
  void contents_children(const Node* node);

  Document& doc_;
  KramdownOptions& options_;
  MappedText out_;
  Construct all_are_ = Construct::none;  // within a table of contents all is generated

  struct Heading {
    const Node* node;
    std::string id;
  };
  std::vector<Heading> headings_;
  const Node* contents_list_ = nullptr;  // the list that {:toc} stands on
  std::size_t contents_at_ = 0;
  bool has_footnote_place_ = false;
  std::size_t footnotes_at_ = 0;
  std::vector<Footnote*> footnotes_;  // in the order of their first markers
  int next_footnote_ = 1;
  const Node* backlink_paragraph_ = nullptr;
  Footnote* backlink_note_ = nullptr;
  int backlink_repeats_ = 0;
  bool backlink_space_ = false;
  std::unordered_map<std::string, int> used_ids_;
};

/// Where `language-x` is among an element's classes, as kramdown looks for it: its span, or an empty one.
Span find_language_class(std::string_view classes);

/// Whether Rouge 3.30 has a lexer of that name (`name?option=value` too).
bool rouge_knows(std::string_view language);

}  // namespace galley::body::kramdown
