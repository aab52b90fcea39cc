// One configuration file, read and checked. Everything keeps its place in the file, and every fault is told, not the
// first alone.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/config/keys.h"
#include "cli/config/origin.h"
#include "cli/selection.h"
#include "core/archive/file_store.h"
#include "rules/settings.h"

namespace galley::cli::config {

inline constexpr std::string_view config_name = ".galley.yml";
inline constexpr std::size_t max_config_bytes = 1 << 20;

struct OptionSetting {
  rules::OptionValue value;
  Origin from;
  std::optional<std::string> file = {};  // content of the file that the value names
};
/// By rule code, then option.
using RuleOptions = std::map<std::string, std::map<std::string, OptionSetting, std::less<>>, std::less<>>;

struct PerPath {
  Word pattern;
  SelectionLayer rules;
  RuleOptions options;
};

/// A value for an option of a command.
struct CommandSetting {
  std::string key;
  std::string option;  // without dashes
  std::vector<std::string> values;
  Origin from;
};

struct ConfigFile {
  std::string path;    // as messages name it
  std::string folder;  // its real path
  std::vector<Word> extends;
  SelectionLayer rules;
  RuleOptions options;
  std::vector<PerPath> per_path;
  std::vector<Word> exclude, known_paths, known_keys;
  std::optional<Word> renderer;
  std::vector<CommandSetting> lint, convert;
};

/// `folder` is where relative paths in the file begin. Faults are added to `problems`; what is right is read all the
/// same.
ConfigFile parse_config(archive::FileStore& files, const std::string& path, const std::string& folder,
                        std::string_view bytes, const Keys& keys, std::vector<Problem>& problems);

/// Whether `path` (below the folder in which the pattern counts) is the pattern's, or lies in a folder that is. A
/// pattern without a slash is compared with each part of the path.
bool path_matches(std::string_view pattern, std::string_view path);

/// `folder/name`, or `name` where it is absolute.
std::string beside(std::string_view folder, std::string_view name);

}  // namespace galley::cli::config
