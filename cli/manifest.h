// The manifest of a conversion: one line of JSON for each post, in the order of the input, that tells what became of
// it. Nothing in it depends on the clock, so two runs over the same posts write the same bytes. `--resume` reads it
// back.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/archive/file_store.h"
#include "core/exporters/exporter.h"
#include "core/text/source.h"

namespace galley::cli {

/// What became of a post.
enum class Outcome : std::uint8_t {
  written,     // and says the same, as far as that was checked
  lossy,       // written, but it does not say all that the post said: see the messages
  failed,      // not written, since it could not be converted
  refused,     // not written, since another post has its output's name
  unreadable,  // its file could not be read
  unwritable,  // its output could not be written
};
std::string_view to_string(Outcome outcome);

struct ManifestEntry {
  std::string_view path;
  std::string_view output;  // below the output folder, or in the archive; a stream's own path
  Outcome outcome = Outcome::written;
  std::string input_hash, output_hash;                              // SHA-256; empty where there are no bytes
  const exporters::Report* report = nullptr;                        // null where nothing was converted
  std::vector<std::pair<std::string_view, std::uint32_t>> removed;  // elements by `--remove` selector
  std::vector<std::string> notes;                                   // what has no counterpart in the output
  std::string_view messages;                                        // lines, as they went to standard error
  std::string_view settings;                                        // what else the output depends on, as a hash
};

/// One line, with its line end. `source` tells the places of differences; null where nothing was read.
std::string manifest_line(const ManifestEntry& entry, const Source* source);

/// What an earlier run left.
class EarlierRun {
 public:
  /// Takes in a manifest; lines that are not whole, or not of a manifest, count for nothing. A later line about a post
  /// stands for an earlier one.
  void add(std::string_view manifest);

  struct Known {
    std::string line;
    std::string output;
    std::string input_hash, output_hash, settings;
    Outcome outcome = Outcome::failed;
    std::string messages;
  };
  /// What is known of a post that was written; null for nothing.
  const Known* find(const std::string& path) const;
  bool empty() const { return posts_.empty(); }

 private:
  std::map<std::string, Known, std::less<>> posts_;
};

}  // namespace galley::cli
