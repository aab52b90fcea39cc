#include "core/post/front_matter.h"

#include <algorithm>
#include <array>

#include "core/text/ascii.h"
#include "core/text/utf8.h"

namespace galley::post {
namespace {

using State = FrontMatterCut::State;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Ruby's \s.
using ascii::is_ruby_space;

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && is_ruby_space(text[at])) ++at;
  return at;
}

/// Where `(---|\.\.\.)\s*$\n?` ends that begins at `at`, or npos. `\s*` takes white space over line ends and gives back
/// until `$` holds, which is before the last line end of it, or at the end of the text.
std::size_t closing_end(std::string_view text, std::size_t at) {
  const auto marker = text.substr(at, 3);
  if (marker != "---" && marker != "...") return std::string_view::npos;
  const auto spaces = skip_spaces(text, at + 3);
  if (spaces == text.size()) return spaces;
  const auto line_end = text.substr(at + 3, spaces - at - 3).rfind('\n');
  return line_end == std::string_view::npos ? line_end : at + 3 + line_end + 1;
}

struct Cut {
  State state = State::missing;
  std::size_t yaml = 0, close = 0, body = 0;
};

/// Matches the regular expression at `begin`.
Cut match(std::string_view text, std::size_t begin) {
  Cut cut;
  if (text.substr(begin, 3) != "---") return cut;
  const auto spaces = skip_spaces(text, begin + 3);
  const auto run = text.substr(begin + 3, spaces - begin - 3);
  const auto first_line_end = run.find('\n');
  if (first_line_end == std::string_view::npos) {
    // `--- x` is no front matter; `---` at the end, or before a lone CR (old Mac line ends), is one never closed.
    if (spaces == text.size() || run.find('\r') != std::string_view::npos) cut.state = State::unclosed;
    return cut;
  }
  cut.yaml = begin + 3 + first_line_end + 1;
  for (std::size_t line = begin + 3 + run.rfind('\n') + 1; line < text.size();) {
    if (const auto end = closing_end(text, line); end != std::string_view::npos) {
      cut.state = State::present;
      cut.close = line;
      cut.body = end;
      return cut;
    }
    line = text.find('\n', line);
    if (line == std::string_view::npos) break;
    ++line;
  }
  cut.state = State::unclosed;
  return cut;
}

/// White space of any script, and what has no look of its own.
bool is_unseen(char32_t c) {
  return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x1680 || c == 0x180E ||
         (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 ||
         c == 0xFEFF;
}

std::string_view key_of_line(std::string_view line) {
  const auto is_key = [](char c) { return ascii::is_alphanumeric(c) || c == '_' || c == '-'; };
  const auto end = static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), is_key) - line.begin());
  if (end == 0 || end == line.size() || line[end] != ':') return {};
  return end + 1 == line.size() || is_ruby_space(line[end + 1]) ? line.substr(0, end) : std::string_view();
}

/// Whether text between two `---` lines is front matter rather than prose between rules: a line is `key: …`, and where
/// `known` is asked for, such a key is one that posts have.
bool looks_like_front_matter(std::string_view yaml, bool known) {
  static constexpr std::array<std::string_view, 10> keys{"layout", "title",     "date",   "categories", "category",
                                                         "tags",   "permalink", "author", "published",  "slug"};
  while (!yaml.empty()) {
    const auto end = std::min(yaml.find('\n'), yaml.size());
    const auto key = key_of_line(yaml.substr(0, end));
    if (!key.empty() && (!known || std::find(keys.begin(), keys.end(), key) != keys.end())) return true;
    yaml.remove_prefix(std::min(end + 1, yaml.size()));
  }
  return false;
}

/// Where front matter would begin if something did not stand before it, or npos. `from` is the begin of the text.
std::size_t find_shadowed(std::string_view text, std::size_t from) {
  auto at = from;
  while (at < text.size()) {
    const auto c = utf8::decode(text, at);
    if (!c.valid || !is_unseen(c.code_point)) break;
    at += c.size;
  }
  const auto fits = [&](std::size_t begin, bool known) {
    const Cut cut = match(text, begin);
    return cut.state == State::present && looks_like_front_matter(text.substr(cut.yaml, cut.close - cut.yaml), known);
  };
  if (at > from && fits(at, false)) return at;
  // Something to be seen: a stray character before the dashes, or a few lines such as a comment.
  constexpr std::size_t reach = 512;
  int tries = 0;
  for (auto dashes = text.find("---", from); dashes != std::string_view::npos && dashes - from <= reach && tries < 8;
       dashes = text.find("---", dashes + 1), ++tries) {
    if (dashes > from && fits(dashes, true)) {
      // Of a longer run of dashes the last three count only where the line begins with them.
      return dashes;
    }
  }
  return std::string_view::npos;
}

Span span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

FrontMatterCut cut_front_matter(std::string_view text) {
  FrontMatterCut out;
  const std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  out.body = span(begin, text.size());
  Cut cut = match(text, begin);
  out.state = cut.state;
  std::size_t open = begin;
  if (cut.state == State::missing) {
    open = find_shadowed(text, begin);
    if (open == std::string_view::npos) return out;
    cut = match(text, open);
    out.state = State::shadowed;
    out.shadow = span(begin, open);
  }
  if (cut.state != State::present) return out;
  out.open = span(open, cut.yaml);
  out.yaml = span(cut.yaml, std::max(cut.yaml, cut.close));
  out.close = span(cut.close, cut.body);
  if (out.state == State::present) out.body = span(cut.body, text.size());
  return out;
}

bool FrontMatter::readable() const {
  if (!present() || !yaml.valid()) return false;
  if (yaml.empty()) return true;
  const Node& root = yaml[yaml.root()];
  if (root.kind == NodeKind::mapping) return true;
  // `merge_data!(data_file) if data_file`: null and false are as good as nothing.
  return root.kind == NodeKind::scalar &&
         (root.type == Scalar::Type::null || (root.type == Scalar::Type::boolean && !yaml.scalar(yaml.root()).boolean));
}

FrontMatter read_front_matter(std::string_view text) {
  FrontMatter out;
  out.cut = cut_front_matter(text);
  // Psych is given the opening line too.
  if (out.present()) out.yaml = YamlTree::read(text, {out.cut.open.begin, out.cut.close.begin});
  return out;
}

std::vector<Span> yaml_comments(std::string_view text, const FrontMatter& front_matter) {
  std::vector<Span> out;
  if (!front_matter.present()) return out;
  const Span place{front_matter.cut.open.begin, front_matter.cut.close.begin};
  const auto part = slice(text, place);
  auto hash = part.find('#');
  if (hash == std::string_view::npos) return out;
  // Scalars, in the order of the text, are where a `#` means itself. The header of a block scalar may have a comment.
  std::vector<Span> scalars;
  const YamlTree& yaml = front_matter.yaml;
  for (NodeId id = 0; id < yaml.size(); ++id) {
    if (yaml[id].kind == NodeKind::scalar && !yaml[id].content.empty()) scalars.push_back(yaml[id].content);
  }
  auto scalar = scalars.begin();
  while (hash != std::string_view::npos) {
    const auto at = place.begin + static_cast<std::uint32_t>(hash);
    while (scalar != scalars.end() && scalar->end <= at) ++scalar;
    if (scalar != scalars.end() && scalar->contains(at)) {
      hash = part.find('#', scalar->end - place.begin);
      continue;
    }
    const char before = hash == 0 ? '\n' : part[hash - 1];
    if (!is_ruby_space(before)) {
      hash = part.find('#', hash + 1);
      continue;
    }
    const auto end = std::min(part.find_first_of("\r\n", hash), part.size());
    out.push_back({at, place.begin + static_cast<std::uint32_t>(end)});
    hash = part.find('#', end);
  }
  return out;
}

}  // namespace galley::post
