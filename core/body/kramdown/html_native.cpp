#include "core/body/kramdown/html_native.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/body/kramdown/chars.h"
#include "core/body/kramdown/entities.h"
#include "core/body/kramdown/html_tag.h"

namespace galley::body::kramdown {
namespace {

bool is_one_of(std::string_view name, std::string_view names) {
  for (std::size_t at = names.find(name); at != std::string_view::npos; at = names.find(name, at + 1)) {
    const bool begins = at == 0 || names[at - 1] == ' ';
    const std::size_t end = at + name.size();
    if (begins && (end == names.size() || names[end] == ' ')) return !name.empty();
  }
  return false;
}

constexpr std::string_view remove_text =
    "html head hgroup ol ul dl table colgroup tbody thead tfoot tr select optgroup";
constexpr std::string_view wrap_text =
    "body section nav article aside header footer address div li dd blockquote figure figcaption fieldset form";
constexpr std::string_view remove_space =
    "body section nav article aside header footer address div li dd blockquote figure figcaption td th fieldset form";
constexpr std::string_view strip_space =
    "address article aside blockquote body caption dd div dl dt fieldset figcaption form footer header h1 h2 h3 h4 h5 "
    "h6 "
    "legend li nav p section td th";

/// The native kind of a simple element's name.
std::optional<Kind> simple_kind(std::string_view name) {
  static constexpr std::pair<std::string_view, Kind> kinds[] = {
      {"em", Kind::em},       {"strong", Kind::strong}, {"blockquote", Kind::blockquote},
      {"hr", Kind::rule},     {"br", Kind::br},         {"img", Kind::img},
      {"p", Kind::paragraph}, {"ul", Kind::ul},         {"ol", Kind::ol},
      {"dl", Kind::dl},       {"li", Kind::li},         {"dt", Kind::dt},
      {"dd", Kind::dd}};
  for (const auto& [known, kind] : kinds)
    if (known == name) return kind;
  return std::nullopt;
}

bool is_block(const Node* node) {
  switch (node->kind) {
    case Kind::text:
    case Kind::a:
    case Kind::br:
    case Kind::img:
    case Kind::codespan:
    case Kind::footnote:
    case Kind::em:
    case Kind::strong:
    case Kind::del:
    case Kind::entity:
    case Kind::typographic:
    case Kind::smart_quote:
    case Kind::abbreviation:
    case Kind::thead:
    case Kind::tbody:
    case Kind::tfoot:
    case Kind::tr:
      return false;
    case Kind::html:
    case Kind::html_comment:
    case Kind::comment:
    case Kind::raw:
    case Kind::math:
      return node->is_block;
    default:
      return true;
  }
}

bool blank(std::string_view text) { return strip(text).empty(); }

class Converter {
 public:
  explicit Converter(Document& document) : doc_(document) {}

  void process(Node* el, bool convert, bool preserve, const Node* parent) {
    if (el->kind == Kind::html_comment) {
      el->is_block = !parent || element(parent->name).content != Content::span;
      return;
    }
    if (el->kind == Kind::del) return process_children(el, convert, preserve);  // kramdown has it as HTML
    if (el->kind != Kind::html) return;
    const std::string_view name = el->name;
    if (convert && convert_specially(el)) {
      return;
    }
    if (convert && is_one_of(name, remove_text)) remove_texts(el);
    const auto kind = convert ? simple_kind(name) : std::nullopt;
    if (kind && !(name == "em" || name == "strong")) {
      set_kind(el, *kind);
      process_children(el, convert, preserve);
    } else {
      process_html(el, convert, preserve);
    }
    if (!convert) return;
    if (is_one_of(name, strip_space)) strip_edges(el);
    if (is_one_of(name, remove_space)) remove_blanks(el);
    if (is_one_of(name, wrap_text)) wrap_texts(el);
  }

 private:
  void set_kind(Node* el, Kind kind) {
    if (el->plain) {
      if (const auto tag = match_start_tag(*el->open.text, el->open.begin))
        el->attributes = read_attributes(doc_.arena, *tag, element(el->name).known, !el->is_block);
    }
    el->kind = kind;
    el->list = nullptr;  // a list before it is forgotten
    el->plain = el->closed = false;
    el->is_block = true;
    if (kind == Kind::br) el->value = el->open;
    if (kind == Kind::img || kind == Kind::rule) el->close = el->open;
  }

  void process_html(Node* el, bool convert, bool preserve) {
    const Element known = element(el->name);
    el->is_block = !known.span;
    el->content = convert ? known.content : Content::raw;
    el->closed = false;
    el->list = nullptr;
    process_children(el, convert, preserve);
  }

  void process_children(Node* el, bool convert, bool preserve) {
    for (Node* child = el->first; child;) {
      Node* next = child->next;
      if (child->kind == Kind::text)
        process_text(el, child, preserve || !convert);
      else
        process(child, convert, preserve, el);
      child = next;
    }
  }

  /// Folds white space, and makes elements of references.
  void process_text(Node* el, Node* text, bool preserve) {
    Slice value = text->value;
    if (!preserve) {
      TextBuilder folded;
      const std::string_view s = value.view();
      for (std::size_t at = 0; at < s.size();) {
        std::size_t end = at;
        if (is_space(s[at])) {
          while (end < s.size() && is_space(s[end])) ++end;
          if (end == at + 1 && s[at] == ' ')
            folded.append(value.part(at, end));
          else
            folded.append(" ", source_of(value.part(at, end)));
        } else {
          while (end < s.size() && !is_space(s[end])) ++end;
          folded.append(value.part(at, end));
        }
        at = end;
      }
      const Text* made = folded.finish(doc_.arena);
      value = {made, 0, static_cast<std::uint32_t>(made->bytes.size())};
    }
    Node* after = text;
    const auto add = [&](Node* node) {
      el->insert_after(after, node);
      after = node;
    };
    const std::string_view s = value.view();
    std::size_t from = 0;
    for (std::size_t at = s.find('&'); at != std::string_view::npos; at = s.find('&', at)) {
      const std::size_t end = match_reference(s, at);
      if (end == at) {
        ++at;
        continue;
      }
      if (at > from) add(doc_.make_text(value.part(from, at)));
      const auto code_point = reference(s.substr(at, end - at));
      from = code_point ? end : at + 1;
      Node* node = doc_.make_text(value.part(at, from), Kind::entity);
      node->code_point = code_point.value_or('&');
      node->closed = !code_point;
      add(node);
      at = from;
    }
    if (from < s.size() || after == text) add(doc_.make_text(value.part(from)));
    el->remove(text);
  }

  static std::optional<char32_t> reference(std::string_view written) {
    const std::string_view inside = written.substr(1, written.size() - 2);
    if (!inside.starts_with('#')) return entity_code_point(inside);
    const bool hex = inside[1] == 'x';
    std::uint64_t number = 0;
    for (char c : inside.substr(hex ? 2 : 1))
      number = std::min<std::uint64_t>(
          number * (hex ? 16 : 10) + static_cast<std::uint64_t>(is_digit(c) ? c - '0' : lower(c) - 'a' + 10),
          0xFFFFFFFF);
    return entity_from_number(static_cast<char32_t>(number));
  }

  /// Those that have rules of their own; false for all others.
  bool convert_specially(Node* el) {
    const std::string_view name = el->name;
    if (name == "textarea") {
      process_html(el, true, true);
    } else if (name == "a") {
      Attributes all = attributes_of(el);
      if (all.find("href")) {
        set_kind(el, Kind::a);
        process_children(el, true, false);
      } else {
        process_html(el, false, false);
      }
    } else if (name == "em" || name == "i" || name == "strong" || name == "b") {
      std::string text;
      extract_text(el, text);
      if (!text.empty() && (is_space(text.front()) || is_space(text.back()))) {
        process_html(el, false, false);
      } else {
        set_kind(el, name == "em" || name == "i" ? Kind::em : Kind::strong);
        process_children(el, true, false);
      }
    } else if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
      std::string text;
      extract_text(el, text);
      set_kind(el, Kind::header);
      el->level = static_cast<std::uint8_t>(name[1] - '0');
      el->raw_text = doc_.arena.keep(text);
      process_children(el, true, false);
    } else if (name == "code" || name == "pre") {
      convert_code(el);
    } else if (name == "table") {
      // A simple table becomes kramdown's own, which shows in the cells that are empty alone: it stays HTML here.
      process_html(el, false, false);
    } else {
      return false;
    }
    return true;
  }

  Attributes attributes_of(Node* el) {
    if (!el->plain) return el->attributes;
    const auto tag = match_start_tag(*el->open.text, el->open.begin);
    return tag ? read_attributes(doc_.arena, *tag, element(el->name).known, !el->is_block) : Attributes{};
  }

  static void extract_text(const Node* el, std::string& text, int depth = 0) {
    if (el->kind == Kind::text) text += el->value.view();
    if (depth < 2 * max_span_depth)
      for (const Node* child = el->first; child; child = child->next) extract_text(child, text, depth + 1);
  }

  void decode(const Node* el, TextBuilder& code, int depth = 0) {
    if (el->kind == Kind::text) {
      const Slice value = el->value;
      const std::string_view s = value.view();
      std::size_t from = 0;
      for (std::size_t at = s.find('&'); at != std::string_view::npos; at = s.find('&', at)) {
        const std::size_t end = match_reference(s, at);
        const auto code_point = end == at ? std::nullopt : reference(s.substr(at, end - at));
        if (!code_point) {
          ++at;
          continue;
        }
        code.append(value.part(from, at));
        std::string character;
        utf8::append(character, *code_point);
        code.append(character, source_of(value.part(at, end)));
        from = at = end;
      }
      code.append(value.part(from));
    }
    if (depth < 2 * max_span_depth)
      for (const Node* child = el->first; child; child = child->next) decode(child, code, depth + 1);
  }

  void convert_code(Node* el) {
    TextBuilder code;
    decode(el, code);
    const bool span = el->name == "code";
    Node* only = el->first && !el->first->next ? el->first : nullptr;
    Attributes inner = only && only->kind == Kind::html && only->name == "code" ? attributes_of(only) : Attributes{};
    set_kind(el, span ? Kind::codespan : Kind::codeblock);
    el->name = {};
    const Text* text = code.finish(doc_.arena);
    el->value = {text, 0, static_cast<std::uint32_t>(text->bytes.size())};
    el->first = el->last = nullptr;
    if (span) {
      if (const Attribute* classes = el->attributes.find("class")) drop_highlighter(el, classes->value());
      return;
    }
    if (const Attribute* classes = inner.find("class")) {
      const std::string value = classes->value();
      for (std::size_t at = value.find("language-"); at != std::string::npos; at = value.find("language-", at + 1)) {
        if (at > 0 && is_word_char(value[at - 1])) continue;
        std::size_t end = at;
        while (end < value.size() && !is_space(value[end])) ++end;
        const Attribute* own = el->attributes.find("class");
        std::string all = value.substr(at, end - at) + " " + (own ? own->value() : std::string());
        while (is_strippable(all.back())) all.pop_back();
        el->attributes.set(doc_.arena, "class").add(doc_.arena, doc_.arena.keep(all), {});
        break;
      }
    }
  }

  /// Takes `highlighter-x` off a code span's classes: the writer adds it again.
  void drop_highlighter(Node* el, const std::string& value) {
    std::string kept;
    for (std::size_t at = 0; at < value.size();) {
      const std::size_t end = std::min(value.find(' ', at), value.size());
      const std::string part = value.substr(at, end - at);
      if (!part.starts_with("highlighter-")) kept += (kept.empty() ? "" : " ") + part;
      at = end + 1;
    }
    if (kept != value) el->attributes.set(doc_.arena, "class").add(doc_.arena, doc_.arena.keep(kept), {});
  }

  static void remove_texts(Node* el) {
    for (Node* child = el->first; child;) {
      Node* next = child->next;
      if (child->kind == Kind::text) el->remove(child);
      child = next;
    }
  }

  static void strip_edges(Node* el) {
    if (!el->first) return;
    if (el->first->kind == Kind::text) {
      Slice& s = el->first->value;
      while (!s.empty() && is_strippable(s.view().front())) ++s.begin;
    }
    if (el->last->kind == Kind::text) {
      Slice& s = el->last->value;
      while (!s.empty() && is_strippable(s.view().back())) --s.end;
    }
  }

  static void remove_blanks(Node* el) {
    std::vector<Node*> gone;
    for (Node* child = el->first; child; child = child->next)
      if (child->kind == Kind::text && blank(child->value.view()) &&
          (!child->previous || !child->next || (is_block(child->previous) && is_block(child->next))))
        gone.push_back(child);
    for (Node* child : gone) el->remove(child);
  }

  void wrap_texts(Node* el) {
    Node* paragraph = nullptr;
    for (Node* child = el->first; child;) {
      Node* next = child->next;
      if (is_block(child)) {
        paragraph = nullptr;
      } else {
        if (!paragraph) {
          paragraph = doc_.make(Kind::paragraph);
          paragraph->transparent = true;
          el->insert_after(child, paragraph);
        }
        el->remove(child);
        paragraph->append(child);
      }
      child = next;
    }
  }

  Document& doc_;
};

}  // namespace

void convert_to_native(Document& document, Node* html) { Converter(document).process(html, true, false, nullptr); }

}  // namespace galley::body::kramdown
