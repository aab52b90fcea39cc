// The members that a JSON export may have, by their names in post.schema.json.
#pragma once

#include <array>
#include <string_view>

namespace galley::exporters {

/// Written without being asked for.
inline constexpr std::array<std::string_view, 20> usual_fields{
    "id",       "path",   "url",        "source_url", "title",        "date_published", "date_modified",
    "language", "layout", "categories", "tags",       "front_matter", "content_text",   "headings",
    "links",    "images", "char_count", "word_count", "sha256",       "verify"};
/// Written on request.
inline constexpr std::array<std::string_view, 3> more_fields{"content_markdown", "content_html", "findings"};

}  // namespace galley::exporters
