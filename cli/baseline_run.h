// What a run of `galley lint` does with a baseline: hides what is known and tells what is stale, or records what is
// there.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "cli/baseline.h"
#include "cli/declaration.h"
#include "cli/posts.h"

namespace galley::cli {

struct BaselineArguments {
  std::string file;
  bool write = false;
  bool none = false;
};

/// Declares --baseline, --write-baseline and --no-baseline.
void add_baseline_options(Command& command, BaselineArguments& arguments);

class BaselineRun {
 public:
  /// `common` is the folder that all named paths have in common, `home` where a new baseline belongs (both may be
  /// empty, for the current folder). Nothing where no baseline has part in the run; the error says why one cannot be
  /// used.
  static tl::expected<std::optional<BaselineRun>, std::string> open(archive::FileStore& files,
                                                                    const BaselineArguments& arguments,
                                                                    const std::string& common, const std::string& home);

  /// The posts of the run, in their order.
  void set_posts(const NamedPosts& posts);

  /// What a post has to do with the baseline.
  struct Outcome {
    std::size_t known = 0;  // findings taken out, since they are known
    std::vector<StaleEntry> stale;
    KnownFindings found;  // where it is written
  };
  /// Takes out of a post's findings what is not to be reported. For any thread.
  Outcome judge(std::size_t post, const Source& source, const rules::Selection& selection,
                std::vector<rules::Finding>& findings) const;
  /// Keeps what came of a post. From one thread at a time.
  void take(std::size_t post, const rules::Selection& selection, Outcome outcome);

  bool writes() const { return write_; }
  /// Says what is stale, or writes the baseline and says so (unless `quiet`). False where it cannot be written.
  bool finish(bool quiet);

 private:
  explicit BaselineRun(Baseline baseline) : baseline_(std::move(baseline)) {}

  Baseline baseline_;
  bool write_ = false;
  bool named_folder_ = false;
  std::vector<std::string> names_;  // of the posts of the run, as the baseline names them
  std::vector<StaleEntry> stale_;
};

}  // namespace galley::cli
