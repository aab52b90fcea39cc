#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>

#include "core/archive/file_store.h"
#include "core/archive/output_file.h"

namespace galley::archive {
namespace {

tl::unexpected<FileError> failed(const std::string& path, int code) {
  std::string cause = std::generic_category().message(code);
  if (!cause.empty() && cause[0] >= 'A' && cause[0] <= 'Z') cause[0] = static_cast<char>(cause[0] + 32);
  return tl::unexpected(FileError{path, cause, code});
}

FileType type_of(mode_t mode) {
  return S_ISREG(mode) ? FileType::file : S_ISDIR(mode) ? FileType::folder : FileType::other;
}

// Closes on every way out; `close` tells of errors that a write may show only then.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  bool ok() const { return fd_ >= 0; }
  int close() {
    const int fd = fd_;
    fd_ = -1;
    return ::close(fd);
  }

 private:
  int fd_;
};

class Disk final : public FileStore {
 public:
  tl::expected<std::string, FileError> read(const std::string& path, std::uint64_t limit) override {
    // Not blocking, or a named pipe would wait for a writer.
    const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd.ok()) return failed(path, errno);
    struct stat st {};
    if (::fstat(fd.get(), &st) != 0) return failed(path, errno);
    if (S_ISDIR(st.st_mode)) return failed(path, EISDIR);
    if (!S_ISREG(st.st_mode)) return tl::unexpected(FileError{path, "not a regular file", 0});
    const auto size = static_cast<std::uint64_t>(st.st_size);
    if (size > limit) {
      return tl::unexpected(FileError{
          path,
          "has " + std::to_string(size) + " bytes, more than the " + std::to_string(limit) + " that a post may have",
          EFBIG});
    }
    std::string bytes(static_cast<std::size_t>(size), '\0');
    std::size_t got = 0;
    while (got < bytes.size()) {
      const ssize_t n = ::read(fd.get(), bytes.data() + got, bytes.size() - got);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return failed(path, errno);
      if (n == 0) break;
      got += static_cast<std::size_t>(n);
    }
    bytes.resize(got);
    return bytes;
  }

  FileType type(const std::string& path) override {
    struct stat st {};
    return ::stat(path.c_str(), &st) == 0 ? type_of(st.st_mode) : FileType::missing;
  }

  std::string canonical(const std::string& path) override {
    std::error_code error;
    const auto real = std::filesystem::canonical(path, error);
    return error ? std::string() : real.string();
  }

  tl::expected<std::vector<DirectoryEntry>, FileError> list(const std::string& folder) override {
    const std::unique_ptr<DIR, int (*)(DIR*)> dir(::opendir(folder.c_str()), ::closedir);
    if (!dir) return failed(folder, errno);
    std::vector<DirectoryEntry> entries;
    errno = 0;
    while (const dirent* e = ::readdir(dir.get())) {
      const std::string_view name = e->d_name;
      if (name != "." && name != "..") {
        FileType t = e->d_type == DT_REG ? FileType::file : e->d_type == DT_DIR ? FileType::folder : FileType::other;
        if (e->d_type == DT_LNK || e->d_type == DT_UNKNOWN) t = type(folder + "/" + std::string(name));
        entries.push_back({std::string(name), t, e->d_type == DT_LNK});
      }
      errno = 0;
    }
    if (errno != 0) return failed(folder, errno);
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return entries;
  }

  tl::expected<void, FileError> write(const std::string& path, std::string_view bytes, bool sync) override {
    struct stat st {};
    const bool replaces = ::stat(path.c_str(), &st) == 0;
    // A file that is a link is replaced where it points, so that the link stays.
    std::string target = path;
    if (replaces) {
      if (const std::string real = canonical(path); !real.empty()) target = real;
    }
    static std::atomic<unsigned> counter{0};
    const std::size_t slash = target.rfind('/');
    const std::string folder = slash == std::string::npos ? std::string() : target.substr(0, slash + 1);
    // A short name of its own: the post's may be as long as names can be.
    const std::string beside =
        folder + ".galley-" + std::to_string(::getpid()) + "-" + std::to_string(counter.fetch_add(1)) + ".tmp";
    Descriptor fd(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!fd.ok()) return failed(path, errno);
    const auto give_up = [&](int code) {
      ::unlink(beside.c_str());
      return failed(path, code);
    };
    std::size_t put = 0;
    while (put < bytes.size()) {
      const ssize_t n = ::write(fd.get(), bytes.data() + put, bytes.size() - put);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return give_up(errno);
      put += static_cast<std::size_t>(n);
    }
    if (replaces && ::fchmod(fd.get(), st.st_mode & 07777) != 0) return give_up(errno);
    if (sync && ::fsync(fd.get()) != 0 && errno != EINVAL) return give_up(errno);
    if (fd.close() != 0) return give_up(errno);
    if (::rename(beside.c_str(), target.c_str()) != 0) return give_up(errno);
    return {};
  }

  tl::expected<std::unique_ptr<OutputFile>, FileError> create(const std::string& path,
                                                              const std::string& beside) override {
    return create_on_disk(path, beside);
  }

  tl::expected<void, FileError> sync_all(const std::string& path) override { return sync_disk(path); }

  tl::expected<void, FileError> make_folder(const std::string& path) override {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) return failed(path, error.value());
    return {};
  }
};

}  // namespace

FileStore& disk() {
  static Disk store;
  return store;
}

}  // namespace galley::archive
