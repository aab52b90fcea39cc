#include <algorithm>

#include "core/body/kramdown/chars.h"
#include "core/body/kramdown/writer.h"

namespace galley::body::kramdown {

/// The first `language-x` at a word boundary.
Span find_language_class(std::string_view classes) {
  constexpr std::string_view prefix = "language-";
  for (std::size_t at = classes.find(prefix); at != std::string_view::npos; at = classes.find(prefix, at + 1)) {
    if (at > 0 && is_word_char(classes[at - 1])) continue;
    std::size_t end = at + prefix.size();
    while (end < classes.size() && !is_space(classes[end])) ++end;
    if (end > at + prefix.size()) return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
  }
  return {};
}

namespace {

using Classes = std::vector<ValuePiece>;

/// The bytes [from, to) of a value with their places.
Classes part_of(const Classes& all, std::size_t from, std::size_t to) {
  Classes part;
  std::size_t begin = 0;
  for (const ValuePiece& piece : all) {
    const std::size_t end = begin + piece.bytes.size();
    const std::size_t low = std::max(from, begin);
    const std::size_t high = std::min(to, end);
    if (low < high) {
      ValuePiece cut = piece;
      cut.bytes = piece.bytes.substr(low - begin, high - low);
      if (piece.copied && !piece.source.empty())
        cut.source = {piece.source.begin + static_cast<std::uint32_t>(low - begin),
                      piece.source.begin + static_cast<std::uint32_t>(high - begin)};
      part.push_back(cut);
    }
    begin = end;
  }
  return part;
}

Classes part_of(const Classes& all, std::size_t from) { return part_of(all, from, std::string_view::npos); }

void append(Classes& all, const Classes& more) { all.insert(all.end(), more.begin(), more.end()); }

std::string text_of(const Classes& all) {
  std::string text;
  for (const ValuePiece& piece : all) text += piece.bytes;
  return text;
}

Classes stripped(const Classes& all) {
  const std::string text = text_of(all);
  const std::string_view left = strip_left(text);
  return part_of(all, text.size() - left.size(), text.size() - left.size() + strip(text).size());
}

Classes classes_of(const Node* node) {
  Classes all;
  if (const Attribute* own = node->attributes.find("class"))
    for (const ValuePiece* p = own->first; p; p = p->next) all.push_back(*p);
  return all;
}

/// What nothing in the post says.
ValuePiece made(std::string_view bytes) { return {bytes, {}, false, nullptr}; }

/// add_syntax_highlighter_to_class_attr; `language` is the class that names it.
Classes highlighted(Classes classes, Classes language) {
  classes.push_back(made(" highlighter-rouge"));
  const std::string text = text_of(classes);
  classes = part_of(classes, text.size() - strip_left(text).size());
  const Span first = find_language_class(text_of(classes));
  if (!first.empty() && first.begin == 0) {
    classes = part_of(classes, first.end);
  } else {
    language.push_back(made(" "));
  }
  append(language, classes);
  return language;
}

}  // namespace

/// A class attribute; the bytes that the post says keep their places.
void Writer::code_class(const std::vector<ValuePiece>& classes, Span place) {
  Attribute attribute_of_pieces{"class"};
  for (const ValuePiece& piece : classes) {
    auto* kept = doc_.arena.make<ValuePiece>(piece);
    kept->next = nullptr;
    (attribute_of_pieces.last ? attribute_of_pieces.last->next : attribute_of_pieces.first) = kept;
    attribute_of_pieces.last = kept;
  }
  attribute(attribute_of_pieces, Construct::none, place);
}

void Writer::code_block(const Node* node, int width) {
  const Span place = place_of(node);
  const Span end = end_of(node);
  const Classes own = classes_of(node);
  const std::string given = text_of(own);
  const Span at = find_language_class(given);
  const std::string language = at.empty() ? std::string() : given.substr(at.begin + 9, at.end - at.begin - 9);
  Classes language_class = part_of(own, at.begin, at.end);
  Classes rest = own;
  if (!at.empty()) {
    rest = part_of(own, 0, at.begin);
    append(rest, part_of(own, at.end));
    rest = stripped(rest);
  }

  indent(width, place);
  const bool rouge = options_.syntax_highlighter == KramdownOptions::SyntaxHighlighter::rouge;
  const std::string_view lexer = !node->name.empty() ? node->name
                                 : language.empty()  ? "plaintext"
                                                     : std::string_view(language);
  if (rouge && rouge_knows(lexer)) {
    if (language.empty()) language_class = {made("language-plaintext")};
    const Classes classes = highlighted(rest, language_class);
    markup("<div", node->open, place);
    for (const Attribute* a = node->attributes.first; a; a = a->next) {
      if (a->name == "class")
        code_class(classes, place);
      else
        attribute(*a);
    }
    if (!node->attributes.find("class")) code_class(classes, place);
    markup("><div class=\"", node->open, place);
    generate("highlight", place);
    markup("\"><pre class=\"", node->open, place);
    generate("highlight", place);
    markup("\"><code>", node->open, place);
    escape(node->value, Escape::all);
    markup("</code></pre></div>", node->close, end);
    indent(width, end);
    markup("</div>", node->close, end);
    generate("\n", end);
    return;
  }
  markup("<pre", node->open, place);
  for (const Attribute* a = node->attributes.first; a; a = a->next) {
    if (a->name != "class")
      attribute(*a);
    else if (!rest.empty() || at.empty())
      code_class(rest, place);
  }
  markup("><code", node->open, place);
  if (!language.empty()) code_class(language_class, place);
  markup(">", node->open, place);
  Slice code = node->value;
  const bool line_end = !code.empty() && code.view().back() == '\n';
  bool show = false;
  for (std::size_t p = given.find("show-whitespaces"); p != std::string::npos;
       p = given.find("show-whitespaces", p + 1))
    show = show || ((p == 0 || !is_word_char(given[p - 1])) && word_size(given, p + 16) == 0);
  if (show) {
    visible_spaces(line_end ? code.part(0, code.size() - 1) : code);
    generate("\n", end);
  } else {
    escape(code, Escape::all);
    if (!line_end) generate("\n", end);
  }
  markup("</code></pre>", node->close, end);
  generate("\n", end);
}

/// White space with `show-whitespaces`: each character in an element that tells where in its line it stands.
void Writer::visible_spaces(Slice code) {
  const std::string_view s = code.view();
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  for (std::size_t at = 0; at < s.size();) {
    std::size_t end = at;
    while (end < s.size() && !is_blank(s[end])) ++end;
    escape(code.part(at, end), Escape::all);
    at = end;
    while (end < s.size() && is_blank(s[end])) ++end;
    const std::string_view where = at == 0 || s[at - 1] == '\n' ? "-l" : end == s.size() || s[end] == '\n' ? "-r" : "";
    for (; at < end; ++at) {
      std::string made = s[at] == '\t' ? "<span class=\"ws-tab" : "<span class=\"ws-space";
      made.append(where).append(s[at] == '\t' ? "\">\t</span>" : "\">&#8901;</span>");
      rewrite(made, code.part(at, at + 1));
    }
  }
}

void Writer::code_span(const Node* node) {
  const Span place = place_of(node);
  Classes classes = classes_of(node);
  const std::string given = text_of(classes);
  const Span at = find_language_class(given);
  const std::string language = at.empty() ? "plaintext" : given.substr(at.begin + 9, at.end - at.begin - 9);
  const bool rouge = options_.syntax_highlighter == KramdownOptions::SyntaxHighlighter::rouge && rouge_knows(language);
  if (rouge) {
    const Classes language_class =
        at.empty() ? Classes{made("language-plaintext")} : part_of(classes, at.begin, at.end);
    classes = highlighted(classes, language_class);
  }
  markup("<code", node->open, place);
  for (const Attribute* a = node->attributes.first; a; a = a->next) {
    if (a->name == "class")
      code_class(classes, place);
    else
      attribute(*a);
  }
  if (!node->attributes.find("class") && rouge) code_class(classes, place);
  markup(">", node->open, place);
  escape(node->value, Escape::all);
  markup("</code>", node->close, end_of(node));
}

void Writer::math(const Node* node, int width) {
  const bool block = node->is_block;
  if (options_.math_engine && node->attributes.empty()) {
    rewrite(block ? "\\[" : "\\(", node->open);
    escape(node->value, Escape::all);
    rewrite(block ? "\\]" : "\\)", node->close);
    if (block) generate("\n", end_of(node));
    return;
  }
  const std::string_view name = block ? "div" : "span";
  Attributes all = node->attributes;
  if (!options_.math_engine) {
    all = all.copy(doc_.arena);
    Attributes kdmath;
    kdmath.set(doc_.arena, "class").add(doc_.arena, "kdmath", {});
    all.add_class(doc_.arena, *kdmath.first);
  }
  const Span place = place_of(node);
  if (block) indent(width, place);
  start_tag(name, all, {}, place);
  if (!block) {
    // The value is printed as it stands, unescaped.
    rewrite("$", node->open);
    copy(node->value);
    rewrite("$", node->close);
    end_tag(name, {}, end_of(node));
  } else if (options_.math_engine) {
    rewrite("\\[", node->open);
    escape(node->value, Escape::all);
    rewrite("\\]", node->close);
    generate("\n", end_of(node));
    end_tag(name, {}, end_of(node), "\n");
  } else {
    rewrite("$$\n", node->open);
    copy(node->value);
    rewrite("\n$$", node->close);
    end_tag(name, {}, end_of(node), "\n");
  }
}

}  // namespace galley::body::kramdown
