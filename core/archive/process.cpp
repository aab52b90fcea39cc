#include "core/archive/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

extern char** environ;

namespace galley::archive {
namespace {

struct Pipe {
  int read = -1, write = -1;
  Pipe() = default;
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_read();
    close_write();
  }
  bool open() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    read = ends[0];
    write = ends[1];
    return true;
  }
  void close_read() {
    if (read >= 0) ::close(read);
    read = -1;
  }
  void close_write() {
    if (write >= 0) ::close(write);
    write = -1;
  }
};

struct Spawning {
  posix_spawn_file_actions_t files{};
  posix_spawnattr_t attributes{};
  Spawning() {
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawnattr_init(&attributes);
  }
  Spawning(const Spawning&) = delete;
  Spawning& operator=(const Spawning&) = delete;
  ~Spawning() {
    ::posix_spawn_file_actions_destroy(&files);
    ::posix_spawnattr_destroy(&attributes);
  }
};

// Both at once: a program that fills one pipe while the other is read would wait for ever.
void drain(Pipe& out, Pipe& err, Ran& ran) {
  std::array<char, 65536> buffer;
  while (out.read >= 0 || err.read >= 0) {
    std::array<pollfd, 2> waiting{pollfd{out.read, POLLIN, 0}, pollfd{err.read, POLLIN, 0}};
    if (::poll(waiting.data(), waiting.size(), -1) < 0) {
      if (errno == EINTR) continue;
      return;
    }
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      if (waiting[i].revents == 0) continue;
      const ssize_t n = ::read(waiting[i].fd, buffer.data(), buffer.size());
      if (n < 0 && errno == EINTR) continue;
      if (n > 0)
        (i == 0 ? ran.out : ran.err).append(buffer.data(), static_cast<std::size_t>(n));
      else
        (i == 0 ? out : err).close_read();
    }
  }
}

}  // namespace

tl::expected<Ran, std::string> run_program(const std::vector<std::string>& words,
                                           const std::vector<std::string>& without) {
  const auto failed = [&](int code) {
    return tl::unexpected(words[0] +
                          (code == ENOENT ? " is not installed" : ": " + std::generic_category().message(code)));
  };
  Pipe out, err;
  if (!out.open() || !err.open()) return failed(errno);
  Spawning spawning;
  ::posix_spawn_file_actions_addopen(&spawning.files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&spawning.files, out.write, STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&spawning.files, err.write, STDERR_FILENO);
  // We ignore this one; the program should die of it as others do.
  sigset_t defaults;
  ::sigemptyset(&defaults);
  ::sigaddset(&defaults, SIGPIPE);
  ::posix_spawnattr_setsigdefault(&spawning.attributes, &defaults);
  ::posix_spawnattr_setflags(&spawning.attributes, POSIX_SPAWN_SETSIGDEF);

  std::vector<std::string> copies = words;
  std::vector<char*> arguments;
  for (std::string& word : copies) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::vector<char*> environment;
  for (char** e = environ; *e != nullptr; ++e) {
    const std::string_view variable = *e;
    const std::string_view name = variable.substr(0, variable.find('='));
    if (std::find(without.begin(), without.end(), name) == without.end()) environment.push_back(*e);
  }
  environment.push_back(nullptr);

  pid_t child = 0;
  const int code = ::posix_spawnp(&child, words[0].c_str(), &spawning.files, &spawning.attributes, arguments.data(),
                                  environment.data());
  if (code != 0) return failed(code);
  out.close_write();
  err.close_write();
  Ran ran;
  drain(out, err, ran);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return failed(errno);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

}  // namespace galley::archive
