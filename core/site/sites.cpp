#include "core/site/sites.h"

#include <fmt/format.h>

#include "core/text/sha256.h"

namespace galley::site {

void Sites::read_config(const std::string& folder, Site& site) {
  const std::string path = folder + (folder.ends_with('/') ? "" : "/") + std::string(site_config_name);
  const auto bytes = files_.read(path, max_site_config_bytes);
  if (!bytes) {
    errors_.push_back(bytes.error());
    return;
  }
  site.digest = sha256(*bytes);
  auto config = parse_site_config(path, *bytes);
  if (config) {
    site.config = std::move(*config);
    return;
  }
  const ConfigError& error = config.error();
  errors_.push_back({error.line == 0 ? path : fmt::format("{}:{}:{}", path, error.line, error.column), error.cause, 0});
}

std::vector<std::string> Sites::warnings() const {
  std::vector<std::string> out;
  for (const auto& [folder, site] : sites_)
    for (const ConfigError& warning : site.config.warnings) out.push_back(warning.message());
  return out;
}

const Site& Sites::load(const std::string& folder) {
  if (const auto known = sites_.find(folder); known != sites_.end()) return known->second;
  Site site;
  site.folder = folder;
  site.config = default_site_config();
  if (!folder.empty()) read_config(folder, site);
  site.reading = site.config.reading;
  return sites_.emplace(folder, std::move(site)).first->second;
}

}  // namespace galley::site
