// What rules report: a place in a post, a sentence that says what to do, and, where it can be mended, how, as data.
// Findings know nothing of output formats, and nothing here touches the disk.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/span.h"

namespace galley::rules {

enum class Level : std::uint8_t { off, warning, error };
/// A safe fix changes neither what a reader sees nor what Jekyll builds; an unsafe one may.
enum class FixGrade : std::uint8_t { none, safe, unsafe };

std::string_view to_string(Level level);
std::string_view to_string(FixGrade grade);

/// Replaces `at` by `text`; spans are bytes of the post, and edits of one fix do not overlap.
struct Edit {
  Span at;
  std::string text;
  friend bool operator==(const Edit&, const Edit&) = default;
};

struct Fix {
  FixGrade grade = FixGrade::safe;
  std::string title;  // what it does, as an imperative: "Quote the title"
  std::vector<Edit> edits;
};

/// Another place that has part in a finding. `path` is empty where it is the post itself.
struct Related {
  Span at;
  std::string message;
  std::string path;
};

struct RuleInfo;

struct Finding {
  const RuleInfo* rule = nullptr;  // of the registry, which outlives every finding
  Level level = Level::warning;
  Span at;                  // bytes of the post; empty at 0 where it is about the file as a whole
  bool whole_file = false;  // about the file, its name or its presence rather than any bytes of it
  std::string message;
  std::optional<Fix> fix;
  std::vector<Related> related;
};

}  // namespace galley::rules
