// Reading an archive once, from beginning to end, and keeping of it what can be a post or a configuration. It promises
// to take any bytes: what cannot be had is told and left out, and what an archive expands to is bounded
// (packed_files.h).
#pragma once

#include <string>
#include <vector>

#include "core/archive/spool.h"

namespace galley::archive {

struct PackedMember {
  std::string name;  // a relative path without `.` and `..`; UTF-8 where that could be told
  std::uint64_t at = 0;
  std::uint64_t size = 0;
  std::size_t ordinal = 0;  // in the archive
};

struct PackedContents {
  std::vector<PackedMember> members;  // each name once
  std::vector<FileError> errors;
  std::vector<FileError> remarks;
};

PackedContents read_packed(const std::string& path, Spool& spool);

}  // namespace galley::archive
