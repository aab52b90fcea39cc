// A file that is written line by line, and has its name when all of it is there.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "cli/output.h"
#include "core/archive/file_store.h"

namespace galley::cli {

/// What cannot be written is said, and the call that did not do it is false.
class LineFile {
 public:
  bool open(archive::FileStore& files, const std::string& path, const std::string& beside = "") {
    auto file = files.create(path, beside);
    if (file)
      file_ = std::move(*file);
    else
      say(file.error().message());
    return file.has_value();
  }
  bool is_open() const { return file_ != nullptr; }
  bool add(std::string_view line) {
    pending_ += line;
    return pending_.size() < 1u << 16 || flush();
  }
  bool commit(bool sync) {
    if (!file_ || !flush()) return !file_;
    const auto done = file_->commit(sync);
    if (!done) say(done.error().message());
    return done.has_value();
  }

 private:
  bool flush() {
    const auto done = file_->append(pending_);
    if (!done) say(done.error().message());
    pending_.clear();
    return done.has_value();
  }

  std::unique_ptr<archive::OutputFile> file_;
  std::string pending_;
};

}  // namespace galley::cli
