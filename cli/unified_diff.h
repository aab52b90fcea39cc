// A difference between two texts as a patch that `git apply` and `patch -p1` take. No library among Debian's makes one
// from two buffers but libgit2, which brings a TLS stack with it.
#pragma once

#include <string>
#include <string_view>

namespace galley::cli {

/// The unified diff (three lines of context) that turns `before` into `after`, with git's header: `path` is below the
/// folder that the patch is for, with `/` between its parts, and is quoted as git quotes it where it needs to be. Lines
/// end at LF; what stands in them, CR and NUL included, is taken as it is. Empty where the two are the same.
std::string unified_diff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace galley::cli
