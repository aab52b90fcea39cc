// Which files of a site nothing names. A file counts as named wherever its name stands as a word of its own in the text
// of any other file below the site's source, as written or percent-encoded and in any letter case: in posts, pages,
// layouts, style sheets, scripts, data or the configuration. What Liquid puts together is not seen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/archive/file_store.h"
#include "core/site/site_config.h"

namespace galley::site {

/// Of `sources` (paths below `root`) those that nothing names, in their order. Reads every text below `root`, from up
/// to `jobs` threads.
std::vector<std::string_view> unmentioned(archive::FileStore& files, const std::string& root, const SiteConfig& config,
                                          const std::vector<std::string_view>& sources, unsigned jobs);

}  // namespace galley::site
