#include "core/archive/packed_output.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <utility>

#include "core/text/ascii.h"
#include "core/text/utf8.h"

namespace galley::archive {
namespace {

struct EntryFree {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};
struct WriterFree {
  void operator()(::archive* a) const { archive_write_free(a); }
};

class LibarchiveOutput final : public PackedOutput {
 public:
  LibarchiveOutput(std::string path, std::unique_ptr<OutputFile> file)
      : path_(std::move(path)), file_(std::move(file)) {}
  ~LibarchiveOutput() override {
    // Freeing the writer would write the end of the archive; nothing more is to be written.
    broken_ = true;
    writer_.reset();
  }
  LibarchiveOutput(const LibarchiveOutput&) = delete;
  LibarchiveOutput& operator=(const LibarchiveOutput&) = delete;

  tl::expected<void, FileError> open(PackedFormat format) {
    writer_.reset(archive_write_new());
    ::archive* a = writer_.get();
    if (!a) return tl::unexpected(FileError{path_, "out of memory", 0});
    // libarchive writes a zip's times as the machine's zone tells them, and the same posts shall give the same bytes
    // everywhere. Nothing else asks the C library for local time: zones are core/post/zone.h's.
    if (format == PackedFormat::zip) {
      ::setenv("TZ", "UTC0", 1);
      ::tzset();
    }
    // Pax headers where a name or time needs them, plain ones else: every tar reads both.
    int status =
        format == PackedFormat::zip ? archive_write_set_format_zip(a) : archive_write_set_format_pax_restricted(a);
    if (status == ARCHIVE_OK && format == PackedFormat::tar_gzip) status = archive_write_add_filter_gzip(a);
    if (status == ARCHIVE_OK && format == PackedFormat::tar_zstd) status = archive_write_add_filter_zstd(a);
    if (status == ARCHIVE_OK && format == PackedFormat::tar_xz) status = archive_write_add_filter_xz(a);
    // The clock has no place in the result.
    if (status == ARCHIVE_OK && format == PackedFormat::tar_gzip)
      status = archive_write_set_filter_option(a, "gzip", "timestamp", nullptr);
    if (status == ARCHIVE_OK) status = archive_write_set_options(a, "hdrcharset=UTF-8");
    if (status == ARCHIVE_WARN || status == ARCHIVE_FAILED) status = ARCHIVE_OK;  // a format without that option
    if (status == ARCHIVE_OK) archive_write_set_bytes_in_last_block(a, 1);
    if (status == ARCHIVE_OK) status = archive_write_open(a, this, nullptr, &LibarchiveOutput::take, nullptr);
    return told(status);
  }

  tl::expected<void, FileError> add(const std::string& name, std::string_view bytes, std::int64_t time) override {
    const std::unique_ptr<archive_entry, EntryFree> entry(archive_entry_new());
    if (!entry) return tl::unexpected(FileError{path_, "out of memory", 0});
    archive_entry* e = entry.get();
    // Names that are not UTF-8 go as the bytes they are.
    if (utf8::first_invalid(name) == std::string_view::npos)
      archive_entry_update_pathname_utf8(e, name.c_str());
    else
      archive_entry_set_pathname(e, name.c_str());
    archive_entry_set_size(e, static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(e, AE_IFREG);
    archive_entry_set_perm(e, 0644);
    archive_entry_set_uid(e, 0);
    archive_entry_set_gid(e, 0);
    archive_entry_set_mtime(e, static_cast<time_t>(time), 0);
    int status = archive_write_header(writer_.get(), e);
    if (status == ARCHIVE_WARN) status = ARCHIVE_OK;
    while (status == ARCHIVE_OK && !bytes.empty()) {
      const la_ssize_t n = archive_write_data(writer_.get(), bytes.data(), bytes.size());
      if (n <= 0)
        status = ARCHIVE_FATAL;
      else
        bytes.remove_prefix(std::min(bytes.size(), static_cast<std::size_t>(n)));
    }
    if (status == ARCHIVE_OK) status = archive_write_finish_entry(writer_.get());
    return told(status);
  }

  tl::expected<void, FileError> commit(bool sync) override {
    if (auto done = told(archive_write_close(writer_.get())); !done) return done;
    return file_->commit(sync);
  }

 private:
  static la_ssize_t take(::archive* a, void* self, const void* bytes, std::size_t size) {
    auto& output = *static_cast<LibarchiveOutput*>(self);
    if (output.broken_) return -1;
    const auto done = output.file_->append({static_cast<const char*>(bytes), size});
    if (done) return static_cast<la_ssize_t>(size);
    output.broken_ = true;
    output.error_ = done.error();
    archive_set_error(a, done.error().code, "%s", done.error().cause.c_str());
    return -1;
  }

  tl::expected<void, FileError> told(int status) {
    if (status == ARCHIVE_OK) return {};
    if (error_) return tl::unexpected(*error_);
    const char* cause = archive_error_string(writer_.get());
    return tl::unexpected(FileError{path_, cause ? cause : "cannot be written", archive_errno(writer_.get())});
  }

  std::string path_;
  std::unique_ptr<OutputFile> file_;
  std::unique_ptr<::archive, WriterFree> writer_;
  std::optional<FileError> error_;
  bool broken_ = false;
};

}  // namespace

std::optional<PackedFormat> packed_format_of(std::string_view path) {
  static constexpr std::pair<std::string_view, PackedFormat> endings[] = {
      {".tar", PackedFormat::tar},          {".tar.gz", PackedFormat::tar_gzip}, {".tgz", PackedFormat::tar_gzip},
      {".tar.zst", PackedFormat::tar_zstd}, {".tzst", PackedFormat::tar_zstd},   {".tar.xz", PackedFormat::tar_xz},
      {".txz", PackedFormat::tar_xz},       {".zip", PackedFormat::zip}};
  std::string lower(path.substr(path.size() - std::min<std::size_t>(path.size(), 8)));
  std::transform(lower.begin(), lower.end(), lower.begin(), ascii::lower);
  for (const auto& [ending, format] : endings)
    if (lower.size() >= ending.size() && lower.ends_with(ending)) return format;
  return std::nullopt;
}

tl::expected<std::unique_ptr<PackedOutput>, FileError> PackedOutput::create(FileStore& files, const std::string& path,
                                                                            PackedFormat format) {
  auto file = files.create(path);
  if (!file) return tl::unexpected(file.error());
  auto output = std::make_unique<LibarchiveOutput>(path, std::move(*file));
  if (auto opened = output->open(format); !opened) return tl::unexpected(opened.error());
  return output;
}

}  // namespace galley::archive
