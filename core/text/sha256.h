// SHA-256 of bytes, as manifests and JSON exports name files by. Nettle's; the only room that knows it.
#pragma once

#include <string>
#include <string_view>

namespace galley {

/// 64 hexadecimal digits in lower case (FIPS 180-4).
std::string sha256(std::string_view bytes);

}  // namespace galley
