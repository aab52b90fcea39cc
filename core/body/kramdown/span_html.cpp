// HTML within text: kramdown/html.rb. A span element ends at the first end tag of its name, or with the text.
#include "core/body/kramdown/html_native.h"
#include "core/body/kramdown/span_parser.h"

namespace galley::body::kramdown {

void SpanParser::parse_html() {
  if (s_.substr(at_, 4) == "<!--") {
    const std::size_t close = next_comment_(s_, "-->", at_ + 4);
    if (close != std::string_view::npos) {
      add(Kind::html_comment, at_, close + 3);
      at_ = close + 3;
      return;
    }
  }
  // Tags must end within this text, which is part of a larger one.
  const Text here{s_, {}};
  if (const auto end = match_end_tag(here, at_)) {
    const std::size_t to = end->whole.end;
    note(Note::Kind::literal_tag, slice(at_, to));
    add_text(at_, to);
    at_ = to;
    return;
  }
  if (auto tag = match_start_tag(here, at_)) {
    const auto move = [&](Slice& part) { part = slice(part.begin, part.end); };
    move(tag->whole);
    move(tag->name);
    move(tag->attributes);
    parse_start_tag(*tag);
    return;
  }
  const std::size_t name = at_ + (at(at_ + 1) == '/' ? 2 : 1);
  if (match_name(s_, name) > name) {
    const std::size_t to = s_.find_first_of("<>\n", at_ + 1);
    note(Note::Kind::literal_tag, slice(at_, to == std::string_view::npos ? s_.size() : to + (s_[to] == '>' ? 1 : 0)));
  }
  add_text(at_, at_ + 1);
  ++at_;
}

void SpanParser::parse_start_tag(const StartTag& tag) {
  const std::string_view written = tag.name.view();
  const Element known = element_in_lower(written);
  const std::size_t end = at_ + tag.whole.size();
  if (known.block) {
    note(Note::Kind::literal_tag, tag.whole);
    add_text(at_, end);
    at_ = end;
    return;
  }
  Node* el = doc_.make(Kind::html);
  el->open = tag.whole;
  el->name = known.known ? lower_name(doc_.arena, written) : written;
  el->plain = tag.plain;
  if (in_spelling_counts_ > 0 || tag.whole.view().find('\n') != std::string_view::npos) el->plain = false;
  if (!el->plain) el->attributes = read_attributes(doc_.arena, tag, known.known, true);
  const bool in_raw = tree_->kind == Kind::html && tree_->content == Content::raw;
  bool parsing = known.content != Content::raw && !in_raw && options_.parse_span_html;
  if (const Attribute* markdown = el->attributes.find("markdown")) {
    const std::string value = markdown->value();
    if (value == "span")
      parsing = true;
    else if (value == "1")
      parsing = known.content != Content::raw;
    else if (value == "0")
      parsing = false;
    el->attributes.remove("markdown");
  }
  el->content = parsing ? Content::span : Content::raw;
  el->closed = tag.closed;
  tree_->append(el);
  at_ = end;
  if (!tag.closed && !known.empty) read_content(el, tag, known, parsing);
  if (options_.html_to_native) {
    convert_to_native(doc_, el);
    tree_->images += el->kind == Kind::img;
  }
}

void SpanParser::read_content(Node* el, const StartTag& tag, const Element& known, bool parsing) {
  if (depth_ >= max_span_depth) {
    add_text(el, at_, s_.size());
    at_ = s_.size();
    return;
  }
  Stop stop{Stop::Kind::end_tag};
  stop.name = el->name;
  stop.any_case = known.known;
  if (known.spelling_counts) ++in_spelling_counts_;
  const bool found = parse_spans(el, stop, parsing ? Parsers::all : Parsers::html);
  if (known.spelling_counts) --in_spelling_counts_;
  if (found) {
    const std::size_t size = end_tag_size(s_, el->name, at_, stop.any_case);
    el->close = slice(at_, at_ + size);
    el->canonical = in_spelling_counts_ > 0;
    at_ += size;
  } else {
    add_text(el, at_, s_.size());
    at_ = s_.size();
    note(Note::Kind::swallowing_element, tag.whole);
  }
}

}  // namespace galley::body::kramdown
