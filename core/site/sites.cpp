#include "core/site/sites.h"

#include <fmt/format.h>

#include "core/site/defaults.h"
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
  for (const Site& site : sites_)
    for (const ConfigError& warning : site.config.warnings) out.push_back(warning.message());
  return out;
}

const Site& Sites::load(const std::string& folder) {
  if (const auto known = by_name_.find(folder); known != by_name_.end()) return *known->second;
  const std::string real = folder.empty() ? folder : files_.canonical(folder);
  const Site*& same = by_place_[real];
  if (same == nullptr) same = &read(folder);
  by_name_.emplace(folder, same);
  return *same;
}

const Site& Sites::read(const std::string& folder) {
  Site& site = sites_.emplace_back();
  site.folder = folder;
  site.config = default_site_config();
  if (!folder.empty()) read_config(folder, site);
  site.reading = site.config.reading;
  if (!site.config.defaults.empty())
    site.reading.liquid_by_default = [&config = site.config](std::string_view path, post::Role role) {
      const post::Value* value = default_value(config, path, type_of(path, role), "render_with_liquid");
      return value == nullptr || value->type != post::Value::Type::scalar ||
             value->scalar.type != post::Scalar::Type::boolean || value->scalar.boolean;
    };
  return site;
}

}  // namespace galley::site
