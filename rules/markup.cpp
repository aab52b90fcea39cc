#include "rules/markup/markup.h"
#include "core/text/ascii.h"

#include <algorithm>

#include "core/body/kramdown/html_tag.h"
#include "core/text/utf8.h"

namespace galley::rules {

using ascii::lowered;

std::string short_name(std::string_view name) { return short_text(lowered(name.substr(0, 200))); }

std::string short_text(std::string_view value) {
  constexpr std::size_t longest = 60;
  std::string out(value.substr(0, longest));
  if (value.size() > longest) {
    out.resize(longest - utf8::bytes_into_character(value, longest));
    out += "…";
  }
  std::replace_if(out.begin(), out.end(), is_space, ' ');
  return out;
}

std::string in_marks(std::string_view value) {
  const std::string text = short_text(value);
  return text.find('`') == std::string::npos ? "`" + text + "`" : "“" + text + "”";
}

bool renderer_is_strict(const Context& ctx) {
  if (ctx.post().renderer != post::Renderer::kramdown) return false;
  return std::any_of(ctx.post().notes.begin(), ctx.post().notes.end(), [](const body::Note& n) {
    return n.kind == body::Note::Kind::literal_tag || n.kind == body::Note::Kind::swallowing_element ||
           n.kind == body::Note::Kind::ignored_end_tag;
  });
}

bool kramdown_reads(std::string_view tag) {
  const body::kramdown::Text text{tag, {}};
  return body::kramdown::match_start_tag(text, 0).has_value();
}

bool kramdown_wants_block(std::string_view name) { return body::kramdown::element_in_lower(lowered(name)).block; }

std::uint32_t place_before(const Context& ctx, const SourceTag& tag) {
  if (tag.written) return tag.at.begin;
  const MappedText& html = ctx.document().html();
  // Tags that were made one behind the other stand at one place.
  std::uint32_t at = tag.made.begin;
  while (at > 0 && (html.segment_at(at - 1).origin == Origin::generated || is_space(html.text()[at - 1]))) --at;
  if (at == 0) return tag.at.begin;
  return html.source_cover({at - 1, at}).end;
}

std::uint32_t end_of_body(const Context& ctx) {
  const Span body = ctx.post().body();
  const std::string_view bytes = ctx.source().bytes();
  std::uint32_t end = body.end;
  while (end > body.begin && is_space(bytes[end - 1])) --end;
  return end;
}

Span element_in_one_piece(const Context& ctx, const body::Node& node) {
  if (node.start.empty() || (node.end.empty() && !is_void(node.tag)) || !is_written(ctx, node)) return {};
  const Span made = node.end.empty() ? node.start : Span{node.start.begin, node.end.end};
  if (node.extent != made) return {};
  const auto spans = ctx.document().html().source_spans(made);
  return spans.size() == 1 ? spans[0] : Span{};
}

Span attribute_place(const Context& ctx, const body::Attribute& a) {
  Span made = a.name_at;
  const std::string_view html = ctx.document().html().text();
  if (a.value_at.begin > a.name_at.end) {
    made.end = a.value_at.end;
    const char before = html[a.value_at.begin - 1];
    if ((before == '"' || before == '\'') && made.end < html.size() && html[made.end] == before) ++made.end;
  }
  return ctx.document().place(made);
}

bool is_written(const Context& ctx, const body::Attribute& a) {
  const MappedText& html = ctx.document().html();
  const auto of_post = [&](Span made) {
    return !made.empty() && html.segment_at(made.begin).origin != Origin::generated;
  };
  return of_post(a.name_at) || of_post(a.value_at);
}

Span attribute_deletion(const Source& source, Span at) {
  const std::string_view bytes = source.bytes();
  // Where the next attribute follows at once, the space is what parts it from the one before.
  const bool spaced =
      at.end < bytes.size() && (is_space(bytes[at.end]) || bytes[at.end] == '>' || bytes[at.end] == '/');
  if (spaced)
    while (at.begin > 0 && is_space(bytes[at.begin - 1])) --at.begin;
  return at;
}

void keep_in_text(const body::Document& document, std::vector<Doubtful>& suspects) {
  if (suspects.empty()) return;
  std::vector<Doubtful> kept;
  const auto take = [&](Span made, const body::Node& node, bool in_attribute, auto wanted) {
    auto i = std::lower_bound(suspects.begin(), suspects.end(), made.begin,
                              [](const Doubtful& s, std::uint32_t at) { return s.made < at; });
    for (; i != suspects.end() && i->made < made.end; ++i)
      if (wanted(*i)) kept.push_back({i->made, i->literal, in_attribute, &node});
  };
  for (const body::Node& n : document.nodes()) {
    if (n.kind == body::NodeKind::text) {
      take(n.start, n, false, [&](const Doubtful& s) {
        const body::Tag parent = document[n.parent].tag;
        if (body::is_raw_text(parent) && parent != body::Tag::title && parent != body::Tag::textarea) return false;
        return !s.literal || !in_code(document, n);
      });
    } else if (n.kind == body::NodeKind::element && !is_copy(n)) {
      for (const body::Attribute& a : document.attributes(n))
        take(a.value_at, n, true, [](const Doubtful&) { return true; });
    }
  }
  std::sort(kept.begin(), kept.end(), [](const Doubtful& a, const Doubtful& b) { return a.made < b.made; });
  suspects = std::move(kept);
}

bool is_printed(const Context& ctx, std::uint32_t made, char c) {
  const Segment& s = ctx.document().html().segment_at(made);
  return s.origin == Origin::rewritten && s.begin == made && s.source.size() == 1 &&
         ctx.source().text(s.source)[0] == c;
}

bool is_closed(const Context& ctx, const body::Node& node) {
  if (node.end.empty()) return false;
  return ctx.document().html().segment_at(node.end.begin).origin != Origin::generated || !is_written(ctx, node);
}

bool is_written(const Context& ctx, const body::Node& node) {
  if (node.start.empty()) return false;
  const Segment& s = ctx.document().html().segment_at(node.start.begin);
  if (s.origin == Origin::copied) return true;
  if (s.origin != Origin::rewritten) return false;
  const std::string_view source = ctx.source().text(s.source);
  if (source.size() <= node.name.size() || source[0] != '<') return false;
  return lowered(source.substr(1, node.name.size())) == lowered(node.name);
}

}  // namespace galley::rules
