// Attribute lists after spans, and extensions within text: kramdown/extensions.rb.
#include "core/body/kramdown/extension.h"
#include "core/body/kramdown/span_parser.h"

namespace galley::body::kramdown {

void SpanParser::parse_extension() {
  const auto literal = [&] {
    add_text(at_, at_ + 1);
    ++at_;
  };
  const char c = at(at_ + 2);
  if (c == ':') {
    // `{::` may begin an attribute list too, should it be no extension.
    const Text here{s_, {}};
    if (match_extension(&here, at_, next_brace_, [](std::size_t) { return true; })) {
      if (!parse_extension_tag()) literal();
      return;
    }
  } else if (c == '/') {
    std::size_t end = match_id_name(s_, at_ + 3);
    if (at(end) == '}') return literal();  // the end of nothing
  }
  const std::size_t begin = at_ + 2;
  const std::size_t brace = closing_brace_in(begin);
  Node* last = tree_->last;
  if (brace == std::string_view::npos || !last || last->kind == Kind::text) return literal();
  AttributeList list;
  read_attribute_list(doc_.arena, slice(begin, brace), list);
  // A link by reference shares its list with the definition, so this reaches the links after it too.
  if (!last->list) last->list = doc_.arena.make<AttributeList>();
  merge_attribute_list(doc_.arena, *last->list, list);
  if (last->kind == Kind::html && last->plain) take_attributes(last);
  doc_.apply(last->attributes, list);
  at_ = brace + 1;
}

/// The brace that closes `{:` content from `begin`: the first that no backslash precedes, or the last that one does.
std::size_t SpanParser::closing_brace_in(std::size_t begin) {
  std::size_t brace = next_brace_(s_, "}", begin);
  std::size_t escaped = std::string_view::npos;
  while (brace != std::string_view::npos && brace > begin && s_[brace - 1] == '\\') {
    escaped = brace;
    brace = s_.find('}', brace + 1);
  }
  if (brace == std::string_view::npos) brace = escaped;
  return brace == begin ? std::string_view::npos : brace;
}

bool SpanParser::parse_extension_tag() {
  const Text here{s_, {}};
  const auto found = match_extension(&here, at_, next_brace_, [](std::size_t) { return true; });
  ExtensionTag tag = *found;
  tag.name = slice(tag.name.begin, tag.name.end);
  tag.options = tag.options.empty() ? Slice{} : slice(tag.options.begin, tag.options.end);
  Slice body;
  std::size_t end = tag.end;
  if (!tag.self_closed) {
    std::size_t stop = next_stop_(s_, "{:/", tag.end);
    std::size_t size = 0;
    while (stop != std::string_view::npos && (size = extension_stop_size(s_, stop, tag.name.view())) == 0) {
      if (!spend(3)) return false;
      stop = s_.find("{:/", stop + 1);
    }
    if (stop == std::string_view::npos) return false;
    body = slice(tag.end, stop);
    end = stop + size;
  }
  const std::string_view name = tag.name.view();
  if (name == "options") {
    AttributeList list;
    read_attribute_list(doc_.arena, tag.options, list);
    for (const Attribute* a = list.attributes.first; a; a = a->next) doc_.set_option(a->name, a->value());
  } else if (name == "comment" || name == "nomarkdown") {
    if (!tag.self_closed) tree_->append(make_extension(doc_, tag, body));
  } else {
    return false;
  }
  at_ = end;
  return true;
}

}  // namespace galley::body::kramdown
