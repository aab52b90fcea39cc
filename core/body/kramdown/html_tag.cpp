#include "core/body/kramdown/html_tag.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/body/kramdown/chars.h"

namespace galley::body::kramdown {
namespace {

constexpr std::string_view content_block =
    "address applet article aside blockquote body dd details div dl fieldset figure figcaption footer form header "
    "hgroup "
    "iframe li main map menu nav noscript object section summary td";
constexpr std::string_view content_span =
    "a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend optgroup p q rb "
    "rbc "
    "rp rt rtc ruby select small span strong sub sup th tt";
constexpr std::string_view content_raw = "script style math option textarea pre code kbd samp var";
constexpr std::string_view span_elements =
    "a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc rp rt rtc "
    "ruby "
    "samp select small span strong sub sup tt u var";
constexpr std::string_view block_elements =
    "address article aside applet body blockquote caption col colgroup dd div dl dt fieldset figcaption footer form h1 "
    "h2 "
    "h3 h4 h5 h6 header hgroup hr html head iframe legend menu li main map nav ol optgroup p pre section summary table "
    "tbody td th thead tfoot tr ul";
constexpr std::string_view empty_elements =
    "area base br col command embed hr img input keygen link meta param source track wbr";

/// A hash table that is filled once: names are looked up for every tag.
class Table {
 public:
  Element& operator[](std::string_view name) {
    std::size_t i = slot(name);
    while (!names_[i].empty() && names_[i] != name) i = (i + 1) % size;
    names_[i] = name;
    return elements_[i];
  }
  Element find(std::string_view name) const {
    for (std::size_t i = slot(name); !names_[i].empty(); i = (i + 1) % size)
      if (names_[i] == name) return elements_[i];
    return {};
  }

 private:
  static constexpr std::size_t size = 1024;  // of which some 140 are taken
  static std::size_t slot(std::string_view name) {
    const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(name[i])); };
    return (name.size() * 181 + byte(0) * 37 + byte(name.size() / 2) * 13 + byte(name.size() - 1) * 101) % size;
  }
  std::array<std::string_view, size> names_{};
  std::array<Element, size> elements_{};
};

template <typename Set>
void each_name(std::string_view names, Table& table, Set&& set) {
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(' '), names.size());
    Element& e = table[names.substr(0, end)];
    e.known = true;
    set(e);
    names.remove_prefix(std::min(end + 1, names.size()));
  }
}

Table make_table() {
  Table table;
  each_name(content_block, table, [](Element& e) { e.content = Content::block; });
  each_name(content_span, table, [](Element& e) { e.content = Content::span; });
  each_name(content_raw, table, [](Element&) {});
  each_name(span_elements, table, [](Element& e) { e.span = true, e.lazy_end = false; });
  each_name(block_elements, table, [](Element& e) { e.block = true; });
  each_name(empty_elements, table, [](Element& e) { e.empty = true; });
  table["script"].lazy_end = false;
  for (std::string_view name :
       {"textarea", "title", "iframe", "noembed", "noframes", "xmp", "plaintext", "script", "style", "svg", "math"})
    table[name].spelling_counts = true;
  table["script"].raw_text = table["style"].raw_text = true;
  return table;
}

constexpr std::size_t longest_name = 10;  // blockquote, figcaption

bool has_upper(std::string_view name) {
  return std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// One attribute as the tag's regular expression steps over it.
struct Step {
  std::size_t name_end = 0;
  std::size_t value_begin = 0;  // 0: no value
  std::size_t value_end = 0;
  std::size_t end = 0;
  bool quoted = false;
};

/// `UNAME(?:\s*=\s*(?:\p{Word}+|("|').*?\3))?` at `at`; `end` is 0 where there is no name.
Step step_attribute(std::string_view text, std::size_t at) {
  Step s;
  s.name_end = match_name(text, at);
  if (s.name_end == at) return s;
  s.end = s.name_end;
  std::size_t p = s.name_end;
  while (p < text.size() && is_space(text[p])) ++p;
  if (p >= text.size() || text[p] != '=') return s;
  ++p;
  while (p < text.size() && is_space(text[p])) ++p;
  if (p >= text.size()) return s;
  if (text[p] == '"' || text[p] == '\'') {
    const std::size_t close = text.find(text[p], p + 1);
    if (close == std::string_view::npos) return s;
    s.value_begin = p + 1, s.value_end = close, s.end = close + 1, s.quoted = true;
    return s;
  }
  std::size_t end = p;
  while (const std::size_t size = word_size(text, end)) end += size;
  if (end != p) s.value_begin = p, s.value_end = end, s.end = end;
  return s;
}

/// Whether the value means the same to HTML as it stands.
bool plain_value(std::string_view value) {
  for (std::size_t at = value.find('&'); at != std::string_view::npos; at = value.find('&', at + 1))
    if (match_reference(value, at) == at) return false;
  return true;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view lower_name(Arena& arena, std::string_view name) {
  if (!has_upper(name)) return name;
  std::string low;
  unicode::append_lower(low, name);
  return arena.keep(low);
}

Element element(std::string_view name) {
  if (name.empty() || name.size() > longest_name) return {};
  static const Table table = make_table();
  return table.find(name);
}

Element element_in_lower(std::string_view name) {
  if (!has_upper(name)) return element(name);
  if (name.size() > longest_name) return {};
  std::array<char, longest_name> low{};
  std::transform(name.begin(), name.end(), low.begin(), lower);
  return element({low.data(), name.size()});
}

std::optional<StartTag> match_start_tag(const Text& text, std::size_t at) {
  const std::string_view s = text.bytes;
  const std::size_t name_end = match_name(s, at + 1);
  if (name_end == at + 1) return std::nullopt;
  StartTag tag;
  const auto slice = [&](std::size_t from, std::size_t to) {
    return Slice{&text, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
  };
  tag.name = slice(at + 1, name_end);
  std::size_t p = name_end;
  bool unquoted_before = false;
  // Names seen, to find like ones: a few are compared, many are not worth being plain.
  std::array<std::string_view, 8> names;
  std::size_t count = 0;
  for (;;) {
    const std::size_t space = p;
    while (p < s.size() && is_space(s[p])) {
      if (s[p] == '\v') tag.plain = false;
      ++p;
    }
    if (p >= s.size()) return std::nullopt;
    if (s[p] == '>' || s[p] == '/') break;
    if (p == space) return std::nullopt;
    const Step step = step_attribute(s, p);
    if (step.end == 0) return std::nullopt;
    const std::string_view name = s.substr(p, step.name_end - p);
    const std::string_view value = s.substr(step.value_begin, step.value_end - step.value_begin);
    for (std::size_t i = 0; i < std::min(count, names.size()); ++i)
      if (same_name(names[i], name)) tag.plain = false;
    if (count < names.size())
      names[count] = name;
    else
      tag.plain = false;
    ++count;
    if (same_name(name, "markdown")) tag.has_markdown_attribute = true, tag.plain = false;
    if (same_name(name, "id") && strip(value).empty()) tag.plain = false;
    if (tag.plain && !plain_value(value)) tag.plain = false;
    unquoted_before = step.value_begin != 0 && !step.quoted;
    p = step.end;
  }
  tag.attributes = slice(name_end, p);
  if (s[p] == '/') {
    tag.closed = true;
    // HTML takes the slash into a value that has no quotes.
    if (unquoted_before && !is_space(s[p - 1])) tag.plain = false;
    ++p;
    if (p >= s.size() || s[p] != '>') return std::nullopt;
  }
  tag.whole = slice(at, p + 1);
  return tag;
}

std::optional<EndTag> match_end_tag(const Text& text, std::size_t at) {
  const std::string_view s = text.bytes;
  if (at + 1 >= s.size() || s[at + 1] != '/') return std::nullopt;
  const std::size_t name_end = match_name(s, at + 2);
  if (name_end == at + 2) return std::nullopt;
  std::size_t p = name_end;
  while (p < s.size() && is_space(s[p])) ++p;
  if (p >= s.size() || s[p] != '>') return std::nullopt;
  const auto u = [](std::size_t n) { return static_cast<std::uint32_t>(n); };
  return EndTag{{&text, u(at), u(p + 1)}, {&text, u(at + 2), u(name_end)}};
}

Attributes read_attributes(Arena& arena, const StartTag& tag, bool known, bool fold_lines) {
  Attributes made;
  const std::string_view s = tag.attributes.view();
  for (std::size_t p = 0;;) {
    while (p < s.size() && is_space(s[p])) ++p;
    if (p >= s.size()) return made;
    const Step step = step_attribute(s, p);
    if (step.end == 0) return made;
    std::string_view name = s.substr(p, step.name_end - p);
    if (known && has_upper(name)) {
      std::string low;
      unicode::append_lower(low, name);
      name = arena.keep(low);
    }
    Attribute* const slot = &made.set(arena, name);
    std::size_t from = step.value_begin;
    if (fold_lines)
      for (std::size_t i = step.value_begin; i < step.value_end; ++i) {
        if (s[i] != '\n') continue;
        slot->add(arena, tag.attributes.part(from, i));
        from = i;
        while (from < step.value_end && s[from] == '\n') ++from;
        slot->add(arena, " ", source_of(tag.attributes.part(i, from)));
        i = from - 1;
      }
    slot->add(arena, tag.attributes.part(from, step.value_end));
    p = step.end;
  }
}

std::size_t end_tag_size(std::string_view text, std::string_view name, std::size_t at, bool any_case) {
  if (text.size() - at < name.size() + 3 || text[at] != '<' || text[at + 1] != '/') return 0;
  const std::string_view here = text.substr(at + 2, name.size());
  if (any_case ? !same_name(here, name) : here != name) return 0;
  std::size_t p = at + 2 + name.size();
  while (p < text.size() && is_space(text[p])) ++p;
  return p < text.size() && text[p] == '>' ? p + 1 - at : 0;
}

std::size_t find_end_tag(std::string_view text, std::string_view name, std::size_t at) {
  for (at = text.find("</", at); at != std::string_view::npos; at = text.find("</", at + 2))
    if (end_tag_size(text, name, at, true)) return at;
  return at;
}

}  // namespace galley::body::kramdown
