// The posts that a command line names, standard input among them, and what is said where some cannot be had.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/declaration.h"
#include "core/archive/inputs.h"
#include "core/archive/packed_files.h"
#include "core/site/sites.h"

namespace galley::cli {

/// What the command line says of which posts.
struct PostsRequest {
  std::vector<std::string> paths;  // none, and no list: this folder
  std::string files_from;          // a file with a list of paths, or `-`
  std::string since;               // a revision of git: only what changed since
  std::string stdin_filename;      // the path that standard input stands for
  bool no_gitignore = false;
  bool show_files = false;  // name the posts, and do nothing with them
};

/// Declares PATH and the options above.
void declare_posts(Command& app, PostsRequest& request);

struct NamedPosts {
  std::vector<archive::Input> posts;  // by path
  std::vector<std::string> words;     // the paths that were named, by the command line or a list
  std::size_t errors = 0;             // paths and configurations that could not be read; each was said
  bool named_folder = false;          // one of the paths is a folder
  std::string stdin_path;             // which of the posts stands for standard input; empty where none does
  std::string stdin_bytes;
};

/// Finds them, reads standard input where `-` is among the paths, and says on standard error what is wrong. Nothing
/// where standard input, the list or git's answer cannot be had. Archives among them are opened in `files`.
std::optional<NamedPosts> find_named_posts(archive::PackedFiles& files, const PostsRequest& request,
                                           site::Sites& sites);

/// `--show-files`: writes the posts' paths, one a line; the exit status.
int show_files(const NamedPosts& posts);

}  // namespace galley::cli
