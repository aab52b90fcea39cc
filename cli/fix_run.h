// What `lint --fix` and `lint --diff` do with a post: mend it in memory, then put it in place or show the difference.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/archive/file_store.h"
#include "core/archive/inputs.h"
#include "rules/fix_rounds.h"

namespace galley::cli {

struct FixJob {
  enum class Mode : std::uint8_t {
    none,
    apply,  // posts are replaced; standard input's goes to standard output
    diff,   // nothing is changed; a patch is written instead of findings
  };
  Mode mode = Mode::none;
  rules::FixGrade most = rules::FixGrade::safe;
};

/// What came of a post.
struct FixedPost {
  std::size_t fixed = 0;                    // fixes that were applied, or would be
  std::string patch;                        // of `diff`: empty where nothing would change
  std::vector<rules::FixTrouble> troubles;  // fixes that were left out
  std::optional<archive::FileError> error;  // why the post could not be replaced
};

/// Mends a post that was read and checked, and leaves in `looked` what stands in the file afterwards (of `diff`: would
/// stand there). Where the post cannot be replaced, `looked` stays as it was. Standard input's bytes are left to the
/// caller to write.
FixedPost fix_post(archive::FileStore& files, const archive::Input& input, bool is_stdin, const FixJob& job,
                   rules::Looked& looked, const rules::Look& look);

/// How a patch names the post at `path`: below the git work tree that it stands in, else below the current folder. A
/// post that is a link is named by what it points to.
std::string patch_path(archive::FileStore& files, const std::string& path);

}  // namespace galley::cli
