#include "core/exporters/markdown/links.h"

#include <algorithm>

#include "core/content/model.h"
#include "core/content/url.h"
#include "core/exporters/markdown/escape.h"
#include "core/exporters/markdown/flanking.h"
#include "core/text/ascii.h"

namespace galley::exporters::markdown {
namespace {

using ascii::is_alphanumeric;
using ascii::is_letter;

bool balanced(std::string_view url) {
  int depth = 0;
  for (const char c : url) {
    if (c == '(' && ++depth > 30) return false;
    if (c == ')' && --depth < 0) return false;
  }
  return depth == 0;
}

bool is_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 >= text.size()) return false;
  for (const char c : text.substr(0, at))
    if (!is_alphanumeric(c) && std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) == std::string_view::npos) return false;
  const std::string_view host = text.substr(at + 1);
  if (!is_alphanumeric(host.front()) || !is_alphanumeric(host.back())) return false;
  for (std::size_t i = 0; i < host.size(); ++i) {
    if (!is_alphanumeric(host[i]) && host[i] != '-' && host[i] != '.') return false;
    if (host[i] == '.' && (!is_alphanumeric(host[i - 1]) || !is_alphanumeric(host[i + 1]))) return false;
  }
  return true;
}

}  // namespace

std::string destination(std::string_view url) {
  while (!url.empty() && content::is_space(url.front())) url.remove_prefix(1);
  while (!url.empty() && content::is_space(url.back())) url.remove_suffix(1);
  static constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  out.reserve(url.size() + 2);
  for (std::size_t i = 0; i < url.size(); ++i) {
    const char c = url[i];
    if (c == '\n' || c == '\r' || c == '\t') continue;  // browsers drop them
    // What browsers encode themselves.
    if (static_cast<unsigned char>(c) <= 0x20 || std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos) {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += hex[byte >> 4];
      out += hex[byte & 15];
    } else if (c == '&' && reference_at(url, i)) {
      out += "&amp;";
    } else {
      out += c;
    }
  }
  // Liquid may stand for anything; angle brackets take all but line ends.
  if (!balanced(out) || content::has_placeholder(out)) return '<' + out + '>';
  return out;
}

std::string title(std::string_view text) {
  const std::string words = content::folded(text);
  if (words.empty()) return {};
  const bool double_quote = words.find('"') != std::string::npos, single = words.find('\'') != std::string::npos;
  const char quote = double_quote && !single ? '\'' : '"';
  std::string out = " ";
  out += quote;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    if (c == quote || (c == '\\' && (i + 1 == words.size() || is_ascii_punctuation(words[i + 1])))) out += '\\';
    if (c == '&' && reference_at(words, i))
      out += "&amp;";
    else
      out += c;
  }
  return out + quote;
}

bool is_autolink(std::string_view text, std::string_view href) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte <= 0x20 || text[i] == '<' || text[i] == '>' || text[i] == '\\' || text[i] == '|' || text[i] == '`')
      return false;
    if (text[i] == '&' && reference_at(text, i)) return false;
  }
  if (content::has_placeholder(text)) return false;
  if (text == href) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon < 2 || colon > 32 || !is_letter(text[0])) return false;
    return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon),
                       [](char c) { return is_alphanumeric(c) || c == '+' || c == '.' || c == '-'; });
  }
  return href.starts_with("mailto:") && href.substr(7) == text && is_address(text);
}

}  // namespace galley::exporters::markdown
