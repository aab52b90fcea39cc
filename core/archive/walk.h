// What lies below a folder.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/archive/file_store.h"

namespace galley::archive {

/// Every regular file below `root`, by its path below it, in no order. Folders that are links are not entered, nor
/// those for which `enters` (of the path below `root`, and the name) is false; what cannot be listed counts as empty.
template <typename Enters>
std::vector<std::string> files_below(FileStore& files, const std::string& root, Enters enters) {
  std::vector<std::string> out, open{""};
  while (!open.empty()) {
    const std::string folder = std::move(open.back());
    open.pop_back();
    const auto entries = files.list(folder.empty() ? root : root + "/" + folder);
    if (!entries) continue;
    for (const DirectoryEntry& e : *entries) {
      std::string path = folder.empty() ? e.name : folder + "/" + e.name;
      if (e.type == FileType::file)
        out.push_back(std::move(path));
      else if (e.type == FileType::folder && !e.link && enters(std::string_view(path), std::string_view(e.name)))
        open.push_back(std::move(path));
    }
  }
  return out;
}

}  // namespace galley::archive
