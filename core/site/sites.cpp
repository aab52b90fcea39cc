#include "core/site/sites.h"

namespace galley::site {

const Site& Sites::load(const std::string& folder) {
  if (const auto known = sites_.find(folder); known != sites_.end()) return known->second;
  Site site;
  site.folder = folder;
  return sites_.emplace(folder, std::move(site)).first->second;
}

}  // namespace galley::site
