// A paragraph's Markdown before its escapes: which delimiters its marks take, and which bytes are the post's own text.
#pragma once

#include <string>
#include <vector>

#include "core/content/fold.h"
#include "core/exporters/exporter.h"
#include "core/exporters/markdown/inline.h"
#include "core/exporters/markdown/nesting.h"

namespace galley::exporters::markdown {

class Draft {
 public:
  Draft(const content::Content& content, const body::Document& document, const Source& source, const Options& options,
        Flavour flavour, Place place, Literal literal, const content::Inline& text,
        std::vector<Definition>& definitions);

  /// Chooses delimiters and writes: afterwards `markdown()` and `literal()` hold.
  void write();

  const std::string& markdown() const { return out_; }
  bool has_delimiters() const { return !delimiters_.empty(); }
  /// For each byte of it '1' where it is the post's text.
  const std::string& literal() const { return literal_; }
  Place place() const { return place_; }
  void count(Report& report) const;

 private:
  std::string_view as_typed(std::string_view url, body::NodeId node, std::string_view attribute) const;
  enum class Style : std::uint8_t { star, underscore, tilde, html, brackets, autolink, bare, none };
  struct Shape {
    Style style = Style::none;
    bool guard_before = false;
    bool guard_after = false;
  };
  /// Delimiters of one mark in `out_`.
  struct Delimiter {
    std::size_t at;
    std::size_t size;
    std::uint32_t mark;
    bool opens;
  };

  void choose_first_shapes();
  bool is_plain_link(std::size_t token) const;
  bool is_bare_link(std::size_t token) const;
  void assemble();
  bool mend();
  bool mend_run(std::size_t i, std::size_t end, std::size_t run_end);
  bool escalate(const Delimiter& delimiter, bool other_delimiter);
  void append_open(std::size_t token);
  void append_close(std::uint32_t mark);
  void append_piece(const content::Piece& piece, bool in_autolink);
  void append_text(std::string_view text);
  void append_code(std::string_view text);
  void append_break();
  void raw(std::string_view markup);
  void guard(bool before);
  std::string link_end(const content::Link& link);
  std::string image(const content::Object& object);

  const content::Content& content_;
  const body::Document& document_;
  const Source& source_;
  const Options& options_;
  Flavour flavour_;
  Place place_;
  Literal level_;
  const content::Inline& text_;
  std::vector<Definition>& definitions_;
  Nesting nesting_;
  std::vector<Shape> shapes_;
  std::vector<Delimiter> delimiters_;
  std::string out_;
  std::string literal_;
  bool encode_next_ = false;
  std::uint32_t references_ = 0;
  std::uint32_t guards_ = 0;
  std::uint32_t code_as_html_ = 0;
};

}  // namespace galley::exporters::markdown
