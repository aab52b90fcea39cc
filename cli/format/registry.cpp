#include "cli/format/format.h"

namespace galley::cli {

#define FORMAT(function, name, description) std::unique_ptr<Format> function();
#include "cli/format/formats.def"
#undef FORMAT

std::span<const FormatEntry> formats() {
  static constexpr FormatEntry list[] = {
#define FORMAT(function, name, description) {name, description, function},
#include "cli/format/formats.def"
#undef FORMAT
  };
  return list;
}

const FormatEntry* find_format(std::string_view name) {
  for (const FormatEntry& f : formats())
    if (f.name == name) return &f;
  return nullptr;
}

}  // namespace galley::cli
