// What holds for a run of rules: the moment that counts as now, and each rule's options as the configuration gave them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/post/scalar.h"

namespace galley::rules {

using OptionValue = std::variant<bool, std::int64_t, std::string, std::vector<std::string>>;

struct Settings {
  post::Instant now;
  /// By rule code, then option name. Values have the kind that the rule's Option declares: the configuration checks it.
  std::map<std::string, std::map<std::string, OptionValue, std::less<>>, std::less<>> options;
  /// Contents of the files that options name (the schema of FM010), by the option's value: rules do not touch the disk.
  std::map<std::string, std::string, std::less<>> files;
  /// Patterns of paths, as a site's URLs have them, that something unseen publishes: links to them are not broken.
  std::vector<std::string> known_paths;
  /// Whether the run knows the posts' site (a folder that Jekyll would build) rather than lone files.
  bool has_site = false;
};

}  // namespace galley::rules
