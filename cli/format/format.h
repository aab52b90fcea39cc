// How findings are written. A format renders the findings of one post at a time, without state, so that posts are
// rendered in parallel and written in order; what stands around and between them it says by itself. What it renders is
// written at once, unless it takes it back in `take` because it must know the rest first. Formats know findings, not
// rules.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/archive/file_store.h"
#include "core/text/source.h"
#include "rules/finding.h"

namespace galley::cli {

/// The findings about one post; or, after all posts, about the archive as it shows at that path.
struct PostFindings {
  std::string path;
  const Source& source;  // empty where findings are about the file as a whole and its bytes are not at hand
  std::span<const rules::Finding> findings;
};

/// What a rule came to in a run.
struct RuleCount {
  const rules::RuleInfo* rule = nullptr;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t fixable_safely = 0;
  std::size_t fixable_unsafely = 0;
  std::size_t findings() const { return errors + warnings; }
};

/// What a run came to.
struct Totals {
  std::size_t posts = 0;
  std::size_t posts_with_findings = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t fixable_safely = 0;
  std::size_t fixable_unsafely = 0;
  std::size_t fixed = 0;                          // fixes applied, or that a patch applies
  std::size_t posts_fixed = 0;                    // posts that they changed, or would change
  std::size_t unwritable = 0;                     // posts that could not be replaced
  bool interrupted = false;                       // by a signal, before all posts were checked
  std::vector<archive::FileError> unreadable;     // files that could not be read, and so were not checked
  std::size_t known = 0;                          // findings that a baseline hides
  std::map<std::string_view, RuleCount> by_code;  // rules that found something
  std::size_t findings() const { return errors + warnings; }
};

struct FormatOptions {
  bool color = false;
  unsigned columns = 100;   // cells of a line, for what is shown to people
  std::string folder = {};  // the one that relative paths start from, absolute; empty where it is not known
};

class Format {
 public:
  virtual ~Format() = default;
  /// What stands before the first post's findings.
  virtual std::string begin() const { return {}; }
  /// The findings of a post that has any; called from several threads.
  virtual std::string post(const PostFindings& findings, const FormatOptions& options) const = 0;
  /// What stands between the texts of two posts.
  virtual std::string between() const { return {}; }
  /// Gets each text of `post` in order, from one thread; what it returns is written.
  virtual std::string take(std::string text) { return text; }
  /// What stands after the last post's findings.
  virtual std::string end(const Totals&, const FormatOptions&) const { return {}; }
};

struct FormatEntry {
  std::string_view name;
  std::string_view description;
  std::unique_ptr<Format> (*make)();
};

/// All of formats.def, in its order.
std::span<const FormatEntry> formats();
const FormatEntry* find_format(std::string_view name);

#define GALLEY_FORMAT(FUNCTION, CLASS) \
  std::unique_ptr<Format> FUNCTION() { return std::make_unique<CLASS>(); }

}  // namespace galley::cli
