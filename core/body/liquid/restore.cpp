#include <algorithm>
#include <string>

#include "core/body/html/tokens.h"
#include "core/body/liquid/liquid.h"
#include "core/body/reader.h"

namespace galley::body {
namespace {

// The contents of raw text elements, in which references are not decoded. Found before Liquid's bytes are put back, as
// these could look like tags.
std::vector<Span> raw_text(std::string_view html) {
  std::vector<Span> spans;
  Tokens tokens(html);
  Token t;
  std::uint32_t after_raw_start = 0;
  bool in_raw = false;
  while (tokens.next(t)) {
    if (in_raw) spans.push_back({after_raw_start, t.whole.begin});
    in_raw = t.kind == Token::Kind::start_tag && is_raw_text(t.tag) && t.tag != Tag::textarea && t.tag != Tag::title;
    after_raw_start = t.whole.end;
  }
  if (in_raw) spans.push_back({after_raw_start, static_cast<std::uint32_t>(html.size())});
  return spans;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace

MappedText restore_liquid(MappedText html, const Prepared& prepared, std::string_view post) {
  const auto prints = [](const LiquidToken& t) { return t.prints; };
  if (std::none_of(prepared.tokens.begin(), prepared.tokens.end(), prints)) return html;
  const std::vector<Span> raw = raw_text(html.text());
  std::size_t raw_index = 0;
  MappedText out;
  out.reserve(html.text().size() * 2, html.segments().size() + prepared.tokens.size());
  const auto atom_text = [&](Span source, std::uint32_t at) {
    while (raw_index < raw.size() && raw[raw_index].end <= at) ++raw_index;
    const bool as_is = raw_index < raw.size() && raw[raw_index].contains(at);
    return as_is ? std::string(slice(post, source)) : escaped(slice(post, source));
  };
  const auto& segments = html.segments();
  const auto size = static_cast<std::uint32_t>(html.text().size());
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Segment& s = segments[i];
    const std::uint32_t end = i + 1 < segments.size() ? segments[i + 1].begin : size;
    const std::string_view text = html.text().substr(s.begin, end - s.begin);
    if (s.origin == Origin::opaque) {
      out.opaque(atom_text(s.source, s.begin), s.source);
      continue;
    }
    if (s.origin == Origin::copied || text.find(liquid_placeholder) == std::string_view::npos) {
      out.append(html, {s.begin, end});
      continue;
    }
    // A reader rewrote a stretch with atoms in it (a link's target, say): they stand there in their order.
    auto token = std::find_if(prepared.tokens.begin(), prepared.tokens.end(),
                              [&](const LiquidToken& t) { return t.prints && t.whole.begin >= s.source.begin; });
    std::uint32_t from = s.begin;
    for (std::size_t p = 0; (p = text.find(liquid_placeholder, p)) != std::string_view::npos;) {
      const std::uint32_t at = s.begin + static_cast<std::uint32_t>(p);
      out.append(html, {from, at});
      token = std::find_if(token, prepared.tokens.end(), prints);
      if (token == prepared.tokens.end() || token->whole.begin >= s.source.end) {
        from = at;
        break;
      }
      out.opaque(atom_text(token->whole, at), token->whole);
      ++token;
      p += liquid_placeholder.size();
      from = s.begin + static_cast<std::uint32_t>(p);
    }
    out.append(html, {from, end});
  }
  return out;
}

}  // namespace galley::body
