#include "core/body/kramdown/chars.h"
#include "core/body/kramdown/entities.h"
#include "core/body/kramdown/writer.h"

namespace galley::body::kramdown {

/// Writes a text without the line ends between Han or kana characters; false where there is none.
bool Writer::joins_lines(Slice value) {
  const std::string_view s = value.view();
  std::size_t from = 0;
  for (std::size_t at = s.find('\n'); at != std::string_view::npos; at = s.find('\n', at + 1)) {
    if (at == 0 || at + 1 >= s.size() || !unicode::is_han_or_kana(utf8::decode_before(s, at).code_point) ||
        !unicode::is_han_or_kana(utf8::decode(s, at + 1).code_point))
      continue;
    escape(value.part(from, at), Escape::text);
    from = at + 1;
  }
  if (from == 0) return false;
  escape(value.part(from), Escape::text);
  return true;
}

void Writer::text(const Node* node) {
  // An escaped character's backslash goes with the character.
  if (!node->open.empty()) {
    const char c = node->value.view().front();
    std::string_view spelled = node->value.view().substr(0, 1);
    if (c == '<') spelled = "&lt;";
    if (c == '>') spelled = "&gt;";
    Slice both = node->value.part(0, 1);
    --both.begin;
    rewrite(spelled, both);
    escape(node->value.part(1), Escape::text);
    return;
  }
  if (options_.remove_line_breaks_for_cjk && joins_lines(node->value)) return;
  std::string after;
  if (node->next && node->next->kind == Kind::text && node->value.view().find('&') != std::string_view::npos) {
    constexpr std::size_t most = 40;
    for (const Node* n = node->next; n && n->kind == Kind::text && after.size() < most; n = n->next)
      after += n->value.view().substr(0, most);
  }
  escape(node->value, Escape::text, after);
}

void Writer::span_element(std::string_view name, const Node* node, int width) {
  start_tag(name, node->attributes, node->open, place_of(node));
  children(node, width);
  end_tag(name, node->close, end_of(node));
}

void Writer::image(const Node* node) {
  rewrite("<img", node->open);
  attributes(node->attributes);
  rewrite(" />", node->close);
}

void Writer::entity(const Node* node) {
  const bool has_original = !node->closed;
  rewrite(entity_text(node->code_point, has_original ? node->value.view() : std::string_view{}, options_.entity_output),
          node->value);
}

void Writer::symbol(const Node* node) {
  std::string_view typed = node->value.view();
  // One that html_to_native made of a reference.
  if (typed.starts_with('&'))
    typed = node->code_point == 0x2026   ? "..."
            : node->code_point == 0x2014 ? "---"
            : node->code_point == 0x2013 ? "--"
            : node->code_point == 0xAB   ? "<<"
                                         : ">>";
  if (!options_.typographic_symbols) {
    if (typed.data() == node->value.view().data())
      escape(node->value, Escape::text);
    else
      escape(typed, source_of(node->value), false, Escape::text);
    return;
  }
  if (!options_.typographic_symbol_texts.empty()) {
    const std::string_view name = node->code_point == 0x2026   ? "hellip"
                                  : node->code_point == 0x2014 ? "mdash"
                                  : node->code_point == 0x2013 ? "ndash"
                                  : typed == "<< "             ? "laquo_space"
                                  : typed == " >>"             ? "raquo_space"
                                  : typed == "<<"              ? "laquo"
                                                               : "raquo";
    const auto own = options_.typographic_symbol_texts.find(name);
    if (own != options_.typographic_symbol_texts.end()) {
      escape(own->second, source_of(node->value), false, Escape::text);
      return;
    }
  }
  std::string made;
  if (typed == " >>") made += entity_text(0xA0, {}, options_.entity_output);
  made += entity_text(node->code_point, {}, options_.entity_output);
  if (typed == "<< ") made += entity_text(0xA0, {}, options_.entity_output);
  rewrite(made, node->value);
}

void Writer::quote(const Node* node) {
  const char32_t c = smart_quote(options_.smart_quotes, static_cast<int>(node->code_point));
  rewrite(entity_text(c, {}, options_.entity_output), node->value);
}

void Writer::abbreviation(const Node* node) {
  const auto found = doc_.abbreviations_by_name.find(node->name);
  const Abbreviation& abbreviation = *found->second;
  Attributes all = abbreviation.end_of_block->attributes.copy(doc_.arena);
  const Span place = place_of(node);
  generate("<abbr", place, Construct::abbreviation);
  if (!abbreviation.text.empty()) all.set(doc_.arena, "title").add(doc_.arena, abbreviation.text);
  attributes(all, Construct::none, place);
  generate(">", place, Construct::abbreviation);
  // Printed as it stands, unescaped.
  copy(node->value);
  generate("</abbr>", place, Construct::abbreviation);
}

void Writer::footnote_marker(const Node* node) {
  Footnote& note = *node->footnote;
  std::string repeat;
  if (note.number != 0) {
    repeat = ":" + std::to_string(++note.repeats);
  } else {
    note.number = next_footnote_++;
    footnotes_.push_back(&note);
  }
  const std::string name = options_.footnote_prefix + std::string(note.name);
  const Span source = source_of(node->value);
  generate("<sup id=\"fnref:" + name + repeat + "\" role=\"doc-noteref\"><a href=\"#fn:" + name +
               "\" class=\"footnote\" rel=\"footnote\">" + std::to_string(note.number) + "</a></sup>",
           source, Construct::footnote);
}

}  // namespace galley::body::kramdown
