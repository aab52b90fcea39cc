#include "core/site/plugins.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "core/post/terms.h"
#include "core/site/url_template.h"
#include "core/text/ascii.h"
#include "core/text/paths.h"
#include "core/text/unicode.h"

namespace galley::site {
namespace {

using post::Value;

const Value* member(const Value* mapping, std::string_view key) {
  if (mapping == nullptr || mapping->type != Value::Type::mapping) return nullptr;
  for (const auto& [name, value] : mapping->entries)
    if (name.text == key) return &value;
  return nullptr;
}

bool truthy(const Value* value) {
  if (value == nullptr) return false;
  if (value->type != Value::Type::scalar) return true;
  return value->scalar.type != post::Scalar::Type::null &&
         !(value->scalar.type == post::Scalar::Type::boolean && !value->scalar.boolean);
}

std::vector<std::string> texts(const Value* value) {
  std::vector<std::string> out;
  if (value != nullptr && value->type == Value::Type::sequence)
    for (const Value& item : value->items) out.push_back(post::text_of(item));
  return out;
}

bool is_false(const Value* value) { return value != nullptr && !truthy(value); }

using paths::name_of;

using paths::folder_of;

using unicode::downcased;

class Adder {
 public:
  Adder(PluginInput& input, std::vector<Publication>& out) : input_(input), config_(input.config), out_(out) {}

  void run() {
    if (has_plugin(input_, "jekyll-optional-front-matter")) optional_front_matter();
    if (has_plugin(input_, "jekyll-redirect-from")) redirects();
    if (has_plugin(input_, "jekyll-archives")) archives();
    if (has_plugin(input_, "jekyll-readme-index")) readme_index();
    if (has_plugin(input_, "jekyll-feed")) feed();
    if (has_plugin(input_, "jekyll-sitemap")) sitemap();
    if (has_plugin(input_, "jekyll-paginate") && config_.find("paginate") != nullptr) paginate();
    source_maps();
  }

 private:
  // `source` is a name of a plugin or a file that is kept already.
  void put(Publication::Kind kind, std::string_view source, std::string url, std::string file) {
    out_.push_back({kind, source, input_.keep(std::move(url)), input_.keep(std::move(file))});
  }
  void add(std::string_view plugin, const std::string& url, std::string_view extension) {
    put(Publication::Kind::generated, plugin, url, destination_of(url, extension));
  }
  void add_file(std::string_view plugin, std::string_view path) {
    while (path.starts_with('/')) path.remove_prefix(1);
    const Published page = publish({std::string(path), SourceFile::Kind::page, ""}, {}, true, config_, input_.now);
    put(Publication::Kind::generated, plugin, page.url, page.file);
  }
  bool exists(std::string_view path) const {
    return input_.files.type(input_.root + "/" + std::string(path)) != archive::FileType::missing;
  }
  bool publishes(std::string_view url) const {
    return std::any_of(out_.begin(), out_.end(), [&](const Publication& p) {
      return (p.kind == Publication::Kind::page || p.kind == Publication::Kind::static_file) && p.url == url;
    });
  }

  void redirects() {
    for (const auto& [from, source] : input_.redirects) {
      const std::string path = from.starts_with('/') ? from : "/" + from;
      std::string_view extension = path.ends_with('/') ? std::string_view() : extension_of(path);
      if (extension.empty()) extension = ".html";
      const std::string url = page_url(path, "", "redirect", extension);
      put(Publication::Kind::redirect, source, url, destination_of(url, extension));
    }
    if (!is_false(member(config_.find("redirect_from"), "json")) && !exists("redirects.json"))
      add_file("jekyll-redirect-from", "redirects.json");
  }

  void feed() {
    const Value* section = config_.find("feed");
    const auto one = [&](std::string_view collection, const Value* meta) {
      const bool posts = collection == "posts";
      const std::string prefix = posts ? "feed" : "feed/" + std::string(collection);
      const Value* path = member(meta, "path");
      if (!truthy(path) && posts) path = member(section, "path");
      const Value* categories = member(meta, "categories");
      if (!truthy(categories) && posts) categories = member(section, "categories");
      std::vector<std::string> paths;
      for (const std::string& category : texts(categories)) paths.push_back(prefix + "/" + category + ".xml");
      paths.push_back(truthy(path) ? path->text : prefix + ".xml");
      for (const std::string& file : paths)
        if (!exists(file)) add_file("jekyll-feed", file);
    };
    const Value* collections = member(section, "collections");
    bool posts_done = false;
    if (collections != nullptr && collections->type == Value::Type::mapping) {
      for (const auto& [label, meta] : collections->entries) {
        one(label.text, &meta);
        posts_done = posts_done || label.text == "posts";
      }
    } else {
      for (const std::string& label : texts(collections)) {
        one(label, nullptr);
        posts_done = posts_done || label == "posts";
      }
    }
    if (!posts_done) one("posts", nullptr);
    const Value* tags = member(section, "tags");
    if (!truthy(tags)) return;
    const std::vector<std::string> except = texts(member(tags, "except"));
    std::vector<std::string> only = texts(member(tags, "only"));
    if (member(tags, "only") == nullptr) {
      const std::set<std::string> all = all_terms(&Published::tags);
      only.assign(all.begin(), all.end());
    }
    const Value* path = member(tags, "path");
    const std::string folder = truthy(path) ? path->text : "/feed/by_tag/";
    for (const std::string& tag : only) {
      const bool plain =
          std::all_of(tag.begin(), tag.end(), [](char c) { return ascii::is_alphanumeric(c) || c == '_'; });
      if (plain && std::find(except.begin(), except.end(), tag) == except.end() && !exists(folder + tag + ".xml"))
        add_file("jekyll-feed", folder + tag + ".xml");
    }
  }

  void sitemap() {
    for (const std::string_view name : {"sitemap.xml", "robots.txt"})
      if (!publishes("/" + std::string(name))) add_file("jekyll-sitemap", name);
  }

  void paginate() {
    const auto posts = static_cast<std::int64_t>(
        std::count_if(input_.posts.begin(), input_.posts.end(), [](const ReadPost& p) { return !p.hidden; }));
    if (config_.paginate <= 0) return;
    // The page nearest to where the pages will be, by the folders that lead there.
    std::string path = config_.paginate_path;
    while (path.starts_with('/')) path.erase(0, 1);
    while (path.ends_with('/')) path.pop_back();
    const Publication* first = nullptr;
    for (std::string_view folder = folder_of(path);; folder = folder_of(folder)) {
      const std::string source = folder.empty() ? "index.html" : std::string(folder) + "/index.html";
      const auto at = std::find_if(out_.begin(), out_.end(), [&](const Publication& p) {
        return p.kind == Publication::Kind::page && p.source == source;
      });
      if (at != out_.end()) {
        first = &*at;
        break;
      }
      if (folder.empty()) return;
    }
    // The others read the file that lies where the first is published: where that is itself, a permalink of its own is
    // theirs too.
    static constexpr std::uint64_t longest = 1 << 20;
    const std::string folder = escape_path(folder_of(first->source));
    if (first->url.substr(0, first->url.rfind('/') + 1) == sanitize_url(folder.empty() ? "" : folder + "/"))
      if (const auto bytes = input_.files.read_head(input_.root + "/" + std::string(first->source), longest))
        if (const post::FrontMatter front_matter = post::read_front_matter(*bytes);
            front_matter.readable() && front_matter.find("permalink").value != post::no_node)
          return;
    const std::int64_t pages = (posts + config_.paginate - 1) / config_.paginate;
    for (std::int64_t page = 2; page <= pages; ++page) {
      std::string format = config_.paginate_path;
      if (const std::size_t at = format.find(":num"); at != std::string::npos)
        format.replace(at, 4, std::to_string(page));
      if (!format.starts_with('/')) format.insert(0, "/");
      add("jekyll-paginate", page_url("/:path/", format, "index", ".html"), ".html");
    }
  }

  std::set<std::string> all_terms(std::vector<std::string> Published::*terms) const {
    std::set<std::string> out;
    for (const ReadPost& post : input_.posts)
      if (post.full != nullptr) out.insert((post.full->*terms).begin(), (post.full->*terms).end());
    return out;
  }

  void archives() {
    const Value* section = config_.find("jekyll-archives");
    const Value* on = member(section, "enabled");
    const std::vector<std::string> some = texts(on);
    const bool all = on != nullptr && (on->text == "all" || (on->type == Value::Type::scalar && truthy(on) &&
                                                             on->scalar.type == post::Scalar::Type::boolean));
    const auto enabled = [&](std::string_view name) {
      return all || std::find(some.begin(), some.end(), name) != some.end();
    };
    const auto pattern = [&](std::string_view type, std::string_view fallback) {
      const Value* own = member(member(section, "permalinks"), type);
      return own == nullptr ? std::string(fallback) : own->text;
    };
    std::set<std::string> urls;
    const auto make = [&](std::string url, std::initializer_list<std::pair<std::string_view, std::string>> tokens) {
      for (const auto& [token, value] : tokens) {
        const std::string escaped = escape_path(value);
        for (std::size_t at = 0; (at = url.find(token, at)) != std::string::npos; at += escaped.size())
          url.replace(at, token.size(), escaped);
      }
      urls.insert(sanitize_url(url));
    };
    if (enabled("tags"))
      for (const std::string& tag : all_terms(&Published::tags))
        make(pattern("tag", "/tag/:name/"), {{":name", slugified(tag, false, false)}, {":type", "tag"}});
    if (enabled("categories"))
      for (const std::string& one : all_terms(&Published::categories))
        make(pattern("category", "/category/:name/"), {{":name", slugified(one, false, false)}, {":type", "category"}});
    for (const ReadPost& post : input_.posts) {
      const std::int64_t at = post.seconds.value_or(input_.now);
      const auto part = [&](std::string_view name) { return *date_part(name, at, config_.reading.zone); };
      if (enabled("year")) make(pattern("year", "/:year/"), {{":year", part("year")}, {":type", "year"}});
      if (enabled("month"))
        make(pattern("month", "/:year/:month/"),
             {{":year", part("year")}, {":month", part("month")}, {":type", "month"}});
      if (enabled("day"))
        make(pattern("day", "/:year/:month/:day/"),
             {{":year", part("year")}, {":month", part("month")}, {":day", part("day")}, {":type", "day"}});
    }
    for (const std::string& url : urls) add("jekyll-archives", url, url.ends_with('/') ? ".html" : "");
  }

  void optional_front_matter() {
    static constexpr std::array<std::string_view, 8> left{
        "readme",          "license",      "licence",        "copying",
        "code_of_conduct", "contributing", "issue_template", "pull_request_template"};
    if (is_false(member(config_.find("optional_front_matter"), "enabled"))) return;
    const std::size_t count = out_.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (out_[i].kind != Publication::Kind::static_file) continue;
      const std::string path(out_[i].source);
      const std::string_view extension = extension_of(path);
      if (!post::is_markdown_extension(extension, config_.reading.markdown_extensions)) continue;
      std::string_view name = name_of(path);
      name.remove_suffix(extension.size());
      const bool included = std::find(config_.include.begin(), config_.include.end(), path) != config_.include.end();
      if (!included && std::find(left.begin(), left.end(), downcased(name)) != left.end()) continue;
      const Published page = publish({path, SourceFile::Kind::page, ""}, {}, true, config_, input_.now);
      if (page.written) put(Publication::Kind::page, out_[i].source, page.url, page.file);
      if (truthy(member(config_.find("optional_front_matter"), "remove_originals"))) out_[i].file = {};
    }
    std::erase_if(out_, [](const Publication& p) { return p.file.empty(); });
  }

  void readme_index() {
    const Value* section = config_.find("readme_index");
    if (is_false(member(section, "enabled"))) return;
    const bool pages_too = truthy(member(section, "with_frontmatter"));
    const std::size_t count = out_.size();
    for (std::size_t i = 0; i < count; ++i) {
      const bool page = out_[i].kind == Publication::Kind::page;
      if (!(out_[i].kind == Publication::Kind::static_file || (page && pages_too))) continue;
      const std::string_view extension = extension_of(out_[i].source);
      if (!post::is_markdown_extension(extension, config_.reading.markdown_extensions)) continue;
      const std::string_view name = name_of(out_[i].source);
      if (downcased(name.substr(0, name.size() - extension.size())) != "readme") continue;
      const std::string folder(out_[i].url.substr(0, out_[i].url.rfind('/') + 1));
      const bool has_index = std::any_of(out_.begin(), out_.end(), [&](const Publication& p) {
        if (p.kind != Publication::Kind::page && p.kind != Publication::Kind::static_file) return false;
        if (!downcased(p.url).starts_with(downcased(folder))) return false;
        const std::string rest = downcased(p.url.substr(folder.size()));
        return rest.empty() || rest == "index.html" || rest == "index.htm" || rest == "index.xhtml" ||
               rest == "index.xml";
      });
      if (has_index) continue;
      put(Publication::Kind::page, out_[i].source, folder, destination_of(folder, ".html"));
      if (!page) continue;
      out_[i] = out_.back();
      out_.pop_back();
    }
  }

  // Sass in a page writes a map beside its style sheet.
  void source_maps() {
    const Value* sass = member(config_.find("sass"), "sourcemap");
    if (sass != nullptr && sass->text == "never") return;
    const std::size_t count = out_.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (out_[i].kind != Publication::Kind::page) continue;
      const std::string extension = downcased(extension_of(out_[i].source));
      if (extension != ".scss" && extension != ".sass") continue;
      std::string_view name = name_of(out_[i].source);
      name.remove_suffix(extension.size());
      const std::string url =
          std::string(out_[i].url.substr(0, out_[i].url.rfind('/') + 1)) + escape_path(name) + ".css.map";
      add("jekyll-sass-converter", url, "");
    }
  }

  PluginInput& input_;
  const SiteConfig& config_;
  std::vector<Publication>& out_;
};

}  // namespace

void add_generated(PluginInput& input, std::vector<Publication>& publications) {
  all_plugins(input);
  Adder(input, publications).run();
}

}  // namespace galley::site
