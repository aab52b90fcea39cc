#include "core/archive/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace galley::archive {
namespace {

FileError failed(const std::string& folder) {
  return {folder,
          "the archive's members cannot wait here: " + std::generic_category().message(errno) +
              "; name a folder with room in TMPDIR",
          errno};
}

}  // namespace

tl::expected<std::unique_ptr<Spool>, FileError> Spool::make() {
  const char* named = std::getenv("TMPDIR");
  std::string folder = named && *named ? named : "/tmp";
  int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0) {  // a file system without nameless files
    std::string name = folder + "/galley-XXXXXX";
    fd = ::mkostemp(name.data(), O_CLOEXEC);
    if (fd < 0) return tl::unexpected(failed(folder));
    ::unlink(name.c_str());
  }
  return std::make_unique<Spool>(fd, std::move(folder));
}

Spool::~Spool() { ::close(fd_); }

tl::expected<void, FileError> Spool::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return tl::unexpected(failed(folder_));
    size_ += static_cast<std::uint64_t>(n);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

tl::expected<std::string, FileError> Spool::read(std::uint64_t at, std::uint64_t size) const {
  std::string bytes(static_cast<std::size_t>(size), '\0');
  for (std::size_t got = 0; got < bytes.size();) {
    const ssize_t n = ::pread(fd_, bytes.data() + got, bytes.size() - got, static_cast<off_t>(at + got));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return tl::unexpected(failed(folder_));
    got += static_cast<std::size_t>(n);
  }
  return bytes;
}

}  // namespace galley::archive
