// What several rules want to know of one post and the Document does not tell, worked out once, when the first asks.
#pragma once

#include <optional>

#include "core/post/date.h"
#include "core/text/utf8.h"
#include "rules/moments.h"
#include "rules/suspects.h"
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
  /// The characters of the post that rules on text ask about.
  const std::vector<Suspect>& suspects() {
    if (!suspects_) suspects_ = find_suspects(post_->source->bytes());
    return *suspects_;
  }
  /// Whether all of the post is UTF-8.
  bool is_utf8() {
    if (!is_utf8_) is_utf8_ = utf8::valid(post_->source->bytes());
    return *is_utf8_;
  }

  /// The date that was read last (rules/clock.h): most rules on dates ask for the same one.
  struct ReadDate {
    post::NodeId value = post::no_node;
    post::DateReading reading;
  };
  ReadDate& last_date() { return last_date_; }

  /// For which moments as now what the rules found holds; rules/clock.h narrows it.
  Moments& holds() { return holds_; }

 private:
  const post::Post* post_;
  Moments holds_;
  ReadDate last_date_;
  std::optional<SourceTags> tags_;
  std::optional<TagPairs> pairs_;
  std::optional<std::vector<Suspect>> suspects_;
  std::optional<bool> is_utf8_;
};

}  // namespace galley::rules
