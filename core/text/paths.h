// The parts of a path, as text: nothing here looks at the disk.
#pragma once

#include <string>
#include <string_view>

namespace galley::paths {

/// What stands after the last `/`: all of a path that has none.
constexpr std::string_view name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// What stands before the last `/`; empty where there is none.
constexpr std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

/// The folder that a path lies in, as one can open it: `.` where the path names none, `/` for what lies in the root.
inline std::string parent_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return std::string(slash == 0 ? "/" : path.substr(0, slash));
}

}  // namespace galley::paths
