#include "core/body/html/skeleton.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <span>

#include "core/body/html/html.h"
#include "core/body/html/references.h"
#include "core/body/tag.h"
#include "core/text/ascii.h"
#include "core/text/utf8.h"

namespace galley::body {
namespace {

using Kind = Skeleton::Record::Kind;

using ascii::is_letter;
using ascii::is_space;  // of its five the carriage return never comes: such texts go to the parser
constexpr bool is_name_character(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; }
constexpr bool is_attribute_character(char c) { return is_name_character(c) || c == '_' || c == ':' || c == '.'; }

enum class Way : std::uint8_t {
  skeleton,         // the name is all that matters
  with_attributes,  // the parser looks at its attributes
  raw,              // its content is text up to its end tag
  plain,            // only the plain parse will do
};

Way way_of(Tag tag) {
  static const auto ways = [] {
    std::array<Way, tag_count> w{};
    // The parser compares the attributes of formatting elements ("Noah's Ark clause", 13.2.4.3); of `a` there is one at
    // a time. It looks at the type of an `input` in a table.
    for (std::size_t i = 0; i < tag_count; ++i)
      if (is_formatting(static_cast<Tag>(i)) && static_cast<Tag>(i) != Tag::a) w[i] = Way::with_attributes;
    w[static_cast<std::size_t>(Tag::input)] = Way::with_attributes;
    for (const Tag t : {Tag::script, Tag::style, Tag::iframe}) w[static_cast<std::size_t>(t)] = Way::raw;
    for (const Tag t : {Tag::html, Tag::head, Tag::body, Tag::frameset, Tag::frame, Tag::template_, Tag::select,
                        Tag::textarea, Tag::title, Tag::xmp, Tag::noembed, Tag::noframes, Tag::plaintext, Tag::svg,
                        Tag::math, Tag::image, Tag::noscript})
      w[static_cast<std::size_t>(t)] = Way::plain;
    return w;
  }();
  return ways[static_cast<std::size_t>(tag)];
}

// The references that posts are full of. Others are left to the plain parse, whose parser knows them all.
struct Named {
  std::string_view name;
  char32_t code_point;
};
constexpr Named common_references[] = {
    {"amp", '&'},       {"lt", '<'},        {"gt", '>'},       {"quot", '"'},      {"apos", '\''},    {"nbsp", 0xA0},
    {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"lsquo", 0x2018}, {"rsquo", 0x2019},  {"mdash", 0x2014}, {"ndash", 0x2013},
    {"hellip", 0x2026}, {"middot", 0xB7},   {"copy", 0xA9},    {"reg", 0xAE},      {"trade", 0x2122}, {"bull", 0x2022},
    {"times", 0xD7},    {"laquo", 0xAB},    {"raquo", 0xBB},   {"rarr", 0x2192},   {"larr", 0x2190},  {"yen", 0xA5},
    {"euro", 0x20AC},   {"pound", 0xA3},    {"deg", 0xB0},     {"eacute", 0xE9},   {"emsp", 0x2003},  {"ensp", 0x2002},
    {"thinsp", 0x2009}, {"permil", 0x2030}, {"sect", 0xA7},    {"hearts", 0x2665}, {"plusmn", 0xB1},
};

std::optional<char32_t> code_point_of(std::string_view reference) {  // `&…;`
  const std::string_view name = reference.substr(1, reference.size() - 2);
  if (name.starts_with('#')) {
    const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    char32_t value = 0;
    for (const char c : name.substr(hex ? 2 : 1))
      value = value * (hex ? 16 : 10) + static_cast<char32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    return value;
  }
  for (const Named& n : common_references)
    if (n.name == name) return n.code_point;
  return std::nullopt;
}

// Whether all character references of a text are ones that `append_decoded` knows; `references` tells whether there
// are any at all.
bool knows_references(std::string_view text, bool in_attribute, bool& references) {
  for (std::size_t at = 0; (at = text.find('&', at)) != std::string_view::npos;) {
    const Reference r = read_reference(text, at, in_attribute);
    if (r.problem != Reference::Problem::none && r.problem != Reference::Problem::unknown_name) return false;
    if (r.is_reference) {
      const auto code_point = code_point_of(text.substr(at, r.end - at));
      if (!code_point || *code_point <= ' ') return false;
      references = true;
    }
    at = r.is_reference ? r.end : at + 1;
  }
  return true;
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return (is_letter(x) ? x | 0x20 : x) == (is_letter(y) ? y | 0x20 : y);
         });
}

std::uint32_t narrow(std::size_t n) { return static_cast<std::uint32_t>(n); }

}  // namespace

void append_decoded(std::string& out, std::string_view text, bool in_attribute) {
  std::size_t from = 0;
  for (std::size_t at = 0; (at = text.find('&', at)) != std::string_view::npos;) {
    const Reference r = read_reference(text, at, in_attribute);
    if (!r.is_reference) {
      ++at;
      continue;
    }
    out.append(text, from, at - from);
    utf8::append(out, code_point_of(text.substr(at, r.end - at)).value_or(0xFFFD));
    at = from = r.end;
  }
  out.append(text, from);
}

void Skeleton::put(Kind kind, std::size_t begin, std::size_t end) {
  Record& r = records_.emplace_back();
  r.kind = kind;
  r.at = {narrow(begin), narrow(end)};
}

void Skeleton::write() {
  text_.clear();
  record_at_.assign(1, no_record);
  for (std::size_t i = 0; i < records_.size(); ++i) {
    const Record& r = records_[i];
    record_at_[text_.size()] = narrow(i);
    switch (r.kind) {
      case Kind::tag: {
        const std::size_t name = r.at.begin + (r.end_tag ? 2 : 1);
        // With its attributes, and a `/` if it has one, where the parser looks at them.
        const bool whole = !r.end_tag && way_of(r.tag) == Way::with_attributes;
        text_ += r.end_tag ? "</" : "<";
        text_.append(html_, name, (whole ? r.at.end - 1 : r.name_end) - name);
        text_ += '>';
        break;
      }
      case Kind::comment:
        text_ += "<!---->";
        break;
      case Kind::space:
        if (!r.at.empty()) text_ += ' ';
        break;
      case Kind::text:
      case Kind::raw_text:
        text_ += 'x';
        break;
      case Kind::dropped:
        text_ += '\n';
        break;
    }
    record_at_.resize(text_.size() + 1, no_record);
  }
}

bool Skeleton::make(std::string_view html) {
  html_ = html;
  records_.clear();
  attributes_.clear();
  tags_ = 0;
  after_pre_ = false;
  repeats_ = false;
  const std::size_t size = html.size();
  if (html.find('\0') != std::string_view::npos || html.find('\r') != std::string_view::npos || !utf8::valid(html))
    return false;
  std::size_t from = 0;  // of the text that is not yet taken
  for (std::size_t at = 0; (at = html.find('<', at)) != std::string_view::npos;) {
    const char next = at + 1 < size ? html[at + 1] : '\0';
    const bool markup = is_letter(next) || next == '/' || next == '!';
    if (next == '\0' || next == '?') return false;
    if (!markup) {
      ++at;
      continue;
    }
    if (at > from && !text(from, at)) return false;
    if (!(next == '!' ? comment(at) : tag(at))) return false;
    from = at;
  }
  if (size > from && !text(from, size)) return false;
  put(Kind::space, size, size);
  return true;
}

bool Skeleton::text(std::size_t begin, std::size_t end) {
  if (after_pre_ && html_[begin] == '\n') {
    put(Kind::dropped, begin, begin + 1);
    ++begin;
  }
  after_pre_ = false;
  std::size_t first = begin;
  while (first < end && is_space(html_[first])) ++first;
  if (first > begin) put(Kind::space, begin, first);
  if (first == end) return true;
  const std::string_view text = html_.substr(first, end - first);
  bool references = false;
  if (!knows_references(text, false, references)) return false;
  put(Kind::text, first, end);
  records_.back().references = references;
  return true;
}

bool Skeleton::comment(std::size_t& at) {
  const std::string_view rest = html_.substr(at);
  if (!rest.starts_with("<!--") || rest.substr(4).starts_with('>') || rest.substr(4).starts_with("->")) return false;
  const std::size_t close = rest.find("--", 4);
  // Dashes that do not end it at once are left to the plain parse.
  if (close == std::string_view::npos || close + 2 >= rest.size() || rest[close + 2] != '>') return false;
  put(Kind::comment, at, at + close + 3);
  after_pre_ = false;
  at += close + 3;
  return true;
}

bool Skeleton::tag(std::size_t& at) {
  const std::size_t begin = at;
  const std::size_t size = html_.size();
  const bool end_tag = html_[at + 1] == '/';
  std::size_t i = at + (end_tag ? 2 : 1);
  const std::size_t name_begin = i;
  if (i >= size || !is_letter(html_[i])) return false;
  while (i < size && is_name_character(html_[i])) ++i;
  const std::string_view name = html_.substr(name_begin, i - name_begin);
  const Tag tag = tag_of(name);
  const Way way = way_of(tag);
  if (way == Way::plain || same_name(name, "isindex")) return false;
  const auto first_attribute = narrow(attributes_.size());
  while (true) {
    const std::size_t before = i;
    while (i < size && is_space(html_[i])) ++i;
    if (i >= size) return false;
    if (html_[i] == '>') break;
    if (html_[i] == '/') {
      if (end_tag || i + 1 >= size || html_[i + 1] != '>') return false;
      ++i;
      break;
    }
    if (end_tag || i == before || !attribute(i)) return false;
    if (attributes_.size() - first_attribute > max_attributes) return false;
    const Attribute& added = attributes_.back();
    const auto others = std::span(attributes_).subspan(first_attribute, attributes_.size() - 1 - first_attribute);
    if (std::any_of(others.begin(), others.end(),
                    [&](const Attribute& a) { return same_name(slice(html_, a.name), slice(html_, added.name)); })) {
      // The first of like ones holds (13.2.5.33). After one without a value Gumbo runs the next name into it.
      if (html_[added.name.end] != '=') return false;
      attributes_.pop_back();
      repeats_ = true;
    }
  }
  at = i + 1;
  ++tags_;
  put(Kind::tag, begin, at);
  Record& r = records_.back();
  r.end_tag = end_tag;
  r.tag = tag;
  r.name_end = narrow(name_begin + name.size());
  r.first_attribute = first_attribute;
  r.attribute_count = narrow(attributes_.size()) - first_attribute;
  after_pre_ = !end_tag && (tag == Tag::pre || tag == Tag::listing);
  if (end_tag || way != Way::raw) return true;
  return raw_text(at, name);
}

bool Skeleton::attribute(std::size_t& at) {
  const std::size_t size = html_.size();
  Attribute a;
  std::size_t i = at;
  while (i < size && is_attribute_character(html_[i])) {
    a.upper = a.upper || (html_[i] >= 'A' && html_[i] <= 'Z');
    ++i;
  }
  if (i == at || i >= size) return false;
  a.name = {narrow(at), narrow(i)};
  if (html_[i] == '=') {
    ++i;
    if (i >= size) return false;
    const char quote = html_[i];
    if (quote == '"' || quote == '\'') {
      const std::size_t close = html_.find(quote, i + 1);
      if (close == std::string_view::npos) return false;
      a.value = {narrow(i + 1), narrow(close)};
      i = close + 1;
      if (!knows_references(slice(html_, a.value), true, a.references)) return false;
    } else {
      const std::size_t begin = i;
      while (i < size && (is_attribute_character(html_[i]) || html_[i] == '#' || html_[i] == '%')) ++i;
      if (i == begin || i >= size || html_[i] == '/') return false;  // a `/` would belong to the value
      a.value = {narrow(begin), narrow(i)};
    }
  }
  if (i >= size || !(is_space(html_[i]) || html_[i] == '>' || html_[i] == '/')) return false;
  attributes_.push_back(a);
  at = i;
  return true;
}

bool Skeleton::raw_text(std::size_t& at, std::string_view name) {
  std::size_t close = at;
  while ((close = html_.find("</", close)) != std::string_view::npos) {
    const std::size_t after = close + 2 + name.size();
    if (after >= html_.size()) return false;
    if (same_name(html_.substr(close + 2, name.size()), name) &&
        (is_space(html_[after]) || html_[after] == '>' || html_[after] == '/'))
      break;
    close += 2;
  }
  if (close == std::string_view::npos) return false;
  // Scripts hide scripts in comments (13.2.5.20 to 13.2.5.31).
  if (html_.substr(at, close - at).find("<!--") != std::string_view::npos) return false;
  if (close > at) put(Kind::raw_text, at, close);
  at = close;
  return true;
}

}  // namespace galley::body
