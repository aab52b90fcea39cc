// The mark of a file in the caches, and when it can be trusted.
#pragma once

#include <algorithm>
#include <cstdint>

#include "cli/cache/wire.h"
#include "core/archive/file_store.h"

namespace galley::cli {

inline void write_mark(WireWriter& w, const archive::FileMark& mark) {
  w.number(mark.device);
  w.number(mark.inode);
  w.number(mark.size);
  w.number(mark.modified_ns);
  w.number(mark.changed_ns);
}

inline archive::FileMark read_mark(WireReader& r) {
  archive::FileMark mark;
  mark.device = r.number<std::uint64_t>();
  mark.inode = r.number<std::uint64_t>();
  mark.size = r.number<std::uint64_t>();
  mark.modified_ns = r.number<std::int64_t>();
  mark.changed_ns = r.number<std::int64_t>();
  return mark;
}

/// Whether a file of that mark cannot have been written again without another mark since it was read (nanoseconds since
/// 1970). Some file systems tell moments apart by two seconds only: git's "racy" entries.
inline bool settled(const archive::FileMark& mark, std::int64_t read_at_ns) {
  constexpr std::int64_t tick_ns = 2'000'000'000;
  return std::max(mark.modified_ns, mark.changed_ns) + tick_ns < read_at_ns;
}

}  // namespace galley::cli
