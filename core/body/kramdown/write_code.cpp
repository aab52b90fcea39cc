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

/// A class attribute made of the element's own; where that is `language-x` alone its bytes keep their places.
void Writer::code_class(const Attributes& all, const std::string& classes) {
  const Attribute* own = all.find("class");
  const Span place{};
  generate(" class=\"", place);
  const std::string value = own ? own->value() : std::string();
  if (own && !value.empty() && classes.starts_with(value)) {
    for (const ValuePiece* p = own->first; p; p = p->next) escape(p->bytes, p->source, p->copied, Escape::attribute);
    escape(std::string_view(classes).substr(value.size()), place, false, Escape::attribute);
  } else {
    Span source;
    if (own)
      for (const ValuePiece* p = own->first; p; p = p->next)
        if (!p->source.empty()) source = source.empty() ? p->source : cover(source, p->source);
    escape(classes, source, false, Escape::attribute);
  }
  generate("\"", place);
}

namespace {

/// add_syntax_highlighter_to_class_attr
std::string highlighted_class(std::string classes, std::string_view language) {
  classes += " highlighter-rouge";
  while (!classes.empty() && is_strippable(classes.front())) classes.erase(0, 1);
  if (language.empty()) return classes;
  const std::string own = "language-" + std::string(language);
  const Span first = find_language_class(classes);
  if (!first.empty() && first.begin == 0)
    classes.replace(0, first.end, own);
  else
    classes.insert(0, own + " ");
  return classes;
}

}  // namespace

void Writer::code_block(const Node* node, int width) {
  const Span place = place_of(node);
  const Span end = end_of(node);
  const Attribute* own = node->attributes.find("class");
  const std::string given = own ? own->value() : std::string();
  const Span at = find_language_class(given);
  const std::string language = at.empty() ? std::string() : given.substr(at.begin + 9, at.end - at.begin - 9);
  std::string rest = given;
  if (!at.empty()) rest = strip(given.substr(0, at.begin) + given.substr(at.end));

  indent(width, place);
  const bool rouge = options_.syntax_highlighter == KramdownOptions::SyntaxHighlighter::rouge;
  const std::string_view lexer = !node->name.empty() ? node->name
                                 : language.empty()  ? "plaintext"
                                                     : std::string_view(language);
  if (rouge && rouge_knows(lexer)) {
    markup("<div", node->open, place);
    bool has_class = false;
    const std::string classes = highlighted_class(rest, language.empty() ? "plaintext" : std::string_view(language));
    for (const Attribute* a = node->attributes.first; a; a = a->next) {
      if (a->name == "class") {
        code_class(node->attributes, classes);
        has_class = true;
      } else {
        attribute(*a);
      }
    }
    if (!has_class) code_class(node->attributes, classes);
    markup("><div class=\"highlight\"><pre class=\"highlight\"><code>", node->open, place);
    escape(node->value, Escape::all);
    markup("</code></pre></div>", node->close, end);
    indent(width, end);
    markup("</div>", node->close, end);
    generate("\n", end);
    return;
  }
  markup("<pre", node->open, place);
  for (const Attribute* a = node->attributes.first; a; a = a->next) {
    if (a->name != "class") {
      attribute(*a);
    } else if (at.empty()) {
      attribute(*a);
    } else if (!rest.empty()) {
      Attributes classes;
      classes.set(doc_.arena, "class").add(doc_.arena, doc_.arena.keep(rest), {});
      attribute(*classes.first);
    }
  }
  markup("><code", node->open, place);
  if (!language.empty()) {
    // Alone it keeps its places.
    if (rest.empty()) {
      code_class(node->attributes, given);
    } else {
      code_class(node->attributes, "language-" + language);
    }
  }
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
  const Attribute* own = node->attributes.find("class");
  const std::string given = own ? own->value() : std::string();
  const Span at = find_language_class(given);
  const std::string language = at.empty() ? std::string() : given.substr(at.begin + 9, at.end - at.begin - 9);
  const bool rouge = options_.syntax_highlighter == KramdownOptions::SyntaxHighlighter::rouge &&
                     rouge_knows(language.empty() ? "plaintext" : std::string_view(language));
  markup("<code", node->open, place);
  bool has_class = false;
  const std::string classes =
      rouge ? highlighted_class(given, language.empty() ? "plaintext" : std::string_view(language)) : given;
  for (const Attribute* a = node->attributes.first; a; a = a->next) {
    if (a->name == "class") {
      code_class(node->attributes, classes);
      has_class = true;
    } else {
      attribute(*a);
    }
  }
  if (!has_class && rouge) code_class(node->attributes, classes);
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
