// What the nodes say: texts, comments and attributes, decoded, from Gumbo's tree or from the skeleton's records.
#include <cstring>
#include <memory_resource>
#include <string>

#include "core/body/html/decoded.h"
#include "core/body/html/document_builder.h"
#include "core/text/ascii.h"

namespace galley::body {
// Gumbo's decoded strings die with its memory: where they are the text's own bytes, show those, else keep a copy.
std::string_view DocumentBuilder::keep(std::string_view decoded, Span at) {
  const std::string_view raw = slice(text_, at);
  if (raw == decoded) return raw;
  if (decoded.empty()) return {};
  // Gumbo takes controls and noncharacters for what is not UTF-8; the standard keeps them (WHATWG HTML 13.2.3.5).
  std::string own;
  if (decoded.find("\xEF\xBF\xBD") != std::string_view::npos) {
    own = with_own_characters(raw, decoded);
    if (own == raw) return raw;
    decoded = own;
  }
  return keep_copy(decoded);
}

std::string_view DocumentBuilder::keep_copy(std::string_view text) {
  if (text.empty()) return {};
  if (!doc_.strings_) doc_.strings_ = std::make_unique<std::pmr::monotonic_buffer_resource>(1024);
  auto* copy = static_cast<char*>(doc_.strings_->allocate(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

bool DocumentBuilder::skeleton_comment(const GumboText& from, Node& n) {
  const Skeleton::Record* comment = record(from.original_text);
  if (comment == nullptr || comment->kind != Skeleton::Record::Kind::comment) return false;
  n.start = comment->at;
  n.text = slice(text_, {n.start.begin + 4, n.start.end - 3});
  return true;
}

// The text of the records from the node's first to the one that ended it, checked. What Gumbo made of the skeleton must
// be the characters that stand for them: a check for each post of what was proved in general.
bool DocumentBuilder::skeleton_text(const GumboText& from, Node& n) {
  using Kind = Skeleton::Record::Kind;
  const std::string_view made = from.text;
  const Skeleton::Record* record_at = record(from.original_text);
  const Skeleton::Record* end = record({from.original_text.data + from.original_text.length, 0});
  if (record_at == nullptr || end == nullptr || end <= record_at) return false;
  std::size_t checked = 0;
  for (const Skeleton::Record* r = record_at; r != end; ++r) {
    if (r->kind == Kind::tag || r->kind == Kind::comment) continue;
    const char kind = r->kind == Kind::space ? ' ' : r->kind == Kind::dropped ? '\n' : 'x';
    if (checked == made.size() || made[checked] != kind) return false;
    ++checked;
  }
  if (checked != made.size()) return false;
  text_of(record_at, end, n);
  return true;
}

void DocumentBuilder::text_of(const Skeleton::Record* begin, const Skeleton::Record* end, Node& n) {
  using Kind = Skeleton::Record::Kind;
  n.start = {begin->at.begin, end->at.begin};
  bool plain = true;  // the node's text stands in one piece, without references
  bool first = true;
  Span piece;  // that piece
  for (const Skeleton::Record* r = begin; r != end; ++r) {
    if (r->kind == Kind::tag || r->kind == Kind::comment) continue;
    plain = plain && !r->references && (first || r->at.begin == piece.end);
    piece = first ? r->at : Span{piece.begin, r->at.end};
    first = false;
  }
  if (plain) {
    n.text = slice(text_, piece);
    return;
  }
  std::string text;
  for (const Skeleton::Record* r = begin; r != end; ++r) {
    if (r->kind == Kind::tag || r->kind == Kind::comment) continue;
    if (r->references)
      append_decoded(text, slice(text_, r->at), false);
    else
      text += slice(text_, r->at);
  }
  n.text = keep_copy(text);
}

std::string_view DocumentBuilder::comment_text(Span at, const char* decoded) {
  const std::string_view text = decoded;
  if (at.size() >= 4 + text.size() && slice(text_, at).substr(4, text.size()) == text)
    return slice(text_, at).substr(4, text.size());
  return keep(text, {at.begin, at.begin});
}

void DocumentBuilder::attributes(const GumboElement& e) {
  for (unsigned i = 0; i < e.attributes.length; ++i) {
    const auto& a = *static_cast<const GumboAttribute*>(e.attributes.data[i]);
    Attribute made;
    made.name_at = span(a.original_name);
    made.value_at = span(a.original_value);
    if (made.value_at == made.name_at) made.value_at = {};  // Gumbo's way to say that there is none
    // Gumbo has a value without quotes begin after the reference that it begins with.
    if (!made.value_at.empty()) {
      std::uint32_t begin = made.name_at.end;
      while (begin < made.value_at.begin && std::string_view(" \t\n\r\f=").find(text_[begin]) != std::string_view::npos)
        ++begin;
      if (text_[begin] == '&') made.value_at.begin = begin;
    }
    const std::string_view raw = slice(text_, made.value_at);
    if (raw.size() >= 2 && (raw[0] == '"' || raw[0] == '\'') && raw.back() == raw[0])
      made.value_at = {made.value_at.begin + 1, made.value_at.end - 1};
    made.name = keep(a.name, made.name_at);
    made.value = keep(a.value, made.value_at);
    doc_.attributes_.push_back(made);
  }
}

void DocumentBuilder::attributes(const Skeleton::Record& tag) {
  for (std::uint32_t i = 0; i < tag.attribute_count; ++i) {
    const Skeleton::Attribute& a = skeleton_->attributes(tag)[i];
    Attribute made;
    made.name_at = a.name;
    made.value_at = a.value;
    made.name = slice(text_, a.name);
    made.value = slice(text_, a.value);
    if (a.upper) {
      std::string lower(made.name);
      for (char& c : lower) c = ascii::lower(c);
      made.name = keep_copy(lower);
    }
    if (a.references) {
      std::string decoded;
      append_decoded(decoded, made.value, true);
      made.value = keep_copy(decoded);
    }
    doc_.attributes_.push_back(made);
  }
}

void DocumentBuilder::unknown_name(Span start, Node& n) {
  const std::string_view tag = slice(text_, start);
  std::size_t end = 1;
  while (end < tag.size() && tag[end] != '>' && tag[end] != '/' && tag[end] != ' ' && tag[end] != '\t' &&
         tag[end] != '\n' && tag[end] != '\r' && tag[end] != '\f')
    ++end;
  std::string name(tag.size() > 1 ? tag.substr(1, end - 1) : std::string_view());
  if (n.ns == Namespace::html)
    for (char& c : name) c = ascii::lower(c);
  n.name = keep(name, {start.begin + 1, start.begin + 1 + static_cast<std::uint32_t>(name.size())});
  n.tag = tag_of(name);  // elements that Gumbo is too old to know
  if (n.ns != Namespace::html) n.tag = Tag::unknown;
}

}  // namespace galley::body
