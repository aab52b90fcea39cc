// The formats that a run was asked for, side by side, each on its way to standard output or to a file of its own. A
// file is written beside and renamed at the end, so that nothing half-written has its name.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "cli/format/format.h"
#include "core/archive/file_store.h"

namespace galley::cli {

struct FormatRequest {
  const FormatEntry* format = nullptr;
  std::string file;  // empty: standard output
};

/// Reads `NAME` and `NAME=FILE`; `fallback` holds where there are none. The error says which word is wrong: an unknown
/// format, two for standard output, or two for one file.
tl::expected<std::vector<FormatRequest>, std::string> parse_formats(const std::vector<std::string>& words,
                                                                    std::string_view fallback);

class Report {
 public:
  explicit Report(archive::FileStore& files) : files_(files) {}

  /// Adds a format; `file` is empty for standard output. Makes the folder that the file lies in.
  tl::expected<void, archive::FileError> add(std::unique_ptr<Format> format, FormatOptions options, std::string file);

  /// What would go to standard output goes to standard error instead: a mended post takes its place.
  void give_way() { gives_way_ = true; }

  /// The findings of a post that has any, a text for each format. For any thread.
  std::vector<std::string> render(const PostFindings& findings) const;

  // These from one thread, in the order of posts; false once nothing can be written any more that should be.
  bool begin();
  bool put(std::vector<std::string> texts);
  /// Ends every format and gives the files their names.
  bool end(const Totals& totals);

  /// What could not be written of the files; standard output's failure is cli/output.h's to tell.
  const std::vector<archive::FileError>& errors() const { return errors_; }

 private:
  struct Channel {
    std::unique_ptr<Format> format;
    FormatOptions options;
    std::unique_ptr<archive::OutputFile> file;  // null: standard output
    bool open = true;
    bool empty = true;
  };
  void write(Channel& channel, std::string_view text);
  bool any_open() const;

  archive::FileStore& files_;
  bool gives_way_ = false;
  std::vector<Channel> channels_;
  std::vector<archive::FileError> errors_;
};

}  // namespace galley::cli
