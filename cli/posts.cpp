#include "cli/posts.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/output.h"
#include "cli/standard_input.h"
#include "core/archive/load.h"
#include "core/site/find_posts.h"

namespace galley::cli {

std::optional<NamedPosts> find_named_posts(archive::PackedFiles& files, std::vector<std::string> paths,
                                           const std::string& stdin_filename, site::Sites& sites) {
  NamedPosts named;
  const auto dash = std::find(paths.begin(), paths.end(), "-");
  const bool from_stdin = dash != paths.end();
  if (from_stdin)
    paths.erase(std::remove(paths.begin(), paths.end(), "-"), paths.end());
  else if (paths.empty())
    paths.emplace_back(".");
  for (const std::string& path : paths) {
    if (!files.is_archive(path)) continue;
    const archive::PackedFiles::Opened opened = files.open(path);
    for (const archive::FileError& e : opened.remarks) say(e.message());
    for (const archive::FileError& e : opened.errors) say(e.message());
    named.errors += opened.errors.size();
  }
  archive::Inputs inputs = site::find_posts(files, paths, sites);
  named.posts = std::move(inputs.posts);
  if (from_stdin) {
    auto bytes = read_standard_input(archive::max_post_bytes);
    if (!bytes) {
      say(bytes.error().message());
      return std::nullopt;
    }
    named.stdin_bytes = std::move(*bytes);
    named.stdin_path = stdin_filename.empty() ? "-" : stdin_filename;
    const archive::Input in = archive::input_named(files, named.stdin_path);
    sites.load(in.site);
    const auto at = std::lower_bound(named.posts.begin(), named.posts.end(), in,
                                     [](const auto& a, const auto& b) { return a.path < b.path; });
    // The bytes given stand for the file of that name.
    if (at == named.posts.end() || at->path != in.path) named.posts.insert(at, in);
  }
  for (const archive::FileError& e : inputs.errors) say(e.message());
  for (const archive::FileError& e : sites.errors()) say(e.message());
  for (const std::string& warning : sites.warnings()) say("warning: " + warning);
  for (const std::string& path : inputs.empty) say(fmt::format("{}: no posts here", path));
  named.errors += inputs.errors.size() + sites.errors().size();
  named.named_folder = std::any_of(paths.begin(), paths.end(),
                                   [&](const std::string& p) { return files.type(p) == archive::FileType::folder; });
  return named;
}

}  // namespace galley::cli
