// What git says of files: which changed since a revision. Git itself is asked, since only it knows.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "core/archive/file_store.h"

namespace galley::archive {

/// The folder of the git repository (or worktree) that a folder, whose links and dots are resolved, lies in; empty
/// where it lies in none.
std::string repository_of(FileStore& files, std::string folder);

/// The user's own file of patterns to ignore in the repository at `root`: core.excludesFile, or else where git looks
/// for one. It need not be there; empty where there is none that could be.
std::string user_excludes(const std::string& root);

/// The files of the repository at `root` that differ from where its history parted from `revision`: committed, staged,
/// changed, renamed (by the new name) or new and not ignored; not those that are gone. Absolute paths below `root`,
/// sorted. The error says what to do where git does not know the revision, as in a shallow clone.
tl::expected<std::vector<std::string>, std::string> changed_since(const std::string& root, const std::string& revision);

}  // namespace galley::archive
