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

#include "core/archive/descriptor.h"
#include "core/archive/file_store.h"
#include "core/archive/output_file.h"

namespace galley::archive {
namespace {

FileType type_of(mode_t mode) {
  return S_ISREG(mode) ? FileType::file : S_ISDIR(mode) ? FileType::folder : FileType::other;
}

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
    return read_from(fd, path, size);
  }

  tl::expected<std::string, FileError> read_head(const std::string& path, std::uint64_t count) override {
    const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd.ok()) return failed(path, errno);
    struct stat st {};
    if (::fstat(fd.get(), &st) != 0) return failed(path, errno);
    if (!S_ISREG(st.st_mode)) return tl::unexpected(FileError{path, "not a regular file", 0});
    return read_from(fd, path, std::min(count, static_cast<std::uint64_t>(st.st_size)));
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
    return put_in_place(path, bytes, sync, nullptr, 0666);
  }

  tl::expected<void, FileError> write_private(const std::string& path, std::string_view bytes) override {
    return put_in_place(path, bytes, false, nullptr, 0600);
  }

  tl::expected<void, FileError> replace(const std::string& path, std::string_view expected,
                                        std::string_view bytes) override {
    // A rename asks for the folder alone; that a file is read-only is its owner's wish all the same.
    if (::access(path.c_str(), W_OK) != 0) return explained(path, "cannot be changed", errno);
    return put_in_place(path, bytes, true, &expected, 0600);
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

  std::optional<FileMark> mark(const std::string& path) override {
    struct stat st {};
    if (::stat(path.c_str(), &st) != 0 || !S_ISREG(st.st_mode)) return std::nullopt;
    const auto ns = [](const timespec& t) { return static_cast<std::int64_t>(t.tv_sec) * 1'000'000'000 + t.tv_nsec; };
    return FileMark{st.st_dev, st.st_ino, static_cast<std::uint64_t>(st.st_size), ns(st.st_mtim), ns(st.st_ctim)};
  }

  void remove(const std::string& path) override { ::unlink(path.c_str()); }

 private:
  static tl::expected<std::string, FileError> read_from(const Descriptor& fd, const std::string& path,
                                                        std::uint64_t count) {
    std::string bytes(static_cast<std::size_t>(count), '\0');
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

  static tl::unexpected<FileError> explained(const std::string& path, const std::string& what, int code) {
    FileError error = failed(path, code).value();
    error.cause = what + ": " + error.cause;
    return tl::unexpected(std::move(error));
  }

  // Where `expected` is given, a file that is something else by now is left alone.
  tl::expected<void, FileError> put_in_place(const std::string& path, std::string_view bytes, bool sync,
                                             const std::string_view* expected, mode_t mode) {
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
    std::string beside;
    int opened = -1;
    // One that a process of the same number left when it was killed is stepped over.
    for (int tries = 0; tries < 100 && (opened < 0 && (tries == 0 || errno == EEXIST)); ++tries) {
      beside = folder + ".galley-" + std::to_string(::getpid()) + "-" + std::to_string(counter.fetch_add(1)) + ".tmp";
      opened = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, replaces ? 0600 : mode);
    }
    Descriptor fd(opened);
    if (!fd.ok()) return explained(path, "cannot be written (a new file is made in its folder first)", errno);
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
    // What root or a member of the group replaces stays its owner's, where that is allowed.
    if (replaces && (st.st_uid != ::geteuid() || st.st_gid != ::getegid()) &&
        ::fchown(fd.get(), st.st_uid, st.st_gid) != 0 && errno != EPERM)
      return give_up(errno);
    if (replaces && ::fchmod(fd.get(), st.st_mode & 07777) != 0) return give_up(errno);
    if (sync && ::fsync(fd.get()) != 0 && errno != EINVAL) return give_up(errno);
    if (fd.close() != 0) return give_up(errno);
    if (expected != nullptr) {
      const auto there = read(target, std::max(expected->size(), bytes.size()));
      if (!there || *there != *expected) {
        ::unlink(beside.c_str());
        if (there && *there == bytes) return {};
        if (!there && there.error().code != EFBIG)
          return tl::unexpected(FileError{path, there.error().cause, there.error().code});
        return tl::unexpected(
            FileError{path, "was changed by something else meanwhile, and is left as it is now; run galley again", 0});
      }
    }
    if (::rename(beside.c_str(), target.c_str()) != 0) return give_up(errno);
    return {};
  }
};

}  // namespace

FileStore& disk() {
  static Disk store;
  return store;
}

}  // namespace galley::archive
