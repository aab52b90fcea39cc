// Running text, as against what only stands in it: URLs, code, Liquid. Rules on typography look at nothing else, so
// that no fix of theirs changes what a machine reads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/document.h"
#include "core/post/post.h"

namespace galley::rules {

/// A URL in running text, as offsets into that text.
struct BareUrl {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;      // where it ends for a reader: before punctuation that closes its sentence
  std::uint32_t run_end = 0;  // where a program that looks for white space ends it
  bool glued = false;         // full-width punctuation or CJK text follows at `end` without a space
};

/// URLs with a scheme of the web, or that begin with `www.`, outside angle brackets and quotes.
std::vector<BareUrl> find_bare_urls(std::string_view text);

/// Where a URL ends for a reader that begins at `begin`. With `delimited`, where an author or a program set its end
/// already, CJK letters count as its own; punctuation does only behind such letters.
BareUrl url_at(std::string_view text, std::size_t begin, bool delimited);

/// Whether it is punctuation of East Asian text, or a full-width form of any.
bool is_cjk_punctuation(char32_t code_point);

/// The stretches of a text node's `text` that are prose. None in code, scripts and the like, and none of a link's text
/// that is its own URL.
std::vector<Span> prose_of(const post::Post& post, const body::Node& text);

/// Where Liquid stands in a text node's `text`.
std::vector<Span> liquid_in(const post::Post& post, const body::Node& text);

/// The nearest ancestor that begins a block, else the root.
body::NodeId block_of(const body::Document& document, const body::Node& node);

/// Whether the node stands where the renderer reads no Markdown: in HTML that the post's author wrote as a block.
bool is_in_html(const post::Post& post, const body::Node& node);

/// What two spellings of one name have in common: its characters without letter case, compatible forms and white space.
std::string folded_without_space(std::string_view text);

}  // namespace galley::rules
