// Where the cache of a run is, and what its answers depend on besides the posts' bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/cache/record.h"
#include "core/archive/file_store.h"
#include "rules/pass.h"
#include "rules/settings.h"

namespace galley::cli {

/// The user's cache folder: `$XDG_CACHE_HOME/galley`, else `~/.cache/galley`; nothing where there is no home.
std::optional<std::string> cache_folder();

/// The program that runs, by what the linker made of it and of every library that it was loaded with.
std::string code_identity();

/// A digest of the program, the rules and the settings (but for the moment that counts as now), and the machine's zone.
CacheKey run_key(archive::FileStore& files, const rules::Selection& selection, const rules::Settings& settings);
/// A digest of that and of what else decides for a post.
CacheKey narrower_key(const CacheKey& key, std::string_view more);

/// The file for runs with that key in the current folder; makes its folder. Nothing where that cannot be.
std::optional<std::string> cache_file(archive::FileStore& files, const CacheKey& key);
/// A digest of the program and the machine's zone: what facts depend on besides their post and its site.
CacheKey program_key(archive::FileStore& files);
/// The file for the facts of the posts in a folder (a real path), with that key; makes its folder.
std::optional<std::string> facts_file(archive::FileStore& files, const std::string& folder, const CacheKey& key);
/// Deletes caches that are not used any more: all but the newest few of the same folder, what is older than two months,
/// and the oldest where all together have more than a gibibyte; never the one that is named. `now_ns` is since 1970.
void prune_caches(archive::FileStore& files, const std::string& cache_file, std::int64_t now_ns);

}  // namespace galley::cli
