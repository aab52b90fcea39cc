// What the files of this folder that call the system share: an open file that is closed on every way out, and its
// errors.
#pragma once

#include <unistd.h>

#include <string>
#include <system_error>
#include <utility>

#include "core/archive/file_store.h"
#include "core/text/ascii.h"

namespace galley::archive {

/// The error of `path` for a code of errno, in words that begin in lower case.
inline tl::unexpected<FileError> failed(const std::string& path, int code) {
  std::string cause = std::generic_category().message(code);
  if (!cause.empty()) cause[0] = ascii::lower(cause[0]);
  return tl::unexpected(FileError{path, cause, code});
}

/// Owns a file descriptor. `close` tells of errors that a write may show only then.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  int get() const { return fd_; }
  bool ok() const { return fd_ >= 0; }
  /// 0, or -1 with errno set.
  int close() {
    const int fd = std::exchange(fd_, -1);
    return fd < 0 ? 0 : ::close(fd);
  }

 private:
  int fd_;
};

}  // namespace galley::archive
