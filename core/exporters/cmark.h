// Markdown read by cmark-gfm, another implementation than those that galley reads posts with: what is written is read
// back by it and compared. The only room that knows cmark-gfm.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/content/model.h"

namespace galley::exporters {

enum class Dialect : std::uint8_t {
  gfm,         // as GitHub reads: tables, strikethrough, autolinks, task lists, footnotes
  commonmark,  // 0.29, nothing else
};

/// The HTML of `markdown`, raw HTML kept.
std::string cmark_html(std::string_view markdown, Dialect dialect);

/// What `markdown` says, straight from cmark-gfm's tree; nothing where raw HTML or footnotes stand in it, since only an
/// HTML parser can tell what these come to. Owns all it shows.
std::optional<content::Content> cmark_content(std::string_view markdown, Dialect dialect);

/// What `markdown` says, through an HTML parser where it must. Never fails.
content::Content read_back(std::string_view markdown, Dialect dialect);

}  // namespace galley::exporters
