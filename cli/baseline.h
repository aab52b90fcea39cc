// A baseline: the findings that an archive has already, so that a run reports only what is new. An entry is a rule, a
// post, and a fingerprint of the finding's own text with up to 32 characters of its line on either side, or of nothing
// for a finding about the whole file; how often the same occurs in a post is counted. So text that moves about keeps
// its entries.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <unordered_map>
#include <vector>

#include "core/archive/file_store.h"
#include "core/text/source.h"
#include "rules/finding.h"
#include "rules/pass.h"

namespace galley::cli {

inline constexpr std::string_view baseline_name = ".galley-baseline.json";

/// Of one post: by rule code, then fingerprint, how often it occurs.
using KnownFindings = std::map<std::string, std::map<std::string, std::uint32_t>, std::less<>>;

/// What a finding is known by: 20 hexadecimal digits, or empty for one about the whole file.
std::string fingerprint(const Source& source, const rules::Finding& finding);

/// The findings of a post, counted.
KnownFindings known_of(const Source& source, const std::vector<rules::Finding>& findings);

struct StaleEntry {
  std::string path;  // as the baseline names it
  std::string code;
  std::uint32_t count = 1;
  bool post_is_gone = false;
};

class Baseline {
 public:
  /// An empty one, to stand at `path`. Posts are named relative to the folder that it stands in.
  Baseline(archive::FileStore& files, std::string path);

  /// Reads the file; the error names it, the place, and the way out.
  static tl::expected<Baseline, std::string> read(archive::FileStore& files, const std::string& path);

  const std::string& path() const { return path_; }
  /// How the baseline names a post. Not for several threads.
  std::string name_of(const std::string& post);

  /// Takes the known ones out of a post's findings, and says what is known and does not occur. Rules that do not run
  /// (`selection`) are left alone. `known` counts what was taken out. For any thread.
  std::vector<StaleEntry> hide(const std::string& name, const Source& source, const rules::Selection& selection,
                               std::vector<rules::Finding>& findings, std::size_t& known) const;
  /// Entries of posts that are not among `checked` (names, sorted) and whose files are gone.
  std::vector<StaleEntry> gone(const std::vector<std::string>& checked) const;

  /// Puts a post's findings in the place of what was known of it. What rules that did not run had found stays.
  void record(const std::string& name, const rules::Selection& selection, KnownFindings found);
  /// Drops the posts whose files are gone.
  void drop_gone();
  /// Writes it, sorted, an entry a line.
  tl::expected<void, archive::FileError> write() const;
  std::size_t size() const;  // findings

 private:
  archive::FileStore* files_;
  std::string path_;
  std::string folder_;  // its real path
  std::map<std::string, KnownFindings> posts_;
  std::map<std::string, std::string> folders_;  // folders of posts as they were named, to their real paths
};

/// The nearest baseline at or above a folder (a real path), or empty.
std::string find_baseline(archive::FileStore& files, std::string folder);

}  // namespace galley::cli
