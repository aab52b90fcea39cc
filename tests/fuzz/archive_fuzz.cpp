// Reads any bytes as an archive: what it has of them is inside, under a name that leads nowhere else.
#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "core/archive/packed_reader.h"
#include "core/archive/spool.h"
#include "tests/fuzz/fuzzing.h"

using namespace galley;

namespace {

/// A file in memory, under a path.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : fd_(memfd_create("archive", MFD_CLOEXEC)) {
    fuzzing::require(fd_ >= 0 && write(fd_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  }
  ~Bytes() { close(fd_); }
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

 private:
  int fd_;
};

bool leads_out(std::string_view name) {
  return name.empty() || name.front() == '/' || name == ".." || name.starts_with("../") || name.ends_with("/..") ||
         name.find("/../") != std::string_view::npos || name.find('\0') != std::string_view::npos;
}

}  // namespace

FUZZ(input) {
  const Bytes file(input);
  auto spool = archive::Spool::make();
  fuzzing::require(spool.has_value());
  const archive::PackedContents contents = archive::read_packed(file.path(), **spool);
  for (const archive::PackedMember& member : contents.members) {
    fuzzing::require(!leads_out(member.name));
    const auto bytes = (*spool)->read(member.at, member.size);
    fuzzing::require(bytes && bytes->size() == member.size);
  }
}
