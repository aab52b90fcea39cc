// What options ask to be changed in content before it is written. Each changes what is said, so it is done before, not
// while writing: what is verified is what was asked for.
#pragma once

#include <string_view>

#include "core/content/model.h"

namespace galley::content {

/// Takes away the line ends between Han or kana characters or their punctuation, where readers would see a space. Those
/// between Hangul are spaces and stay.
void join_cjk_lines(Content& content);

/// Takes all links away; their text stays.
void drop_links(Content& content);

/// Puts `base` before the targets of links and images that have no scheme and host. Anchors (`#…`) stay.
void resolve_links(Content& content, std::string_view base);

/// Makes links of embeds, named by their title or target.
void link_embeds(Content& content, const body::Document& document);

}  // namespace galley::content
