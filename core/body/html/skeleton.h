// A skeleton of an HTML text: another text, many times shorter, of which an HTML parser builds the same tree. What a
// tree looks like depends on the kinds of its characters, not on the characters, and on the names of tags, hardly ever
// on their attributes. So a run of text stands as one character of its kind, a tag as its name, a comment as an empty
// one, and a record of each remembers its place in the text, from which the tree's text and attributes are then taken.
//
// A skeleton is made only of what was proved equal (tests/tools/skeleton_differential.cpp and the fuzz target): of
// other texts `make` says no, and the caller parses them as they are. Those are texts with NUL, CR or bytes that are
// not UTF-8, malformed tags and comments, rare character references, foreign content, and elements whose text or
// attributes steer the parser (WHATWG HTML 13.2.6).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/tag.h"
#include "core/text/span.h"

namespace galley::body {

class Skeleton {
 public:
  struct Attribute {
    Span name;                // as written
    Span value;               // without quotes; empty at 0 where there is none
    bool references = false;  // the value has character references
    bool upper = false;       // the name has upper-case letters
  };
  /// A tag, a comment, or the text that a character of the skeleton stands for. Spans are offsets into the text.
  struct Record {
    enum class Kind : std::uint8_t {
      tag,
      comment,
      space,     // white space alone
      text,      // begins with a character that is not white space
      raw_text,  // of an element without markup in it
      dropped,   // the line end after <pre>, which parsers leave out
    };
    Kind kind = Kind::tag;
    bool references = false;  // the text has character references
    bool end_tag = false;
    Tag tag = Tag::unknown;  // of a tag
    Span at;
    std::uint32_t name_end = 0;  // of a tag: its name stands right behind the `<` or `</`
    std::uint32_t first_attribute = 0;
    std::uint32_t attribute_count = 0;
  };

  /// Makes the skeleton of `html`; false where only the text itself may be parsed. What was made before is forgotten.
  bool make(std::string_view html);

  /// Whether a tag gives an attribute a second time, which then is none of its attributes.
  bool repeats_attributes() const { return repeats_; }
  /// How many tags it has.
  std::size_t tags() const { return tags_; }
  /// All records in the order of the text, and an empty one at its end.
  std::span<const Record> records() const { return records_; }

  /// Writes what to parse, which `text` and `record_at` then know. It stays where it is until the next `make`.
  void write();
  const std::string& text() const { return text_; }
  static constexpr std::uint32_t no_record = ~0u;
  /// The record that begins at that offset of `text()`, from 0 to its size, or `no_record`. At its end is an empty one.
  std::uint32_t record_at(std::size_t offset) const { return record_at_[offset]; }
  const Record& operator[](std::size_t record) const { return records_[record]; }
  const Attribute* attributes(const Record& record) const { return attributes_.data() + record.first_attribute; }

 private:
  bool tag(std::size_t& at);
  bool attribute(std::size_t& at);
  bool comment(std::size_t& at);
  bool text(std::size_t begin, std::size_t end);
  bool raw_text(std::size_t& at, std::string_view name);
  void put(Record::Kind kind, std::size_t begin, std::size_t end);

  std::string_view html_;
  std::string text_;
  std::vector<Record> records_;
  std::vector<std::uint32_t> record_at_;
  std::vector<Attribute> attributes_;
  std::size_t tags_ = 0;
  bool after_pre_ = false;
  bool repeats_ = false;
};

/// Appends what an HTML parser makes of `text`, which a skeleton took: its character references decoded.
void append_decoded(std::string& out, std::string_view text, bool in_attribute);

}  // namespace galley::body
