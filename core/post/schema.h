// JSON Schema over front matter. The only room that knows valijson and how it reads a schema: drafts 4 to 7. Dates are
// texts to a schema, as they would be in JSON; references to other documents are refused, so nothing is fetched.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "core/post/yaml_tree.h"

namespace galley::post {

/// What of a front matter breaks a schema.
struct Violation {
  NodeId node = no_node;  // the value, or the mapping that lacks something
  std::string where;      // the way to it: `tags[0]`, `image.url`; empty for the whole
  std::string problem;    // in valijson's words
};

/// A node as JSON, which a schema is that was written as YAML.
std::string json_text(const YamlTree& yaml, NodeId node);

class Schema {
 public:
  /// `text` is the schema as JSON. The error says what is wrong with it.
  static tl::expected<Schema, std::string> compile(std::string_view text);

  /// Every place at which a valid tree breaks the schema; only the innermost of places within one another, but what
  /// a mapping lacks. For any number of threads.
  std::vector<Violation> validate(const YamlTree& yaml) const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace galley::post
