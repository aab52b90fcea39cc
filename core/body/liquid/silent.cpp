#include "core/body/liquid/silent.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace galley::body {
namespace {

constexpr std::string_view word = "galley-liquid:";
constexpr std::string_view comment_begins = "<!--galley-liquid:";
constexpr std::string_view comment_ends = "-->";

bool blank(char c) { return c == ' ' || c == '\t'; }

bool is_block(std::string_view name) {
  static constexpr std::string_view names[] = {"if", "unless", "case", "for", "tablerow", "ifchanged"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// Where `text` ends with the blanks that begin a line, these; nothing where something else stands on that line.
std::optional<std::string> indentation(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && blank(text[begin - 1])) --begin;
  if (begin > 0 && text[begin - 1] != '\n') return std::nullopt;
  return std::string(text.substr(begin));
}

bool ends_line(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \t");
  return at == std::string_view::npos || text[at] == '\n' || text[at] == '\r';
}

/// A comment as it stands in a text: which bytes of the post it is for, and how many such make one Liquid of its own.
struct Kept {
  std::size_t begin = 0, end = 0;  // of the comment
  std::uint32_t numbers[4] = {};   // the post's bytes, the group, the number of its pieces
};

std::vector<Kept> kept_in(std::string_view text, std::string_view post) {
  std::vector<Kept> found;
  for (std::size_t at = 0; (at = text.find(comment_begins, at)) != std::string_view::npos;) {
    Kept kept;
    kept.begin = at;
    at += comment_begins.size();
    bool known = true;
    for (std::uint32_t& number : kept.numbers) {
      const auto read = std::from_chars(text.data() + at, text.data() + text.size(), number);
      known &= read.ec == std::errc{};
      at = static_cast<std::size_t>(read.ptr - text.data());
      if (&number != &kept.numbers[3]) known &= at < text.size() && text[at++] == '-';
    }
    const Span source{kept.numbers[0], kept.numbers[1]};
    // Else it is a comment of the post's own.
    known = known && text.substr(at).starts_with(comment_ends) && source.begin < source.end &&
            source.end <= post.size() && slice(post, source).starts_with("{%");
    if (!known) continue;
    kept.end = at += comment_ends.size();
    found.push_back(kept);
  }
  return found;
}

}  // namespace

std::vector<SilentLiquid> silent_liquid(const Prepared& prepared, std::string_view post) {
  std::vector<SilentLiquid> out;
  std::vector<std::pair<std::string_view, std::size_t>> open;  // blocks: their names and places in `out`
  bool in_code = false;
  const auto& tokens = prepared.tokens;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const LiquidToken& token = tokens[i];
    if (token.kind != LiquidToken::Kind::tag || token.prints) continue;
    const std::string_view name = slice(post, token.name);
    if (name == "raw" || name == "endraw") continue;
    if (name == "highlight" || name == "endhighlight") {
      in_code = name == "highlight";
      continue;
    }
    Span whole = token.whole;
    if (name == "comment" || name == "capture") {  // with all in it
      const std::string end = "end" + std::string(name);
      std::size_t depth = 1;
      while (depth > 0 && i + 1 < tokens.size()) {
        const std::string_view other = slice(post, tokens[++i].name);
        depth += other == name ? 1 : 0;
        depth -= other == end ? 1 : 0;
      }
      whole.end = depth == 0 ? tokens[i].whole.end : static_cast<std::uint32_t>(post.size());
    }
    const bool middle = name == "else" || name == "elsif" || name == "when";
    const bool ends = name.starts_with("end") && is_block(name.substr(3));
    if ((middle || ends) && !open.empty()) {
      SilentLiquid& block = out[open.back().second];
      block.pieces.push_back(whole);
      block.in_code |= in_code;
      if (ends) open.pop_back();
      continue;
    }
    if (is_block(name)) open.emplace_back(name, out.size());
    out.push_back({{whole}, in_code});
  }
  return out;
}

Prepared keep_silent_liquid(const Prepared& prepared, const std::vector<const SilentLiquid*>& kept) {
  Prepared out;
  out.tokens = prepared.tokens;
  std::vector<std::pair<Span, std::string>> comments;
  for (const SilentLiquid* liquid : kept)
    for (const Span at : liquid->pieces) {
      std::string comment(comment_begins);
      for (const std::size_t number : {std::size_t{at.begin}, std::size_t{at.end},
                                       std::size_t{liquid->pieces.front().begin}, liquid->pieces.size()})
        comment += std::to_string(number) + '-';
      comment.pop_back();
      comments.emplace_back(at, comment.append(comment_ends));
    }
  std::sort(comments.begin(), comments.end(),
            [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });
  const std::string_view all = prepared.text.text();
  const auto& segments = prepared.text.segments();
  out.text.reserve(all.size() + comments.size() * 48, segments.size() + comments.size());
  auto next = comments.begin();
  const auto put = [&](std::string_view rest) {
    // Alone on its line it is a block of its own, since the line that it leaves is blank.
    const std::optional<std::string> indent = ends_line(rest) ? indentation(out.text.text()) : std::nullopt;
    out.text.rewrite(indent ? '\n' + *indent + next->second + '\n' : next->second, next->first);
    ++next;
  };
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::uint32_t end = i + 1 < segments.size() ? segments[i + 1].begin : static_cast<std::uint32_t>(all.size());
    while (next != comments.end() && next->first.begin <= segments[i].source.begin) put(all.substr(segments[i].begin));
    out.text.append(prepared.text, {segments[i].begin, end});
  }
  while (next != comments.end()) put({});
  return out;
}

bool is_kept_liquid(std::string_view comment) { return comment.starts_with(word); }

std::string restore_kept_liquid(std::string_view text, std::string_view post, std::uint32_t& restored) {
  const std::vector<Kept> comments = kept_in(text, post);
  std::map<std::uint32_t, std::uint32_t> seen;  // how many of each group
  for (const Kept& kept : comments) ++seen[kept.numbers[2]];
  std::string out;
  out.reserve(text.size());
  std::size_t done = 0;
  for (const Kept& kept : comments) {
    out.append(text, done, kept.begin - done);
    done = kept.end;
    if (seen[kept.numbers[2]] == kept.numbers[3]) {
      out += slice(post, {kept.numbers[0], kept.numbers[1]});
      ++restored;
    } else if (indentation(out) && ends_line(text.substr(done))) {  // its line goes with it
      out.resize(out.size() - indentation(out)->size());
      const std::size_t line_end = text.find('\n', done);
      done = std::min(line_end, text.size() - 1) + 1;
      if (text.substr(done).starts_with('\n') && (out.empty() || out.ends_with("\n\n"))) ++done;
    }
  }
  out.append(text, done);
  return out;
}

std::string shield_liquid(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t line_end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, line_end - at);
    at = std::min(line_end + 1, text.size());
    const std::size_t begin = std::min(line.find("{{"), line.find("{%"));
    if (begin == std::string_view::npos) {
      out.append(line);
    } else {
      std::size_t end = begin + 2;
      for (const std::string_view closing : {"}}", "%}"})
        if (const std::size_t found = line.rfind(closing); found != std::string_view::npos)
          end = std::max(end, found + 2);
      out.append(line.substr(0, begin));
      const std::string_view shielded = line.substr(begin, end - begin);
      if (shielded.find("endraw") == std::string_view::npos) {
        out.append("{% raw %}").append(shielded).append("{% endraw %}");
      } else {  // which would end it
        for (std::size_t i = 0; i < shielded.size(); ++i) {
          const bool opens =
              shielded[i] == '{' && i + 1 < shielded.size() && (shielded[i + 1] == '%' || shielded[i + 1] == '{');
          if (opens)
            out.append("{{ '{' }}");
          else
            out += shielded[i];
        }
      }
      out.append(line.substr(end));
    }
    if (line_end < text.size()) out += '\n';
  }
  return out;
}

}  // namespace galley::body
