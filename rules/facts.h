// What several rules want to know of one post and the Document does not tell, worked out once, when the first asks.
#pragma once

#include <optional>

#include "rules/tag_pairs.h"
#include "rules/tags.h"

namespace galley::rules {

class Facts {
 public:
  explicit Facts(const post::Post& post) : post_(&post) {}

  const SourceTags& tags() {
    if (!tags_) tags_ = read_source_tags(*post_);
    return *tags_;
  }
  const TagPairs& pairs() {
    if (!pairs_) pairs_ = pair_tags(tags());
    return *pairs_;
  }

 private:
  const post::Post* post_;
  std::optional<SourceTags> tags_;
  std::optional<TagPairs> pairs_;
};

}  // namespace galley::rules
