// How findings are written. A format renders the findings of one post at a time, without state, so that posts are
// rendered in parallel and written in order; what stands around and between them it says by itself. Formats know
// findings, not rules.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/source.h"
#include "rules/finding.h"

namespace galley::cli {

struct PostFindings {
  std::string path;
  const Source& source;
  std::span<const rules::Finding> findings;
};

/// What a run came to.
struct Totals {
  std::size_t posts = 0;
  std::size_t posts_with_findings = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t fixable_safely = 0;
  std::size_t fixable_unsafely = 0;
  std::size_t unreadable = 0;
  std::size_t known = 0;  // findings that a baseline hides
  std::map<std::string_view, std::size_t> by_code;
  std::size_t findings() const { return errors + warnings; }
};

struct FormatOptions {
  bool color = false;
  unsigned columns = 100;  // cells of a line, for what is shown to people
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
