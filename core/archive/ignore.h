// What .gitignore files say of paths (gitignore(5)): read folder by folder during a walk, so that asking about a path
// costs a few comparisons. Git itself reads its whole index to answer, and is asked only where the user's own file of
// patterns is. Whether a path is tracked is not asked.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "core/archive/file_store.h"

namespace galley::archive {

class Ignore {
 public:
  struct Pattern {
    enum class Kind : std::uint8_t { name, suffix, glob } kind = Kind::glob;
    std::string text;
    bool negated = false;
    bool folders_only = false;
    bool by_name = false;  // no slash in it: matches the last part of a path, in any folder
  };

  /// The patterns that hold in a folder: those of its own file, then those of the folders above.
  struct Level {
    std::string base;  // the path of its folder below the top, with a slash at its end; empty at the top
    std::vector<Pattern> patterns;
    const Level* above = nullptr;
  };

  explicit Ignore(FileStore& files) : files_(files) {}

  /// What holds in a folder that a walk begins in, from the top of its git repository (or itself, where it is in none)
  /// down to it, with the repository's `info/exclude` and the user's core.excludesFile. Valid as long as this object;
  /// never null.
  const Level* top(const std::string& folder);

  /// What holds in the folder `name` of the one of `above`; `path` is its path for reading.
  const Level* below(const Level* above, std::string_view name, const std::string& path);

  /// Whether the entry `name` of the folder of `level` is ignored. The last pattern that matches decides, and those of
  /// a deeper folder before those above it.
  static bool ignores(const Level& level, std::string_view name, bool is_folder);

  /// The patterns of a file's text, in its order.
  static std::vector<Pattern> parse(std::string_view text);

 private:
  const Level* push(const Level* above, std::string base, const std::string& file);
  void add_exclude_file(Level& level, const std::string& root);

  FileStore& files_;
  std::deque<Level> levels_;
};

}  // namespace galley::archive
