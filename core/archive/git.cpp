#include "core/archive/git.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "core/archive/process.h"

namespace galley::archive {
namespace {

tl::expected<Ran, std::string> git(const std::string& root, const std::vector<std::string>& words) {
  // A repository may name a program to run as its file monitor; one that is only looked at should not.
  std::vector<std::string> all{"git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-C", root};
  all.insert(all.end(), words.begin(), words.end());
  // A hook's variables name its repository, which need not be this one.
  return run_program(all, {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"});
}

std::string first_line(std::string_view text) {
  std::string_view line = text.substr(0, text.find('\n'));
  if (line.starts_with("fatal: ")) line.remove_prefix(7);
  return std::string(line);
}

std::string trimmed(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

// Adds the names of a list that ends each with NUL.
tl::expected<void, std::string> add_names(const std::string& root, const std::vector<std::string>& words,
                                          std::vector<std::string>& paths) {
  const auto ran = git(root, words);
  if (!ran) return tl::unexpected(ran.error());
  if (ran->status != 0) return tl::unexpected(root + ": git says: " + first_line(ran->err));
  for (std::string_view rest = ran->out; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\0'), rest.size());
    paths.push_back(root + "/" + std::string(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

std::string unknown_revision(const std::string& root, const std::string& revision) {
  const auto shallow = git(root, {"rev-parse", "--is-shallow-repository"});
  std::string message = root + ": git knows no revision '" + revision + "' here";
  if (shallow && trimmed(shallow->out) == "true") {
    return message +
           ", for this clone is shallow: fetch the whole history (`git fetch --unshallow`; `fetch-depth: 0` for "
           "GitHub's "
           "checkout, `GIT_DEPTH: 0` for GitLab)";
  }
  return message + "; `git fetch` brings a remote branch, and `git log` shows what there is";
}

}  // namespace

std::string repository_of(FileStore& files, std::string folder) {
  while (!folder.empty() && files.type(folder + "/.git") == FileType::missing) {
    const std::size_t slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash);
  }
  return folder;
}

std::string user_excludes(const std::string& root) {
  const auto said = git(root, {"config", "--type=path", "--get", "core.excludesFile"});
  if (const std::string path = said && said->status == 0 ? trimmed(said->out) : ""; !path.empty())
    return path.starts_with('/') ? path : root + "/" + path;
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
  if (const std::string xdg = variable("XDG_CONFIG_HOME"); !xdg.empty()) return xdg + "/git/ignore";
  const std::string home = variable("HOME");
  return home.empty() ? "" : home + "/.config/git/ignore";
}

tl::expected<std::vector<std::string>, std::string> changed_since(const std::string& root,
                                                                  const std::string& revision) {
  if (revision.empty() || revision.starts_with('-')) return tl::unexpected("'" + revision + "' is no revision of git");
  const auto known = git(root, {"rev-parse", "--verify", "--quiet", revision + "^{commit}"});
  if (!known) return tl::unexpected(known.error());
  if (known->status != 0) {
    // An error of git's own, such as a repository that belongs to someone else.
    if (!known->err.empty()) return tl::unexpected(root + ": git says: " + first_line(known->err));
    return tl::unexpected(unknown_revision(root, revision));
  }
  // From where the histories parted, so that what others did since on that branch does not count. A shallow clone may
  // not reach that far back, and unrelated histories never met: then the revision itself.
  std::string base = trimmed(known->out);
  if (const auto common = git(root, {"merge-base", base, "HEAD"}); common && common->status == 0)
    base = trimmed(common->out);
  std::vector<std::string> paths;
  auto listed = add_names(root,
                          {"diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv",
                           "--ignore-submodules", "--no-relative", "--diff-filter=d", base, "--"},
                          paths);
  if (listed) listed = add_names(root, {"ls-files", "-z", "--others", "--exclude-standard", "--full-name"}, paths);
  if (!listed) return tl::unexpected(listed.error());
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

}  // namespace galley::archive
