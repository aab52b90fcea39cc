// The seam between a post's body and the Markdown readers. A reader is a pure function from prepared text to the HTML
// that the site's renderer would make of it, with a source map, and with notes on what it saw that the HTML no longer
// shows.
//
// Prepared text has LF line ends and no Liquid: core/body/liquid ran before, and a tag or object that prints something
// stands as one `liquid_placeholder`, which readers treat as an ordinary letter. Source spans in what a reader returns
// are offsets into the prepared text; core/body/body.h composes them with the places in the post.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/text/mapped_text.h"

namespace galley::body {

/// U+FDD0, a noncharacter. What makes a placeholder is its place in the map, not the character: a post may contain it.
inline constexpr std::string_view liquid_placeholder = "\xEF\xB7\x90";

/// What a reader saw and the HTML does not tell. `at` is the thing itself, `related` a second place where one helps.
struct Note {
  enum class Kind : std::uint8_t {
    undefined_reference,   // `[text][label]`, printed literally: at the label; a footnote without its definition too
    unclosed_fence,        // at the opening fence
    table,                 // a pipe table: at its lines (an accidental one is for a rule to judge)
    literal_tag,           // HTML that this renderer prints literally: at the tag
    literal_reference,     // a character reference that it prints literally
    swallowing_element,    // an element never closed, which takes what follows into it: at its start tag
    ignored_end_tag,       // an end tag that closes nothing and is dropped: at the tag
    html_block,            // Markdown is not read in here: at the element's content
    code,                  // a code span or block: at its content; related is the whole with its fences or backticks
    literal_delimiter,     // a run of `*`, `_` or `~` that might have been emphasis and stayed literal
    reference_definition,  // `[label]: url`: at the url
    automatic_link,        // `<http://…>` or, in GFM, a bare URL that became a link: at the url
    space_in_link,         // a link that is none for a space in its URL: at the URL
  };
  Kind kind;
  Span at;
  Span related;
};

struct ReadMarkdown {
  MappedText html;
  std::vector<Note> notes;  // in the order of `at.begin`
};

}  // namespace galley::body
