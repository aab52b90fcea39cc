// The posts that paths name, with the sites that they belong to: which folders are collections is for each site's own
// configuration to say.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/archive/inputs.h"
#include "core/site/sites.h"

namespace galley::site {

/// Like archive::find_inputs, with each site's collections and Markdown extensions; every input's site is loaded in
/// `sites`.
archive::Inputs find_posts(archive::FileStore& files, const std::vector<std::string>& paths,
                           const std::vector<std::string>& literal,
                           const std::function<bool(const std::string& folder)>& gitignore, Sites& sites);

}  // namespace galley::site
