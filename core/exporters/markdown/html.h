// Content as HTML: what stands where Markdown has no form of its own, or none that survives. Clean: only what content
// knows, no classes or styles. Within Markdown an HTML block must have no blank line, so none is written.
#pragma once

#include <string>
#include <string_view>

#include "core/body/document.h"
#include "core/content/fold.h"
#include "core/content/model.h"

namespace galley::exporters::markdown {

/// The HTML of one block and all in it, without a line end at its end.
std::string block_html(const content::Content& content, const body::Document& document, content::BlockId block);

/// The inner HTML of a paragraph.
std::string inline_html(const content::Content& content, const body::Document& document,
                        const content::Block& paragraph);

/// One piece of a paragraph, without its marks but code.
void append_piece(std::string& out, const content::Content& content, const body::Document& document,
                  const content::Inline& text, const content::Piece& piece);

/// The tags of a mark that is one bit: `<strong>`.
std::string_view tag_of(std::uint16_t bit);

/// An element as it stood, with its attributes and what is in it, on one line. `inline_markdown`: what might be read as
/// Markdown in it is written as references.
std::string element_html(const body::Document& document, body::NodeId node, bool inline_markdown);

std::string image_html(const content::Object& image, const body::Document& document);
std::string link_open_html(const content::Link& link);

/// Text with `<` and `&` as references where HTML would read them as markup.
std::string escaped_text(std::string_view text);
/// The same for a value between double quotes; line ends become spaces.
std::string escaped_value(std::string_view text);
/// The same for a URL, whose line ends and tabs browsers drop.
std::string escaped_url(std::string_view url);

}  // namespace galley::exporters::markdown
