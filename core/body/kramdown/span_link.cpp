// Links, images, automatic links and footnote markers: kramdown/link.rb, autolink.rb, footnote.rb.
#include "core/body/kramdown/span_parser.h"

namespace galley::body::kramdown {
namespace {

/// What a backslash may stand before in a link's text (ESCAPED_CHARS).
bool is_escapable(char c) { return std::string_view("\\.*_+`<>()[]{}#!:|\"'$=-").find(c) != std::string_view::npos; }

std::string unescape(std::string_view text) {
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && is_escapable(text[i + 1])) ++i;
    made.push_back(text[i]);
  }
  return made;
}

}  // namespace

/// AUTOLINK_START: `<http://…>` or `<name@host>`.
bool SpanParser::parse_autolink() {
  const std::size_t begin = at_ + 1;
  std::size_t end = 0;
  bool mail = false;
  for (std::string_view scheme : {"mailto:", "https:", "http:", "ftps:", "ftp:"}) {
    if (s_.substr(begin, scheme.size()) != scheme) continue;
    const std::size_t after = begin + scheme.size();
    if (at(after) == '\n' || after >= s_.size()) break;
    const std::size_t close = next_angle_(s_, ">", after + 1);
    if (close == std::string_view::npos) break;
    if (s_.substr(after, close - after).find('\n') != std::string_view::npos) break;
    end = close;
    break;
  }
  if (end == 0) {
    const auto word = [&](std::size_t p) {
      while (p < s_.size()) {
        const std::size_t size = s_[p] == '-' || s_[p] == '_' || s_[p] == '.' ? 1 : alnum_size(s_, p);
        if (size == 0) break;
        p += size;
      }
      return p;
    };
    const std::size_t name = word(begin);
    if (name == begin || at(name) != '@') return false;
    const std::size_t host = word(name + 1);
    if (host == name + 1 || at(host) != '>') return false;
    end = host;
    mail = true;
  }
  Node* link = doc_.make(Kind::a);
  link->open = slice(at_, begin);
  link->close = slice(end, end + 1);
  Attribute& href = link->attributes.set(doc_.arena, "href");
  if (mail) href.add(doc_.arena, "mailto:", {});
  href.add(doc_.arena, slice(begin, end));
  const std::size_t text = s_.substr(begin, 7) == "mailto:" ? begin + 7 : begin;
  add_text(link, text, end);
  tree_->append(link);
  note(Note::Kind::automatic_link, slice(begin, end), slice(at_, end + 1));
  at_ = end + 1;
  return true;
}

bool SpanParser::parse_footnote_marker() {
  if (at(at_ + 1) != '^') return false;
  const std::size_t end = match_id_name(s_, at_ + 2);
  if (end == at_ + 2 || at(end) != ']') return false;
  const auto found = doc_.footnotes_by_name.find(s_.substr(at_ + 2, end - at_ - 2));
  if (found != doc_.footnotes_by_name.end()) {
    Node* marker = add(Kind::footnote, at_, end + 1);
    marker->footnote = found->second;
  } else {
    note(Note::Kind::undefined_reference, slice(at_, end + 1));
    add_text(at_, end + 1);
  }
  at_ = end + 1;
  return true;
}

void SpanParser::add_link(Node* link, Slice url, const Slice* title, std::size_t text_begin, std::size_t text_end,
                          const AttributeList* list) {
  if (list) {
    link->list = const_cast<AttributeList*>(list);
    doc_.apply(link->attributes, *list);
  }
  if (link->kind == Kind::a) {
    link->attributes.set(doc_.arena, "href").add(doc_.arena, url);
  } else {
    link->attributes.set(doc_.arena, "src").add(doc_.arena, url);
    Attribute& alt = link->attributes.set(doc_.arena, "alt");
    std::size_t from = text_begin;
    for (std::size_t i = text_begin; i + 1 < text_end; ++i) {
      if (s_[i] != '\\' || !is_escapable(s_[i + 1])) continue;
      alt.add(doc_.arena, slice(from, i));
      alt.add(doc_.arena, s_.substr(i + 1, 1), source_of(slice(i, i + 2)));
      from = i + 2;
      ++i;
    }
    alt.add(doc_.arena, slice(from, text_end));
    link->first = link->last = nullptr;
  }
  if (title) link->attributes.set(doc_.arena, "title").add(doc_.arena, *title);
  tree_->append(link);
}

void SpanParser::parse_link() {
  const std::size_t start = at_;
  const bool image = s_[start] == '!';
  const std::size_t begin = start + (image ? 2 : 1);
  const auto literal = [&] {
    add_text(start, begin);
    at_ = begin;
  };
  if (!image && in_link_ > 0) return literal();  // no links in links
  if (budget_ == 0 || depth_ >= max_span_depth || next_bracket_(s_, "]", begin) == std::string_view::npos)
    return literal();
  const std::uint64_t state = state_at(start, 3);
  if (const auto failed = failed_.find(state); failed != failed_.end()) {
    literal();
    if (!failed->second.empty()) note(Note::Kind::undefined_reference, failed->second);
    return;
  }
  const std::size_t notes = doc_.notes.size();
  undefined_ = {};
  Node* link = doc_.make(image ? Kind::img : Kind::a);
  link->open = slice(start, begin);
  int brackets = 1;
  Stop stop{Stop::Kind::bracket};
  stop.brackets = &brackets;
  at_ = begin;
  ++in_link_;
  const bool closed = parse_spans(link, stop, Parsers::all);
  --in_link_;
  undefined_ = {};
  if (closed && parse_link_target(link, begin, at_)) return;
  spend(at_ - start);
  doc_.notes.resize(notes);
  failed_.emplace(state, undefined_);
  literal();
  if (!undefined_.empty()) note(Note::Kind::undefined_reference, undefined_);
}

/// What follows the link's text, which ends at the bracket `text_end`: `(url "title")`, `[name]` or nothing.
bool SpanParser::parse_link_target(Node* link, std::size_t text_begin, std::size_t text_end) {
  at_ = text_end + 1;
  link->close = slice(text_end, text_end + 1);

  // [name], or no name: the text is the name
  std::size_t p = at_;
  while (p < s_.size() && is_space(s_[p])) ++p;
  std::size_t name_begin = 0;
  std::size_t name_end = 0;
  bool named = false;
  if (at(p) == '[') {
    const std::size_t close = next_bracket_(s_, "]", p + 1);
    if (close != std::string_view::npos) {
      named = true;
      name_begin = p + 1;
      name_end = close;
    }
  }
  if (named || at(at_) != '(') {
    if (doc_.links.empty() && !named) return false;
    const bool own = named && name_end > name_begin;
    const std::string name = own ? normalize_link_name(s_.substr(name_begin, name_end - name_begin))
                                 : normalize_link_name(unescape(s_.substr(text_begin, text_end - text_begin)));
    const auto found = doc_.links.find(name);
    if (found == doc_.links.end()) {
      if (named && own) undefined_ = slice(name_begin, name_end);
      spend(name.size());
      return false;
    }
    if (named) at_ = name_end + 1;
    link->close = slice(text_end, at_);
    const LinkDefinition& d = found->second;
    add_link(link, d.url, d.has_title ? &d.title : nullptr, text_begin, text_end,
             d.end_of_block ? d.end_of_block->list : nullptr);
    return true;
  }

  // (url) or (url "title")
  Slice url;
  const std::size_t open = at_;
  bool angle = false;
  if (at(at_ + 1) == '<') {
    const std::size_t close = next_angle_(s_, ">", at_ + 2);
    angle = close != std::string_view::npos && s_.substr(at_ + 2, close - at_ - 2).find('\n') == std::string_view::npos;
    if (angle) {
      url = slice(at_ + 2, close);
      at_ = close + 1;
      if (at(at_) == ')') {
        ++at_;
        link->close = slice(text_end, at_);
        add_link(link, url, nullptr, text_begin, text_end, nullptr);
        return true;
      }
    }
  }
  if (!angle) {
    int depth = 0;
    std::size_t stop = open;  // after the last character taken
    for (std::size_t i = open; i < s_.size(); ++i) {
      const char c = s_[i];
      if (c == '(') {
        ++depth;
        stop = i + 1;
      } else if (c == ')') {
        stop = i + 1;
        if (--depth == 0) break;
      } else if (is_space(c) && (at(i + 1) == '"' || at(i + 1) == '\'')) {
        stop = i + 1;
        break;
      }
    }
    if (depth != 0) spend(s_.size() - stop);
    at_ = stop;
    if (stop > open + 1) {
      url = slice(open + 1, stop - 1);
      while (!url.empty() && is_strippable(url.view().back())) --url.end;
      while (!url.empty() && is_strippable(url.view().front())) ++url.begin;
    }
    if (depth == 0) {
      link->close = slice(text_end, at_);
      add_link(link, url, nullptr, text_begin, text_end, nullptr);
      return true;
    }
  }
  // LINK_INLINE_TITLE_RE
  p = at_;
  while (p < s_.size() && is_space(s_[p])) ++p;
  if (at(p) != '"' && at(p) != '\'') return false;
  for (std::size_t close = s_.find(s_[p], p + 2); close != std::string_view::npos; close = s_.find(s_[p], close + 1)) {
    std::size_t end = close + 1;
    while (end < s_.size() && is_space(s_[end])) ++end;
    if (at(end) != ')') continue;
    const Slice title = slice(p + 1, close);
    at_ = end + 1;
    link->close = slice(text_end, at_);
    add_link(link, url, &title, text_begin, text_end, nullptr);
    return true;
  }
  at_ = s_.size();
  return false;
}

}  // namespace galley::body::kramdown
