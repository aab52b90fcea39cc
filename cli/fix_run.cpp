#include "cli/fix_run.h"

#include <algorithm>
#include <string_view>

#include "cli/unified_diff.h"

namespace galley::cli {
namespace {

// `path` below `folder`, both canonical; empty where it is not.
std::string_view below(std::string_view path, std::string_view folder) {
  if (folder == "/") return path.substr(1);
  if (!path.starts_with(folder) || path.size() <= folder.size() || path[folder.size()] != '/') return {};
  return path.substr(folder.size() + 1);
}

}  // namespace

std::string patch_path(archive::FileStore& files, const std::string& path) {
  const std::string real = files.canonical(path);
  if (real.empty()) {  // standard input's name
    std::string_view name = path;
    while (name.starts_with('/') || name.starts_with("./")) name.remove_prefix(name.starts_with('/') ? 1 : 2);
    return std::string(name);
  }
  for (std::size_t slash = real.rfind('/'); slash != std::string::npos;
       slash = slash == 0 ? slash : real.rfind('/', slash - 1)) {
    if (files.type(real.substr(0, slash) + "/.git") != archive::FileType::missing)
      return std::string(below(real, slash == 0 ? "/" : std::string_view(real).substr(0, slash)));
    if (slash == 0) break;
  }
  const std::string_view here = below(real, files.canonical("."));
  return here.empty() ? real.substr(1) : std::string(here);
}

FixedPost fix_post(archive::FileStore& files, const archive::Input& input, bool is_stdin, const FixJob& job,
                   rules::Looked& looked, const rules::Look& look) {
  FixedPost result;
  const std::string before(looked.post.source->bytes());
  // Mending uses up what it is given; a post that cannot be replaced is told as it is.
  rules::Mended mended = rules::mend(std::move(looked), job.most, look);
  const std::string_view after = mended.left.post.source->bytes();
  result.troubles = std::move(mended.troubles);
  if (after != before) {
    if (job.mode == FixJob::Mode::diff) {
      result.patch = unified_diff(patch_path(files, input.path), before, after);
    } else if (!is_stdin) {
      if (const auto replaced = files.replace(input.path, before, after); !replaced) {
        result.error = replaced.error();
        looked = look(before);
        return result;
      }
    }
    result.fixed = mended.fixed;
  }
  looked = std::move(mended.left);
  return result;
}

}  // namespace galley::cli
