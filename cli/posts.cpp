#include "cli/posts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "cli/command/command.h"
#include "cli/output.h"
#include "cli/standard_input.h"
#include "cli/terminal.h"
#include "core/archive/git.h"
#include "core/archive/load.h"
#include "core/site/find_posts.h"

namespace galley::cli {
namespace {

constexpr std::uint64_t longest_list = 256u << 20;

// A list of paths: each ended by NUL where there is one, else a line each.
std::vector<std::string> paths_of(std::string_view list) {
  const bool by_nul = list.find('\0') != std::string_view::npos;
  std::vector<std::string> paths;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(by_nul ? '\0' : '\n'), list.size());
    std::string_view path = list.substr(0, end);
    if (!by_nul && path.ends_with('\r')) path.remove_suffix(1);
    if (!path.empty()) paths.emplace_back(path);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return paths;
}

// The archive that a path lies in; null for none.
const std::string* packed_in(const archive::PackedFiles& files, std::string_view path) {
  for (const std::string& archive : files.archives())
    if (path.starts_with(archive) && (path.size() == archive.size() || path[archive.size()] == '/')) return &archive;
  return nullptr;
}

// Only the posts that git says changed, in whichever repositories they lie; false where git cannot say. What was read
// from standard input stays.
bool keep_changed(archive::PackedFiles& files, const std::string& since, NamedPosts& named) {
  for (const archive::Input& input : named.posts) {
    if (const std::string* archive = packed_in(files, input.path)) {
      say(fmt::format("{}: --since asks git, which does not look into archives", *archive));
      return false;
    }
  }
  std::map<std::string, std::string> real_folders;                // by folder as it is named
  std::map<std::string, std::set<std::string>> changed;           // by repository
  std::map<std::string, const std::set<std::string>*> by_folder;  // by real folder
  const auto changed_in = [&](const std::string& folder) -> const std::set<std::string>* {
    const auto known = by_folder.find(folder);
    if (known != by_folder.end()) return known->second;
    const std::string root = archive::repository_of(files, folder);
    if (root.empty()) {
      say(fmt::format("{}: is in no git repository, so --since cannot tell what changed there", folder));
      return nullptr;
    }
    auto of_root = changed.find(root);
    if (of_root == changed.end()) {
      const auto paths = archive::changed_since(root, since);
      if (!paths) {
        say(fmt::format("--since: {}", paths.error()));
        return nullptr;
      }
      of_root = changed.emplace(root, std::set<std::string>(paths->begin(), paths->end())).first;
    }
    return by_folder[folder] = &of_root->second;
  };
  std::vector<archive::Input> kept;
  for (archive::Input& input : named.posts) {
    if (!named.stdin_path.empty() && input.path == named.stdin_path) {
      kept.push_back(std::move(input));
      continue;
    }
    const std::size_t slash = input.path.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : slash == 0 ? "/" : input.path.substr(0, slash);
    auto real = real_folders.find(folder);
    if (real == real_folders.end()) real = real_folders.emplace(folder, files.canonical(folder)).first;
    const auto* paths = changed_in(real->second);
    if (paths == nullptr) return false;
    const std::string name = slash == std::string::npos ? input.path : input.path.substr(slash + 1);
    if (paths->contains(real->second + "/" + name)) kept.push_back(std::move(input));
  }
  named.posts = std::move(kept);
  return true;
}

// Reads standard input and puts it among the posts, in the place of a file of its name.
bool take_standard_input(archive::FileStore& files, const PostsRequest& request, site::Sites& sites,
                         NamedPosts& named) {
  auto bytes = read_standard_input(archive::max_post_bytes);
  if (!bytes) {
    say(bytes.error().message());
    return false;
  }
  named.stdin_bytes = std::move(*bytes);
  named.stdin_path = request.stdin_filename.empty() ? "-" : request.stdin_filename;
  const archive::Input in = archive::input_named(files, named.stdin_path);
  named.stdin_path = in.path;
  sites.load(in.site);
  const auto at = std::lower_bound(named.posts.begin(), named.posts.end(), in,
                                   [](const auto& a, const auto& b) { return a.path < b.path; });
  if (at == named.posts.end() || at->path != in.path) named.posts.insert(at, in);
  return true;
}

}  // namespace

std::optional<NamedPosts> find_named_posts(archive::PackedFiles& files, const PostsRequest& request,
                                           site::Sites& sites) {
  NamedPosts named;
  std::vector<std::string> paths = request.paths, listed;
  // A name for standard input says that it is to be read.
  const bool names_nothing = paths.empty() && request.files_from.empty();
  const bool from_stdin = std::erase(paths, "-") > 0 || (names_nothing && !request.stdin_filename.empty());
  if (from_stdin && request.files_from == "-") {
    say("standard input cannot be both a post (-) and the list of --files-from -");
    return std::nullopt;
  }
  if (!request.files_from.empty()) {
    const auto list =
        request.files_from == "-" ? read_standard_input(longest_list) : files.read(request.files_from, longest_list);
    if (!list) {
      say("--files-from: " + list.error().message());
      return std::nullopt;
    }
    listed = paths_of(*list);
  } else if (paths.empty() && !from_stdin) {
    paths.emplace_back(".");
  }
  for (std::vector<std::string>* named_paths : {&paths, &listed}) {
    for (std::string& path : *named_paths) {
      path = archive::tidy_path(files, path);
      if (!files.is_archive(path)) continue;
      const archive::PackedFiles::Opened opened = files.open(path);
      for (const archive::FileError& e : opened.remarks) say(e.message());
      for (const archive::FileError& e : opened.errors) say(e.message());
      named.errors += opened.errors.size();
    }
  }
  // What is packed is what its packer chose, whatever is ignored beside it.
  const auto gitignore = [&](const std::string& folder) {
    return !request.no_gitignore && packed_in(files, folder) == nullptr;
  };
  named.words = paths;
  named.words.insert(named.words.end(), listed.begin(), listed.end());
  archive::Inputs inputs = site::find_posts(files, paths, listed, gitignore, sites);
  named.posts = std::move(inputs.posts);
  if (from_stdin && !take_standard_input(files, request, sites, named)) return std::nullopt;
  for (const archive::FileError& e : inputs.errors) say(e.message());
  for (const archive::FileError& e : sites.errors()) say(e.message());
  for (const std::string& warning : sites.warnings()) say("warning: " + warning);
  for (const std::string& path : inputs.empty) {
    say(inputs.ignored == 0
            ? fmt::format("{}: no posts here", path)
            : fmt::format("{}: no posts here but what .gitignore names; --no-gitignore reads that too", path));
  }
  named.errors += inputs.errors.size() + sites.errors().size();
  const auto is_folder = [&](const std::string& p) { return files.type(p) == archive::FileType::folder; };
  named.named_folder =
      std::any_of(paths.begin(), paths.end(), is_folder) || std::any_of(listed.begin(), listed.end(), is_folder);
  if (!request.since.empty() && !keep_changed(files, request.since, named)) return std::nullopt;
  return named;
}

void declare_posts(Command& app, PostsRequest& request) {
  app.option("PATH", &request.paths,
             "files, folders (their posts), patterns, or - for standard input; this folder where none is given");
  app.option("--files-from", &request.files_from,
             "a file with a list of paths, one a line or each ended by NUL; - for standard input")
      .value_name("FILE");
  app.option("--since", &request.since, "only posts that changed since a revision of git, new ones too")
      .value_name("REV");
  app.option("--no-gitignore", &request.no_gitignore, "also what a .gitignore file names, below folders");
  app.option("--stdin-filename", &request.stdin_filename, "the path that standard input stands for").value_name("PATH");
  app.option("--show-files", &request.show_files, "name the posts, one a line, and do nothing with them");
}

int show_files(const NamedPosts& posts) {
  const bool to_terminal = out_is_terminal();
  for (const archive::Input& input : posts.posts)
    if (!write_out((to_terminal ? harmless(input.path) : input.path) + "\n")) break;
  return posts.errors > 0 ? exit_failed : exit_clean;
}

}  // namespace galley::cli
