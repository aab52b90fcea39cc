// The tags and comments that a post's author wrote, as against those that a Markdown reader made: each with its place
// in the post, with what the tokenizer stumbled over in it, and with what the site's renderer makes of it. The tree
// does not tell of them (stray end tags, attributes given twice, broken comments); rules that need them share one
// reading.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/html/tokens.h"
#include "core/post/post.h"

namespace galley::rules {

struct SourceTag {
  bool end = false;     // an end tag
  bool written = true;  // by the author; false for what a Markdown reader made
  bool self_closing = false;
  bool literal = false;      // the renderer prints it as text
  bool swallows = false;     // the renderer found no end for it, and put all that follows into it
  bool alternative = false;  // stands in a further branch of a Liquid condition
  body::Tag tag = body::Tag::unknown;
  std::string_view name;  // as written; of the post's or the document's bytes
  Span made;              // in the document's HTML; empty at its place where it is literal
  Span at;                // in the post
};

/// An attribute that its tag has twice. Places are in the post, with the quotes.
struct DuplicateAttribute {
  std::uint32_t tag = 0;  // index into `tags`
  std::string name;       // in lower case
  Span first;             // the one given before (the last but one of several)
  Span second;
};

struct TagError {
  std::uint32_t tag = 0;
  body::TokenError::Kind kind;
  Span at;     // in the post; of an attribute at fault, all of it
  Span exact;  // the character or gap itself
  /// A quoted value before it swallowed a `>` and a `<`: its closing quote must be missing. `at` is then that
  /// attribute up to the `>`.
  bool unbalanced = false;
};

struct SourceComment {
  body::Token::Kind kind;  // comment, bogus_comment, doctype or cdata
  bool complete = true;
  Span at;                // in the post
  std::string_view text;  // between its delimiters; of the document's HTML
  std::vector<std::pair<body::TokenError::Kind, Span>> errors;
};

struct SourceTags {
  std::vector<SourceTag> tags;  // in the order in which a browser meets them
  std::vector<DuplicateAttribute> duplicates;
  std::vector<TagError> errors;
  std::vector<SourceComment> comments;
};

/// Nothing where no tag leaves anything to tell (sound_tags.h). Linear in the size of the body. Views are valid as long
/// as the post.
SourceTags read_source_tags(const post::Post& post);

/// Whether the post's byte range has a Liquid tag that prints nothing itself: what stands there may depend on it.
bool has_liquid_control(const post::Post& post, Span at);

}  // namespace galley::rules
