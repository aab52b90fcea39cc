#include "core/body/kramdown/chars.h"

#include <algorithm>

#include "core/text/scan.h"

namespace galley::body::kramdown {
namespace {

/// `[[:alpha:]_][-[:alnum:]._]*`. A Liquid placeholder is no letter here: `<{{ url }}>` is no element, whatever it
/// prints.
std::size_t match_ncname(std::string_view text, std::size_t at) {
  if (at >= text.size()) return at;
  if (text.substr(at).starts_with(liquid_placeholder)) return at;
  std::size_t size = at < text.size() && text[at] == '_' ? 1 : alpha_size(text, at);
  if (size == 0) return at;
  at += size;
  while (at < text.size()) {
    const char c = text[at];
    size = c == '-' || c == '.' || c == '_' ? 1 : alnum_size(text, at);
    if (size == 0) break;
    at += size;
  }
  return at;
}

}  // namespace

std::size_t find_markup(std::string_view text, std::size_t from) {
  return std::min(find_any<'<', '>', '&'>(text, from), text.size());
}

std::size_t match_name(std::string_view text, std::size_t at) {
  const std::size_t end = match_ncname(text, at);
  if (end == at || end >= text.size() || text[end] != ':') return end;
  const std::size_t local = match_ncname(text, end + 1);
  return local == end + 1 ? end : local;
}

std::size_t match_reference(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  if (end >= text.size()) return at;
  if (text[end] == '#') {
    ++end;
    const bool hex = end < text.size() && text[end] == 'x';
    if (hex) ++end;
    const std::size_t digits = end;
    while (end < text.size() && (hex ? is_hex(text[end]) : is_digit(text[end]))) ++end;
    return end > digits && end < text.size() && text[end] == ';' ? end + 1 : at;
  }
  if (!is_word_char(text[end]) && text[end] != ':') return at;
  while (end < text.size() && (is_word_char(text[end]) || text[end] == ':' || text[end] == '-' || text[end] == '.'))
    ++end;
  return end < text.size() && text[end] == ';' ? end + 1 : at;
}

}  // namespace galley::body::kramdown
