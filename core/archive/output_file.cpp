#include "core/archive/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/archive/descriptor.h"

namespace galley::archive {
namespace {

std::string real_path(const std::string& path) {
  std::error_code error;
  const auto real = std::filesystem::canonical(path, error);
  return error ? std::string() : real.string();
}

class DiskFile final : public OutputFile {
 public:
  explicit DiskFile(const std::string& path) : path_(path), target_(path) {}
  ~DiskFile() override { give_up(); }
  DiskFile(const DiskFile&) = delete;
  DiskFile& operator=(const DiskFile&) = delete;

  tl::expected<void, FileError> open(const std::string& beside) {
    struct stat st {};
    const bool replaces = ::stat(path_.c_str(), &st) == 0;
    if (replaces && S_ISDIR(st.st_mode)) return failed(path_, EISDIR);
    if (replaces && !S_ISREG(st.st_mode)) {
      fd_ = Descriptor(::open(path_.c_str(), O_WRONLY | O_CLOEXEC));
      if (!fd_.ok()) return failed(path_, errno);
      return {};
    }
    // A file that is a link is replaced where it points, so that the link stays.
    if (replaces) {
      if (const std::string real = real_path(path_); !real.empty()) target_ = real;
    }
    if (!beside.empty()) {
      beside_ = beside;
      fd_ = Descriptor(::open(beside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    } else {
      static std::atomic<unsigned> counter{0};
      const std::size_t slash = target_.rfind('/');
      // A short name of its own: the post's may be as long as names can be.
      beside_ = (slash == std::string::npos ? std::string() : target_.substr(0, slash + 1)) + ".galley-" +
                std::to_string(::getpid()) + "-" + std::to_string(counter.fetch_add(1)) + ".tmp";
      fd_ = Descriptor(::open(beside_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    }
    if (!fd_.ok()) {
      const int code = errno;
      beside_.clear();
      return failed(path_, code);
    }
    if (replaces && ::fchmod(fd_.get(), st.st_mode & 07777) != 0) return give_up(errno);
    return {};
  }

  tl::expected<void, FileError> append(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t n = ::write(fd_.get(), bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return give_up(errno);
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return {};
  }

  tl::expected<void, FileError> commit(bool sync) override {
    if (beside_.empty()) {
      if (fd_.close() != 0) return failed(path_, errno);
      return {};
    }
    if (sync && ::fsync(fd_.get()) != 0 && errno != EINVAL) return give_up(errno);
    if (fd_.close() != 0) return give_up(errno);
    if (::rename(beside_.c_str(), target_.c_str()) != 0) return give_up(errno);
    beside_.clear();
    return {};
  }

 private:
  tl::unexpected<FileError> give_up(int code) {
    give_up();
    return failed(path_, code);
  }
  void give_up() {
    if (!beside_.empty()) ::unlink(beside_.c_str());
    beside_.clear();
  }

  std::string path_;
  std::string target_;
  std::string beside_;  // empty where it is written to in place, or nothing is there to take away
  Descriptor fd_{-1};
};

}  // namespace

tl::expected<std::unique_ptr<OutputFile>, FileError> create_on_disk(const std::string& path,
                                                                    const std::string& beside) {
  auto file = std::make_unique<DiskFile>(path);
  if (auto opened = file->open(beside); !opened) return tl::unexpected(opened.error());
  return file;
}

tl::expected<void, FileError> sync_disk(const std::string& path) {
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd.ok() || ::syncfs(fd.get()) != 0) return failed(path, errno);
  return {};
}

}  // namespace galley::archive
