#include <algorithm>
#include <array>

#include "core/exporters/front_matter/preset.h"

namespace galley::exporters::front_matter {

#define PRESET(name) Preset name();
#include "core/exporters/front_matter/presets.def"
#undef PRESET

std::span<const Preset> presets() {
  static const auto all = std::to_array<Preset>({
#define PRESET(name) name(),
#include "core/exporters/front_matter/presets.def"
#undef PRESET
  });
  return all;
}

const Preset* find_preset(std::string_view name) {
  const auto all = presets();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Preset& p) { return p.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace galley::exporters::front_matter
