#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/site/plugins.h"

namespace galley::site {
namespace {

using post::Value;

constexpr std::array<std::string_view, 9> github_defaults{
    "jekyll-coffeescript",    "jekyll-default-layout", "jekyll-gist",
    "jekyll-github-metadata", "jekyll-relative-links", "jekyll-optional-front-matter",
    "jekyll-paginate",        "jekyll-readme-index",   "jekyll-titles-from-headings"};

// Publish nothing of their own, or what is known here.
constexpr std::array<std::string_view, 37> harmless{"github-pages",
                                                    "jekyll",
                                                    "jekyll-admin",
                                                    "jekyll-archives",
                                                    "jekyll-avatar",
                                                    "jekyll-coffeescript",
                                                    "jekyll-commonmark",
                                                    "jekyll-commonmark-ghpages",
                                                    "jekyll-compose",
                                                    "jekyll-default-layout",
                                                    "jekyll-email-protect",
                                                    "jekyll-feed",
                                                    "jekyll-gist",
                                                    "jekyll-github-metadata",
                                                    "jekyll-include-cache",
                                                    "jekyll-last-modified-at",
                                                    "jekyll-mentions",
                                                    "jekyll-minifier",
                                                    "jekyll-optional-front-matter",
                                                    "jekyll-paginate",
                                                    "jekyll-readme-index",
                                                    "jekyll-redirect-from",
                                                    "jekyll-relative-links",
                                                    "jekyll-remote-theme",
                                                    "jekyll-sass-converter",
                                                    "jekyll-seo-tag",
                                                    "jekyll-sitemap",
                                                    "jekyll-spaceship",
                                                    "jekyll-target-blank",
                                                    "jekyll-textile-converter",
                                                    "jekyll-titles-from-headings",
                                                    "jekyll-toc",
                                                    "jekyll-twitter-plugin",
                                                    "jekyll-watch",
                                                    "jemoji",
                                                    "kramdown",
                                                    "kramdown-parser-gfm"};

// The gems that a Gemfile names, by the word `gem` and a quoted name.
std::vector<std::string> gems_of(std::string_view gemfile) {
  std::vector<std::string> out;
  while (!gemfile.empty()) {
    const std::size_t end = std::min(gemfile.find('\n'), gemfile.size());
    std::string_view line = gemfile.substr(0, end);
    gemfile.remove_prefix(std::min(end + 1, gemfile.size()));
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (!line.starts_with("gem")) continue;
    const std::size_t quote = line.find_first_of("'\"");
    if (quote == std::string_view::npos ||
        line.substr(3, quote - 3).find_first_not_of(" \t(") != std::string_view::npos)
      continue;
    const std::size_t close = line.find(line[quote], quote + 1);
    if (close != std::string_view::npos) out.emplace_back(line.substr(quote + 1, close - quote - 1));
  }
  return out;
}

}  // namespace

bool plugins_ask_terms(const SiteConfig& config) {
  const Value* feed = config.find("feed");
  const bool by_tag = feed != nullptr && feed->type == Value::Type::mapping &&
                      std::any_of(feed->entries.begin(), feed->entries.end(),
                                  [](const auto& entry) { return entry.first.text == "tags"; });
  return by_tag || config.find("jekyll-archives") != nullptr;
}

bool has_plugin(const PluginInput& input, std::string_view name) {
  const auto named = [&](std::string_view one) {
    const auto has = [&](const std::vector<std::string>& list) {
      return std::find(list.begin(), list.end(), one) != list.end();
    };
    return has(input.config.plugins) || has(input.gems);
  };
  return named(name) || (named("github-pages") &&
                         std::find(github_defaults.begin(), github_defaults.end(), name) != github_defaults.end());
}

std::vector<std::string> all_plugins(PluginInput& input) {
  static constexpr std::uint64_t longest_gemfile = 1 << 20;
  if (const auto gemfile = input.files.read(input.root + "/Gemfile", longest_gemfile)) input.gems = gems_of(*gemfile);
  std::vector<std::string> out = input.config.plugins;
  for (const std::string& gem : input.gems)
    if (gem == "github-pages" || gem.starts_with("jekyll-") || gem.starts_with("jekyll_")) out.push_back(gem);
  if (std::find(out.begin(), out.end(), "github-pages") != out.end())
    out.insert(out.end(), github_defaults.begin(), github_defaults.end());
  return out;
}

std::string why_opaque(const PluginInput& input) {
  std::vector<std::string> plugins = input.config.plugins;
  for (const std::string& gem : input.gems)
    if (gem.starts_with("jekyll-") || gem.starts_with("jekyll_")) plugins.push_back(gem);
  for (const std::string& plugin : plugins)
    if (std::find(harmless.begin(), harmless.end(), plugin) == harmless.end() && !plugin.starts_with("jekyll-theme-"))
      return fmt::format("the plugin `{}` may publish pages of its own", plugin);
  const Value* setting = input.config.find("plugins_dir");
  std::vector<std::string> open{setting == nullptr || setting->text.empty() ? "_plugins" : setting->text};
  static constexpr std::uint64_t longest_plugin = 4 << 20;
  while (!open.empty()) {
    const std::string folder = std::move(open.back());
    open.pop_back();
    const auto entries = input.files.list(input.root + "/" + folder);
    if (!entries) continue;
    for (const archive::DirectoryEntry& entry : *entries) {
      const std::string path = folder + "/" + entry.name;
      if (entry.type == archive::FileType::folder && !entry.link) open.push_back(path);
      if (!entry.name.ends_with(".rb")) continue;
      const auto code = input.files.read(input.root + "/" + path, longest_plugin);
      if (!code) continue;
      for (const std::string_view word : {"Generator", "Page.new", "site.pages", "static_files", "StaticFile",
                                          "PageWithoutAFile", "permalink", "post_write"})
        if (code->find(word) != std::string::npos) return fmt::format("`{}` may publish pages of its own", path);
    }
  }
  return "";
}

}  // namespace galley::site
