// What `defaults:` of `_config.yml` gives to files that do not say it themselves (Jekyll::FrontmatterDefaults of 4.3).
#pragma once

#include <string_view>

#include "core/site/site_config.h"

namespace galley::site {

/// The value of `key` for a file, or null. `path` is relative to the site's source; `type` is Jekyll's: `posts`, of
/// drafts too, `pages`, or a collection's label.
const post::Value* default_value(const SiteConfig& config, std::string_view path, std::string_view type,
                                 std::string_view key);

/// The type of a file by its role and path.
std::string_view type_of(std::string_view path, post::Role role);

}  // namespace galley::site
