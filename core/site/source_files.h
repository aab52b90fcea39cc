// The files of a site that Jekyll reads, found as Jekyll's Reader finds them (4.3): posts in any folder's `_posts`,
// pages and static files in folders that are not special, the files of collections, and what `include` names.
#pragma once

#include <string>
#include <vector>

#include "core/archive/file_store.h"
#include "core/site/publishing.h"
#include "core/site/site_config.h"

namespace galley::site {

/// `root`: the source's folder. Pages and static files are not told apart yet (`Kind::static_file`; nobody read them),
/// nor are documents and static files of a collection (`Kind::document`). By path, each once, but for what is in two
/// roles. What cannot be listed is passed over.
std::vector<SourceFile> find_source_files(archive::FileStore& files, const std::string& root, const SiteConfig& config);

/// The folder that holds the site's source: `folder` is that of `_config.yml`.
std::string source_root(const std::string& folder, const SiteConfig& config);

}  // namespace galley::site
