// The characters of a post that some rule on text asks about, found in one scan of its bytes: a rule for mojibake and
// one for invisible characters cost nothing where there are none. Most posts have none at all.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace galley::rules {

struct Suspect {
  enum class Kind : std::uint8_t {
    control,      // C0 and C1 but tab, line feed and carriage return; U+007F
    invisible,    // takes no room, or directs how others are laid out
    private_use,  // planes 15 and 16 too
    replacement,  // U+FFFD
    misread,      // a character that wrong decoding often leaves, followed by another that is not ASCII
  } kind;
  std::uint8_t size;  // bytes
  std::uint32_t at;   // byte offset in the post
  char32_t code_point;
};

/// In the order of their places. Bytes that are not UTF-8 are passed over, as is a byte order mark at the beginning.
std::vector<Suspect> find_suspects(std::string_view bytes);

}  // namespace galley::rules
