#include "core/site/site_config.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/site/kramdown_config.h"
#include "core/site/url_template.h"
#include "core/text/ascii.h"
#include "core/text/source.h"

namespace galley::site {
namespace {

using post::Scalar;
using post::Value;

constexpr std::array<std::string_view, 8> default_excludes{".sass-cache",    ".jekyll-cache", "gemfiles",
                                                           "Gemfile",        "Gemfile.lock",  "node_modules",
                                                           "vendor/bundle/", "vendor/cache/"};

using ascii::lowered;

const Value* find_in(const Value& mapping, std::string_view key) {
  for (const auto& [name, value] : mapping.entries)
    if (name.type == Value::Type::scalar && name.scalar.type == Scalar::Type::string && name.text == key) return &value;
  return nullptr;
}

/// Ruby's truth: all but nil and false.

class Reader {
 public:
  Reader(std::string path, std::string_view bytes) : source_(std::move(path), std::string(bytes)) {}

  tl::expected<SiteConfig, ConfigError> read() {
    const std::uint32_t begin = source_.bom_size();
    tree_ = post::YamlTree::read(source_.bytes(), {begin, source_.size()});
    if (!tree_.valid()) {
      const auto& error = tree_.error();
      return tl::unexpected(
          error_at(error.at, error.context.empty() ? error.problem : error.problem + " " + error.context));
    }
    config_ = default_site_config();
    if (!tree_.empty()) {
      const post::NodeId root = tree_.resolve(tree_.root());
      Value all = post::value_of(tree_, root);
      if (all.type != Value::Type::mapping && truthy(all)) {
        return tl::unexpected(error_at(tree_[root].span, "the configuration is not a mapping of keys and values"));
      }
      if (all.type == Value::Type::mapping) config_.all = std::move(all);
    }
    for (const std::string_view key : {"include", "exclude", "plugins"}) {
      const Value* value = config_.find(key);
      if (value != nullptr && value->type != Value::Type::sequence && !(key == "exclude" && is_null(*value))) {
        return tl::unexpected(error_at(key, fmt::format("`{}` must be a list, or Jekyll stops", key)));
      }
    }
    read_texts();
    read_time_zone();
    read_markdown();
    read_lists();
    read_collections();
    read_defaults();
    return std::move(config_);
  }

 private:
  ConfigError error_at(Span at, std::string cause) const {
    const Position position = source_.position(at.begin);
    return {source_.path(), position.line, position.column, std::move(cause)};
  }
  ConfigError error_at(std::string_view key, std::string cause) const {
    const post::Entry entry = tree_.find(key);
    if (entry.key == post::no_node) return {source_.path(), 0, 0, std::move(cause)};
    const Span value = tree_[entry.value].span;
    return error_at(value.empty() ? tree_[entry.key].span : value, std::move(cause));
  }
  void warn(std::string_view key, std::string cause) { config_.warnings.push_back(error_at(key, std::move(cause))); }

  void text(std::string_view key, std::string& out) const {
    if (const Value* value = config_.find(key);
        value != nullptr && value->type == Value::Type::scalar && truthy(*value)) {
      out = plain_text(*value);
    }
  }
  void flag(std::string_view key, bool& out) const {
    if (const Value* value = config_.find(key)) out = truthy(*value);
  }
  void list(std::string_view key, std::vector<std::string>& out) const {
    const Value* value = config_.find(key);
    if (value == nullptr || value->type != Value::Type::sequence) return;
    out.clear();
    for (const Value& item : value->items)
      if (item.type == Value::Type::scalar && truthy(item)) out.push_back(plain_text(item));
  }

  void read_texts() {
    text("title", config_.title);
    if (config_.title.empty()) text("name", config_.title);
    text("description", config_.description);
    text("url", config_.url);
    text("baseurl", config_.baseurl);
    text("lang", config_.lang);
    text("theme", config_.theme);
    text("permalink", config_.permalink);
    text("source", config_.source);
    text("collections_dir", config_.collections_dir);
    text("layouts_dir", config_.layouts_dir);
    text("includes_dir", config_.includes_dir);
    text("data_dir", config_.data_dir);
    text("encoding", config_.encoding);
    text("markdown_ext", config_.reading.markdown_extensions);
    text("highlighter", config_.highlighter);
    text("paginate_path", config_.paginate_path);
    if (const Value* value = config_.find("excerpt_separator")) config_.excerpt_separator = plain_text(*value);
    if (const Value* value = config_.find("paginate");
        value != nullptr && value->scalar.type == Scalar::Type::integer) {
      config_.paginate = value->scalar.integer;
    }
    flag("future", config_.future);
    config_.reading.future = config_.future;
    flag("unpublished", config_.unpublished);
    flag("show_drafts", config_.show_drafts);
    flag("strict_front_matter", config_.strict_front_matter);
    if (const Value* liquid = config_.find("liquid"); liquid != nullptr && liquid->type == Value::Type::mapping) {
      if (const Value* mode = find_in(*liquid, "error_mode")) config_.liquid_error_mode = plain_text(*mode);
      if (const Value* strict = find_in(*liquid, "strict_filters")) config_.strict_filters = truthy(*strict);
      if (const Value* strict = find_in(*liquid, "strict_variables")) config_.strict_variables = truthy(*strict);
    }
  }

  void read_time_zone() {
    text("timezone", config_.timezone);
    if (config_.timezone.empty()) return;
    const auto zone = post::Zone::find(config_.timezone);
    // An unknown name is UTC to the C library that Ruby asks.
    config_.reading.zone = zone.value_or(post::Zone());
    config_.reading.zone_configured = zone.has_value();
    if (!zone) warn("timezone", zone.error());
  }

  void read_markdown() {
    text("markdown", config_.markdown);
    const std::string name = lowered(config_.markdown);
    post::Reading& reading = config_.reading;
    if (name == "commonmark" || name == "commonmarkghpages") {
      reading.markdown = post::Renderer::commonmark;
      read_commonmark(name == "commonmarkghpages");
    } else if (name == "gfm" || name == "redcarpet") {
      reading.markdown = post::Renderer::gfm;
      reading.commonmark = body::CommonMarkOptions::gfm();
      reading.commonmark.heading_ids = name == "gfm";  // which GitHub Pages takes as CommonMarkGhPages
    } else if (name != "kramdown") {
      warn("markdown", fmt::format("galley does not know the Markdown processor `{}`, and reads as kramdown does",
                                   config_.markdown));
    }
    const Value* options = config_.find("kramdown");
    std::vector<std::string> problems;
    if (options != nullptr && options->type == Value::Type::mapping) {
      problems = read_kramdown_options(*options, config_.highlighter, reading.kramdown);
    } else {
      problems = read_kramdown_options({}, config_.highlighter, reading.kramdown);
    }
    for (std::string& problem : problems) warn("kramdown", std::move(problem));
  }

  // The commonmark section, as jekyll-commonmark 1.4 and jekyll-commonmark-ghpages read it. With `markdown: GFM` GitHub
  // Pages sets all of it.
  void read_commonmark(bool github) {
    body::CommonMarkOptions& options = config_.reading.commonmark;
    options.heading_ids = github;
    const Value* section = config_.find("commonmark");
    const auto names = [&](std::string_view key) {
      std::vector<std::string> out;
      const Value* value = section == nullptr ? nullptr : find_in(*section, key);
      if (value == nullptr) return out;
      if (value->type == Value::Type::sequence) {
        for (const Value& item : value->items) out.push_back(lowered(plain_text(item)));
      } else {
        out.push_back(lowered(plain_text(*value)));
      }
      return out;
    };
    const bool silent = section == nullptr || find_in(*section, "extensions") == nullptr;
    if (github && silent) {
      options = body::CommonMarkOptions::gfm();
      options.heading_ids = true;
      config_.reading.markdown = post::Renderer::gfm;
    }
    for (const std::string& name : names("extensions")) {
      if (name == "table") {
        options.tables = true;
      } else if (name == "strikethrough") {
        options.strikethrough = true;
      } else if (name == "autolink") {
        options.bare_autolinks = true;
      } else if (name == "tasklist") {
        options.task_lists = true;
      } else if (name != "tagfilter") {
        warn("commonmark",
             fmt::format("`{}` is no extension of CommonMark's renderer, which knows table, strikethrough, "
                         "autolink, tasklist and tagfilter; it does nothing",
                         name));
      }
    }
    bool unsafe = false;
    for (const std::string& name : names("options")) {
      if (name == "hardbreaks") options.hard_breaks = true;
      if (name == "unsafe") unsafe = true;
      if (name == "footnotes" || name == "smart")
        warn("commonmark",
             fmt::format("galley does not read what the option `{}` turns on, and takes it as text", name));
    }
    if (!github && !unsafe)
      warn("markdown",
           "the renderer of CommonMark leaves out all HTML in posts unless `commonmark: {options: [unsafe]}` "
           "says otherwise; galley reads it all the same");
  }

  void read_lists() {
    list("include", config_.include);
    list("keep_files", config_.keep_files);
    list("gems", config_.plugins);
    list("plugins", config_.plugins);
    if (config_.find("exclude") != nullptr) {
      list("exclude", config_.exclude);
      if (is_null(*config_.find("exclude"))) {
        config_.exclude.clear();
        return;
      }
      for (const std::string& name : default_site_config().exclude)
        if (std::find(config_.exclude.begin(), config_.exclude.end(), name) == config_.exclude.end()) {
          config_.exclude.push_back(name);
        }
    }
  }

  void read_collections() {
    std::vector<Collection> found;
    const Value* value = config_.find("collections");
    if (value != nullptr && value->type == Value::Type::sequence) {
      for (const Value& item : value->items) found.push_back({plain_text(item), false, ""});
    } else if (value != nullptr && value->type == Value::Type::mapping) {
      for (const auto& [label, settings] : value->entries) {
        Collection one{plain_text(label), false, ""};
        if (settings.type == Value::Type::mapping) {
          if (const Value* output = find_in(settings, "output")) one.output = truthy(*output);
          if (const Value* permalink = find_in(settings, "permalink")) one.permalink = plain_text(*permalink);
        }
        found.push_back(std::move(one));
      }
    }
    for (Collection& one : found) limit_label(one);
    Collection posts{"posts", true, ""};
    const auto given = std::find_if(found.begin(), found.end(), [](const Collection& c) { return c.label == "posts"; });
    if (given != found.end()) {
      posts.permalink = given->permalink;
      found.erase(given);
    }
    if (posts.permalink.empty()) posts.permalink = permalink_template(config_.permalink);
    config_.collections.assign(1, posts);
    config_.collections.insert(config_.collections.end(), found.begin(), found.end());
  }

  // Collection#sanitize_label: what is left of the name finds the folder, but not the settings.
  void limit_label(Collection& one) {
    const auto is_taken = [](char c) { return ascii::is_alphanumeric(c) || c == '_' || c == '-' || c == '.'; };
    if (std::all_of(one.label.begin(), one.label.end(), is_taken)) return;
    warn("collections",
         fmt::format("Jekyll publishes nothing of the collection `{}`: name it in ASCII letters, digits, "
                     "`_`, `-` and `.`",
                     one.label));
    std::erase_if(one.label, [&](char c) { return !is_taken(c); });
    one.output = false;
    one.permalink.clear();
  }

  void read_defaults() {
    const Value* value = config_.find("defaults");
    if (value == nullptr || value->type != Value::Type::sequence) return;
    for (const Value& item : value->items) {
      if (item.type != Value::Type::mapping) continue;
      FrontMatterDefault one;
      const Value* scope = find_in(item, "scope");
      const Value* values = find_in(item, "values");
      if (values == nullptr || values->type != Value::Type::mapping) {
        warn("defaults", "an entry of `defaults` has no `values`, so Jekyll drops it");
        continue;
      }
      if (scope != nullptr) {
        if (const Value* path = find_in(*scope, "path")) one.path = plain_text(*path);
        if (const Value* type = find_in(*scope, "type")) one.type = plain_text(*type);
      }
      for (const auto& [key, entry] : values->entries) one.values.emplace_back(plain_text(key), entry);
      config_.defaults.push_back(std::move(one));
    }
  }

  Source source_;
  post::YamlTree tree_;
  SiteConfig config_;
};

}  // namespace

std::string ConfigError::message() const {
  return line == 0 ? fmt::format("{}: {}", path, cause) : fmt::format("{}:{}:{}: {}", path, line, column, cause);
}

const Value* SiteConfig::find(std::string_view key) const { return find_in(all, key); }

SiteConfig default_site_config() {
  SiteConfig config;
  config.all.type = Value::Type::mapping;
  config.reading.zone = post::Zone::machine();
  for (const auto name : default_excludes) config.exclude.emplace_back(name);
  config.exclude.emplace_back("vendor/gems/");
  config.exclude.emplace_back("vendor/ruby/");
  config.collections.push_back({"posts", true, permalink_template(config.permalink)});
  return config;
}

tl::expected<SiteConfig, ConfigError> parse_site_config(std::string path, std::string_view bytes) {
  if (bytes.size() > max_site_config_bytes) {
    return tl::unexpected(ConfigError{std::move(path), 0, 0, "the configuration is larger than 1 MiB"});
  }
  return Reader(std::move(path), bytes).read();
}

}  // namespace galley::site
