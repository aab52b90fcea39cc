// Which posts a list of paths names: files, folders, patterns. A folder that Jekyll would build gives its posts, drafts
// and the documents of its collections; any other folder gives every file whose extension a post may have.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/archive/file_store.h"

namespace galley::archive {

struct Input {
  /// What Jekyll takes the file for, by its path alone.
  enum class Role : std::uint8_t {
    post,        // below `_posts`
    draft,       // below `_drafts`
    document,    // of another collection, or a page that was named
    loose_post,  // found in a folder that belongs to no site: meant as a post
    lone_file,   // named by itself, and belongs to no site
  };
  std::string path;  // as the user named it, or below what they named
  Role role = Role::post;
  std::string below;  // the path below the folder that was named (or that a pattern begins with); a file's own name
  std::string site;   // the folder of the nearest `_config.yml` at or above it; empty where there is none
};

struct Inputs {
  std::vector<Input> posts;        // by path, each once
  std::vector<FileError> errors;   // what could not be listed, and folders named like a post
  std::vector<std::string> empty;  // paths that were named and hold no posts
  std::size_t ignored = 0;         // posts and folders that a .gitignore kept out
};

struct InputOptions {
  /// Extensions of posts, in lower case without the dot.
  std::vector<std::string> extensions{"md", "markdown", "mkdown", "mkdn", "mkd", "html", "htm"};
  /// The folders of a site's collections, relative to the site (`_recipes`); asked once for a site.
  std::function<std::vector<std::string>(const std::string& site)> collections;
  /// Whether .gitignore files keep out what lies in a folder that is named; asked for each.
  std::function<bool(const std::string& folder)> gitignore = [](const std::string&) { return true; };
};

/// Paths that do not exist, and patterns that match nothing, are errors. `literal` paths come from a list: no patterns.
/// `./` and `..` are taken out of paths, and a post that is named twice, however it is written, counts once.
Inputs find_inputs(FileStore& files, const std::vector<std::string>& paths, const std::vector<std::string>& literal,
                   const InputOptions& options);

/// A path without `./`, `//`, `x/..` and a slash at the end; as it is where that would be another file, since `x` is a
/// link.
std::string tidy_path(FileStore& files, const std::string& path);

/// What a single path is taken for, whether or not a file stands there (standard input has a name of its own).
Input input_named(FileStore& files, const std::string& path);

/// Whether a path's extension is one of a post.
bool has_post_extension(std::string_view path, const std::vector<std::string>& extensions);

}  // namespace galley::archive
