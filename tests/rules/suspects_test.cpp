// The scan for suspects looks at sixteen bytes at once: wherever a character stands, it must say of it what it says of
// the character alone.
#include "rules/suspects.h"

#include <doctest/doctest.h>

#include <string>

#include "core/text/utf8.h"

using galley::rules::find_suspects;
using galley::rules::Suspect;

TEST_CASE("each character is told alike in short and in long text") {
  const std::string filler = "国泰民安，abc “引”。\n";
  REQUIRE(find_suspects(filler + filler).empty());
  std::size_t told = 0;
  for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x10000 || (c >= 0xE0000 && c < 0xE0200) ? 1 : 251) {
    if ((c >= 0xD800 && c <= 0xDFFF) || c == 0xFEFF) continue;  // a byte order mark, where it stands first
    std::string text;
    galley::utf8::append(text, c);
    text += "中";
    REQUIRE(text.size() < 16);
    const auto alone = find_suspects(text);
    told += alone.size();
    for (const std::size_t before : {std::size_t{0}, std::size_t{7}, std::size_t{12}, std::size_t{15}}) {
      const auto found = find_suspects(std::string(before, 'x') + text + filler);
      if (found.size() != alone.size() ||
          (!alone.empty() && (found[0].kind != alone[0].kind || found[0].size != alone[0].size ||
                              found[0].code_point != c || found[0].at != before))) {
        CAPTURE(static_cast<std::uint32_t>(c));
        CAPTURE(before);
        CHECK(found.size() == alone.size());
        FAIL_CHECK("told otherwise");
      }
    }
  }
  CHECK(told > 6'400);  // those for private use alone
}

TEST_CASE("bytes that are no UTF-8 hide no suspect") {
  const std::string text =
      std::string(14, 'x') + "\xE5\xC2\x80\xF0\x9F\xE2\x80\x8B\xED\xA0\x80\xE1" + std::string(20, 'y');
  const auto found = find_suspects(text);
  REQUIRE(found.size() == 2);
  CHECK(found[0].kind == Suspect::Kind::control);
  CHECK(found[0].at == 15);
  CHECK(found[1].kind == Suspect::Kind::invisible);
  CHECK(found[1].at == 19);
}
