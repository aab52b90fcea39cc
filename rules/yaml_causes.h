// Why front matter cannot be read, in plain words, and how to write what was meant. libyaml says where it stopped;
// people need to hear of the quote two lines before. A repair is offered only where reading it again shows that it
// helped.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/post/front_matter.h"
#include "rules/finding.h"

namespace galley::rules {

struct YamlCause {
  Span at;              // the thing itself
  std::string message;  // one sentence, with what to do
  std::optional<Fix> fix;
  std::vector<Related> related;
};

/// `front_matter` is that of `text` and has an error of kind syntax, character, alias or value.
YamlCause explain_yaml_error(std::string_view text, const post::FrontMatter& front_matter);

}  // namespace galley::rules
