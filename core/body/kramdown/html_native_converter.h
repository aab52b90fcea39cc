// The work of `html_to_native` over one element: what it makes of elements, tables, code and text. Only its own files
// include this.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/body/kramdown/document.h"
#include "core/body/kramdown/html_tag.h"

namespace galley::body::kramdown {

class NativeConverter {
 public:
  explicit NativeConverter(Document& document) : doc_(document) {}

  void process(Node* el, bool convert, bool preserve, const Node* parent);

 private:
  void set_kind(Node* el, Kind kind);
  void process_html(Node* el, bool convert, bool preserve);
  void process_children(Node* el, bool convert, bool preserve);
  /// Folds white space, and makes elements of references.
  void process_text(Node* el, Node* text, bool preserve);
  /// The element for a reference to a quote or symbol that options may write otherwise; null for others.
  Node* typographic(Slice written);
  static std::optional<char32_t> reference(std::string_view written);
  /// Those that have rules of their own; false for all others.
  bool convert_specially(Node* el);
  std::string style_of(Node* cell);
  void convert_table(Node* el);
  // All rows have the same alignment, which moves from the cells' styles to the table.
  void convert_row(Node* table, Node* row);
  /// The value of the first child, which is all that kramdown takes of a script whose end is missing.
  Slice first_value(Node* el);
  /// MathJax's scripts; false for others.
  bool convert_math(Node* el);
  /// `% <![CDATA[ … %]]>`, as kramdown itself once wrote mathematics.
  static Slice without_cdata(Slice value);
  Attributes attributes_of(Node* el);
  static void extract_text(const Node* el, std::string& text, int depth = 0);
  void decode(const Node* el, TextBuilder& code, int depth = 0);
  void convert_code(Node* el);
  /// Takes `highlighter-x` off a code span's classes: the writer adds it again.
  void drop_highlighter(Node* el, const std::string& value);
  static void remove_texts(Node* el);
  static void strip_edges(Node* el);
  static void remove_blanks(Node* el);
  void wrap_texts(Node* el);

  Document& doc_;
};

}  // namespace galley::body::kramdown
