#include "core/archive/packed_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <clocale>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "core/archive/inputs.h"
#include "core/archive/load.h"
#include "core/archive/packed_files.h"
#include "core/text/transcode.h"
#include "core/text/utf8.h"

namespace galley::archive {
namespace {

struct ReaderFree {
  void operator()(::archive* a) const { archive_read_free(a); }
};

/// libarchive hands names out in the thread's character set, and drops those that it cannot say there.
class Utf8Locale {
 public:
  Utf8Locale() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_) before_ = ::uselocale(locale_);
  }
  ~Utf8Locale() {
    if (!locale_) return;
    ::uselocale(before_);
    ::freelocale(locale_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t locale_;
  locale_t before_{};
};

/// A name without empty and `.` parts; nothing where it leads outside.
std::optional<std::string> inside(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at <= name.size();) {
    std::size_t end = name.find('/', at);
    if (end == std::string_view::npos) end = name.size();
    const std::string_view part = name.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == "..") return std::nullopt;
    if (!out.empty()) out += '/';
    out += part;
  }
  return out;
}

bool can_matter(std::string_view name) {
  static const InputOptions options;
  const std::size_t slash = name.rfind('/');
  return name.substr(slash == std::string_view::npos ? 0 : slash + 1) == "_config.yml" ||
         has_post_extension(name, options.extensions);
}

/// The last bytes of a tar are zeros: two blocks of them end it.
bool ends_like_a_tar(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return true;
  std::array<char, 512> last{};
  struct stat st {};
  bool zeros = true;
  if (::fstat(fd, &st) == 0 && st.st_size >= 512) {
    const ssize_t n = ::pread(fd, last.data(), last.size(), st.st_size - 512);
    zeros = n != 512 || std::all_of(last.begin(), last.end(), [](char c) { return c == '\0'; });
  } else {
    zeros = st.st_size == 0;
  }
  ::close(fd);
  return zeros;
}

class PackedReader {
 public:
  PackedReader(const std::string& path, Spool& spool) : path_(path), spool_(spool) {}

  PackedContents read() {
    const Utf8Locale locale;
    reader_.reset(archive_read_new());
    if (!reader_) {
      tell(path_, "out of memory");
      return std::move(contents_);
    }
    ::archive* a = reader_.get();
    archive_read_support_format_tar(a);
    archive_read_support_format_zip(a);
    archive_read_support_filter_gzip(a);
    archive_read_support_filter_zstd(a);
    archive_read_support_filter_xz(a);
    archive_read_support_filter_bzip2(a);
    if (archive_read_open_filename(a, path_.c_str(), 1 << 18) != ARCHIVE_OK) {
      tell(path_, "cannot be read as an archive: " + cause());
      return std::move(contents_);
    }
    struct stat st {};
    if (::stat(path_.c_str(), &st) == 0) own_size_ = static_cast<std::uint64_t>(st.st_size);
    members();
    for (const auto& [name, target, symbolic] : links_) settle_link(name, target, symbolic);
    for (auto& [name, member] : found_) contents_.members.push_back(std::move(member));
    return std::move(contents_);
  }

 private:
  void tell(const std::string& path, const std::string& what) { contents_.errors.push_back({path, what, 0}); }
  std::string member_path(const std::string& name) const { return path_ + '/' + name; }

  std::string cause() const {
    const char* text = archive_error_string(reader_.get());
    return text ? text : "it is damaged";
  }

  void members() {
    for (std::size_t ordinal = 0;; ++ordinal) {
      archive_entry* entry = nullptr;
      const int status = archive_read_next_header(reader_.get(), &entry);
      if (status == ARCHIVE_EOF) break;
      if (status == ARCHIVE_FATAL || status < ARCHIVE_WARN) {
        if (status != ARCHIVE_FATAL) continue;
        tell(path_, ordinal == 0 ? "cannot be read as an archive: " + cause()
                                 : "is damaged or ends too soon after its member " + std::to_string(ordinal) + " (" +
                                       cause() + "); what stands before is taken");
        return;
      }
      if (!bounded() || !member(entry, ordinal)) return;
    }
    const bool plain_tar = archive_filter_count(reader_.get()) <= 1 &&
                           (archive_format(reader_.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR;
    if (plain_tar && !ends_like_a_tar(path_))
      tell(path_, "does not end as a tar does, so it may be cut short; what is in it is taken");
  }

  /// Whether what was expanded so far is within bounds.
  bool bounded() {
    const auto through = static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_filter_bytes(reader_.get(), 0)));
    const std::uint64_t expanded = std::max(through, taken_);
    if (expanded <= expansion_counts_from) return true;
    if (expanded > most_expanded_bytes)
      tell(path_,
           "expands to more than " + std::to_string(most_expanded_bytes >> 30) + " GB; unpack it, and name the folder");
    else if (own_size_ > 0 && expanded / own_size_ > most_expansion)
      tell(path_, "expands to more than " + std::to_string(most_expansion) +
                      " times its size, as only a trap does; unpack it with care, and name the folder");
    else
      return true;
    return false;
  }

  std::optional<std::string> name_of(archive_entry* entry, std::size_t ordinal) {
    const char* raw = archive_entry_pathname(entry);
    if (!raw) raw = archive_entry_pathname_utf8(entry);
    if (!raw) {
      tell(path_, "the name of its member " + std::to_string(ordinal + 1) + " cannot be read; the member is left out");
      return std::nullopt;
    }
    std::string name = raw;
    if (utf8::first_invalid(name) != std::string_view::npos) {
      if (auto text = transcode::to_utf8(name, "GB18030")) {
        name = std::move(*text);
        if (!told_encoding_) contents_.remarks.push_back({path_, "names that are not UTF-8 are read as GB18030", 0});
        told_encoding_ = true;
      }
    }
    // Some programs for Windows write its own separator.
    const bool zip = (archive_format(reader_.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_ZIP;
    if (zip && name.find('/') == std::string::npos) std::replace(name.begin(), name.end(), '\\', '/');
    if (!can_matter(name)) return std::nullopt;
    auto relative = inside(name);
    if (!relative) {
      tell(member_path(name), "leads outside of the archive's own folder; it is left out");
      return std::nullopt;
    }
    if (name.starts_with('/') && !told_absolute_) {
      contents_.remarks.push_back({path_, "the `/` that names begin with is taken away", 0});
      told_absolute_ = true;
    }
    return relative;
  }

  /// Takes a member in; false where nothing more can be read.
  bool member(archive_entry* entry, std::size_t ordinal) {
    const auto name = name_of(entry, ordinal);
    if (!name) return skip();
    const std::string path = member_path(*name);
    if (const char* target = archive_entry_hardlink(entry)) {
      links_.push_back({*name, target, false});
      return skip();
    }
    const auto type = archive_entry_filetype(entry);
    if (type == AE_IFLNK) {
      const char* target = archive_entry_symlink(entry);
      links_.push_back({*name, target ? target : "", true});
      return skip();
    }
    if (type == AE_IFDIR) return skip();
    if (type != AE_IFREG && type != 0) {
      tell(path, "is no file but a device or pipe; it is left out");
      return skip();
    }
    if (archive_entry_is_encrypted(entry) == 1) {
      tell(path, "is encrypted; unpack the archive, and name the folder");
      return skip();
    }
    if (archive_entry_size_is_set(entry) && static_cast<std::uint64_t>(archive_entry_size(entry)) > max_post_bytes) {
      tell(path, "has more than the " + std::to_string(max_post_bytes) + " bytes that a post may have");
      return skip();
    }
    return take(*name, path, ordinal);
  }

  bool take(const std::string& name, const std::string& path, std::size_t ordinal) {
    std::string bytes;
    std::array<char, 1 << 16> buffer;
    for (;;) {
      const la_ssize_t n = archive_read_data(reader_.get(), buffer.data(), buffer.size());
      if (n == 0) break;
      if (n == ARCHIVE_RETRY || n == ARCHIVE_WARN) continue;
      if (n < 0) {
        tell(path, "cannot be read from the archive (" + cause() + "); it is left out");
        return n != ARCHIVE_FATAL;
      }
      bytes.append(buffer.data(), static_cast<std::size_t>(n));
      taken_ += static_cast<std::uint64_t>(n);
      if (!bounded()) return false;
      if (bytes.size() > max_post_bytes) {
        tell(path, "has more than the " + std::to_string(max_post_bytes) + " bytes that a post may have");
        return skip();
      }
    }
    const PackedMember member{name, spool_.size(), bytes.size(), ordinal};
    if (const auto put = spool_.append(bytes); !put) {
      contents_.errors.push_back(put.error());
      return false;
    }
    const auto [before, fresh] = found_.try_emplace(name, member);
    if (!fresh) {
      const auto old = spool_.read(before->second.at, before->second.size);
      if (!old || *old != bytes)
        contents_.remarks.push_back({path, "stands in the archive more than once; the last one counts, as for tar", 0});
      before->second = member;
    }
    return true;
  }

  /// Passes over a member's bytes; those of a compressed archive are expanded on the way, so they count.
  bool skip() {
    if (archive_filter_count(reader_.get()) <= 1) return archive_read_data_skip(reader_.get()) != ARCHIVE_FATAL;
    for (;;) {
      const void* block = nullptr;
      std::size_t size = 0;
      la_int64_t offset = 0;
      const int status = archive_read_data_block(reader_.get(), &block, &size, &offset);
      if (status == ARCHIVE_EOF) return true;
      if (status == ARCHIVE_FATAL) {
        tell(path_, "is damaged or ends too soon (" + cause() + "); what stands before is taken");
        return false;
      }
      if (status < ARCHIVE_WARN || !bounded()) return status < ARCHIVE_WARN;
    }
  }

  void settle_link(const std::string& name, const std::string& target, bool symbolic) {
    // A hard link names a member; a symbolic one counts from its own folder.
    std::string full = target;
    const std::size_t slash = name.rfind('/');
    if (symbolic && !target.starts_with('/') && slash != std::string::npos) full = name.substr(0, slash + 1) + target;
    // `..` is settled by the letter, as no folder in an archive is a link that was followed.
    std::vector<std::string> parts;
    bool outside = symbolic && target.starts_with('/');
    for (std::size_t at = 0; at <= full.size();) {
      std::size_t end = full.find('/', at);
      if (end == std::string::npos) end = full.size();
      const std::string part = full.substr(at, end - at);
      at = end + 1;
      if (part.empty() || part == ".") continue;
      if (part != "..") {
        parts.push_back(part);
      } else if (parts.empty()) {
        outside = true;
      } else {
        parts.pop_back();
      }
    }
    std::string wanted;
    for (const std::string& part : parts) wanted += (wanted.empty() ? "" : "/") + part;
    const auto found = found_.find(wanted);
    if (outside || found == found_.end()) {
      tell(member_path(name), "is a link to " + target + ", which is no post of the archive; it is left out");
      return;
    }
    PackedMember member = found->second;
    member.name = name;
    found_.insert_or_assign(name, std::move(member));
  }

  struct Link {
    std::string name, target;
    bool symbolic;
  };

  const std::string& path_;
  Spool& spool_;
  std::unique_ptr<::archive, ReaderFree> reader_;
  PackedContents contents_;
  std::map<std::string, PackedMember> found_;
  std::vector<Link> links_;
  std::uint64_t own_size_ = 0;
  std::uint64_t taken_ = 0;  // bytes of members that were read
  bool told_encoding_ = false;
  bool told_absolute_ = false;
};

}  // namespace

PackedContents read_packed(const std::string& path, Spool& spool) { return PackedReader(path, spool).read(); }

}  // namespace galley::archive
