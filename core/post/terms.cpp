#include "core/post/terms.h"

#include <algorithm>

#include "core/post/date.h"
#include "core/post/number_text.h"

namespace galley::post {
namespace {

void split(std::string_view text, std::vector<std::string>& out) {
  constexpr std::string_view spaces = " \t\n\v\f\r";
  while (true) {
    const std::size_t begin = text.find_first_not_of(spaces);
    if (begin == std::string_view::npos) return;
    const std::size_t end = std::min(text.find_first_of(spaces, begin), text.size());
    out.emplace_back(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
}

// What parts a text's terms: white space, and NUL as Ruby's String#split has it.
bool is_term_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0'; }

bool is_text(const Value& v) { return v.type == Value::Type::scalar && v.scalar.type == Scalar::Type::string; }

// Nested sequences are flattened, nulls left out. Depth is bounded by the tree's.
void flatten(const Value& v, std::vector<std::string>& out) {
  if (v.type == Value::Type::sequence) {
    for (const Value& item : v.items) flatten(item, out);
  } else if (!is_null(v)) {
    out.push_back(text_of(v));
  }
}

void add_words(const Value& value, std::vector<std::string>& out) {
  if (is_text(value))
    split(value.text, out);
  else
    flatten(value, out);
}

bool add_plural(const FrontMatter& front_matter, std::string_view key, std::vector<std::string>& out) {
  const Entry entry = front_matter.find(key);
  if (entry.value == no_node) return false;
  const Value value = value_of(front_matter.yaml, entry.value);
  if (is_null(value)) return false;
  add_words(value, out);
  return true;
}

bool add_singular(const FrontMatter& front_matter, std::string_view key, std::vector<std::string>& out) {
  const Entry entry = front_matter.find(key);
  if (entry.value == no_node) return false;
  const Value value = value_of(front_matter.yaml, entry.value);
  if (is_null(value)) return false;
  flatten(value, out);
  return true;
}

void unique(std::vector<std::string>& terms) {
  std::vector<std::string> once;
  for (std::string& t : terms)
    if (std::find(once.begin(), once.end(), t) == once.end()) once.push_back(std::move(t));
  terms = std::move(once);
}

}  // namespace

std::string text_of(const Value& v) {
  if (v.type != Value::Type::scalar) return "";
  switch (v.scalar.type) {
    case Scalar::Type::null:
      return "";
    case Scalar::Type::boolean:
      return v.scalar.boolean ? "true" : "false";
    case Scalar::Type::integer:
      return std::to_string(v.scalar.integer);
    case Scalar::Type::floating:
      return ruby_float(v.scalar.floating);
    case Scalar::Type::date:
      return format_day(v.scalar.date);
    case Scalar::Type::time:
      return v.scalar.time.zone == Timestamp::Zone::offset ? format_jekyll(v.scalar.time.instant, v.scalar.time.offset)
                                                           : format_jekyll(v.scalar.time.instant, 0);
    default:
      return v.text;
  }
}

std::vector<std::string> categories_of(std::vector<std::string> above, const Value* default_categories,
                                       const Value* default_category, const FrontMatter& front_matter) {
  std::vector<std::string> terms = std::move(above);
  const bool readable = front_matter.present() && front_matter.readable();
  if (default_categories != nullptr) add_words(*default_categories, terms);
  if (readable) add_plural(front_matter, "categories", terms);
  if (!(readable && add_singular(front_matter, "category", terms)) && default_category != nullptr)
    flatten(*default_category, terms);
  unique(terms);
  return terms;
}

std::vector<std::string> tags_of(const Value* default_tags, const FrontMatter& front_matter) {
  std::vector<std::string> terms;
  const bool readable = front_matter.present() && front_matter.readable();
  const bool own = readable && (add_singular(front_matter, "tag", terms) || add_plural(front_matter, "tags", terms));
  if (!own && default_tags != nullptr) add_words(*default_tags, terms);
  unique(terms);
  return terms;
}

std::vector<std::string> categories_of(const Post& post) {
  return categories_of(post.path.categories, nullptr, nullptr, post.front_matter);
}

std::vector<std::string> tags_of(const Post& post) { return tags_of(nullptr, post.front_matter); }

Span part_place(const Post& post, NodeId id, std::size_t from, std::size_t size) {
  const Node& node = post.front_matter.yaml[id];
  if (post.source->text(node.content) != post.front_matter.yaml.text(id)) return node.span;
  const auto begin = node.content.begin + static_cast<std::uint32_t>(from);
  return {begin, begin + static_cast<std::uint32_t>(size)};
}

std::vector<Term> terms_of(const Post& post, NodeId id) {
  const YamlTree& yaml = post.front_matter.yaml;
  std::vector<Term> terms;
  const NodeId value = yaml.resolve(id);
  if (value == no_node) return terms;
  if (yaml[value].kind == NodeKind::sequence) {
    for (const NodeId item : yaml.items(value)) {
      const NodeId one = yaml.resolve(item);
      if (one == no_node || yaml[one].kind != NodeKind::scalar || yaml[one].type == Scalar::Type::null) continue;
      terms.push_back({std::string(yaml.text(one)), yaml[item].span, item});
    }
    return terms;
  }
  if (yaml[value].kind != NodeKind::scalar || yaml[value].type != Scalar::Type::string) return terms;
  const std::string_view text = yaml.text(value);
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && (is_term_space(text[at]))) ++at;
    auto end = at;
    while (end < text.size() && !is_term_space(text[end])) ++end;
    if (end > at)
      terms.push_back({std::string(text.substr(at, end - at)), part_place(post, value, at, end - at), no_node});
    at = end;
  }
  return terms;
}

}  // namespace galley::post
