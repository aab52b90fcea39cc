// Whether a post's tags leave nothing to tell: true of nearly every post, and seen at little cost, where reading each
// tag anew (tags.h) costs as much as a good part of the parse.
#pragma once

#include <vector>

#include "core/post/post.h"
#include "rules/tags.h"

namespace galley::rules {

/// True only where no rule that reads source tags and their pairs could find a fault in any of them: each stands in the
/// post as it stands in the HTML, is well formed, and has its partner. False where that is not certain.
bool tags_are_sound(const post::Post& post);

/// What `read_source_tags` gives of a post whose tags are not sound: every tag.
SourceTags read_every_source_tag(const post::Post& post);

/// An item or term within an element of another one, without a list of its own. Indices of start tags.
struct ItemInItem {
  std::uint32_t item, around;
};
/// Whether every element is closed, in turn, and none ends another: true of nearly every post whose tags are read.
/// Where the author nests well what a browser does not, `items` gets the first of those in each element around.
bool tags_nest(const std::vector<SourceTag>& tags, std::vector<ItemInItem>& items);

/// Whether the tag is one of a pair: no void element's, and none in a further branch of a Liquid condition.
bool takes_part(const SourceTag& tag);
/// `<hr>`, the one void element at whose tag a paragraph ends.
bool ends_paragraph_alone(const SourceTag& tag);

}  // namespace galley::rules
