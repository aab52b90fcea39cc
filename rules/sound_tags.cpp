#include "rules/sound_tags.h"

#include <algorithm>

#include "rules/tag_kinds.h"

namespace galley::rules {
namespace {

using body::Note;

bool speaks_of_tags(const Note& n) {
  return n.kind == Note::Kind::literal_tag || n.kind == Note::Kind::swallowing_element ||
         n.kind == Note::Kind::ignored_end_tag;
}

// Whether the author wrote the element as a tag, which a Markdown reader then spelled in its own way, and with more
// than the name of an element such as `<br>`: there may be faults that the reader's spelling has not.
bool is_other_tag(const body::Node& node, std::string_view source) {
  // A tag may be spelled in several stretches, of which the first has but its name.
  const std::size_t behind = std::min(source.find_first_of(" \t\n\f\r/>", 1), source.size());
  if (!source.starts_with('<')) return false;
  if (body::tag_of(source.substr(1, behind - 1)) != node.tag) return false;
  return !body::is_void(node.tag) || source.find_first_not_of(" /", behind) != source.size() - 1;
}

bool same_tag_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return (x >= 'A' && x <= 'Z' ? x + 32 : x) == (y >= 'A' && y <= 'Z' ? y + 32 : y);
         });
}

}  // namespace

bool tags_are_sound(const post::Post& post) {
  const body::Document& doc = post.document;
  // In CommonMark tags of the author's and the reader's may close each other, and what Liquid leaves out is not known.
  const bool read_as_elements = post.renderer == post::Renderer::kramdown || post.renderer == post::Renderer::html;
  if (!doc.sound() || !read_as_elements || !post.prepared.tokens.empty()) return false;
  if (std::any_of(post.notes.begin(), post.notes.end(), speaks_of_tags)) return false;
  const std::string_view html = doc.html().text(), bytes = post.source->bytes();
  const auto& segments = doc.html().segments();
  std::size_t at = 0;
  for (const body::Node& node : doc.nodes()) {
    if (node.kind != body::NodeKind::element) continue;
    while (at + 1 < segments.size() && segments[at + 1].begin <= node.start.begin) ++at;
    const Segment& s = segments[at];
    const std::size_t end = at + 1 < segments.size() ? segments[at + 1].begin : html.size();
    if (s.origin == Origin::rewritten) {
      if (is_other_tag(node, slice(bytes, s.source))) return false;
    } else if (node.start.end > end || s.origin == Origin::opaque) {
      return false;
    }
    if (html[node.start.end - 2] == '/' && !body::is_void(node.tag)) return false;
  }
  return true;
}

bool takes_part(const SourceTag& t) {
  using body::Tag;
  if (t.alternative || t.tag == Tag::html || t.tag == Tag::head || t.tag == Tag::body) return false;
  if (!t.written && t.tag == Tag::unknown) return false;
  if (t.end) return true;
  return !is_void(t.tag) && !t.self_closing;
}

bool ends_paragraph_alone(const SourceTag& t) {
  return t.tag == body::Tag::hr && !t.end && !t.literal && !t.alternative;
}

bool tags_nest(const std::vector<SourceTag>& tags, std::vector<ItemInItem>& items) {
  using body::Tag;
  std::vector<const SourceTag*> open;
  std::vector<Tag> keepers;  // of the open ones, those that keep items from being ended
  std::size_t paragraphs = 0, alone = 0;
  for (const SourceTag& t : tags) {
    if (paragraphs > 0 && ends_paragraph_alone(t)) return false;
    if (!takes_part(t)) continue;
    if (t.literal) return false;
    if (!t.end) {
      if (!open.empty() && ends_at(open.back()->tag, t.tag)) return false;
      if ((paragraphs > 0 && closes_paragraph(t.tag)) || (alone > 0 && may_not_nest(t.tag))) return false;
      if (is_item(t.tag) && !keepers.empty() && ends_at(keepers.back(), t.tag)) {
        const ItemInItem found{static_cast<std::uint32_t>(&t - tags.data()),
                               static_cast<std::uint32_t>(open.back() - tags.data())};
        if (items.empty() || items.back().around != found.around) items.push_back(found);
      }
      paragraphs += t.tag == Tag::p;
      alone += may_not_nest(t.tag);
      if (keeps_items(t.tag)) keepers.push_back(t.tag);
      open.push_back(&t);
      continue;
    }
    if (open.empty() || open.back()->tag != t.tag || open.back()->written != t.written ||
        (t.tag == Tag::unknown && !same_tag_name(open.back()->name, t.name)))
      return false;
    paragraphs -= t.tag == Tag::p;
    alone -= may_not_nest(t.tag);
    if (keeps_items(t.tag)) keepers.pop_back();
    open.pop_back();
  }
  return open.empty();
}

}  // namespace galley::rules
