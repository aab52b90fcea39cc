// Text in other encodings than UTF-8, read through the system's iconv: for telling what bytes that are not UTF-8 were
// meant as, and what text was that a wrong decoding left.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace galley::transcode {

/// `bytes` in UTF-8; nothing where they are not valid in that encoding or the system does not know it. `encoding` is a
/// name that iconv knows ("GB18030", "BIG5", "WINDOWS-1252").
std::optional<std::string> to_utf8(std::string_view bytes, const char* encoding);

/// UTF-8 in another encoding; nothing where that has no bytes for some of its characters.
std::optional<std::string> from_utf8(std::string_view text, const char* encoding);

}  // namespace galley::transcode
