#include "core/exporters/json/facts.h"

#include "core/content/url.h"
#include "core/exporters/removal.h"
#include "core/text/ascii.h"
#include "core/text/utf8.h"

namespace galley::exporters {
namespace {

std::string said(const body::Document& document, body::NodeId node, const std::vector<bool>& removed) {
  return content::folded(text_without(document, node, removed));
}

using ascii::is_letter;

}  // namespace

std::string_view to_string(LinkKind kind) {
  switch (kind) {
    case LinkKind::external:
      return "external";
    case LinkKind::internal:
      return "internal";
    case LinkKind::anchor:
      return "anchor";
    case LinkKind::mail:
      return "mail";
    case LinkKind::other:
      return "other";
  }
  return {};
}

LinkKind link_kind(std::string_view url) {
  if (url.starts_with('#')) return LinkKind::anchor;
  if (url.starts_with("//")) return LinkKind::external;
  // RFC 3986, section 3.1
  std::size_t i = 0;
  while (i < url.size() && (is_letter(url[i]) || (i > 0 && ((url[i] >= '0' && url[i] <= '9') || url[i] == '+' ||
                                                            url[i] == '-' || url[i] == '.'))))
    ++i;
  if (i == 0 || i == url.size() || url[i] != ':') return LinkKind::internal;
  std::string scheme(url.substr(0, i));
  for (char& c : scheme) c = ascii::lower(c);
  if (scheme == "mailto") return LinkKind::mail;
  if (scheme == "http" || scheme == "https" || scheme == "ftp") return LinkKind::external;
  return LinkKind::other;
}

std::vector<HeadingFact> headings(const content::Content& content, const body::Document& document,
                                  const std::vector<bool>& removed) {
  std::vector<HeadingFact> out;
  for (const content::Block& block : content.blocks) {
    if (block.kind != content::Kind::heading) continue;
    const body::Node& node = document[block.node];
    out.push_back({block.level, said(document, block.node, removed), std::string(document.value(node, "id")),
                   document.place(node)});
  }
  return out;
}

std::vector<LinkFact> links(const content::Content& content, const body::Document& document,
                            const std::vector<bool>& removed) {
  std::vector<LinkFact> out;
  for (const content::Link& link : content.links) {
    const std::string url = content.restore(std::string(link.href));
    out.push_back({url, said(document, link.node, removed), content.restore(std::string(link.title)), link_kind(url),
                   document.place(document[link.node])});
  }
  return out;
}

std::vector<ImageFact> images(const content::Content& content, const body::Document& document) {
  std::vector<ImageFact> out;
  for (const content::Object& object : content.objects) {
    if (object.name != "img") continue;
    const std::string url = content.restore(std::string(object.source));
    out.push_back({url, content.restore(std::string(object.alt)), content.restore(std::string(object.title)),
                   link_kind(url), document.place(document[object.node])});
  }
  return out;
}

TextCounts count_text(std::string_view text) {
  TextCounts counts;
  bool in_word = false;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Decoded d = utf8::decode(text, i);
    i += d.size;
    const utf8::Category category = utf8::category(d.code_point);
    if (category == utf8::Category::space) {
      in_word = false;
      continue;
    }
    ++counts.characters;
    if (utf8::is_cjk(d.code_point)) {
      ++counts.words;
      in_word = false;
    } else if (category == utf8::Category::other && !in_word) {
      ++counts.words;
      in_word = true;
    }
  }
  return counts;
}

}  // namespace galley::exporters
