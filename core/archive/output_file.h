// Files of the disk that are written piece by piece (FileStore::create).
#pragma once

#include <memory>
#include <string>

#include "core/archive/file_store.h"

namespace galley::archive {

/// What FileStore::create promises.
tl::expected<std::unique_ptr<OutputFile>, FileError> create_on_disk(const std::string& path, const std::string& beside);
/// What FileStore::sync_all promises.
tl::expected<void, FileError> sync_disk(const std::string& path);

}  // namespace galley::archive
