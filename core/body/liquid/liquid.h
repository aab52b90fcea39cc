// Liquid, as Jekyll runs it: before Markdown is read. galley does not evaluate it. A tag or object that prints
// something becomes one opaque atom (a placeholder in the prepared text) that keeps its bytes and place through every
// reader; one that prints nothing leaves nothing, as in Jekyll, and is remembered; `{% raw %}` shields, `{% comment %}`
// and
// `{% capture %}` hide, and `{% highlight %}` is the code block that Jekyll's tag makes. Both branches of a condition
// stay. Grammar: Liquid 5.4 (lib/liquid.rb, block_body.rb, tags/raw.rb), tags: Jekyll 4.3.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/text/mapped_text.h"

namespace galley::body {

/// Spans are offsets into the post.
struct LiquidToken {
  enum class Kind : std::uint8_t { tag, object } kind;
  Span whole;   // with its delimiters
  Span name;    // of a tag; empty for objects
  Span markup;  // what follows a tag's name, or stands in an object, without white space around it
  bool prints;  // it stands in the prepared text as a placeholder
};

/// Each makes Jekyll's build fail (Liquid 5.4, errors.syntax). `related` is where the block began.
struct LiquidProblem {
  enum class Kind : std::uint8_t {
    unclosed_tag,     // `{%` without `%}`
    unclosed_object,  // `{{` without `}}`
    malformed_tag,    // `{% %}`: no name
    unclosed_block,   // a block never closed: at its opening tag
    unexpected_end,   // an end, else or when tag that belongs to no open block
    wrong_end,        // the end of another block than the one that is open
  };
  Kind kind;
  Span at;
  Span related;
};

struct Prepared {
  MappedText text;
  std::vector<LiquidToken> tokens;  // in the post's order
  std::vector<LiquidProblem> problems;
};

struct PrepareOptions {
  bool liquid = true;               // front matter's `render_with_liquid`
  bool normalise_line_ends = true;  // for Markdown: CRLF and CR become LF, and highlighted code has lines of its own
};

/// Prepares the body, `post[body]`, for a reader.
Prepared prepare(std::string_view post, Span body, const PrepareOptions& options);

/// Puts the bytes of each Liquid atom back where its placeholder stands, escaped for HTML (as they are within raw text
/// elements). `html` is what a reader made of `prepared.text`, composed with its map.
MappedText restore_liquid(MappedText html, const Prepared& prepared, std::string_view post);

}  // namespace galley::body
