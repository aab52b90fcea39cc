#include "core/post/links.h"

#include <algorithm>
#include <array>

#include "core/text/ascii.h"

namespace galley::post {
namespace {

using body::Tag;
using Kind = Link::Kind;

struct Place {
  Tag tag;
  std::string_view attribute;
  Kind kind;
  bool candidates = false;  // a srcset
};

constexpr std::array places{
    Place{Tag::a, "href", Kind::hyperlink},
    Place{Tag::area, "href", Kind::hyperlink},
    Place{Tag::img, "src", Kind::image},
    Place{Tag::img, "srcset", Kind::image, true},
    Place{Tag::source, "src", Kind::media},
    Place{Tag::source, "srcset", Kind::image, true},
    Place{Tag::video, "src", Kind::media},
    Place{Tag::video, "poster", Kind::image},
    Place{Tag::audio, "src", Kind::media},
    Place{Tag::track, "src", Kind::media},
    Place{Tag::iframe, "src", Kind::frame},
    Place{Tag::frame, "src", Kind::frame},
    Place{Tag::embed, "src", Kind::object},
    Place{Tag::object, "data", Kind::object},
    Place{Tag::link, "href", Kind::resource},
    Place{Tag::script, "src", Kind::resource},
    Place{Tag::form, "action", Kind::form},
    Place{Tag::button, "formaction", Kind::form},
    Place{Tag::input, "formaction", Kind::form},
    Place{Tag::input, "src", Kind::image},
    Place{Tag::blockquote, "cite", Kind::citation},
    Place{Tag::q, "cite", Kind::citation},
    Place{Tag::ins, "cite", Kind::citation},
    Place{Tag::del, "cite", Kind::citation},
    Place{Tag::base, "href", Kind::base},
};

constexpr std::array<bool, body::tag_count> make_table() {
  std::array<bool, body::tag_count> table{};
  for (const Place& p : places) table[static_cast<std::size_t>(p.tag)] = true;
  return table;
}

constexpr auto tags_with_links = make_table();

using ascii::is_space;

// The URLs of a srcset (WHATWG HTML 4.8.4.2.2): each ends at white space or at commas behind it; its descriptors end at
// a comma outside parentheses.
std::vector<Span> candidates(std::string_view value) {
  std::vector<Span> urls;
  std::uint32_t i = 0;
  const auto size = static_cast<std::uint32_t>(value.size());
  while (i < size) {
    while (i < size && (is_space(value[i]) || value[i] == ',')) ++i;
    const std::uint32_t begin = i;
    while (i < size && !is_space(value[i])) ++i;
    std::uint32_t end = i;
    while (end > begin && value[end - 1] == ',') --end;
    if (end > begin) urls.push_back({begin, end});
    if (end < i) continue;
    for (int depth = 0; i < size && (depth > 0 || value[i] != ','); ++i)
      depth += value[i] == '(' ? 1 : value[i] == ')' && depth > 0 ? -1 : 0;
  }
  return urls;
}

class Finder {
 public:
  Finder(const Post& post, const body::Node& element, std::vector<Link>& out)
      : post_(post), node_(element), out_(out) {}

  void take(const body::Attribute& a, Kind kind, bool srcset) {
    const MappedText& html = post_.document.html();
    if (!a.value_at.empty() && html.source_spans(a.value_at).empty()) return;  // a reader made it up
    liquid_.clear();
    if (!post_.prepared.tokens.empty() && !a.value_at.empty() && !find_liquid(a)) return;
    if (!srcset) return add(a, kind, {0, static_cast<std::uint32_t>(a.value.size())});
    for (const Span s : candidates(a.value)) add(a, kind, s);
  }

 private:
  // Where the value's Liquid stands, false where a condition decides on parts of it.
  bool find_liquid(const body::Attribute& a) {
    const Span source = post_.document.html().source_cover(a.value_at);
    const auto& tokens = post_.prepared.tokens;
    auto token = std::lower_bound(tokens.begin(), tokens.end(), source.begin,
                                  [](const body::LiquidToken& t, std::uint32_t at) { return t.whole.begin < at; });
    std::size_t from = 0;
    for (; token != tokens.end() && token->whole.end <= source.end; ++token) {
      if (!token->prints) return false;
      const std::string_view text = post_.source->text(token->whole);
      const std::size_t at = a.value.find(text, from);
      if (at == std::string_view::npos) return false;
      from = at + text.size();
      liquid_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(from)});
    }
    return true;
  }

  void add(const body::Attribute& a, Kind kind, Span part) {
    Link& link = out_.emplace_back();
    link.kind = kind;
    link.node = &node_;
    link.attribute = &a;
    link.begin = part.begin;
    link.text = slice(a.value, part);
    for (const Span s : liquid_) {
      if (!part.overlaps(s)) continue;
      if (!link.has_liquid) link.masked = link.text;
      link.has_liquid = true;
      const Span in{std::max(s.begin, part.begin) - part.begin, std::min(s.end, part.end) - part.begin};
      std::fill(link.masked.begin() + in.begin, link.masked.begin() + in.end, 'x');
      link.liquid.push_back(in);
    }
  }

  const Post& post_;
  const body::Node& node_;
  std::vector<Link>& out_;
  std::vector<Span> liquid_;  // in the attribute's value
};

}  // namespace

bool Link::touches_liquid(Span part) const {
  return std::any_of(liquid.begin(), liquid.end(),
                     [part](Span s) { return s.begin <= part.end && part.begin <= s.end; });
}

bool Link::blank() const { return std::all_of(text.begin(), text.end(), is_space); }

Span Link::place(const body::Document& document) const {
  if (!text.empty()) return place(document, 0, text.size());
  const Span written = document.attribute_place(*attribute);
  return written.empty() ? document.place(*node) : written;
}

bool may_have_links(Tag tag) { return tags_with_links[static_cast<std::size_t>(tag)]; }

void append_links(const Post& post, const body::Node& element, std::vector<Link>& out) {
  if (element.start.empty() || element.attribute_count == 0) return;
  Finder finder(post, element, out);
  for (const body::Attribute& a : post.document.attributes(element)) {
    if (element.ns != body::Namespace::html) {
      const bool linked = element.name == "a" || element.name == "image" || element.name == "use";
      if (!linked || (a.name != "href" && a.name != "xlink:href")) continue;
      finder.take(a,
                  element.name == "a"       ? Kind::hyperlink
                  : element.name == "image" ? Kind::image
                                            : Kind::resource,
                  false);
      continue;
    }
    for (const Place& p : places)
      if (p.tag == element.tag && p.attribute == a.name) finder.take(a, p.kind, p.candidates);
  }
}

std::vector<Link> links_of(const Post& post) {
  std::vector<Link> links;
  for (const body::Node& n : post.document.nodes())
    if (n.kind == body::NodeKind::element && (n.ns != body::Namespace::html || may_have_links(n.tag)))
      append_links(post, n, links);
  return links;
}

}  // namespace galley::post
