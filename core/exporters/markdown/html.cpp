#include "core/exporters/markdown/html.h"

#include <algorithm>
#include <iterator>

#include "core/content/fold.h"
#include "core/exporters/markdown/escape.h"
#include "core/exporters/markdown/nesting.h"
#include "core/text/ascii.h"

namespace galley::exporters::markdown {
namespace {

using body::Document;
using body::NodeId;
using body::NodeKind;
using content::Block;
using content::Content;
using content::Inline;
using content::Piece;
using content::RunKind;

using ascii::is_letter;

/// The references that HTML reads without their semicolon too (WHATWG HTML 13.5).
constexpr std::string_view bare_references[] = {
    "AElig",  "AMP",    "Aacute", "Acirc",  "Agrave", "Aring",  "Atilde", "Auml",   "COPY",   "Ccedil", "ETH",
    "Eacute", "Ecirc",  "Egrave", "Euml",   "GT",     "Iacute", "Icirc",  "Igrave", "Iuml",   "LT",     "Ntilde",
    "Oacute", "Ocirc",  "Ograve", "Oslash", "Otilde", "Ouml",   "QUOT",   "REG",    "THORN",  "Uacute", "Ucirc",
    "Ugrave", "Uuml",   "Yacute", "aacute", "acirc",  "acute",  "aelig",  "agrave", "amp",    "aring",  "atilde",
    "auml",   "brvbar", "ccedil", "cedil",  "cent",   "copy",   "curren", "deg",    "divide", "eacute", "ecirc",
    "egrave", "eth",    "euml",   "frac12", "frac14", "frac34", "gt",     "iacute", "icirc",  "iexcl",  "igrave",
    "iquest", "iuml",   "laquo",  "lt",     "macr",   "micro",  "middot", "nbsp",   "not",    "ntilde", "oacute",
    "ocirc",  "ograve", "ordf",   "ordm",   "oslash", "otilde", "ouml",   "para",   "plusmn", "pound",  "quot",
    "raquo",  "reg",    "sect",   "shy",    "sup1",   "sup2",   "sup3",   "szlig",  "thorn",  "times",  "uacute",
    "ucirc",  "ugrave", "uml",    "uuml",   "yacute", "yen",    "yuml"};

/// Whether HTML may read `&` at text[at] as the beginning of a reference.
bool begins_reference(std::string_view text, std::size_t at) {
  const std::string_view name = text.substr(at + 1);
  if (name.empty()) return false;
  if (name[0] == '#') return name.size() > 1 && name[1] != ' ';
  if (reference_at(text, at)) return true;
  return std::any_of(std::begin(bare_references), std::end(bare_references),
                     [&](std::string_view known) { return name.starts_with(known); });
}

/// Whether HTML reads `<` at text[at] as the beginning of a tag or comment, or kramdown does: to it names are XML's.
bool begins_tag(std::string_view text, std::size_t at) {
  if (at + 1 == text.size()) return true;
  const char next = text[at + 1];
  return is_letter(next) || std::string_view("/!?_:").find(next) != std::string_view::npos ||
         static_cast<unsigned char>(next) >= 0x80;
}

/// Whether Markdown's renderers take a tag with this attribute for one (CommonMark 0.31, section 6.6).
bool is_attribute_name(std::string_view name) {
  if (name.empty() || !(is_letter(name[0]) || name[0] == '_' || name[0] == ':')) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || std::string_view("_:.-").find(c) != std::string_view::npos;
  });
}

}  // namespace

void append_piece(std::string& out, const Content& content, const Document& document, const Inline& text,
                  const Piece& piece) {
  switch (piece.kind) {
    case RunKind::text: {
      const bool code = (piece.marks.bits & content::mark_code) != 0;
      if (code) out += "<code>";
      out += escaped_text(text.of(piece));
      if (code) out += "</code>";
      break;
    }
    case RunKind::line_break:
      out += "<br>";
      break;
    case RunKind::image:
      out += image_html(content.objects[piece.object], document);
      break;
    case RunKind::check_box:
      out += content.objects[piece.object].checked ? "<input type=\"checkbox\" checked>" : "<input type=\"checkbox\">";
      break;
    case RunKind::embed:
      out += element_html(document, content.objects[piece.object].node, false);
      break;
    case RunKind::comment:
      if (document[piece.node].kind == NodeKind::comment)
        out.append("<!--").append(document[piece.node].text).append("-->");
      else
        out += element_html(document, piece.node, false);
      break;
    case RunKind::anchor:
      break;
  }
}

std::string_view tag_of(std::uint16_t bit) {
  switch (bit) {
    case content::mark_strong:
      return "strong";
    case content::mark_emphasis:
      return "em";
    case content::mark_code:
      return "code";
    case content::mark_deleted:
      return "del";
    case content::mark_sub:
      return "sub";
    case content::mark_sup:
      return "sup";
    case content::mark_underline:
      return "u";
    case content::mark_mark:
      return "mark";
    case content::mark_kbd:
      return "kbd";
    case content::mark_ruby:
      return "ruby";
    case content::mark_ruby_text:
      return "rt";
    case content::mark_ruby_parenthesis:
      return "rp";
    default:
      return {};
  }
}

std::string escaped_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '&' && begins_reference(text, i))
      out += "&amp;";
    else if (text[i] == '<' && begins_tag(text, i))
      out += "&lt;";
    else
      out += text[i];
  }
  return out;
}

std::string escaped_value(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '&' && begins_reference(text, i))
      out += "&amp;";
    else if (text[i] == '"')
      out += "&quot;";
    else if (text[i] == '\n' || text[i] == '\r')
      out += ' ';
    else
      out += text[i];
  }
  return out;
}

std::string escaped_url(std::string_view url) {
  std::string one_line;
  one_line.reserve(url.size());
  for (const char c : url)
    if (c != '\t' && c != '\n' && c != '\r') one_line += c;
  return escaped_value(one_line);
}

std::string link_open_html(const content::Link& link) {
  std::string out = "<a href=\"" + escaped_url(link.href) + '"';
  if (!link.title.empty()) out.append(" title=\"").append(escaped_value(link.title)).append("\"");
  return out + '>';
}

std::string image_html(const content::Object& image, const Document& document) {
  std::string out = "<img src=\"" + escaped_url(image.source) + "\" alt=\"" + escaped_value(image.alt) + '"';
  if (!image.title.empty()) out += " title=\"" + escaped_value(image.title) + '"';
  if (image.node != body::no_node)
    for (const std::string_view name : {"width", "height"})
      if (const body::Attribute* a = document.attribute(document[image.node], name))
        out.append(" ").append(name).append("=\"").append(escaped_value(a->value)).append("\"");
  return out + '>';
}

std::string element_html(const Document& document, NodeId root, bool inline_markdown) {
  std::string out;
  std::vector<NodeId> open;
  const auto text = [&](std::string_view words) {
    const std::string written = inline_markdown ? std::string(words) : escaped_text(words);
    for (const char c : written) {
      const bool special =
          inline_markdown && std::string_view("\\`*_{}[]()#+-.!|~<>&:@\"'").find(c) != std::string_view::npos;
      if (special)
        out.append("&#").append(std::to_string(static_cast<int>(c))).append(";");
      else
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
  };
  const auto close = [&] {
    const body::Node& node = document[open.back()];
    if (!body::is_void(node.tag)) out.append("</").append(node.name).append(">");
    open.pop_back();
  };
  for (NodeId id = root; id < document[root].subtree_end; ++id) {
    while (!open.empty() && document[open.back()].subtree_end <= id) close();
    const body::Node& node = document[id];
    if (node.kind == NodeKind::text) {
      const bool raw = node.parent != body::no_node && body::is_raw_text(document[node.parent].tag);
      if (!raw || document[node.parent].tag == body::Tag::textarea)
        text(node.text);
      else if (node.text.find('\n') == std::string_view::npos || document[node.parent].tag != body::Tag::iframe)
        out += node.text;
      continue;
    }
    if (node.kind != NodeKind::element) continue;
    out.append("<").append(node.name);
    for (const body::Attribute& a : document.attributes(node)) {
      if (!is_attribute_name(a.name)) continue;  // which would make text of the tag
      out.append(" ").append(a.name);
      const bool url = a.name == "src" || a.name == "href" || a.name == "data" || a.name == "poster";
      if (!a.value.empty()) out.append("=\"").append(url ? escaped_url(a.value) : escaped_value(a.value)).append("\"");
    }
    out += '>';
    open.push_back(id);
  }
  while (!open.empty()) close();
  return out;
}

std::string inline_html(const Content& content, const Document& document, const Block& paragraph) {
  Inline text;
  content::fold(content, paragraph, content::FoldFor::writing, text);
  std::string out;
  const Nesting nesting = nest(content, text);
  for (const Token& token : nesting.tokens) {
    if (token.kind == Token::Kind::piece) {
      append_piece(out, content, document, text, text.pieces[token.index]);
      continue;
    }
    const Mark& mark = nesting.marks[token.index];
    const bool opens = token.kind == Token::Kind::open;
    if (mark.bit)
      out.append(opens ? "<" : "</").append(tag_of(mark.bit)).append(">");
    else
      out += opens ? link_open_html(content.link(mark.link)) : "</a>";
  }
  return out;
}

}  // namespace galley::exporters::markdown
