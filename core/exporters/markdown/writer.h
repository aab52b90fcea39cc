// Writes content as a Markdown document: blocks one blank line apart, tight lists tight, no white space at line ends.
// What Markdown has no form for stands as an HTML block. How literal each block is written is the caller's (repair.h).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/content/equality.h"
#include "core/exporters/markdown/inline.h"

namespace galley::exporters::markdown {

/// A list's start as CommonMark can write it: nothing where it cannot.
std::optional<std::uint64_t> start_number(std::string_view start);

/// Whether readers see nothing of a block, so that it does not part those beside it.
inline bool silent(const content::Block& block) {
  return block.kind == content::Kind::comment || block.kind == content::Kind::script;
}

class Writer {
 public:
  Writer(const content::Content& content, const body::Document& document, const Source& source, const Options& options,
         Flavour flavour, ReadBack read_back, Report& report);

  /// The level of each block, by id; a caller raises them.
  std::vector<Literal>& literal() { return literal_; }

  /// The blocks of `range` (whole subtrees with one parent) as a document, ending in a line end; empty for nothing.
  std::string write(content::Range range);

  /// Counts how the blocks were written, after the last `write` of all of them.
  void count(Report& report) const;

 private:
  struct Frame {
    content::BlockId id;
    content::BlockId next;  // the child to write
    content::BlockId end;
    std::size_t prefix;  // the prefix's size outside of it
    bool tight = false;
    bool started = false;  // a child was written
    char marker = '-';
    char last_marker = '\0';  // of the list that is the last child written
    std::uint64_t number = 1;
  };

  void step();
  void enter(content::BlockId id, Frame& parent);
  bool write_kept(content::BlockId id, Frame& parent);
  void leave();
  void separate(Frame& parent, bool tight);
  void end_block(Frame& parent);
  void write_paragraph(content::BlockId id, const Frame& parent);
  void write_heading(content::BlockId id);
  void write_code(content::BlockId id);
  bool write_table(content::BlockId id);
  void write_html(content::BlockId id);
  void write_without_html(content::BlockId id, Frame& parent);
  void write_rule();
  void open_details(content::BlockId id);
  void open_item(content::BlockId id, Frame& list);
  void line(std::string_view text);
  void lines(std::string_view text);

  bool has_markdown(content::BlockId id) const;
  bool is_tight(content::BlockId list) const;
  bool is_code(content::BlockId id) const;
  content::BlockId only_paragraph(content::BlockId id) const;
  std::optional<std::string> inline_text(content::BlockId paragraph, Place place);

  const content::Content& content_;
  const body::Document& document_;
  const Source& source_;
  const Options& options_;
  Flavour flavour_;
  Report written_;  // what the inline writer counted; the last form of each paragraph only
  InlineWriter inline_;
  std::vector<Literal> literal_;
  std::vector<bool> as_html_;
  std::vector<body::NodeId> kept_;  // of each block (keep.h)
  std::map<std::pair<content::BlockId, Literal>, std::pair<std::optional<std::string>, Report>> paragraphs_;

  std::string out_;
  std::string prefix_;
  std::string lead_;  // stands for the prefix on the next line: with the markers of items that begin there
  std::vector<Frame> frames_;
};

}  // namespace galley::exporters::markdown
