#include "cli/output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <fmt/format.h>
#include <cerrno>
#include <cstdlib>

#include <string>

#include "cli/terminal.h"

namespace galley::cli {
namespace {

int failure = 0;
bool status_shown = false;

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

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
  if (status_shown && out_is_terminal()) clear_status();
  if (write_all(STDOUT_FILENO, text)) return true;
  failure = errno;
  return false;
}

int out_failure() { return failure; }

std::string counted(std::size_t n, std::string_view one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

void say(std::string_view message) { write_error("galley: " + harmless(message) + "\n"); }
void write_error(std::string_view text) {
  clear_status();
  write_all(STDERR_FILENO, text);
}

void show_status(std::string_view line) {
  winsize size{};
  const std::size_t columns =
      ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : std::size_t{80};
  // A line as wide as the terminal would go on to the next, and then be left behind.
  const std::string shown = harmless(line.substr(0, columns - 1));
  write_all(STDERR_FILENO, "\r\x1b[K" + shown);
  status_shown = true;
}

void clear_status() {
  if (!status_shown) return;
  write_all(STDERR_FILENO, "\r\x1b[K");
  status_shown = false;
}

bool wants_color(std::string_view choice) {
  if (choice != "auto") return choice == "always";
  if (is_set("NO_COLOR")) return false;
  for (const char* name : {"FORCE_COLOR", "CLICOLOR_FORCE"})
    if (is_set(name)) return std::string_view(std::getenv(name)) != "0";
  const char* terminal = std::getenv("TERM");
  return out_is_terminal() && terminal != nullptr && std::string_view(terminal) != "dumb";
}

bool out_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }
bool error_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

unsigned terminal_columns(unsigned fallback) {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return fallback;
}

}  // namespace galley::cli
