// Content is what a reader would notice of a document: blocks, and in them runs of text with the marks that hold for
// them. It is what exporters write and what "says the same" is judged on (core/content/equality.h). Classes, styles,
// wrappers and the elements that merely make a paragraph are not in it; each block and run knows the node it came from.
//
// Inline markup is flat: a run carries the set of its marks, not a nest of elements. So `<b>a</b><b>b</b>` and
// `<b>ab</b>` are one thing, marks never straddle a block, and a writer is free to nest marks as its format can.
#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/document.h"

namespace galley::content {

using BlockId = std::uint32_t;
inline constexpr BlockId no_block = ~BlockId{0};

enum class Kind : std::uint8_t {
  root,
  paragraph,  // the only kind with runs; stands in every kind that holds text
  heading,    // level
  quote,
  list,  // ordered, start
  item,
  code,  // preformatted text: its paragraphs keep their white space; language
  table,
  row,
  cell,  // header, alignment, colspan, rowspan
  caption,
  rule,
  definition_list,
  term,
  definition,
  details,
  summary,
  figure,  // only where it has a caption; else it is no block
  figure_caption,
  comment,  // one that means something (`<!--more-->`), between blocks
  script,   // a script that loads another: what it shows is unknown, so it is kept as it is
};

enum class Alignment : std::uint8_t { none, left, center, right };

/// Marks as bits; a link is told apart by its number.
enum MarkBit : std::uint16_t {
  mark_strong = 1,
  mark_emphasis = 2,
  mark_code = 4,
  mark_deleted = 8,
  mark_sub = 16,
  mark_sup = 32,
  mark_underline = 64,  // u, ins
  mark_mark = 128,
  mark_kbd = 256,
  // Kept by writers, of no weight when contents are compared: text below them counts as it stands.
  mark_ruby = 512,
  mark_ruby_text = 1024,
  mark_ruby_parenthesis = 2048,
  // Within an element that is kept as it is (BuildOptions::kept); two beside each other have one bit each.
  mark_kept = 4096,
  mark_kept_too = 8192,
};
inline constexpr std::uint16_t marks_kept = mark_kept | mark_kept_too;
inline constexpr std::uint16_t marks_compared = 511;
inline constexpr std::uint32_t no_link = 0;

struct Marks {
  std::uint16_t bits = 0;
  std::uint32_t link = no_link;  // Content::link(); `no_link` outside of links
  friend constexpr bool operator==(Marks, Marks) = default;
};

/// Views are valid as long as the Content and the Document it was made from. Text is decoded. A Liquid tag or object in
/// a view stands as its placeholder (Content::restore).
struct Link {
  std::string_view href;
  std::string_view title;
  std::uint32_t outer = no_link;  // the link around this one: only across a table cell do parsers leave one
  body::NodeId node = body::no_node;
};

/// An image, or another thing that is shown as one.
struct Object {
  std::string_view name;    // the element's; `img` for images
  std::string_view source;  // src or data
  std::string_view alt;
  std::string_view title;
  std::string_view text;  // of svg and math, what their text says
  bool checked = false;
  body::NodeId node = body::no_node;
};

enum class RunKind : std::uint8_t {
  text,
  line_break,
  image,
  embed,  // iframe, video, audio, embed, object, canvas, svg, math
  check_box,
  comment,  // one that means something, among text
  anchor,   // a link without anything in it
};

struct Run {
  RunKind kind = RunKind::text;
  Marks marks;
  std::uint32_t object = 0;  // index in `objects` of images, embeds and check boxes
  body::NodeId node = body::no_node;
  std::string_view text;  // of text and comments; one run never joins two text nodes
};

struct Block {
  Kind kind = Kind::root;
  bool ordered = false;
  bool header = false;        // cell: th
  bool preformatted = false;  // paragraph: its white space counts
  bool spaced = false;        // paragraph: of a `p` element; list: an item's text is, so the list is loose
  std::uint8_t level = 0;
  Alignment alignment = Alignment::none;
  BlockId parent = no_block;
  BlockId end = 0;  // ids [own id, end) are this block and those in it
  std::uint32_t first_run = 0;
  std::uint32_t run_count = 0;
  body::NodeId node = body::no_node;
  std::string_view start = "1";  // list: as the attribute says it
  std::string_view colspan = "1";
  std::string_view rowspan = "1";
  std::string_view language;
  std::string_view text;  // comment
};

/// What was left out, since no format that galley writes has a place for it.
struct Dropped {
  std::uint32_t comments = 0;
  std::uint32_t scripts = 0;   // and styles
  std::uint32_t controls = 0;  // form controls other than check boxes
  std::uint32_t removed = 0;   // elements that options removed
};

class Content {
 public:
  std::vector<Block> blocks;  // in document order; 0 is the root
  std::vector<Run> runs;
  std::vector<Link> links;  // a mark's link N is links[N - 1]
  std::vector<Object> objects;
  std::vector<std::string_view> atoms;  // Liquid tags and objects, by the number in their placeholder
  Dropped dropped;

  const Block& operator[](BlockId id) const { return blocks[id]; }
  const Link& link(std::uint32_t number) const { return links[number - 1]; }
  std::span<const Run> runs_of(const Block& block) const {
    return std::span(runs).subspan(block.first_run, block.run_count);
  }
  /// `text` with each Liquid placeholder replaced by the very bytes it stands for.
  std::string restore(std::string text) const;
  /// A copy of `text` that lives as long as this.
  std::string_view keep(std::string_view text);
  /// Makes something live as long as this (what views point into).
  void keep_alive(std::shared_ptr<const void> owner) { owners_.push_back(std::move(owner)); }

 private:
  std::unique_ptr<std::pmr::monotonic_buffer_resource> arena_;
  std::vector<std::shared_ptr<const void>> owners_;
};

/// The placeholder of atom `number`: no white space, no punctuation, so that it behaves like a word.
std::string placeholder(std::size_t number);
/// Whether a placeholder stands in `text`.
bool has_placeholder(std::string_view text);
/// Whether one stands at the beginning of `text`.
bool begins_placeholder(std::string_view text);

struct BuildOptions {
  /// Elements to leave out with all that is in them, by node; empty for none.
  std::vector<bool> removed;
  /// Elements that a writer keeps as they are, by node: also those that show nothing have their place.
  std::vector<bool> kept;
};

/// The document must outlive the content. Time and memory grow with its size; nothing recurses.
Content from_document(const body::Document& document, const BuildOptions& options = {});

}  // namespace galley::content
