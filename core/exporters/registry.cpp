#include "core/exporters/exporter.h"

namespace galley::exporters {

#define EXPORTER(function, name, extension, description) Output function(const Input&, const Options&);
#include "core/exporters/exporters.def"
#undef EXPORTER

std::span<const Exporter> exporters() {
  static constexpr Exporter list[] = {
#define EXPORTER(function, name, extension, description) {name, extension, description, function},
#include "core/exporters/exporters.def"
#undef EXPORTER
  };
  return list;
}

const Exporter* find_exporter(std::string_view name) {
  for (const Exporter& exporter : exporters())
    if (exporter.name == name) return &exporter;
  return nullptr;
}

}  // namespace galley::exporters
