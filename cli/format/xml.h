// Text as XML 1.0 may hold it.
#pragma once

#include <string>
#include <string_view>

namespace galley::cli {

/// The text for an attribute in double quotes or for an element's content: markup characters as references, line ends
/// and tabs as character references (a parser would fold them in attributes), and U+FFFD for what no XML 1.0 document
/// may hold, not even as a reference: C0 controls, U+FFFE, U+FFFF, bytes that are not UTF-8; and for C1 controls, which
/// it discourages (XML 1.0, 5th edition, production 2).
std::string xml_text(std::string_view text);

}  // namespace galley::cli
