// Writes a paragraph's inline content as Markdown. It begins with the plainest form and takes a more literal one only
// where the plain one would not be read as meant: for emphasis the other delimiter, then HTML (or what `--emphasis`
// says); for text an escape, tried out by reading the paragraph back.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/content/fold.h"
#include "core/exporters/exporter.h"
#include "core/exporters/markdown/escape.h"

namespace galley::exporters::markdown {

/// Reads Markdown as the flavour's renderer does.
using ReadBack = std::function<content::Content(std::string_view)>;

/// How literal a paragraph is written. Each step keeps what the one before did.
enum class Literal : std::uint8_t { plain, html_marks, html_all, html_block };

/// A Markdown link reference definition that was used: the writer of the document puts them at its end.
struct Definition {
  std::string href;
  std::string title;
};

class Draft;

class InlineWriter {
 public:
  InlineWriter(const content::Content& content, const body::Document& document, const Source& source,
               const Options& options, Flavour flavour, ReadBack read_back, Report& report);

  /// Nothing where Markdown cannot say it even at `literal` (the caller takes the next step). `paragraph` is what it
  /// says; line ends in the result are line ends of the paragraph.
  std::optional<std::string> write(content::BlockId paragraph, Place place, Literal literal);

  const std::vector<Definition>& definitions() const { return definitions_; }
  /// The line that defines one, without its line end.
  std::string definition(std::size_t index) const;

 private:
  void drop_pairs(const Draft& draft, content::BlockId paragraph, const std::vector<Escape>& escapes,
                  std::vector<bool>& on, int& budget);
  bool settle_escapes(const Draft& draft, content::BlockId paragraph, const std::vector<Escape>& escapes,
                      std::vector<bool>& on);
  bool find_needed(const Draft& draft, content::BlockId paragraph, const std::vector<Escape>& escapes,
                   std::vector<bool>& on);
  bool says_it(content::BlockId paragraph, Place place, const std::string& markdown);
  bool drop(const Draft& draft, content::BlockId paragraph, const std::vector<Escape>& escapes, std::vector<bool>& on,
            std::size_t from, std::size_t to, int& budget);

  const content::Content& content_;
  const body::Document& document_;
  const Source& source_;
  const Options& options_;
  Flavour flavour_;
  ReadBack read_back_;
  Report& report_;
  std::vector<body::NodeId> kept_;  // keep.h
  content::Inline text_;
  std::vector<Definition> definitions_;
};

}  // namespace galley::exporters::markdown
