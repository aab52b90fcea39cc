#include "rules/wording.h"

#include <fmt/format.h>

#include "core/text/utf8.h"
#include "rules/suspects.h"

namespace galley::rules {

std::string code_point_name(char32_t c) { return fmt::format("U+{:04X}", static_cast<std::uint32_t>(c)); }

std::string shown(std::string_view value, std::size_t most) {
  std::string out = "`";
  std::size_t count = 0;
  for (std::size_t i = 0; i < value.size(); ++count) {
    if (count == most) {
      out += "…";
      break;
    }
    const utf8::Decoded d = utf8::decode(value, i);
    const std::string_view bytes = value.substr(i, d.size);
    const bool joins = d.code_point == 0x200D || d.code_point == 0xFE0F;  // within emoji
    if (!d.valid)
      out += fmt::format("\\x{:02X}", static_cast<unsigned char>(value[i]));
    else if (d.code_point == '\n' || d.code_point == '\r' || d.code_point == '\t')
      out += ' ';
    else if (const auto suspects = joins ? std::vector<Suspect>() : find_suspects(bytes);
             !suspects.empty() || d.code_point == 0xFEFF)
      out += code_point_name(d.code_point);
    else
      out += bytes;
    i += d.size;
  }
  return out + "`";
}

std::string counted(std::size_t n, std::string_view noun) {
  return n == 1 ? fmt::format("one {}", noun) : fmt::format("{} {}s", n, noun);
}

}  // namespace galley::rules
