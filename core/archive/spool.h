// Bytes that wait on the disk, in a temporary file without a name: it is gone with the program, however that ends.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "core/archive/file_store.h"

namespace galley::archive {

class Spool {
 public:
  /// In the folder that TMPDIR names, else in /tmp.
  static tl::expected<std::unique_ptr<Spool>, FileError> make();
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  std::uint64_t size() const { return size_; }
  /// Adds bytes at the end.
  tl::expected<void, FileError> append(std::string_view bytes);
  /// For any thread, while nothing is added.
  tl::expected<std::string, FileError> read(std::uint64_t at, std::uint64_t size) const;

  /// Use `make`.
  Spool(int fd, std::string folder) : fd_(fd), folder_(std::move(folder)) {}

 private:
  int fd_;
  std::string folder_;
  std::uint64_t size_ = 0;
};

}  // namespace galley::archive
