// Which end tag belongs to which start tag, as an author means it: tags that cross, elements that are never closed, and
// end tags that close nothing. It follows HTML's rules on end tags that may be left out (WHATWG HTML 13.1.2.4); where
// tags are wrong it looks for the reading with the fewest faults, so that one slip of the author gives one fault.
#pragma once

#include <cstdint>
#include <vector>

#include "rules/tags.h"

namespace galley::rules {

inline constexpr std::uint32_t no_tag = ~std::uint32_t{0};

struct TagFault {
  enum class Kind : std::uint8_t {
    unclosed,  // `start` is never closed; `closer`, if any, ended what it stands in
    left_out,  // the same, of an element whose end tag HTML lets be left out
    stray,     // `end` closes nothing; or it ends the heading `start`, which is of another level
    crossed,   // `closer` ended an element around `start`, and `end`, the end of `start`, comes only after it
    nested,    // `start` stands inside `outer`, where HTML lets it not stand, and so closes it
  };
  Kind kind;
  std::uint32_t start = no_tag;  // indices into SourceTags::tags
  std::uint32_t end = no_tag;
  std::uint32_t closer = no_tag;
  std::uint32_t outer = no_tag;  // nested: the element around; crossed: the element that `closer` closes
};

struct TagPairs {
  std::vector<TagFault> faults;        // of written tags, by the place of the tag that is first at fault
  std::vector<std::uint32_t> partner;  // by tag: the other tag of its pair, or no_tag; empty where all tags nest
};

/// Linear in the number of tags.
TagPairs pair_tags(const SourceTags& tags);

}  // namespace galley::rules
