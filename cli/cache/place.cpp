#include "cli/cache/place.h"

#include <elf.h>
#include <link.h>

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>
#include <vector>

#include "cli/cache/wire.h"
#include "core/text/sha256.h"

namespace galley::cli {
namespace {

constexpr std::size_t caches_of_a_folder = 4;
constexpr std::uint64_t bytes_of_all_caches = 1ULL << 30U;
constexpr std::int64_t two_months_ns = 60LL * 86'400 * 1'000'000'000;
constexpr std::size_t hash_digits = 16;

// The GNU build id among a program's notes: a digest of what the linker wrote. Empty where there is none.
std::string build_id(const dl_phdr_info& object) {
  constexpr std::size_t align = 4;
  for (int i = 0; i < object.dlpi_phnum; ++i) {
    const auto& header = object.dlpi_phdr[i];
    if (header.p_type != PT_NOTE) continue;
    const auto* bytes = reinterpret_cast<const char*>(object.dlpi_addr + header.p_vaddr);
    std::string_view notes(bytes, header.p_memsz);
    while (notes.size() >= sizeof(ElfW(Nhdr))) {
      ElfW(Nhdr) note;
      std::memcpy(&note, notes.data(), sizeof(note));
      notes.remove_prefix(sizeof(note));
      const auto padded = [](std::size_t n) { return (n + align - 1) / align * align; };
      if (notes.size() < padded(note.n_namesz) + note.n_descsz) break;
      const std::string_view name = notes.substr(0, note.n_namesz);
      const std::string_view text = notes.substr(padded(note.n_namesz), note.n_descsz);
      if (note.n_type == NT_GNU_BUILD_ID && name == std::string_view("GNU\0", 4)) return std::string(text);
      notes.remove_prefix(std::min(notes.size(), padded(note.n_namesz) + padded(note.n_descsz)));
    }
  }
  return {};
}

void write_mark(WireWriter& w, archive::FileStore& files, const std::string& path) {
  const auto mark = files.mark(path);
  w.number(static_cast<std::uint64_t>(mark ? mark->size : 0));
  w.number(static_cast<std::int64_t>(mark ? mark->modified_ns : 0));
}

void write_zone(WireWriter& w, archive::FileStore& files) {
  const char* zone = std::getenv("TZ");
  w.text(zone == nullptr ? "" : zone);
  w.text(files.canonical("/etc/localtime"));
  write_mark(w, files, "/etc/localtime");
  write_mark(w, files, "/usr/share/zoneinfo/tzdata.zi");
}

struct OptionWriter {
  WireWriter& w;
  void operator()(bool v) const { w.number(static_cast<std::uint8_t>(v ? 1 : 0)); }
  void operator()(std::int64_t v) const { w.number(v); }
  void operator()(const std::string& v) const { w.text(v); }
  void operator()(const std::vector<std::string>& v) const {
    w.number(static_cast<std::uint32_t>(v.size()));
    for (const std::string& text : v) w.text(text);
  }
};

}  // namespace

std::optional<std::string> cache_folder() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
  // The XDG specification: a relative path is to be ignored.
  if (const std::string xdg = variable("XDG_CACHE_HOME"); xdg.starts_with('/')) return xdg + "/galley";
  if (const std::string home = variable("HOME"); home.starts_with('/')) return home + "/.cache/galley";
  return std::nullopt;
}

std::string code_identity() {
  std::string out;
  const auto add = [](dl_phdr_info* object, std::size_t, void* data) {
    const std::string_view name = object->dlpi_name;
    // The kernel's part, and the threads, which are loaded with more libraries when they are first used.
    if (name.find("vdso") != std::string_view::npos || name.find("libtbb") != std::string_view::npos) return 0;
    auto& all = *static_cast<std::string*>(data);
    WireWriter w(all);
    std::string id = build_id(*object);
    w.text(id);
    if (id.empty()) write_mark(w, archive::disk(), name.empty() ? "/proc/self/exe" : std::string(name));
    return 0;
  };
  dl_iterate_phdr(add, &out);
  return out;
}

namespace {

std::optional<std::string> named_file(archive::FileStore& files, const std::string& of_folder, const CacheKey& key,
                                      std::string_view extension) {
  const auto folder = cache_folder();
  if (of_folder.empty() || !folder || !files.make_folder(*folder)) return std::nullopt;
  return *folder + "/" + sha256(of_folder).substr(0, hash_digits) + "-" + key.substr(0, hash_digits) +
         std::string(extension);
}

}  // namespace

CacheKey run_key(archive::FileStore& files, const rules::Selection& selection, const rules::Settings& settings) {
  std::string all;
  WireWriter w(all);
  w.text(GALLEY_VERSION);
  w.text(code_identity());
  for (const auto& chosen : selection.rules) {
    w.number(static_cast<std::uint8_t>(chosen.level));
    w.number(static_cast<std::uint8_t>(chosen.by_user ? 1 : 0));
  }
  for (const auto& [code, options] : settings.options) {
    w.text(code);
    for (const auto& [name, value] : options) {
      w.text(name);
      w.number(static_cast<std::uint8_t>(value.index()));
      std::visit(OptionWriter{w}, value);
    }
  }
  for (const auto& [name, bytes] : settings.files) {
    w.text(name);
    w.text(bytes);
  }
  w.number(static_cast<std::uint8_t>(settings.has_site ? 1 : 0));
  write_zone(w, files);
  return sha256(all);
}

CacheKey program_key(archive::FileStore& files) {
  std::string all;
  WireWriter w(all);
  w.text(GALLEY_VERSION);
  w.text(code_identity());
  write_zone(w, files);
  return sha256(all);
}

CacheKey narrower_key(const CacheKey& key, std::string_view more) {
  std::string all;
  WireWriter w(all);
  w.text(key);
  w.text(more);
  return sha256(all);
}

std::optional<std::string> cache_file(archive::FileStore& files, const CacheKey& key) {
  return named_file(files, files.canonical("."), key, ".lint");
}

std::optional<std::string> facts_file(archive::FileStore& files, const std::string& folder, const CacheKey& key) {
  return named_file(files, folder, key, ".facts");
}

void prune_caches(archive::FileStore& files, const std::string& cache_file, std::int64_t now_ns) {
  const std::size_t slash = cache_file.rfind('/');
  const std::string folder = cache_file.substr(0, slash + 1), ours = cache_file.substr(slash + 1);
  const std::string of_this_folder = ours.substr(0, hash_digits + 1), extension = ours.substr(ours.rfind('.'));
  const auto entries = files.list(folder);
  if (!entries) return;
  struct Cache {
    bool is_ours;
    std::int64_t modified_ns;
    std::string name;
    std::uint64_t size;
  };
  std::vector<Cache> caches;
  for (const archive::DirectoryEntry& e : *entries) {
    const bool is_cache = e.name.ends_with(".lint") || e.name.ends_with(".facts");
    if (!is_cache && !e.name.starts_with(".galley-")) continue;  // the latter: what a killed run was writing
    const auto mark = files.mark(folder + e.name);
    if (!mark) continue;
    if (mark->modified_ns + two_months_ns < now_ns)
      files.remove(folder + e.name);
    else if (is_cache)
      caches.push_back({e.name == ours, mark->modified_ns, e.name, mark->size});
  }
  // The one that was just written first, then the newest.
  std::sort(caches.begin(), caches.end(), [](const Cache& a, const Cache& b) {
    return std::tie(a.is_ours, a.modified_ns, a.name) > std::tie(b.is_ours, b.modified_ns, b.name);
  });
  std::size_t same = 0;
  std::uint64_t bytes = 0;
  for (const Cache& c : caches) {
    const bool too_many =
        c.name.starts_with(of_this_folder) && c.name.ends_with(extension) && ++same > caches_of_a_folder;
    bytes += c.size;
    if (!c.is_ours && (too_many || bytes > bytes_of_all_caches)) files.remove(folder + c.name);
  }
}

}  // namespace galley::cli
