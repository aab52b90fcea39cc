// Whether two Documents of one text are the same, and random texts to ask that of: for the tests, the tool and the fuzz
// target that hold the skeleton parse to the plain one.
#pragma once

#include <fmt/format.h>

#include <random>
#include <string>
#include <string_view>

#include "core/body/html/html.h"
#include "core/text/utf8.h"

namespace galley::testing {

/// Gumbo reads controls and noncharacters as U+FFFD, which the standard keeps (WHATWG HTML 13.2.3.5).
inline bool same_text(std::string_view ours, std::string_view plain) {
  std::size_t i = 0, j = 0;
  while (i < ours.size() && j < plain.size()) {
    const utf8::Decoded a = utf8::decode(ours, i), b = utf8::decode(plain, j);
    if (a.code_point != b.code_point) {
      const char32_t c = a.code_point;
      const bool replaced =
          c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
      if (b.code_point != 0xFFFD || !replaced) return false;
    }
    i += a.size;
    j += b.size;
  }
  return i == ours.size() && j == plain.size();
}

/// What differs first, or nothing.
inline std::string difference(const body::Document& ours, const body::Document& plain) {
  if (ours.nodes().size() != plain.nodes().size())
    return fmt::format("{} nodes, plainly {}", ours.nodes().size(), plain.nodes().size());
  if (ours.cut().has_value() != plain.cut().has_value()) return "one is cut";
  const auto shown = [](Span s) { return fmt::format("{}-{}", s.begin, s.end); };
  for (body::NodeId id = 0; id < ours.nodes().size(); ++id) {
    const body::Node &a = ours[id], &b = plain[id];
    const auto wrong = [&](std::string_view what, const std::string& x, const std::string& y) {
      return fmt::format("node {} <{}>: {} {}, plainly {}", id, a.name, what, x, y);
    };
    if (a.kind != b.kind || a.ns != b.ns || a.tag != b.tag || a.name != b.name)
      return wrong("name", std::string(a.name), std::string(b.name));
    if (a.mended != b.mended)
      return wrong("mended", fmt::format("{}", static_cast<int>(a.mended)),
                   fmt::format("{}", static_cast<int>(b.mended)));
    if (a.parent != b.parent || a.first_child != b.first_child || a.next_sibling != b.next_sibling ||
        a.subtree_end != b.subtree_end || a.depth != b.depth)
      return wrong("links", "", "");
    if (!same_text(a.text, b.text)) return wrong("text", std::string(a.text), std::string(b.text));
    if (a.start != b.start) return wrong("start", shown(a.start), shown(b.start));
    if (a.end != b.end) return wrong("end", shown(a.end), shown(b.end));
    if (a.extent != b.extent) return wrong("extent", shown(a.extent), shown(b.extent));
    const auto x = ours.attributes(a), y = plain.attributes(b);
    if (x.size() != y.size()) return wrong("attributes", fmt::format("{}", x.size()), fmt::format("{}", y.size()));
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (x[i].name != y[i].name || !same_text(x[i].value, y[i].value))
        return wrong("attribute", fmt::format("{}={}", x[i].name, x[i].value),
                     fmt::format("{}={}", y[i].name, y[i].value));
      if (x[i].name_at != y[i].name_at) return wrong("attribute name at", shown(x[i].name_at), shown(y[i].name_at));
      if (x[i].value_at != y[i].value_at)
        return wrong("attribute value at", shown(x[i].value_at), shown(y[i].value_at));
    }
  }
  return {};
}

/// A random HTML text of tags, well nested or not, text of all kinds, references, comments and what is malformed.
inline std::string random_html(std::mt19937_64& random) {
  static const std::string_view tags[] = {
      "p",        "div",       "b",        "i",        "a",        "strong",   "em",      "span",     "ul",
      "ol",       "li",        "table",    "tr",       "td",       "th",       "tbody",   "thead",    "caption",
      "colgroup", "col",       "pre",      "code",     "br",       "img",      "h1",      "h2",       "blockquote",
      "hr",       "font",      "center",   "dl",       "dt",       "dd",       "form",    "input",    "button",
      "nobr",     "u",         "s",        "small",    "big",      "tt",       "strike",  "ruby",     "rt",
      "rp",       "rb",        "option",   "object",   "applet",   "marquee",  "address", "section",  "x-y",
      "foo",      "listing",   "details",  "summary",  "figure",   "embed",    "script",  "style",    "iframe",
      "svg",      "math",      "select",   "template", "textarea", "title",    "image",   "noscript", "body",
      "html",     "plaintext", "frameset", "label",    "video",    "source",   "main",    "menu",     "fieldset",
      "legend",   "wbr",       "param",    "isindex",  "keygen",   "optgroup", "dialog",  "center"};
  static const std::string_view texts[] = {"a",
                                           "中文，文字。",
                                           " ",
                                           "\n",
                                           "  \n ",
                                           " x ",
                                           "x\ny",
                                           "&amp;",
                                           "&lt;b&gt;",
                                           "&nbsp;",
                                           "&copy",
                                           "&#65;",
                                           "&#x4e2d;",
                                           "&#32;",
                                           "&#0;",
                                           "&bogus;",
                                           "& ",
                                           "&",
                                           "a&b=c",
                                           "&ldquo;",
                                           "<",
                                           "< ",
                                           "<3",
                                           "\t",
                                           "\f",
                                           "\v",
                                           "é",
                                           "𠮷",
                                           "\xEF\xB7\x90",
                                           "\x01",
                                           "\xFF",
                                           "\r\n",
                                           ">",
                                           "\"",
                                           "'",
                                           "=",
                                           "&quot;&apos;",
                                           "&hellip;x",
                                           "&notin;",
                                           "]]>",
                                           "--",
                                           "-->",
                                           "/"};
  static const std::string_view attributes[] = {" class=\"a b\"",
                                                " id=x",
                                                " href=\"/a?b=1&c=2\"",
                                                " href=\"&amp;x\"",
                                                " TITLE='t\"t'",
                                                " disabled",
                                                " a=\"1\" a=\"2\"",
                                                " style=\"color:red\"",
                                                " type=hidden",
                                                " type=text",
                                                " color=red",
                                                " x=",
                                                " =y",
                                                " 'q'",
                                                "/",
                                                " data-x=\"中文\"",
                                                " a = \"b\"",
                                                "\nb=\"c\n\"",
                                                " on:x=\"&lt;\"",
                                                " href=a/b",
                                                " alt=\"\"",
                                                " A=\"&copy;&copy\"",
                                                " b=&amp;",
                                                " c=\"\x01\"",
                                                " size=1",
                                                " a=1 A=2"};
  static const std::string_view odd[] = {"<!-- c -->",
                                         "<!---->",
                                         "<!-->",
                                         "<!--x",
                                         "<!-- a -- b -->",
                                         "<!-- a --!>",
                                         "<!x>",
                                         "<?x?>",
                                         "</>",
                                         "</ x>",
                                         "<![CDATA[x]]>",
                                         "<!DOCTYPE html>",
                                         "<!--a--><!--b-->",
                                         "</p>",
                                         "</br>",
                                         "<p/>",
                                         "<br/>",
                                         "<a b",
                                         "</b c=d>",
                                         "<",
                                         "<b",
                                         "\0"};
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const bool wild = below(3) == 0;  // else only what a skeleton can be made of, mostly
  const auto text = [&] { return texts[below(wild ? std::size(texts) : 10)]; };
  std::string html;
  std::vector<std::string_view> open;
  for (std::size_t n = 1 + below(24); n-- > 0;) {
    const std::size_t kind = below(10);
    if (kind < 4) {
      html += text();
      if (below(2) == 0) html += text();
    } else if (kind < 7) {
      const std::string_view tag = tags[below(wild ? std::size(tags) : 60)];
      html += '<';
      html += tag;
      for (std::size_t a = below(3); a-- > 0 && below(2) == 0;)
        html += attributes[below(wild ? std::size(attributes) : 8)];
      html += below(12) == 0 ? "/>" : ">";
      open.push_back(tag);
    } else if (kind < 9) {
      if (open.empty()) continue;
      const std::size_t which = below(4) == 0 ? below(open.size()) : open.size() - 1;
      html += fmt::format("</{}>", open[which]);
      if (below(8) != 0) open.erase(open.begin() + static_cast<std::ptrdiff_t>(which));
    } else {
      html += odd[below(wild ? std::size(odd) : 2)];
    }
  }
  return html;
}

/// A random text whose tags nest, mostly: what elements may stand in each other is left to chance, as in posts.
inline std::string random_nested_html(std::mt19937_64& random) {
  static const std::string_view blocks[] = {
      "p",    "div",  "ul",  "ol",     "li",      "li",      "blockquote", "h1",     "h2",         "h3",      "pre",
      "dl",   "dt",   "dd",  "center", "address", "article", "section",    "figure", "figcaption", "details", "summary",
      "main", "menu", "nav", "aside",  "header",  "footer",  "hgroup",     "dir",    "table"};
  static const std::string_view inlines[] = {"a",    "b",     "b",   "i",     "em",    "strong", "strong",  "u",
                                             "s",    "small", "big", "tt",    "font",  "code",   "span",    "span",
                                             "sub",  "sup",   "del", "ins",   "mark",  "abbr",   "q",       "cite",
                                             "kbd",  "time",  "bdo", "video", "audio", "label",  "acronym", "strike",
                                             "samp", "var",   "dfn", "ruby",  "nobr",  "button"};
  static const std::string_view voids[] = {"br", "img", "hr", "wbr", "embed", "source", "track", "input", "col"};
  static const std::string_view raws[] = {"script", "style", "iframe"};
  static const std::string_view texts[] = {"a",   "中文，文字。", " ",     "\n",        "  \n ",
                                           " x ", "x\ny",         "&amp;", "&lt;b&gt;", "<!-- c -->"};
  static const std::string_view attributes[] = {" class=\"a b\"", " id=x", " href=\"/a?b=1&amp;c=2\"", " disabled",
                                                " ALT='t\"t'"};
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const auto any = [&](const auto& of) { return of[below(std::size(of))]; };
  std::string html;
  std::vector<std::string_view> open;
  const auto start = [&](std::string_view tag) {
    html += fmt::format("<{}{}{}", tag, below(4) == 0 ? any(attributes) : "", below(40) == 0 ? "/>" : ">");
  };
  const auto end = [&] {
    html += fmt::format("</{}>", open.back());
    open.pop_back();
  };
  for (std::size_t n = 1 + below(40); n-- > 0;) {
    const std::size_t kind = below(16);
    if (kind < 5) {
      const bool in_table = !open.empty() && (open.back() == "table" || open.back() == "tbody" || open.back() == "tr");
      html += in_table && below(8) != 0 ? "\n" : any(texts);
    } else if (kind < 10) {
      // Mostly where an author would put it.
      const bool in_list = !open.empty() && (open.back() == "ul" || open.back() == "ol");
      const bool in_terms = !open.empty() && open.back() == "dl";
      const std::string_view around = open.empty() ? "" : open.back();
      const std::string_view part = around == "table"                        ? "tbody"
                                    : around == "tbody" || around == "thead" ? "tr"
                                    : around == "tr"                         ? "td"
                                                                             : "";
      const std::string_view tag = !part.empty() && below(12) != 0 ? part
                                   : in_list && below(8) != 0      ? "li"
                                   : in_terms && below(8) != 0     ? (below(2) == 0 ? "dt" : "dd")
                                   : below(2) == 0                 ? any(inlines)
                                                                   : any(blocks);
      start(tag);
      open.push_back(tag);
    } else if (kind < 14) {
      if (!open.empty()) end();
    } else if (kind < 15) {
      start(any(voids));
    } else {
      const std::string_view tag = any(raws);
      html += fmt::format("<{}>{}</{}>", tag, any(texts), tag);
    }
  }
  while (!open.empty()) end();
  return html;
}

/// One byte-wise or piece-wise change.
inline void mutate(std::string& html, std::mt19937_64& random) {
  if (html.empty()) return;
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::size_t at = below(html.size());
  const std::size_t size = std::min<std::size_t>(html.size() - at, 1 + below(12));
  static const std::string_view bytes = "<>/=\"' \n&;!-abp中";
  switch (below(5)) {
    case 0:
      html.erase(at, size);
      break;
    case 1:
      html.insert(below(html.size() + 1), html.substr(at, size));
      break;
    case 2:
      html[at] = bytes[below(bytes.size())];
      break;
    case 3:
      html.insert(at, 1, bytes[below(bytes.size())]);
      break;
    default: {
      const std::size_t to = below(html.size());
      std::swap(html[at], html[to]);
    }
  }
}

}  // namespace galley::testing
