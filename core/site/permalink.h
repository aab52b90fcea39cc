// Where a site publishes a post: Jekyll's URL templates and their placeholders (Jekyll::URL, Drops::UrlDrop and
// Utils.slugify of Jekyll 4.3), without the site's host.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/post/post.h"
#include "core/site/site_config.h"

namespace galley::site {

/// The path from the site's root, percent-encoded as Jekyll writes it, without `baseurl`: `/news/2022/06/10/a.html`.
/// `seconds`: the post's date (since 1970); nothing where its template needs one and there is none, or has a
/// placeholder that Jekyll does not know. For posts and drafts; of other files only where their front matter says it.
std::optional<std::string> published_path(const post::Post& post, const SiteConfig& config,
                                          std::optional<std::int64_t> seconds);

/// Jekyll's Utils.slugify: `pretty` keeps the characters that are safe in a path.
std::string slugified(std::string_view text, bool pretty, bool cased);

}  // namespace galley::site
