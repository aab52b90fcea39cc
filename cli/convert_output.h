// Where conversions go: a file for each post below a folder, one file, an archive, or one stream; and which name each
// post gets there. Nothing that is read is ever overwritten.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/archive/inputs.h"
#include "core/archive/packed_files.h"
#include "core/archive/packed_output.h"

namespace galley::cli {

struct Destination {
  enum class Kind : std::uint8_t {
    standard,  // standard output, one text after the other
    joined,    // a file with one text after the other (`.jsonl`)
    file,      // one post, to the file `path`
    folder,    // a file each below `path`
    archive,   // a member each of the archive `path`
  } kind = Kind::standard;
  std::string path;
  archive::PackedFormat format = archive::PackedFormat::tar;

  bool in_order() const { return kind == Kind::standard || kind == Kind::joined || kind == Kind::archive; }
};

/// Which of `outputs` stand for files that are read (or an archive of them), as a message; empty for none. Outputs that
/// do not exist yet replace nothing, so most runs ask no more than that of each.
std::string overwritten(archive::PackedFiles& files, const std::vector<archive::Input>& inputs,
                        const std::vector<std::string>& outputs);

/// From `-o OUT`; the error says what is wrong with the request. `several`: more than one post, or a folder of them.
tl::expected<Destination, std::string> destination_of(archive::FileStore& files, const std::string& out,
                                                      std::string_view to, bool several);

/// What each post is written to.
struct OutputNames {
  std::vector<std::string> names;    // below the folder or in the archive; else the destination's own path
  std::vector<std::string> refused;  // for each post why it is not written; empty for none, or one text for each
  std::size_t refusals = 0;
};

/// `extension` with its dot takes the place of the posts' own; `rename`, where given, says where a path below what was
/// named goes.
OutputNames output_names(const std::vector<archive::Input>& inputs, const Destination& destination,
                         std::string_view extension, const std::function<std::string(const std::string&)>& rename);

/// The files that a run would write and that are there already, or may be.
std::vector<std::string> output_paths(archive::FileStore& files, const Destination& destination,
                                      const OutputNames& names);

/// The file that a name of OutputNames stands for.
std::string output_path(const Destination& destination, const std::string& name);

class Outputs {
 public:
  /// Use `open`.
  Outputs(archive::FileStore& files, const Destination& destination) : files_(files), destination_(destination) {}
  static tl::expected<std::unique_ptr<Outputs>, archive::FileError> open(archive::FileStore& files,
                                                                         const Destination& destination);

  /// Writes one post's file; for any thread. Where the destination is not `in_order`.
  tl::expected<void, archive::FileError> put(const std::string& name, std::string_view text);
  /// Adds one post's text; for one thread, in order. Where the destination is `in_order`. `time`: the post's date in
  /// seconds since 1970.
  tl::expected<void, archive::FileError> append(const std::string& name, std::string_view text, std::int64_t time);
  /// Gives a joined file or archive its name. `sync`: everything is on the disk afterwards.
  tl::expected<void, archive::FileError> commit(bool sync);

 private:
  archive::FileStore& files_;
  Destination destination_;
  std::unique_ptr<archive::OutputFile> joined_;
  std::unique_ptr<archive::PackedOutput> packed_;
  std::mutex mutex_;
  std::set<std::string> folders_;  // that were made
};

}  // namespace galley::cli
