// Reading standard input whole.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>

#include "core/archive/file_store.h"

namespace galley::cli {

/// All of standard input; refused where it is longer than `limit` bytes.
tl::expected<std::string, archive::FileError> read_standard_input(std::uint64_t limit);

}  // namespace galley::cli
