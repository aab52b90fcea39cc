// MappedText is text that was made from a post (a body with its Liquid set apart, the HTML that a Markdown reader made)
// together with a source map: for each stretch of the made text, which bytes of the post it came from. It is how a node
// that Gumbo built from generated HTML still points at the characters that its author typed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/span.h"

namespace galley {

/// How a stretch of made text relates to its source bytes.
enum class Origin : std::uint8_t {
  copied,     // the very bytes, one to one
  rewritten,  // another spelling of its source: a reference, escape or typographic mark, or a tag that stands for
              // markup
  opaque,     // a Liquid tag or object, which stands for itself
  generated,  // nothing in the post says this; `source` is the construct that made it (may be empty, at its place)
};

/// Which construct generated a stretch; `none` for stretches that are not generated.
enum class Construct : std::uint8_t { none, structure, table_of_contents, footnote, automatic_id, abbreviation, other };

/// One stretch of made text: it begins at `begin` and reaches to the next segment's `begin` (or the text's end).
struct Segment {
  std::uint32_t begin = 0;
  Span source;
  Origin origin = Origin::copied;
  Construct construct = Construct::none;
  friend bool operator==(const Segment&, const Segment&) = default;
};

class MappedText {
 public:
  MappedText() = default;
  /// Text that is a stretch of the post as it stands. `at` is where its first byte lies in the post.
  static MappedText verbatim(std::string_view text, std::uint32_t at);

  std::string_view text() const { return text_; }
  const std::vector<Segment>& segments() const { return segments_; }

  // Building. Neighbouring copies that continue each other become one segment; empty text appends nothing.

  /// Appends bytes that stand in the post at `source_begin` as they are.
  void copy(std::string_view text, std::uint32_t source_begin);
  /// Appends text that another spelling in the post, `source`, stands for.
  void rewrite(std::string_view text, Span source);
  /// Appends a Liquid tag or object's text.
  void opaque(std::string_view text, Span source);
  /// Appends text that nothing in the post says; `source` is what made it or the place where it stands.
  void generate(std::string_view text, Span source, Construct construct = Construct::structure);
  /// Appends a stretch of another mapped text with its map.
  void append(const MappedText& other, Span range);
  void append(const MappedText& other) { append(other, {0, static_cast<std::uint32_t>(other.text().size())}); }
  void reserve(std::size_t bytes, std::size_t segments);
  void clear();
  /// Drops what follows the first `size` bytes.
  void truncate(std::size_t size);

  // Asking.

  /// The segment that holds byte `at` of the text (the last one for `at` at the end). The text must not be empty.
  const Segment& segment_at(std::uint32_t at) const;

  /// The source bytes of the text's range `made`, in order, neighbours joined: a range across a lazy quote line has
  /// several. Copied stretches give exactly their part; others give their whole source span. Generated stretches give
  /// nothing, so a range that is generated throughout has no spans.
  std::vector<Span> source_spans(Span made) const;

  /// The smallest single span that covers `source_spans`; for a generated range, the place of what made it. An empty
  /// `made` gives the empty span at its place.
  Span source_cover(Span made) const;

  /// The source offset that byte `at` of the text came from: exact in copies, the beginning of the source elsewhere.
  std::uint32_t source_offset(std::uint32_t at) const;

 private:
  void push(std::string_view text, Span source, Origin origin, Construct construct);
  std::size_t index_at(std::uint32_t at) const;
  std::uint32_t end_of(std::size_t index) const;

  std::string text_;
  std::vector<Segment> segments_;
};

/// Two maps in a row: `outer` was made from `inner`'s text (its source spans are offsets into it), `inner` from the
/// post. The result is `outer`'s text with places in the post. Stretches that `outer` copied from an opaque part of
/// `inner` stay opaque; what it copied from a rewritten part is rewritten.
MappedText compose(const MappedText& outer, const MappedText& inner);

}  // namespace galley
