#include "rules/style.h"

#include <algorithm>

#include "core/text/ascii.h"
#include "rules/markup/markup.h"

namespace galley::rules {
namespace {

// The end of the declaration that begins at `at`: a semicolon outside of strings, brackets and comments.
std::size_t end_of_declaration(std::string_view style, std::size_t at) {
  std::size_t depth = 0;
  while (at < style.size()) {
    const char c = style[at];
    if (c == '\\') {
      at += 2;
      continue;
    }
    if (c == '"' || c == '\'') {
      for (++at; at < style.size() && style[at] != c && style[at] != '\n'; ++at)
        if (style[at] == '\\') ++at;
    } else if (style.substr(at, 2) == "/*") {
      at = std::min(style.find("*/", at + 2), style.size() - 1);
    } else if (c == '(' || c == '[' || c == '{') {
      ++depth;
    } else if (c == ')' || c == ']' || c == '}') {
      depth -= depth > 0;
    } else if (c == ';' && depth == 0) {
      return at;
    }
    ++at;
  }
  return style.size();
}

std::string without_comments(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t open = text.find("/*");
    out += text.substr(0, open);
    if (open == std::string_view::npos) return out;
    const std::size_t close = text.find("*/", open + 2);
    if (close == std::string_view::npos) return out;
    text.remove_prefix(close + 2);
  }
}

using ascii::trimmed;

}  // namespace

std::vector<Declaration> declarations(std::string_view style) {
  std::vector<Declaration> out;
  for (std::size_t at = 0; at < style.size();) {
    std::size_t end = end_of_declaration(style, at);
    Declaration d;
    d.begin = at;
    d.end = end;
    at = end + 1;
    while (d.begin < d.end && is_space(style[d.begin])) ++d.begin;
    while (d.end > d.begin && is_space(style[d.end - 1])) --d.end;
    const std::string text = ascii::lowered(without_comments(style.substr(d.begin, d.end - d.begin)));
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos) continue;
    d.name = trimmed(std::string_view(text).substr(0, colon));
    std::string_view value = trimmed(std::string_view(text).substr(colon + 1));
    const std::size_t mark = value.rfind('!');
    if (mark != std::string_view::npos && trimmed(value.substr(mark + 1)) == "important") {
      d.important = true;
      value = trimmed(value.substr(0, mark));
    }
    d.value = value;
    if (d.name.empty() || d.value.empty()) continue;
    out.push_back(std::move(d));
  }
  // Of like ones the first in this order holds.
  std::stable_sort(out.begin(), out.end(), [](const Declaration& a, const Declaration& b) {
    if (a.name != b.name) return a.name < b.name;
    if (a.important != b.important) return a.important;
    return a.begin > b.begin;
  });
  out.erase(std::unique(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name == b.name; }),
            out.end());
  return out;
}

const Declaration* find(const std::vector<Declaration>& style, std::string_view name) {
  for (const Declaration& d : style)
    if (d.name == name) return &d;
  return nullptr;
}

bool is_zero_length(std::string_view value) {
  std::size_t i = 0;
  if (i < value.size() && (value[i] == '+' || value[i] == '-')) ++i;
  bool digits = false;
  for (; i < value.size() && ((value[i] >= '0' && value[i] <= '9') || value[i] == '.'); ++i) {
    if (value[i] == '.') continue;
    if (value[i] != '0') return false;
    digits = true;
  }
  if (!digits) return false;
  return std::all_of(value.begin() + static_cast<std::ptrdiff_t>(i), value.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == '%'; });
}

}  // namespace galley::rules
