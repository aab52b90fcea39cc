// Where a site publishes a post that was read: for records of one post, apart from the site's other files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/post/post.h"
#include "core/site/site_config.h"

namespace galley::site {

/// The path from the site's root, percent-encoded as Jekyll writes it, without `baseurl`: `/news/2022/06/10/a.html`.
/// `seconds`: the post's date (since 1970); nothing where its template needs one and there is none, or has a
/// placeholder that Jekyll does not know. For posts and drafts; of other files only where their front matter says it.
std::optional<std::string> published_path(const post::Post& post, const SiteConfig& config,
                                          std::optional<std::int64_t> seconds);

}  // namespace galley::site
