#include "core/body/commonmark/writer.h"

#include <algorithm>

namespace galley::body::commonmark {

void Writer::enter_span(MD_SPANTYPE type, void* detail) {
  flush();
  if (type == MD_SPAN_IMG) {
    if (images_++ == 0) image_begins(*static_cast<MD_SPAN_IMG_DETAIL*>(detail));
    return;
  }
  if (images_ > 0) return;  // what stands in alternative text is text
  switch (type) {
    case MD_SPAN_EM:
      delimiter("<em>", "*_", 1);
      break;
    case MD_SPAN_STRONG:
      delimiter("<strong>", "*_", 2);
      break;
    case MD_SPAN_DEL:
      delimiter("<del>", "~", 2);
      break;
    case MD_SPAN_A:
      ++links_;
      link(*static_cast<MD_SPAN_A_DETAIL*>(detail));
      break;
    case MD_SPAN_CODE:
      tag("<code>");
      block_begin_ = none;
      break;
    default:
      break;
  }
}

void Writer::leave_span(MD_SPANTYPE type, void* detail) {
  flush();
  if (type == MD_SPAN_IMG) {
    if (--images_ == 0) image_ends(*static_cast<MD_SPAN_IMG_DETAIL*>(detail));
    return;
  }
  if (images_ > 0) return;
  switch (type) {
    case MD_SPAN_EM:
      delimiter("</em>", "*_", 1);
      break;
    case MD_SPAN_STRONG:
      delimiter("</strong>", "*_", 2);
      break;
    case MD_SPAN_DEL:
      delimiter("</del>", "~", 2);
      break;
    case MD_SPAN_A:
      --links_;
      link_ends();
      break;
    case MD_SPAN_CODE:
      tag("</code>");
      if (!in_table_) note_block(Note::Kind::code);
      break;
    default:
      break;
  }
}

// A mark whose delimiter stands right where text was read last, or behind the markers of the blocks that begin there.
void Writer::delimiter(std::string_view html, std::string_view characters, std::uint32_t size) {
  const auto is_delimiter = [&](std::size_t i) {
    return i < source_.size() && characters.find(source_[i]) != std::string_view::npos;
  };
  std::size_t at = cursor_;
  if (!is_delimiter(at)) at = std::min(source_.find_first_not_of(" \t\n>-+.)0123456789#|", at), source_.size());
  std::uint32_t n = 0;
  while (n < size && is_delimiter(at + n)) ++n;
  if (n == 0) return tag(html);
  cursor_ = static_cast<std::uint32_t>(at) + n;
  out_.html.rewrite(html, {cursor_ - n, cursor_});
}

void Writer::link(const MD_SPAN_A_DETAIL& d) {
  attribute_end_ = 0;
  if (d.href.text != nullptr)
    attribute("<a href=\"", d.href, true);
  else
    tag("<a href=\"\"");
  attribute(" title=\"", d.title);
  tag(">");
  link_attribute_end_ = attribute_end_;
  const std::uint32_t at =
      place(as_written(d.href.text == nullptr ? parsed_.substr(parsed_.size()) : standing(d.href).substr(0, 0)));
  if (at != none && at > 0 && source_[at - 1] == '<' && at <= cursor_ + 1)
    out_.notes.push_back({Note::Kind::automatic_link, {at, at + d.href.size}, {at - 1, at + d.href.size + 1}});
}

void Writer::link_ends() {
  tag("</a>");
  cursor_ = std::max(cursor_, link_attribute_end_);
}

void Writer::image_begins(const MD_SPAN_IMG_DETAIL& d) {
  attribute_end_ = 0;
  if (d.src.text != nullptr)
    attribute("<img src=\"", d.src, true);
  else
    tag("<img src=\"\"");
  tag(" alt=\"");
}

/// `d` is md4c's own of this call: what it gave when the image began is gone by now.
void Writer::image_ends(const MD_SPAN_IMG_DETAIL& d) {
  tag("\"");
  attribute(" title=\"", d.title);
  tag(" />");
  cursor_ = std::max(cursor_, attribute_end_);
}

}  // namespace galley::body::commonmark
