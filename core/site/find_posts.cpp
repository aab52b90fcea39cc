#include "core/site/find_posts.h"

namespace galley::site {

archive::Inputs find_posts(archive::FileStore& files, const std::vector<std::string>& paths,
                           const std::vector<std::string>& literal,
                           const std::function<bool(const std::string& folder)>& gitignore, Sites& sites) {
  archive::InputOptions options;
  options.gitignore = gitignore;
  options.collections = [&](const std::string& folder) {
    std::vector<std::string> folders;
    const SiteConfig& config = sites.load(folder).config;
    const std::string above = config.collections_dir.empty() ? "" : config.collections_dir + "/";
    for (const Collection& c : config.collections)
      if (c.label != "posts") folders.push_back(above + "_" + c.label);
    return folders;
  };
  archive::Inputs inputs = archive::find_inputs(files, paths, literal, options);
  for (const archive::Input& input : inputs.posts) sites.load(input.site);
  return inputs;
}

}  // namespace galley::site
