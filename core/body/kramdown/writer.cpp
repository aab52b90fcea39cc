#include "core/body/kramdown/writer.h"

#include "core/body/kramdown/chars.h"

namespace galley::body::kramdown {

void Writer::piece(std::string_view bytes, Span source, bool copied) {
  if (all_are_ != Construct::none)
    out_.generate(bytes, source, all_are_);
  else if (copied)
    out_.copy(bytes, source.begin);
  else if (source.empty())
    out_.generate(bytes, source);
  else
    out_.rewrite(bytes, source);
}

void Writer::copy(Slice slice) {
  for_each_piece(slice, [&](std::string_view bytes, Span source, bool copied) { piece(bytes, source, copied); });
}

void Writer::rewrite(std::string_view bytes, Slice source) { piece(bytes, source_of(source), false); }

void Writer::generate(std::string_view bytes, Span place, Construct construct) {
  out_.generate(bytes, place, all_are_ != Construct::none ? all_are_ : construct);
}

void Writer::markup(std::string_view bytes, Slice source, Span place) {
  if (source.empty())
    generate(bytes, place);
  else
    rewrite(bytes, source);
}

/// kramdown's escape_html: a reference stays where its form is one, but not in code.
void Writer::escape(std::string_view bytes, Span source, bool copied, Escape what, std::string_view after) {
  const auto find = [&](std::size_t at) {
    if (what != Escape::attribute) return find_markup(bytes, at);
    for (; at < bytes.size(); ++at)
      if (bytes[at] == '&' || bytes[at] == '<' || bytes[at] == '>' || bytes[at] == '"') break;
    return at;
  };
  std::size_t from = 0;
  const auto write = [&](std::size_t to) {
    if (to == from) return;
    Span part = source;
    if (copied) part = {source.begin + static_cast<std::uint32_t>(from), source.begin + static_cast<std::uint32_t>(to)};
    piece(bytes.substr(from, to - from), part, copied);
  };
  for (std::size_t at = find(0); at < bytes.size(); at = find(at)) {
    const char c = bytes[at];
    if (c == '&' && what != Escape::all) {
      std::size_t end = match_reference(bytes, at);
      if (end == at && !after.empty()) {
        // A reference that an escaped character is part of.
        const std::string joined = std::string(bytes.substr(at)) + std::string(after);
        if (match_reference(joined, 0) > bytes.size() - at) end = bytes.size();
      }
      if (end != at) {
        at = end;
        continue;
      }
    }
    write(at);
    Span part = source;
    if (copied)
      part = {source.begin + static_cast<std::uint32_t>(at), source.begin + static_cast<std::uint32_t>(at + 1)};
    piece(c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&quot;", part, false);
    from = ++at;
  }
  write(bytes.size());
}

void Writer::escape(Slice slice, Escape what, std::string_view after) {
  for_each_piece(slice,
                 [&](std::string_view bytes, Span source, bool copied) { escape(bytes, source, copied, what, after); });
}

void Writer::attribute(const Attribute& attribute, Construct construct, Span place) {
  std::string open = " ";
  open.append(attribute.name).append("=\"");
  generate(open, place, construct == Construct::none ? Construct::structure : construct);
  const std::string all = attribute.first != attribute.last ? attribute.value() : std::string();
  std::size_t end = 0;
  for (const ValuePiece* p = attribute.first; p; p = p->next) {
    end += p->bytes.size();
    if (p->source.empty() && construct != Construct::none) {
      generate(p->bytes, place, construct);
    } else {
      // A reference may go across the pieces; the longest has a name, so that a stretch of what follows will do.
      const std::string_view after = p->next ? std::string_view(all).substr(end, 64) : std::string_view{};
      escape(p->bytes, p->source.empty() ? place : p->source, p->copied, Escape::attribute, after);
    }
  }
  generate("\"", place, construct == Construct::none ? Construct::structure : construct);
}

/// An automatic id is a generated one, of the construct `id`. An id that is blank is not written.
void Writer::attributes(const Attributes& attributes, Construct id, Span place) {
  for (const Attribute* a = attributes.first; a; a = a->next) {
    if (a->name == "id" && strip(a->value()).empty()) continue;
    attribute(*a, a->name == "id" ? id : Construct::none, place);
  }
}

Span Writer::place_of(const Node* node) const {
  for (const Node* n = node; n; n = n->first) {
    const Slice s = n->open.text ? n->open : n->value;
    if (!s.text) continue;
    const std::uint32_t at = source_of(*s.text, s.begin);
    return {at, at};
  }
  return {};
}

Span Writer::end_of(const Node* node) const {
  for (const Node* n = node; n; n = n->last) {
    const Slice s = n->close.text ? n->close : n->last ? Slice{} : n->value.text ? n->value : n->open;
    if (!s.text) continue;
    const Span all = source_of(s);
    return {all.end, all.end};
  }
  return place_of(node);
}

void Writer::indent(int width, Span place) {
  static constexpr std::string_view spaces = "                                                                ";
  for (int left = width; left > 0; left -= static_cast<int>(spaces.size()))
    generate(spaces.substr(0, static_cast<std::size_t>(std::min<int>(left, static_cast<int>(spaces.size())))), place);
}

void Writer::start_tag(std::string_view name, const Attributes& all, Slice source, Span place) {
  std::string tag = "<";
  tag += name;
  if (all.empty()) {
    tag += '>';
    markup(tag, source, place);
    return;
  }
  markup(tag, source, place);
  attributes(all, Construct::none, place);
  markup(">", source, place);
}

void Writer::end_tag(std::string_view name, Slice source, Span place, std::string_view after) {
  std::string tag = "</";
  tag.append(name).append(">");
  if (source.empty()) {
    tag += after;
    generate(tag, place);
    return;
  }
  rewrite(tag, source);
  if (!after.empty()) generate(after, place);
}

bool Writer::writes_nothing(const Node* node) const {
  for (const Node* child = node->first; child; child = child->next) {
    const bool silent = child->kind == Kind::raw && (child->transparent || (child->value.empty() && !child->is_block));
    if (!silent) return false;
  }
  return true;
}

MappedText Writer::write(Node* root) {
  next_footnote_ = options_.footnote_nr;
  children(root, -2);
  const std::size_t body_end = out_.text().size();
  footnotes();
  if (has_footnote_place_ && out_.text().size() > body_end) {
    // They stand where {:footnotes} does.
    const auto u = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
    MappedText moved;
    moved.append(out_, {0, u(footnotes_at_)});
    moved.append(out_, {u(body_end), u(out_.text().size())});
    moved.append(out_, {u(footnotes_at_), u(body_end)});
    if (contents_list_ && contents_at_ > footnotes_at_) contents_at_ += out_.text().size() - body_end;
    out_ = std::move(moved);
  }
  if (contents_list_) table_of_contents();
  return std::move(out_);
}

}  // namespace galley::body::kramdown
