// Holds what the kramdown reader promises of its source map, on documents from standard input (`<count>\n<bytes>` each,
// prepared text). Every text node, attribute value and element of the tree of its HTML either has the byte spans that
// it came from, whose bytes, decoded as kramdown decodes them (references, escapes, typography), are its text again, or
// is marked as generated. A line `document<TAB>rule<TAB>what` for each breach, and at the end a line of counts:
//
//   spans       segments lie within the document, in the text's order, without gap or overlap in the HTML
//   copied      a copied stretch is its source's bytes
//   rewritten   a rewritten stretch's source decodes to it
//   text        a text node's source, decoded, is the node's text
//   value       an attribute value's source, decoded, is the value
//   element     an element has spans or is generated
//   construct   what is generated names the construct that made it: footnotes and their links, abbreviations, the table
//   of
//               contents, automatic ids, and nothing else names these
//   invented    text that shows and is generated comes from a construct that makes text (a footnote's number and arrow,
//               the table of contents), and an author's words are in the map
#include <fmt/core.h>

#include <charconv>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/html/html.h"
#include "core/body/kramdown/kramdown.h"
#include "core/text/utf8.h"

namespace {

using galley::MappedText;
using galley::Origin;
using galley::Segment;
using galley::slice;
using galley::Span;
using galley::body::Attribute;
using galley::body::Document;
using galley::body::Node;
using galley::body::NodeKind;

std::uint32_t document_number = 0;
std::size_t breaches = 0;

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text.substr(0, 120)) {
    if (c == '\n')
      line += "\\n";
    else if (c == '\t')
      line += "\\t";
    else
      line += c;
  }
  return line;
}

void breach(const char* rule, const std::string& what) {
  ++breaches;
  std::printf("%u\t%s\t%s\n", document_number, rule, what.c_str());
}

std::string quoted(std::string_view text) { return '"' + one_line(text) + '"'; }

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }
bool is_blank(std::string_view text) {
  for (const char c : text)
    if (!is_space(c)) return false;
  return true;
}

/// HTML text with its character references decoded, by the HTML parser itself.
std::string decode_html(std::string_view html) {
  if (html.find('&') == std::string_view::npos) return std::string(html);
  static std::map<std::string, std::string, std::less<>> known;
  if (const auto found = known.find(html); found != known.end()) return found->second;
  // An attribute value knows no tags; a quote cannot stand in one raw, so `"` is spelled otherwise.
  std::string value = "<i title=\"";
  for (const char c : html) value += c == '"' ? std::string("&quot;") : std::string(1, c);
  value += "\">";
  const Document document = galley::body::parse_html(MappedText::verbatim(value, 0));
  std::string decoded(html);
  for (const Node& node : document.nodes())
    if (const Attribute* title = document.attribute(node, "title")) decoded = title->value;
  return known.emplace(std::string(html), decoded).first->second;
}

/// Gumbo shows control characters and noncharacters (Liquid's placeholder is one, until it has been put back) as
/// U+FFFD.
std::string as_gumbo_shows(std::string_view text) {
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const galley::utf8::Decoded decoded = galley::utf8::decode(text, at);
    const char32_t code = decoded.code_point;
    const bool control =
        (code < 0x20 && code != '\t' && code != '\n' && code != '\f' && code != '\r') || (code >= 0x7F && code < 0xA0);
    const bool noncharacter = (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFEU) == 0xFFFE;
    shown += control || noncharacter || !decoded.valid ? std::string_view("\uFFFD") : text.substr(at, decoded.size);
    at += decoded.size;
  }
  return shown;
}

std::string without_escape(std::string_view source) {
  std::string plain;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] == '\\' && i + 1 < source.size()) ++i;
    plain += source[i];
  }
  return plain;
}

/// Whether `source`, an atom of the post, is another spelling of `text`.
bool stands_for(std::string_view source, const std::string& text) {
  // A reference to what is no character: one U+FFFD for each byte that kramdown writes.
  if (source.starts_with("&#") && decode_html(source) == "\uFFFD" && text.starts_with("\uFFFD") && text.size() <= 6 * 3)
    return true;
  if (source == text || without_escape(source) == text) return true;
  if (as_gumbo_shows(decode_html(source)) == as_gumbo_shows(text)) return true;
  static const std::multimap<std::string_view, std::string_view> typography = {
      {"--", "–"},
      {"---", "—"},
      {"...", "…"},
      {"<<", "«"},
      {">>", "»"},
      {"'", "‘"},
      {"'", "’"},
      {"\"", "“"},
      {"\"", "”"},
      {"<< ", "«\u00A0"},
      {" >>", "\u00A0»"},
      // Delimiters of mathematics, as MathJax wants them.
      {"$$", "\\["},
      {"$$", "\\]"},
      {"$$", "\\("},
      {"$$", "\\)"},
      {"$$", "$"}};
  for (auto [at, end] = typography.equal_range(source); at != end; ++at)
    if (at->second == text) return true;
  // White space of one kind for white space of another: tabs that were expanded, line ends in an attribute or a cell.
  if (is_blank(source) && is_blank(text)) return true;
  // A code span in a table's cell gets delimiters anew, and may turn out to be none.
  if (source.find_first_not_of("` ") == std::string_view::npos && text.find_first_not_of("` ") == std::string::npos)
    return true;
  // A row of atoms, or text that was escaped as a whole (a URL with an ampersand, code between typed references).
  return decode_html(without_escape(source)) == text;
}

/// Text without the tags in it: one that HTML drops (an end tag that closes nothing) leaves one text node around it.
std::string without_tags(std::string_view html) {
  std::string text;
  while (!html.empty()) {
    const std::size_t open = html.find('<');
    text += html.substr(0, open);
    if (open == std::string_view::npos) break;
    std::size_t close = open;
    char quote = 0;
    for (; close < html.size() && (quote || html[close] != '>'); ++close) {
      if (quote ? html[close] == quote : (html[close] == '"' || html[close] == '\''))
        quote = quote ? '\0' : html[close];
    }
    html.remove_prefix(std::min(close + 1, html.size()));
  }
  return text;
}

std::string_view made_of(const MappedText& html, std::size_t index) {
  const auto& segments = html.segments();
  const std::uint32_t end =
      index + 1 < segments.size() ? segments[index + 1].begin : static_cast<std::uint32_t>(html.text().size());
  return html.text().substr(segments[index].begin, end - segments[index].begin);
}

void check_segments(const MappedText& html, std::string_view post) {
  const auto& segments = html.segments();
  if (segments.empty() != html.text().empty()) breach("spans", "no segments for text");
  if (!segments.empty() && segments[0].begin != 0) breach("spans", "the first segment does not begin the text");
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Segment& s = segments[i];
    const std::uint32_t end =
        i + 1 < segments.size() ? segments[i + 1].begin : static_cast<std::uint32_t>(html.text().size());
    if (end <= s.begin) breach("spans", "an empty segment at " + std::to_string(s.begin));
    if (s.source.begin > s.source.end || s.source.end > post.size()) {
      breach("spans", "a source outside of the document: " + std::to_string(s.source.begin));
      continue;
    }
    const std::string_view made = made_of(html, i);
    const std::string_view source = slice(post, s.source);
    if (s.origin == Origin::copied && made != source) breach("copied", quoted(made) + " from " + quoted(source));
    if ((s.origin == Origin::generated) != (s.construct != galley::Construct::none))
      breach("spans", "construct and origin disagree: " + quoted(made));
    if (s.origin == Origin::rewritten && source.empty()) breach("rewritten", quoted(made) + " from nothing");
  }
}

/// Checks that the source of `made` decodes to what stands there; says whether anything of it has a source.
bool check_text(const MappedText& html, std::string_view post, Span made, std::string_view text, const char* rule) {
  const auto& segments = html.segments();
  std::size_t i = 0;
  {
    std::size_t low = 0;
    std::size_t high = segments.size();
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      if (segments[middle].begin <= made.begin)
        low = middle + 1;
      else
        high = middle;
    }
    i = low == 0 ? 0 : low - 1;
  }
  std::string whole;
  std::vector<Span> spans;
  bool any = false;
  for (; i < segments.size() && segments[i].begin < made.end; ++i) {
    const Segment& s = segments[i];
    const std::string_view stretch = made_of(html, i);
    const std::uint32_t from = std::max(s.begin, made.begin);
    const std::uint32_t to = std::min(s.begin + static_cast<std::uint32_t>(stretch.size()), made.end);
    if (from >= to) continue;
    const std::string part = decode_html(stretch.substr(from - s.begin, to - from));
    whole += stretch.substr(from - s.begin, to - from);
    if (s.origin == Origin::generated) {
      const bool makes_text = s.construct == galley::Construct::footnote ||
                              s.construct == galley::Construct::table_of_contents ||
                              s.construct == galley::Construct::automatic_id;
      if (rule[0] == 't' && !is_blank(without_tags(part)) && !makes_text && part != "\u00A0" &&
          html.text().substr(made.begin, made.end - made.begin).find('<') == std::string_view::npos)
        breach("invented", quoted(part) + " in " + quoted(text));
      continue;
    }
    any = true;
    if (s.source.end > post.size() || s.source.begin > s.source.end) continue;
    const std::string_view source =
        s.origin == Origin::copied ? slice(post, {s.source.begin + (from - s.begin), s.source.begin + (to - s.begin)})
                                   : slice(post, s.source);
    if (s.origin != Origin::copied && (from != s.begin || to != s.begin + stretch.size())) {
      breach(rule, "an atom is cut in two: " + quoted(source) + " for " + quoted(part));
    } else if (s.origin == Origin::rewritten && !stands_for(source, part) &&
               !(part.starts_with('<') && without_tags(part).empty())) {  // a tag within the text that HTML drops
      breach("rewritten", quoted(source) + " for " + quoted(part) + " in " + quoted(text));
    }
    spans.push_back(s.source);
  }
  // The tree's text against the HTML that it was made from: `pre` drops one line end, HTML's NUL and CR become others.
  // Where decoding changes nothing the tree shows what Gumbo would replace, so both sides are taken as it shows them.
  const std::string decoded = as_gumbo_shows(decode_html(whole)), shown = as_gumbo_shows(text);
  if (decoded != shown &&
      !(decoded.size() == shown.size() + 1 && decoded.front() == '\n' && decoded.substr(1) == shown) &&
      as_gumbo_shows(decode_html(without_tags(whole))) != shown && whole.find('\0') == std::string::npos &&
      whole.find('\r') == std::string::npos)
    breach(rule, quoted(text) + " is not " + quoted(decoded));
  if (any && html.source_spans(made).empty()) breach(rule, "no spans for " + quoted(text));
  return any;
}

bool wholly_generated(const MappedText& html, Span made) {
  if (made.empty()) return true;
  for (std::uint32_t at = made.begin; at < made.end;) {
    const Segment& s = html.segment_at(at);
    if (s.origin != Origin::generated) return false;
    const auto index = static_cast<std::size_t>(&s - html.segments().data());
    at = s.begin + static_cast<std::uint32_t>(made_of(html, index).size());
  }
  return true;
}

galley::Construct construct_at(const MappedText& html, Span made) {
  return made.empty() ? galley::Construct::none : html.segment_at(made.begin).construct;
}

/// Which construct an element is of that no tag in the post made; `structure` for those of Markdown's own.
galley::Construct expected_construct(const Document& document, const Node& node) {
  const std::string_view role = document.value(node, "role"), id = document.value(node, "id");
  if (role == "doc-noteref" || role == "doc-endnotes" || role == "doc-endnote" || role == "doc-backlink" ||
      (node.name == "sup" && id.starts_with("fnref:")) || document.value(node, "class") == "footnotes")
    return galley::Construct::footnote;
  if (id.starts_with("markdown-toc-")) return galley::Construct::table_of_contents;
  if (node.name == "abbr") return galley::Construct::abbreviation;
  return galley::Construct::structure;
}

void check_construct(const MappedText& html, const Document& document, const Node& node, std::string_view post) {
  if (node.start.empty()) return;
  const Segment& s = html.segment_at(node.start.begin);
  const galley::Construct expected = expected_construct(document, node);
  if (s.origin != Origin::generated) return;
  const bool special = expected != galley::Construct::structure;
  if (special ? s.construct != expected : s.construct == galley::Construct::abbreviation)
    breach("construct",
           fmt::format("<{}> names {}, not {}", node.name, static_cast<int>(s.construct), static_cast<int>(expected)));
  if (s.source.end > post.size()) breach("construct", fmt::format("<{}> is nowhere", node.name));
  for (const Attribute& attribute : document.attributes(node)) {
    const galley::Construct made_by = construct_at(html, attribute.value_at);
    const bool id = made_by == galley::Construct::automatic_id;
    if (id && attribute.name != "id")
      breach("construct", fmt::format("{} of <{}> is no automatic id", attribute.name, node.name));
    if (attribute.name == "id" && made_by == galley::Construct::structure)
      breach("construct", fmt::format("the id of <{}> names no construct", node.name));
  }
}

bool read_frame(std::string& bytes) {
  std::string count;
  int c = 0;
  while ((c = std::fgetc(stdin)) != EOF && c != '\n') count.push_back(static_cast<char>(c));
  std::size_t size = 0;
  if (c == EOF || std::from_chars(count.data(), count.data() + count.size(), size).ec != std::errc{}) return false;
  bytes.resize(size);
  return std::fread(bytes.data(), 1, size, stdin) == size;
}

}  // namespace

int main() {
  std::string post;
  std::size_t texts = 0;
  std::size_t values = 0;
  std::size_t elements = 0;
  std::size_t generated = 0;
  std::size_t bytes = 0;
  galley::body::HtmlParser parser;
  const galley::body::KramdownOptions options;
  for (; read_frame(post); ++document_number) {
    galley::body::ReadMarkdown read = galley::body::read_kramdown(post, options);
    check_segments(read.html, post);
    const Document document = parser.parse(std::move(read.html));
    const MappedText& html = document.html();
    for (const Node& node : document.nodes()) {
      if (node.kind == NodeKind::text) {
        // HTML sees no tags in these: their text is markup, whose tags and references are written anew.
        const std::string_view parent = node.parent == galley::body::no_node ? "" : document[node.parent].name;
        if (parent == "script" || parent == "style" || parent == "textarea" || parent == "iframe" ||
            parent == "title" || parent == "xmp" || parent == "noembed" || parent == "noframes" ||
            parent == "plaintext")
          continue;
        ++texts;
        bytes += node.text.size();
        if (!check_text(html, post, node.start, node.text, "text")) ++generated;
      }
      if (node.kind != NodeKind::element) continue;
      ++elements;
      check_construct(html, document, node, post);
      if (document.places(node).empty() && !wholly_generated(html, node.extent))
        breach("element", fmt::format("<{}> has no place", node.name));
      if (node.extent.empty() && !has(node.mended, galley::body::Mended::start_implied) &&
          !has(node.mended, galley::body::Mended::reconstructed) &&
          !has(node.mended, galley::body::Mended::adoption_cloned) &&
          !has(node.mended, galley::body::Mended::from_end_tag))
        breach("element", fmt::format("<{}> has no extent", node.name));
      for (const Attribute& attribute : document.attributes(node)) {
        ++values;
        if (attribute.value.empty()) continue;
        if (!check_text(html, post, attribute.value_at, attribute.value, "value")) ++generated;
      }
    }
  }
  std::printf("documents %u, texts %zu (%zu bytes), values %zu, elements %zu, generated %zu, breaches %zu\n",
              document_number, texts, bytes, values, elements, generated, breaches);
  return breaches == 0 ? 0 : 1;
}
