// Writes front matter as YAML that every reader types alike: those of YAML 1.1 (Psych, go-yaml, PyYAML) and of 1.2
// (js-yaml). yaml-cpp's emitter writes text such as `yes`, `1:30` or `2022-06-10` plain, which reads as something else;
// so text is quoted here by what galley's own typing says of it, and with that decided little is left to emit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/post/yaml_tree.h"

namespace galley::exporters::front_matter {

class YamlWriter {
 public:
  /// A member of the root mapping, in the order of the calls.
  void member(std::string_view key, const post::Value& value);
  void text(std::string_view key, std::string_view value);
  void list(std::string_view key, const std::vector<std::string>& values);
  /// A scalar that is plain YAML already: a time, a number, `true`.
  void plain(std::string_view key, std::string_view yaml);

  /// All of it, between lines of `---`.
  std::string take();

 private:
  std::string out_;
};

/// Text as a scalar that all readers read as that text: plain where it can be, else quoted, or a block where it has
/// lines. `indent`: of the lines of a block.
std::string yaml_text(std::string_view text, std::size_t indent);

}  // namespace galley::exporters::front_matter
