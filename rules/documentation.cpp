#include "rules/documentation.h"

#include <charconv>

#include "core/text/utf8.h"

namespace galley::rules {
namespace {

constexpr std::string_view plain_front_matter = "---\ntitle: Example\ndate: 2022-06-10 10:00:00 +0800\n---\n";

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return line;
}

std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    unsigned value = 0;
    if (rest.starts_with("\\x") && rest.size() >= 4) {
      std::from_chars(rest.data() + 2, rest.data() + 4, value, 16);
      out += static_cast<char>(value);
      i += 3;
    } else if (rest.starts_with("\\u{")) {
      const std::size_t close = std::min(rest.find('}'), rest.size() - 1);
      std::from_chars(rest.data() + 3, rest.data() + close, value, 16);
      utf8::append(out, static_cast<char32_t>(value));
      i += close;
    } else if (rest.starts_with("\\r")) {
      out += '\r';
      ++i;
    } else if (rest.starts_with("\\t")) {
      out += '\t';
      ++i;
    } else if (rest.starts_with("\\\\")) {
      out += '\\';
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

// `==> PATH <==` before each file.
std::vector<std::pair<std::string, std::string>> files_of(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> files;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.starts_with("==> ") && line.ends_with(" <=="))
      files.emplace_back(line.substr(4, line.size() - 8), "");
    else if (!files.empty())
      files.back().second.append(line).append("\n");
  }
  return files;
}

}  // namespace

std::vector<Example> examples_of(std::string_view documentation) {
  std::vector<Example> examples;
  while (!documentation.empty()) {
    std::string_view info = take_line(documentation);
    const std::size_t ticks = info.find_first_not_of('`');
    if (ticks == std::string_view::npos || ticks < 3) continue;
    const std::string fence(info.substr(0, ticks));
    info.remove_prefix(ticks);
    std::string text;
    while (!documentation.empty()) {
      const std::string_view line = take_line(documentation);
      if (line == fence) break;
      text += line;
      text += '\n';
    }
    Example e;
    bool body = false, files = false, escapes = false, final_newline = true, is_example = true;
    e.path = "_posts/2022-06-10-example.md";
    for (bool first = true; !info.empty(); first = false) {
      const std::size_t space = info.find(' ');
      const std::string_view word = info.substr(0, space);
      info = space == std::string_view::npos ? std::string_view() : info.substr(space + 1);
      const std::size_t equals = word.find('=');
      if (first && word == "bad")
        e.kind = Example::Kind::bad;
      else if (first && word == "good")
        e.kind = Example::Kind::good;
      else if (first && word == "fixed")
        e.kind = Example::Kind::fixed;
      else if (first)
        is_example = false;
      else if (word == "body")
        body = true;
      else if (word == "files")
        files = true;
      else if (word == "escapes")
        escapes = true;
      else if (word == "no-final-newline")
        final_newline = false;
      else if (word.starts_with("path="))
        e.path = word.substr(5);
      else if (word.starts_with("renderer="))
        e.renderer = word.substr(9);
      else if (word.starts_with("zone="))
        e.zone = word.substr(5);
      else if (equals != std::string_view::npos)
        e.options.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    }
    if (!is_example) continue;
    e.shown = text;
    if (!final_newline && !text.empty()) text.pop_back();
    if (escapes) text = unescape(text);
    if (files) {
      e.files = files_of(text);
      e.path.clear();
      examples.push_back(std::move(e));
      continue;
    }
    e.post = (body ? std::string(plain_front_matter) : std::string()) + text;
    examples.push_back(std::move(e));
  }
  return examples;
}

std::string readable(std::string_view documentation) {
  std::string out;
  while (!documentation.empty()) {
    const std::size_t end = documentation.find('\n');
    const std::string_view line = documentation.substr(0, end);
    documentation = end == std::string_view::npos ? std::string_view() : documentation.substr(end + 1);
    const std::size_t ticks = line.find_first_not_of('`');
    if (ticks == std::string_view::npos || ticks < 3) {
      out += line;
    } else {
      const std::string_view info = line.substr(ticks);
      const std::string_view word = info.substr(0, info.find(' '));
      const std::string_view heading = word == "bad"     ? "Reported:"
                                       : word == "good"  ? "Fine:"
                                       : word == "fixed" ? "After the fix:"
                                                         : "";
      if (!heading.empty()) {
        if (!out.ends_with("\n\n")) out += '\n';
        out += heading;
        out += "\n\n";
      }
      out += line.substr(0, ticks);
      if (heading.empty()) out += info;
    }
    out += '\n';
  }
  return out;
}

}  // namespace galley::rules
