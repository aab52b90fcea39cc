#include "core/body/kramdown/html_tag.h"
#include "core/body/kramdown/writer.h"

namespace galley::body::kramdown {

/// A start tag, as it stands where it can be; `end` closes it: `>` or ` />`.
void Writer::html_start(const Node* node, std::string_view end) {
  const std::string_view written = node->open.view();
  if (node->plain) {
    const bool slash = written.ends_with("/>");
    if (!slash || end == " />") {
      copy(node->open);
      return;
    }
    copy(node->open.part(0, written.size() - 2));
    rewrite(end, node->open.part(written.size() - 2));
    return;
  }
  const Slice name = node->open.part(0, 1 + node->name.size());
  if (name.view().substr(1) == node->name)
    copy(name);
  else
    rewrite("<" + std::string(node->name), name);
  attributes(node->attributes, Construct::none, place_of(node));
  rewrite(end, node->open.part(written.size() - 1));
}

void Writer::html_end(const Node* node) {
  if (node->close.empty() || node->canonical)
    end_tag(node->name, node->close, end_of(node));
  else
    copy(node->close);
}

void Writer::html_block(const Node* node, const Node* parent, int width) {
  width += 2 * static_cast<int>(node->raw_depth);
  const bool in_raw = parent->is_raw();
  if (!in_raw) indent(width, place_of(node));
  const bool empty = writes_nothing(node);
  if (node->closed && node->content == Content::raw) {
    html_start(node, " />");
  } else if (empty && element(node->name).empty) {
    html_start(node, " />");
  } else {
    html_start(node, ">");
    if (!empty && node->content == Content::block) {
      generate("\n", place_of(node));
      children(node, width);
      if (!at_line_start()) generate("\n", end_of(node));
      indent(width, end_of(node));
    } else if (!empty) {
      children(node, width);
    }
    html_end(node);
  }
  if (in_raw) return;
  // The line end that follows it in the post, where one does.
  const Slice last = node->close.empty() ? node->open : node->close;
  const bool follows = (node->closed || !node->close.empty()) && last.end < last.text->bytes.size() &&
                       last.text->bytes[last.end] == '\n' && !node->closed;
  if (follows)
    copy({last.text, last.end, last.end + 1});
  else
    generate("\n", end_of(node));
}

void Writer::html_span(const Node* node, int width) {
  const bool empty = element(node->name).empty;
  if (empty && writes_nothing(node)) {
    html_start(node, " />");
    return;
  }
  html_start(node, ">");
  children(node, width);
  html_end(node);
}

void Writer::html_tag(const Node* node) {
  const bool closed = node->closed || element_in_lower(node->name).empty;
  html_start(node, closed ? " />" : ">");
}

void Writer::comment(const Node* node, const Node* parent, int width) {
  const bool in_raw = parent->is_raw();
  const bool extension = node->kind == Kind::comment;
  const bool own_line = node->is_block && (extension || !in_raw);
  const Span place = place_of(node);
  if (own_line) indent(width, place);
  if (extension) generate("<!-- ", place);
  copy(node->value);
  if (extension) generate(" -->", end_of(node));
  if (own_line) generate("\n", end_of(node));
}

}  // namespace galley::body::kramdown
