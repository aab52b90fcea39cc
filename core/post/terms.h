// The categories and tags that Jekyll gives a post (Jekyll::Document#populate_categories, #populate_tags, and
// Utils.pluralized_array_from_hash of Jekyll 4.3): folders above `_posts`, `categories` split at white space where it
// is text, `category` taken whole, and the same for tags.
#pragma once

#include <string>
#include <vector>

#include "core/post/post.h"

namespace galley::post {

/// In Jekyll's order, each once. Empty where the front matter cannot be read and the path names none.
std::vector<std::string> categories_of(const Post& post);
std::vector<std::string> tags_of(const Post& post);

/// The same of a front matter alone. `above` are the folders; the values are what the site's defaults say under these
/// keys, null where they say nothing.
std::vector<std::string> categories_of(std::vector<std::string> above, const Value* default_categories,
                                       const Value* default_category, const FrontMatter& front_matter);
std::vector<std::string> tags_of(const Value* default_tags, const FrontMatter& front_matter);

/// A value as Ruby's `to_s` shows it: numbers and booleans by their value, dates as `2022-06-10`; "" for null.
/// Sequences and mappings give "".
std::string text_of(const Value& value);

/// A term of `tags` or `categories`: an item of a list, or a word of a text, as Jekyll splits it.
struct Term {
  std::string text;
  Span at;                // in the post
  NodeId item = no_node;  // the item of a list; none for a word
};
/// The terms of a value; none of mappings.
std::vector<Term> terms_of(const Post& post, NodeId id);
/// Where `text.substr(from, size)` of a scalar stands in the post, where its text stands there as it is; else the
/// value.
Span part_place(const Post& post, NodeId id, std::size_t from, std::size_t size);

}  // namespace galley::post
