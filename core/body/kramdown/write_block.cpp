#include "core/body/kramdown/chars.h"
#include "core/body/kramdown/entities.h"
#include "core/body/kramdown/writer.h"

namespace galley::body::kramdown {

void Writer::children(const Node* node, int width) {
  for (const Node* child = node->first; child; child = child->next) convert(child, node, width + 2);
}

void Writer::convert(const Node* node, const Node* parent, int width) {
  switch (node->kind) {
    case Kind::root:
      children(node, width);
      break;
    case Kind::blank: {
      const std::string_view s = node->value.view();
      const std::size_t line_end = s.front() == '\n' ? 0 : s.size() - 1;
      copy(node->value.part(line_end, line_end + 1));
      break;
    }
    case Kind::paragraph:
      paragraph(node, width);
      break;
    case Kind::header:
      heading(node, width);
      break;
    case Kind::blockquote:
      container("blockquote", node, width);
      break;
    case Kind::codeblock:
      code_block(node, width);
      break;
    case Kind::ul:
    case Kind::ol:
      list(node, width);
      break;
    case Kind::li:
    case Kind::dd:
      item(node, width);
      break;
    case Kind::dl:
      container("dl", node, width);
      break;
    case Kind::dt:
      term(node, parent, width);
      break;
    case Kind::table:
      table(node, width);
      break;
    case Kind::thead:
    case Kind::tbody:
    case Kind::tfoot:
    case Kind::tr:
    case Kind::td:
      break;  // their table writes them
    case Kind::rule:
      indent(width, place_of(node));
      if (node->attributes.empty()) {
        rewrite("<hr />", node->open);
      } else {
        rewrite("<hr", node->open);
        attributes(node->attributes);
        rewrite(" />", node->open);
      }
      generate("\n", end_of(node));
      break;
    case Kind::html:
      if (node->is_block)
        html_block(node, parent, width);
      else
        html_span(node, width);
      break;
    case Kind::html_verbatim:
      copy(node->value);
      break;
    case Kind::html_tag:
      html_tag(node);
      break;
    case Kind::html_end:
      end_tag(node->name, node->open, place_of(node));
      break;
    case Kind::html_comment:
    case Kind::comment:
      comment(node, parent, width);
      break;
    case Kind::raw:
      if (node->transparent) break;
      copy(node->value);
      if (node->is_block) generate("\n", end_of(node));
      break;
    case Kind::math:
      math(node, width);
      break;
    case Kind::end_of_block:
    case Kind::raw_text:
      break;
    case Kind::text:
      text(node);
      break;
    case Kind::a:
      span_element("a", node, width);
      break;
    case Kind::em:
      span_element("em", node, width);
      break;
    case Kind::strong:
      span_element("strong", node, width);
      break;
    case Kind::del:
      span_element("del", node, width);
      break;
    case Kind::img:
      image(node);
      break;
    case Kind::codespan:
      code_span(node);
      break;
    case Kind::br:
      rewrite("<br />", node->value);
      break;
    case Kind::entity:
      entity(node);
      break;
    case Kind::smart_quote:
      quote(node);
      break;
    case Kind::typographic:
      symbol(node);
      break;
    case Kind::footnote:
      footnote_marker(node);
      break;
    case Kind::abbreviation:
      abbreviation(node);
      break;
  }
}

void Writer::paragraph(const Node* node, int width) {
  if (node->transparent) {
    children(node, width);
    if (node == backlink_paragraph_) backlinks();
    return;
  }
  const Node* only = node->first && !node->first->next ? node->first : nullptr;
  if (only && only->kind == Kind::img && only->list && only->list->refers_to("standalone") &&
      node != backlink_paragraph_) {
    standalone_image(node, width);
    return;
  }
  const Span place = place_of(node);
  indent(width, place);
  start_tag("p", node->attributes, {}, place);
  children(node, width);
  if (node == backlink_paragraph_) backlinks();
  end_tag("p", {}, end_of(node), "\n");
}

/// An image alone in its paragraph, with {:standalone}: a figure.
void Writer::standalone_image(const Node* node, int width) {
  const Node* img = node->first;
  const Span place = place_of(img);
  Attributes figure = node->attributes.copy(doc_.arena);
  Attributes own = img->attributes.copy(doc_.arena);
  for (const std::string_view name : {"class", "id"}) {
    const Attribute* a = own.find(name);
    if (!a || figure.find(name)) continue;
    Attribute& moved = figure.set(doc_.arena, name);
    for (const ValuePiece* p = a->first; p; p = p->next) moved.add(doc_.arena, p->bytes, p->source, p->copied);
    own.remove(name);
  }
  indent(width, place);
  start_tag("figure", figure, {}, place);
  generate("\n", place);
  indent(width + 2, place);
  rewrite("<img", img->open);
  attributes(own);
  rewrite(" />", img->close);
  generate("\n", place);
  indent(width + 2, place);
  generate("<figcaption>", place);
  // The caption is printed as it stands, unescaped.
  if (const Attribute* alt = own.find("alt"))
    for (const ValuePiece* p = alt->first; p; p = p->next) piece(p->bytes, p->source, p->copied);
  generate("</figcaption>\n", place);
  indent(width, place);
  end_tag("figure", {}, end_of(node), "\n");
}

/// Base#generate_id and #basic_generate_id, for headings that GFM's rule did not reach.
std::string Writer::make_id(std::string_view text) {
  std::string id;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && !is_letter(c)) continue;  // what is no letter at the beginning of a line, line ends too
    line_start = c == '\n';
    if (is_letter(c) || is_digit(c) || c == '-')
      id.push_back(lower(c));
    else if (c == ' ')
      id.push_back('-');
  }
  return id;
}

void Writer::heading(const Node* node, int width) {
  const Span place = place_of(node);
  const int level = std::min(std::max(node->level + options_.header_offset, 1), 6);
  const std::string name = "h" + std::to_string(level);
  const Attribute* given = node->attributes.find("id");
  std::string id = given ? given->value() : std::string();
  const bool make = options_.auto_ids && !given;
  if (make) {
    id = make_id(node->raw_text);
    if (id.empty()) id = "section";
    const auto [used, is_new] = used_ids_.try_emplace(id, 0);
    if (!is_new) id += "-" + std::to_string(++used->second);
    id.insert(0, options_.auto_id_prefix);
  }
  const Attribute* classes = node->attributes.find("class");
  const bool no_toc = [&] {
    const std::string value = classes ? classes->value() : std::string();
    for (std::size_t at = value.find("no_toc"); at != std::string::npos; at = value.find("no_toc", at + 1)) {
      const bool begins = at == 0 || !is_word_char(value[at - 1]);
      if (begins && word_size(value, at + 6) == 0) return true;
    }
    return false;
  }();
  if ((given || make) && (options_.toc_levels >> node->level & 1) != 0 && !no_toc) headings_.push_back({node, id});

  indent(width, place);
  if (node->attributes.empty() && !make) {
    start_tag(name, node->attributes, node->open, place);
  } else {
    markup("<" + name, node->open, place);
    attributes(node->attributes, node->closed ? Construct::automatic_id : Construct::none, place);
    if (make) generate(" id=\"" + id + "\"", place, Construct::automatic_id);
    markup(">", node->open, place);
  }
  children(node, width);
  if (node == backlink_paragraph_) backlinks();
  end_tag(name, node->close, end_of(node), "\n");
}

void Writer::container(std::string_view name, const Node* node, int width) {
  const Span place = place_of(node);
  indent(width, place);
  start_tag(name, node->attributes, node->open, place);
  generate("\n", place);
  children(node, width);
  const Span end = end_of(node);
  indent(width, end);
  end_tag(name, {}, end, "\n");
}

void Writer::list(const Node* node, int width) {
  if (!contents_list_ && node->list && node->list->refers_to("toc")) {
    contents_list_ = node;
    contents_at_ = out_.text().size();
    return;
  }
  if (!has_footnote_place_ && node->list && node->list->refers_to("footnotes")) {
    has_footnote_place_ = true;
    footnotes_at_ = out_.text().size();
    return;
  }
  container(node->kind == Kind::ul ? "ul" : "ol", node, width);
}

void Writer::item(const Node* node, int width) {
  const std::string_view name = node->kind == Kind::li ? "li" : "dd";
  const Span place = place_of(node);
  indent(width, place);
  start_tag(name, node->attributes, node->open, place);
  const bool tight = !node->first || (node->first->kind == Kind::paragraph && node->first->transparent);
  if (!tight) generate("\n", place);
  const std::size_t begin = out_.text().size();
  children(node, width);
  const Span end = end_of(node);
  if (!tight || (out_.text().size() > begin && at_line_start())) indent(width, end);
  end_tag(name, {}, end, "\n");
}

void Writer::term(const Node* node, const Node* parent, int width) {
  Attributes all = node->attributes;
  bool automatic = false;
  if (!all.find("id") && parent->list) {
    // {:auto_ids} or {:auto_ids-prefix} on the list
    for (const AttributeList::Reference* r = parent->list->first_reference; r; r = r->next) {
      if (!r->name.starts_with("auto_ids")) continue;
      const std::string_view rest = r->name.substr(8);
      std::string id(rest.size() > 1 && rest[0] == '-' ? rest.substr(1) : std::string_view{});
      id += make_id(node->raw_text);
      all = all.copy(doc_.arena);
      all.set(doc_.arena, "id").add(doc_.arena, doc_.arena.keep(id), {});
      automatic = true;
      break;
    }
  }
  const Span place = place_of(node);
  indent(width, place);
  generate("<dt", place);
  attributes(all, automatic ? Construct::automatic_id : Construct::none, place);
  generate(">", place);
  children(node, width);
  end_tag("dt", {}, end_of(node), "\n");
}

void Writer::table(const Node* node, int width) {
  const Span place = place_of(node);
  indent(width, place);
  start_tag("table", node->attributes, {}, place);
  generate("\n", place);
  for (const Node* part = node->first; part; part = part->next) {
    const std::string_view name = part->kind == Kind::thead ? "thead" : part->kind == Kind::tbody ? "tbody" : "tfoot";
    indent(width + 2, place);
    start_tag(name, part->attributes, {}, place);
    generate("\n", place);
    for (const Node* tr = part->first; tr; tr = tr->next) row(tr, node, part->kind == Kind::thead, width + 4);
    indent(width + 2, place);
    end_tag(name, {}, place, "\n");
  }
  indent(width, place);
  end_tag("table", {}, end_of(node), "\n");
}

namespace {

std::string_view align_style(Align align) {
  return align == Align::left ? "text-align: left" : align == Align::right ? "text-align: right" : "text-align: center";
}

}  // namespace

void Writer::row(const Node* node, const Node* table, bool head, int width) {
  const Span place = place_of(node);
  indent(width, place);
  start_tag("tr", node->attributes, {}, place);
  generate("\n", place);
  std::size_t column = 0;
  const std::string_view name = head ? "th" : "td";
  for (const Node* cell = node->first; cell; cell = cell->next, ++column) {
    const Span at = cell->first ? place_of(cell) : place;
    const Align align = column < table->alignment.size() ? table->alignment[column] : Align::none;
    indent(width + 2, at);
    if (cell->attributes.empty()) {
      std::string tag = "<";
      tag += name;
      if (align != Align::none) tag.append(" style=\"").append(align_style(align)).append("\"");
      generate(tag + ">", at);
    } else {
      // Only a table that was HTML has these: lists of attributes stand after a table.
      Attributes all = cell->attributes.copy(doc_.arena);
      if (align != Align::none) {
        const bool first = !all.find("style");
        Attribute& style = all.at(doc_.arena, "style");
        if (!first) style.add(doc_.arena, "; ", {});
        style.add(doc_.arena, align_style(align), {});
      }
      start_tag(name, all, {}, at);
    }
    const std::size_t begin = out_.text().size();
    children(cell, width + 2);
    if (out_.text().size() == begin) generate(entity_text(0xA0, {}, options_.entity_output), at);
    end_tag(name, {}, at, "\n");
  }
  indent(width, place);
  generate("</tr>\n", place);
}

}  // namespace galley::body::kramdown
