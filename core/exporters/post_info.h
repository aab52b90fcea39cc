// What a post says of itself, gathered from its front matter, its path and its site, as JSON and other formats want it.
#pragma once

#include <string>

#include "core/exporters/exporter.h"
#include "core/post/post.h"
#include "core/site/site_config.h"

namespace galley::exporters {

/// `path` is how the post is named to people. Dates are told in the site's zone. What the front matter does not say, or
/// says so that it cannot be read, is taken from where Jekyll takes it: the file's name, the folders above it, the
/// site.
PostInfo post_info(const post::Post& post, const std::string& path, const site::SiteConfig& config);

/// The front matter as a JSON object, typed as Jekyll types it: dates as `2022-06-10`, times in RFC 3339, whole numbers
/// of any size as numbers, what JSON lacks (infinity, bytes) as text. Empty where it cannot be read.
std::string front_matter_json(const post::FrontMatter& front_matter);

}  // namespace galley::exporters
