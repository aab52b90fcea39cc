#include "rules/prose.h"

#include <algorithm>

#include "core/text/ascii.h"
#include "core/text/url.h"
#include "core/text/utf8.h"
#include "rules/tree.h"

namespace galley::rules {
namespace {

using ascii::is_alphanumeric;
using ascii::is_letter;

// Where the scheme before `://` begins, if it is one of the web's; `npos` else.
std::size_t scheme_before(std::string_view text, std::size_t colon) {
  for (const std::string_view scheme : {"https", "http", "ftp"}) {
    if (colon < scheme.size()) continue;
    const std::size_t begin = colon - scheme.size();
    const bool same = std::equal(scheme.begin(), scheme.end(), text.begin() + static_cast<std::ptrdiff_t>(begin),
                                 [](char a, char b) { return a == (b | 0x20); });
    if (same && (begin == 0 || !is_letter(text[begin - 1]))) return begin;
  }
  return std::string_view::npos;
}

bool ends_url(char c) {
  return static_cast<unsigned char>(c) <= 0x20 || c == '<' || c == '>' || c == '"' || c == '`' || c == '\\' ||
         c == '|' || c == '^';
}

// Quotation marks, dashes and ellipses are East Asian text's and Latin text's alike.
bool is_full_width(char32_t c) { return c >= 0x3000; }

bool follows_cjk(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const char32_t c = utf8::decode(text, at).code_point;
  return utf8::is_cjk(c) || (is_full_width(c) && is_cjk_punctuation(c));
}

bool is_wide_space(char32_t c) {
  return c == 0x3000 || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029;
}

}  // namespace

bool is_cjk_punctuation(char32_t c) {
  if (c >= 0x3000 && c <= 0x303F) return c != 0x3005 && c != 0x3006 && c != 0x3007;
  if (c >= 0xFF00 && c <= 0xFF65) {
    const bool letter = (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
    return !letter;
  }
  return (c >= 0x2018 && c <= 0x201F) || c == 0x2026 || c == 0x2014 || c == 0x30FB;
}

BareUrl url_at(std::string_view text, std::size_t begin, bool delimited) {
  BareUrl url;
  url.begin = static_cast<std::uint32_t>(begin);
  const std::size_t slashes = text.find("://", begin);
  std::size_t i = slashes != std::string_view::npos && slashes < begin + 6 ? slashes + 3 : begin;
  const std::size_t host = i;
  bool in_host = true, dot = false, stopped = false;
  bool wiki = false;  // titles of such pages mix scripts
  char32_t before = '/';
  std::size_t end = i;
  for (; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    const char32_t c = d.code_point;
    if ((c < 0x80 && ends_url(text[i])) || is_wide_space(c)) break;
    const bool cjk = utf8::is_cjk(c), punctuation = !cjk && is_cjk_punctuation(c);
    if (!stopped && (cjk || punctuation)) {
      const bool after_cjk = utf8::is_cjk(before);
      const bool after_word = before < 0x80 && is_alphanumeric(static_cast<char>(before));
      // What a path or query has before a word of its own; not a full stop or a bracket that closes.
      const bool after_delimiter =
          before < 0x80 && std::string_view("/=-_+&#~?:%@").find(static_cast<char>(before)) != std::string_view::npos;
      bool own = false;
      if (cjk && in_host)
        own = after_cjk || before == '/' || before == '.' || (after_word && !dot);
      else if (cjk)
        own = delimited || after_cjk || after_delimiter || (after_word && wiki);
      else
        own = delimited && after_cjk && !in_host;
      if (!own) {
        stopped = true;
        url.glued = cjk || is_full_width(c) || follows_cjk(text, i + d.size);
        end = i;
      }
    }
    if (c == '/' || c == '?' || c == '#') {
      if (in_host) wiki = text.substr(host, i - host).find("wiki") != std::string_view::npos;
      in_host = false;
      wiki = wiki || text.substr(i).starts_with("/wiki/");
    }
    if (in_host && c == '.') dot = true;
    before = c;
    i += d.size;
    if (!stopped) end = i;
  }
  url.run_end = static_cast<std::uint32_t>(i);
  // ASCII punctuation at the end is the sentence's, and so is a bracket that the URL did not open.
  const auto trailing = [&] {
    const char c = text[end - 1];
    if (c == ')' || c == ']' || c == '}') {
      const char open = c == ')' ? '(' : c == ']' ? '[' : '{';
      const std::string_view all = text.substr(begin, end - begin);
      return std::count(all.begin(), all.end(), c) > std::count(all.begin(), all.end(), open);
    }
    return std::string_view(".,;:!?'*_~").find(c) != std::string_view::npos;
  };
  if (!delimited)
    while (end > host && trailing()) --end;
  url.end = static_cast<std::uint32_t>(end);
  return url;
}

std::vector<BareUrl> find_bare_urls(std::string_view text) {
  std::vector<BareUrl> urls;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t colon = text.find("://", i);
    const std::size_t www = text.find("www.", i);
    if (colon == std::string_view::npos && www == std::string_view::npos) break;
    std::size_t begin = colon == std::string_view::npos ? std::string_view::npos : scheme_before(text, colon);
    std::size_t next = colon == std::string_view::npos ? text.size() : colon + 3;
    if (www < colon && www < begin) {
      begin = www == 0 || !is_alphanumeric(text[www - 1]) ? www : std::string_view::npos;
      next = www + 4;
    }
    if (begin != std::string_view::npos && begin >= i) {
      const BareUrl url = url_at(text, begin, false);
      const std::size_t host = text.find_first_not_of("htpsfHTPSF:/w.", begin);
      if (url.end > begin + 4 && host != std::string_view::npos && host < url.end) {
        urls.push_back(url);
        next = std::max<std::size_t>(next, url.end);
      }
    }
    i = next;
  }
  return urls;
}

std::vector<Span> liquid_in(const post::Post& post, const body::Node& text) {
  std::vector<Span> found;
  if (post.prepared.tokens.empty()) return found;
  const MappedText& html = post.document.html();
  std::size_t from = 0;
  for (const Span source : html.source_spans(text.start)) {
    const auto& tokens = post.prepared.tokens;
    auto token = std::lower_bound(tokens.begin(), tokens.end(), source.begin,
                                  [](const body::LiquidToken& t, std::uint32_t at) { return t.whole.begin < at; });
    for (; token != tokens.end() && token->whole.begin < source.end; ++token) {
      if (!token->prints) continue;
      const std::size_t at = text.text.find(post.source->text(token->whole), from);
      if (at == std::string_view::npos) continue;
      from = at + token->whole.size();
      found.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(from)});
    }
  }
  return found;
}

std::vector<Span> prose_of(const post::Post& post, const body::Node& text) {
  const body::Document& doc = post.document;
  std::vector<Span> parts;
  if (in_code(doc, text) || doc[text.parent].ns != body::Namespace::html) return parts;
  const body::Node& parent = doc[text.parent];
  if (parent.tag == body::Tag::a) {
    const std::string_view href = doc.value(parent, "href");
    if (href.ends_with(text.text) || url::percent_decoded(href).ends_with(text.text)) return parts;
  }
  std::vector<Span> left_out = liquid_in(post, text);
  for (const BareUrl& u : find_bare_urls(text.text)) left_out.push_back({u.begin, u.end});
  std::sort(left_out.begin(), left_out.end());
  std::uint32_t at = 0;
  for (const Span s : left_out) {
    if (s.begin > at) parts.push_back({at, s.begin});
    at = std::max(at, s.end);
  }
  if (at < text.text.size()) parts.push_back({at, static_cast<std::uint32_t>(text.text.size())});
  return parts;
}

body::NodeId block_of(const body::Document& document, const body::Node& node) {
  body::NodeId id = node.parent;
  while (id != body::no_node && document[id].parent != body::no_node && !body::is_block(document[id].tag))
    id = document[id].parent;
  return id;
}

bool is_in_html(const post::Post& post, const body::Node& node) {
  if (post.renderer == post::Renderer::html) return true;
  const body::Document& doc = post.document;
  const body::Node& block = doc[block_of(doc, node)];
  if (block.kind == body::NodeKind::root || block.start.empty()) return false;
  return doc.html().segment_at(block.start.begin).origin == Origin::copied;
}

std::string folded_without_space(std::string_view text) {
  std::string out;
  const std::string one = utf8::fold_compatible(text);
  for (std::size_t i = 0; i < one.size();) {
    const utf8::Decoded d = utf8::decode(one, i);
    if (!url::is_white_space(d.code_point)) out.append(one, i, d.size);
    i += d.size;
  }
  return out;
}

}  // namespace galley::rules
