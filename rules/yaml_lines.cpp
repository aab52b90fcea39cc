#include "rules/yaml_lines.h"

#include <algorithm>

#include "rules/front_matter_facts.h"

namespace galley::rules {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

YamlLine read_line(std::string_view text, Span at) {
  YamlLine line;
  line.at = at;
  auto begin = at.begin;
  while (begin < at.end && is_blank(text[begin])) ++begin;
  line.indent = begin - at.begin;
  while (begin + 1 < at.end && text[begin] == '-' && text[begin + 1] == ' ') {
    begin += 2;
    while (begin < at.end && text[begin] == ' ') ++begin;
  }
  line.value = trim(text, {begin, at.end});
  if (begin >= at.end || text[begin] == '"' || text[begin] == '\'' || text[begin] == '#') return line;
  for (auto i = begin; i < at.end; ++i) {
    if (text[i] != ':' || (i + 1 < at.end && !is_blank(text[i + 1]))) continue;
    line.key = {begin, i};
    line.value = trim(text, {i + 1, at.end});
    return line;
  }
  return line;
}

}  // namespace

Span trim(std::string_view text, Span at) {
  while (at.begin < at.end && is_blank(text[at.begin])) ++at.begin;
  while (at.end > at.begin && is_blank(text[at.end - 1])) --at.end;
  return at;
}

std::vector<YamlLine> yaml_lines_of(std::string_view text, Span place) {
  std::vector<YamlLine> lines;
  for (auto begin = place.begin; begin < place.end;) {
    const auto end = std::min<std::size_t>(text.find('\n', begin), place.end);
    auto stop = end;
    if (stop > begin && text[stop - 1] == '\r') --stop;
    lines.push_back(read_line(text, {begin, static_cast<std::uint32_t>(stop)}));
    begin = static_cast<std::uint32_t>(end) + 1;
  }
  return lines;
}

std::uint32_t closing_quote(std::string_view text, Span value) {
  const char quote = text[value.begin];
  for (auto i = value.begin + 1; i < value.end; ++i) {
    if (quote == '"' && text[i] == '\\')
      ++i;
    else if (text[i] == quote && quote == '\'' && i + 1 < value.end && text[i + 1] == '\'')
      ++i;
    else if (text[i] == quote)
      return i;
  }
  return value.end;
}

bool fine_after_quote(std::string_view rest) {
  const auto at = rest.find_first_not_of(" \t");
  return at == std::string_view::npos || (at > 0 && rest[at] == '#');
}

std::string requoted(std::string_view inside, char mark) {
  if (mark == '\'') {
    std::string plain;
    for (std::size_t i = 0; i < inside.size(); ++i) {
      if (inside[i] == '\'' && i + 1 < inside.size() && inside[i + 1] == '\'') ++i;
      plain += inside[i];
    }
    return quoted(plain);
  }
  if (inside.find_first_of("\\'") == std::string_view::npos) return "'" + std::string(inside) + "'";
  std::string out = "\"";
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == '\\' && i + 1 < inside.size()) {
      out += inside.substr(i++, 2);
      continue;
    }
    if (inside[i] == '"') out += '\\';
    out += inside[i];
  }
  return out + "\"";
}

}  // namespace galley::rules
