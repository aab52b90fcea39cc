// What holds, written for people (as YAML, with the origin of each value behind it) and for programs.
#pragma once

#include <string>

#include "cli/config/lookup.h"

namespace galley::cli::config {

/// A value that is not the configuration's: the renderer that `_config.yml` or a default gives.
struct RendererOf {
  std::string name;
  Origin from;
};

struct View {
  std::string path;  // as it was named
  const PostRules* rules = nullptr;
  const Word* excluded = nullptr;
  RendererOf renderer;
  const Keys* keys = nullptr;
};

std::string as_yaml(const View& view);
std::string as_json(const View& view);

/// The JSON Schema (draft 7) of a configuration.
std::string schema_of(const Keys& keys);

}  // namespace galley::cli::config
