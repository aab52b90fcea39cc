// The posts that a command line names, standard input among them, and what is said where some cannot be had.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/archive/inputs.h"
#include "core/archive/packed_files.h"
#include "core/site/sites.h"

namespace galley::cli {

struct NamedPosts {
  std::vector<archive::Input> posts;  // by path
  std::size_t errors = 0;             // paths and configurations that could not be read; each was said
  bool named_folder = false;          // one of the paths is a folder
  std::string stdin_path;             // which of the posts stands for standard input; empty where none does
  std::string stdin_bytes;
};

/// Finds them, reads standard input where `-` is among the paths, and says on standard error what is wrong. Nothing
/// where standard input cannot be read. No path means this folder. Archives among them are opened in `files`.
std::optional<NamedPosts> find_named_posts(archive::PackedFiles& files, std::vector<std::string> paths,
                                           const std::string& stdin_filename, site::Sites& sites);

}  // namespace galley::cli
