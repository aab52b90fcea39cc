#include "core/body/html/decoded.h"

#include <algorithm>

#include "core/body/html/references.h"
#include "core/text/utf8.h"

namespace galley::body {
namespace {

using utf8::replacement;

// Whether both go on alike for a few bytes, or something that changes in decoding comes first.
bool goes_on(std::string_view raw, std::string_view decoded) {
  for (std::size_t i = 0; i < 6; ++i) {
    if (i >= raw.size()) return i >= decoded.size();
    if (raw[i] == '&' || raw[i] == '\r' || raw[i] == '<' || raw[i] == '\0') return true;
    if (decoded.substr(std::min(i, decoded.size())).starts_with(replacement)) return true;
    if (i >= decoded.size() || raw[i] != decoded[i]) return false;
  }
  return true;
}

struct Step {
  std::size_t raw = 0, decoded = 0;
};

// What the second of a named reference's two characters may be, but for `&fjlig;` (WHATWG HTML 13.5).
bool is_added(char32_t c) {
  return c == 0x0331 || c == 0x0333 || c == 0x0338 || c == 0x200A || c == 0x20D2 || c == 0x20E5 || c == 0xFE00;
}

// The reference that begins at `raw[0] == '&'`, in text or in an attribute's value: one or two characters.
Step reference(std::string_view raw, std::string_view decoded) {
  const std::size_t one = decoded.empty() ? 0 : utf8::decode(decoded, 0).size;
  const std::size_t two = one < decoded.size() ? one + utf8::decode(decoded, one).size : one;
  for (const bool in_attribute : {false, true}) {
    const Reference found = read_reference(raw, 0, in_attribute);
    if (!found.is_reference || one == 0) continue;
    const bool pair =
        two > one && raw[1] != '#' && (raw.starts_with("&fjlig;") || is_added(utf8::decode(decoded, one).code_point));
    for (const std::size_t taken : {pair ? two : one, pair ? one : two})
      if (goes_on(raw.substr(found.end), decoded.substr(taken))) return {found.end, taken};
  }
  return {1, !decoded.empty() && decoded[0] == '&' ? std::size_t{1} : std::size_t{0}};
}

Step step(std::string_view raw, std::string_view decoded) {
  const char c = raw[0];
  if (c == '\r') return raw.substr(0, 2) == "\r\n" ? Step{2, 1} : Step{1, 1};
  if (c == '\0') {  // dropped, or U+FFFD in attributes and foreign content: told apart by what follows
    const bool replaced =
        decoded.starts_with(replacement) && goes_on(raw.substr(1), decoded.substr(replacement.size()));
    return {1, replaced ? replacement.size() : std::size_t{0}};
  }
  if (c == '&') {
    // An ampersand that is none of a reference's goes on as it is.
    const bool literal = !decoded.empty() && decoded[0] == '&' && !raw.starts_with("&amp") &&
                         !raw.starts_with("&AMP") && !raw.starts_with("&#");
    if (literal && goes_on(raw.substr(1), decoded.substr(1))) return {1, 1};
    return reference(raw, decoded);
  }
  // A byte that is not UTF-8 is read as U+FFFD, and so are controls and noncharacters.
  if (c != '<' && decoded.starts_with(replacement) && !raw.starts_with(replacement))
    return {utf8::decode(raw, 0).size, replacement.size()};
  if (!decoded.empty() && c == decoded[0]) {
    if (c != '<' || goes_on(raw.substr(1), decoded.substr(1))) return {1, 1};
  }
  if (c == '<') {
    const std::size_t close = raw.find('>');
    return {close == std::string_view::npos ? raw.size() : close + 1, 0};
  }
  return {};
}

}  // namespace

Span raw_range(std::string_view raw, std::string_view decoded, std::size_t begin, std::size_t end) {
  const auto whole = Span{0, static_cast<std::uint32_t>(raw.size())};
  if (raw == decoded) return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  std::size_t r = 0, d = 0, from = raw.size();
  bool began = false;
  while (r < raw.size()) {
    if (d >= end && began) break;
    const Step s = step(raw.substr(r), decoded.substr(d));
    if (s.raw == 0) return whole;
    if (!began && d + s.decoded > begin) {
      from = r;
      began = true;
    }
    r += s.raw;
    d += s.decoded;
    if (d > decoded.size()) return whole;
  }
  if (!began) from = r;
  return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(std::max(r, from))};
}

std::string with_own_characters(std::string_view raw, std::string_view decoded) {
  std::string out;
  out.reserve(decoded.size());
  std::size_t d = 0;
  for (std::size_t r = 0; r < raw.size();) {
    const Step s = step(raw.substr(r), decoded.substr(d));
    if (s.raw == 0) return std::string(decoded);
    const std::string_view made = decoded.substr(d, s.decoded);
    const bool own = made == replacement && raw[r] != '&' && raw[r] != '\0' && utf8::decode(raw, r).valid;
    out += own ? raw.substr(r, s.raw) : made;
    r += s.raw;
    d += s.decoded;
    if (d > decoded.size()) return std::string(decoded);
  }
  return d == decoded.size() ? out : std::string(decoded);
}

}  // namespace galley::body
