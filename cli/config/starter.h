// The configuration that `galley init` writes: what `_config.yml` and a sample of the posts tell, with the reason
// beside each line, and nothing that the defaults say already.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "core/archive/file_store.h"

namespace galley::cli::config {

struct Starter {
  std::string path;                // where it belongs
  std::string text;                // a valid configuration
  std::vector<std::string> notes;  // what was read and found, a line each
};

/// For the site in or above a folder. At most `starter_sample` posts are read, spread evenly over the archive.
inline constexpr std::size_t starter_sample = 400;
tl::expected<Starter, std::string> starter_for(archive::FileStore& files, const std::string& folder);

}  // namespace galley::cli::config
