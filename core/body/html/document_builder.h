// Flattens Gumbo's tree into a Document: nodes in document order with their places. The tree is that of the text
// itself, or that of its skeleton (skeleton.h), whose records then give text, attributes and places. Of this room only.
#pragma once

#include <gumbo.h>

#include <optional>
#include <string>
#include <string_view>

#include "core/body/document.h"
#include "core/body/html/skeleton.h"

namespace galley::body {

class DocumentBuilder {
 public:
  explicit DocumentBuilder(MappedText html);

  /// The text to parse.
  std::string_view text() const { return text_; }
  /// Shortens the text to where the bounds let it be parsed; false where all of it may be.
  bool cut();

  /// Takes the tree below `root`, which Gumbo made of `text()` or, where one is given, of its skeleton. False where the
  /// tree does not fit the skeleton: then nothing is taken. Gumbo's memory may go afterwards.
  bool build(const GumboNode* root, const Skeleton* skeleton);
  /// Takes the tree of a text whose tags nest (nesting.h) from its skeleton alone.
  void build(const Skeleton& nested);
  Document take() { return std::move(doc_); }

 private:
  Span span(const GumboStringPiece& piece) const;
  const Skeleton::Record* record(const GumboStringPiece& piece) const;
  Span tag_span(const GumboStringPiece& piece) const;
  std::string_view keep(std::string_view decoded, Span at);
  std::string_view keep_copy(std::string_view text);
  bool walk(const GumboNode* root);
  bool end_form(NodeId form);
  bool add(const GumboNode* from, NodeId parent, std::uint32_t depth);
  bool skeleton_text(const GumboText& from, Node& n);
  void text_of(const Skeleton::Record* begin, const Skeleton::Record* end, Node& n);
  bool skeleton_comment(const GumboText& from, Node& n);
  std::string_view comment_text(Span at, const char* decoded);
  void element(const GumboElement& e, Node& n);
  void attributes(const GumboElement& e);
  void attributes(const Skeleton::Record& tag);
  void unknown_name(Span start, Node& n);
  void extents();
  void foster_parents();

  Document doc_;
  std::string_view text_;  // without what was cut
  const Skeleton* skeleton_ = nullptr;
};

}  // namespace galley::body
