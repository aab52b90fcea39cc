#include "cli/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>

#include "cli/terminal.h"

namespace galley::cli {
namespace {

int failure = 0;

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = ::write(fd, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

bool write_out(std::string_view text) {
  if (failure != 0) return false;
  if (write_all(STDOUT_FILENO, text)) return true;
  failure = errno;
  return false;
}

int out_failure() { return failure; }

void say(std::string_view message) { write_error("galley: " + harmless(message) + "\n"); }
void write_error(std::string_view text) { write_all(STDERR_FILENO, text); }

bool out_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }
bool error_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

unsigned terminal_columns(unsigned fallback) {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return fallback;
}

}  // namespace galley::cli
