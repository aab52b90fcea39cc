// The span phase: emphasis, code, links, HTML, typography and the rest, within the text of one block. Each construct
// has its file span_*.cpp; the order in which they are tried is in span_parser.cpp. kramdown looks for the end of
// emphasis and of links by reading on, and begins anew where it finds none: so does this, within a budget that grows
// with the text.
#pragma once

#include <string_view>
#include <unordered_map>

#include "core/body/kramdown/chars.h"
#include "core/body/kramdown/codespan.h"
#include "core/body/kramdown/document.h"
#include "core/body/kramdown/html_tag.h"

namespace galley::body::kramdown {

enum class Parsers : std::uint8_t { all, html, code_and_html };

class SpanParser {
 public:
  explicit SpanParser(Document& document) : doc_(document), options_(document.options) {}

  /// Reads the spans of `text` into `el`. Only `Parsers::all` makes notes.
  void parse(Node* el, Slice text, Parsers parsers = Parsers::all);

  /// Reads the spans of every raw text below `root`, and settles attribute lists (#update_tree).
  void update_tree(Node* root);

 private:
  /// What ends the reading of a span's content.
  struct Stop {
    enum class Kind : std::uint8_t { none, delimiter, bracket, end_tag } kind = Kind::none;
    char delimiter = 0;
    std::size_t size = 0;     // of a delimiter
    std::string_view name{};  // of an end tag
    bool any_case = false;
    int* brackets = nullptr;
  };

  // span_parser.cpp
  void start(Slice text, Parsers parsers);
  bool parse_spans(Node* el, const Stop& stop, Parsers parsers);
  std::size_t next_start(std::size_t from, const Stop& stop, Parsers parsers) const;
  bool begins(std::size_t at, Parsers parsers, std::size_t from, std::size_t* start) const;
  bool stops(const Stop& stop, Node* el);
  bool parse_at(Parsers parsers);
  void add_text(std::size_t from, std::size_t to);
  void add_text(Node* el, std::size_t from, std::size_t to);
  void update_heading(Node* node);
  char at(std::size_t i) const { return i < s_.size() ? s_[i] : '\0'; }
  Slice slice(std::size_t from, std::size_t to) const { return text_.part(from, to); }
  Node* add(Kind kind, std::size_t from, std::size_t to);
  bool spend(std::size_t bytes);
  void note(Note::Kind kind, Slice where, Slice related = {}) {
    if (!quiet_) doc_.note(kind, where, related);
  }

  // span_emphasis.cpp
  void parse_emphasis();
  bool may_close(char delimiter, std::size_t size, std::size_t from);
  bool parse_strikethrough();

  // span_code.cpp
  void parse_code();
  bool parse_math();

  // span_link.cpp
  bool parse_autolink();
  bool parse_footnote_marker();
  void parse_link();
  bool parse_link_target(Node* link, std::size_t text_begin, std::size_t text_end);
  void add_link(Node* link, Slice url, const Slice* title, std::size_t text_begin, std::size_t text_end,
                const AttributeList* list);

  // span_html.cpp
  void parse_html();
  void parse_start_tag(const StartTag& tag);
  void read_content(Node* el, const StartTag& tag, const Element& known, bool parsing);

  // span_typography.cpp
  void parse_quote();
  bool parse_symbol();
  bool parse_entity();
  bool parse_escape();
  bool parse_line_break();

  // span_extension.cpp
  void parse_extension();
  bool parse_extension_tag();
  std::size_t closing_brace_in(std::size_t begin);
  void take_attributes(Node* html);

  Document& doc_;
  KramdownOptions& options_;
  Slice text_;
  std::string_view s_;
  std::size_t at_ = 0;
  Node* tree_ = nullptr;
  bool quiet_ = false;
  int depth_ = 0;
  // How many elements of a kind are being read.
  int in_em_ = 0, in_strong_ = 0, in_link_ = 0, in_spelling_counts_ = 0;
  int spelling_counts_around_ = 0;  // of the block that the text stands in
  std::size_t budget_ = 0;
  /// What was read from here in this state and did not end well: it would not the next time. With the name that nothing
  /// defines, where a link failed for it.
  std::unordered_map<std::uint64_t, Slice> failed_;
  std::uint64_t state_at(std::size_t start, unsigned what) const {
    const unsigned state = what << 3 | (in_em_ > 0 ? 4u : 0u) | (in_strong_ > 0 ? 2u : 0u) | (in_link_ > 0 ? 1u : 0u);
    return static_cast<std::uint64_t>(start) << 8 | state;
  }
  Slice undefined_;  // the name in brackets after the link's text that was just read, where nothing defines it

  CodespanFinder code_{{}};
  NextFind next_math_, next_comment_, next_brace_, next_stop_, next_angle_, next_bracket_, next_strike_;
  struct Closer {
    std::size_t from = 1, found = 0;
  };
  Closer closers_[4];
};

}  // namespace galley::body::kramdown
