// A post's body for an export whose readers may run Liquid as well, as Markdown's may: what Liquid prints nothing for
// (conditions, loops, assignments) is not dropped but stands as comments, which the exporter makes Liquid of again.
#pragma once

#include <cstdint>
#include <optional>

#include "core/post/post.h"

namespace galley::exporters {

struct LiquidBody {
  std::optional<body::Document> document;  // nothing where the post has no such Liquid, or no place for it
  std::uint32_t silent = 0;                // tags of such Liquid in the post
  std::optional<Span> first_dropped;       // of what the document has no place for
};

/// Reads the body again, as often as it must (a bounded number). The document says the same as the post's own but for
/// the comments.
LiquidBody read_liquid_body(const post::Post& post, const post::Reading& reading, body::HtmlParser& parser);

}  // namespace galley::exporters
