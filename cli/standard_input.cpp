#include "cli/standard_input.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace galley::cli {

tl::expected<std::string, archive::FileError> read_standard_input(std::uint64_t limit) {
  std::string bytes;
  std::array<char, 65536> buffer;
  while (true) {
    const ssize_t n = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0)
      return tl::unexpected(archive::FileError{"standard input", std::generic_category().message(errno), errno});
    if (n == 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(n));
    if (bytes.size() > limit)
      return tl::unexpected(archive::FileError{
          "standard input", "has more than the " + std::to_string(limit) + " bytes that a post may have", EFBIG});
  }
}

}  // namespace galley::cli
