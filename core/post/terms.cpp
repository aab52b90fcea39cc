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

bool is_null(const Value& v) { return v.type == Value::Type::scalar && v.scalar.type == Scalar::Type::null; }
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

}  // namespace galley::post
