#include "core/site/publishing.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/post/date.h"
#include "core/post/terms.h"
#include "core/site/defaults.h"
#include "core/site/url_template.h"
#include "core/text/paths.h"
#include "core/text/unicode.h"
#include "core/text/url.h"

namespace galley::site {
namespace {

using post::Scalar;
using post::Value;
using Kind = SourceFile::Kind;

/// Ruby's truth.

using paths::name_of;

using paths::folder_of;

std::string without_dots_at_end(std::string_view text) {
  while (text.ends_with('.')) text.remove_suffix(1);
  return std::string(text);
}

/// A file's path as Jekyll names documents: without the folder of all collections.
std::string_view below_collections(std::string_view path, const SiteConfig& config) {
  std::string_view above = config.collections_dir;
  while (above.ends_with('/')) above.remove_suffix(1);
  if (!above.empty() && path.size() > above.size() && path.starts_with(above) && path[above.size()] == '/')
    path.remove_prefix(above.size() + 1);
  return path;
}

/// Front matter over what `defaults:` say.
class Data {
 public:
  Data(const post::FrontMatter& front_matter, const SiteConfig& config, std::string_view path, std::string_view type,
       bool defaults = true)
      : config_(config), path_(path), type_(type), defaults_(defaults && !config.defaults.empty()) {
    if (front_matter.present() && front_matter.readable()) yaml_ = &front_matter.yaml;
  }

  /// The node of the front matter itself; `no_node` for none.
  post::NodeId own(std::string_view key) const { return yaml_ == nullptr ? post::no_node : yaml_->find(key).value; }
  bool has(std::string_view key) const { return own(key) != post::no_node; }
  Value own_value(std::string_view key) const { return post::value_of(*yaml_, own(key)); }
  const Value* fallback(std::string_view key) const {
    return defaults_ ? default_value(config_, path_, type_, key) : nullptr;
  }

  /// As documents merge: null in front matter leaves what the defaults say.
  std::optional<Value> merged(std::string_view key) const {
    if (has(key))
      if (Value value = own_value(key); !is_null(value)) return value;
    if (const Value* value = fallback(key)) return *value;
    return has(key) ? std::optional(own_value(key)) : std::nullopt;
  }
  /// As pages ask: a key that is there, though null, is the answer.
  std::optional<Value> asked(std::string_view key) const {
    if (has(key)) return own_value(key);
    if (const Value* value = fallback(key)) return *value;
    return std::nullopt;
  }

  const post::YamlTree& yaml() const { return *yaml_; }

 private:
  const SiteConfig& config_;
  std::string_view path_, type_;
  bool defaults_;
  const post::YamlTree* yaml_ = nullptr;
};

std::vector<std::string> texts_of(const std::optional<Value>& value) {
  std::vector<std::string> out;
  if (!value || is_null(*value)) return out;
  if (value->type == Value::Type::sequence) {
    for (const Value& item : value->items)
      if (!is_null(item)) out.push_back(post::text_of(item));
  } else if (value->type == Value::Type::scalar) {
    out.push_back(post::text_of(*value));
  }
  return out;
}

std::optional<std::string> permalink_in(const std::optional<Value>& value) {
  if (!value || !truthy(*value) || value->type != Value::Type::scalar) return std::nullopt;
  return post::text_of(*value);
}

std::optional<std::int64_t> date_in(const Data& data, const SiteConfig& config, std::int64_t now) {
  if (data.has("date")) {
    const post::DateReading date =
        post::read_date(data.yaml(), data.own("date"), config.reading.zone, post::Instant{now, 0});
    if (date.valid()) return date.instant.seconds;
    return std::nullopt;
  }
  if (const Value* value = data.fallback("date")) {
    const post::DateReading date = post::parse_time(post::text_of(*value), config.reading.zone, post::Instant{now, 0});
    if (date.valid()) return date.instant.seconds;
  }
  return std::nullopt;
}

/// The folders above `_posts` or `_drafts`.
std::vector<std::string> categories_above(std::string_view path, std::string_view special) {
  std::vector<std::string> out;
  if (path.starts_with(special)) return out;
  const std::string_view name = name_of(path);
  path = path.substr(0, path.find(special));
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, slash);
    if (!part.empty() && part != name) out.emplace_back(part);
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return out;
}

std::string own_extension(const std::optional<std::string>& permalink, std::string_view extension,
                          const SiteConfig& config) {
  if (permalink && !permalink->ends_with('/'))
    if (const std::string_view said = extension_of(*permalink); !said.empty()) return std::string(said);
  return output_extension(extension, config);
}

Published publish_document(const SourceFile& file, const post::FrontMatter& front_matter, bool bytes_valid,
                           const SiteConfig& config, std::int64_t now, std::int64_t modified) {
  Published out;
  const std::string_view path = below_collections(file.path, config);
  const std::string_view extension = extension_of(path);
  // A document that is YAML itself has nothing but what it says itself.
  const bool is_data = extension == ".yml" || extension == ".yaml";
  const Data data(front_matter, config, path, file.collection, !is_data);
  const bool is_post = file.kind != Kind::document;
  const bool failed = !bytes_valid || (front_matter.present() && !front_matter.readable() && !is_data);
  if (is_post && !bytes_valid) {
    out.read = false;
    return out;
  }
  DocumentUrl document;
  document.path = path;
  document.collection = file.collection;
  const std::string special = file.kind == Kind::draft ? "_drafts" : "_" + file.collection;
  document.categories = categories_above(path, special);
  document.permalink = permalink_in(data.merged("permalink"));
  document.output_extension = own_extension(document.permalink, extension, config);
  if (is_data) {
    document.categories = texts_of(data.merged("categories"));
    if (const auto slug = data.merged("slug"); slug && truthy(*slug)) document.slug = post::text_of(*slug);
    out.seconds = date_in(data, config, now);
  } else if (!failed) {
    document.categories = post::categories_of(std::move(document.categories), data.fallback("categories"),
                                              data.fallback("category"), front_matter);
    const post::PostPath name = post::parse_post_path(path);
    if (const auto slug = data.merged("slug"); slug && truthy(*slug))
      document.slug = post::text_of(*slug);
    else
      document.slug = name.slug;
    out.seconds = date_in(data, config, now);
    if (!out.seconds && name.date && name.date->state != post::FileNameDate::State::impossible) {
      const post::CivilDate day = name.date->day;
      out.seconds = config.reading.zone.to_utc({day.year, day.month, day.day, 0, 0, 0});
    }
  }
  document.seconds = out.seconds ? *out.seconds : file.kind == Kind::draft ? modified : now;
  const auto published = failed ? std::nullopt : data.merged("published");
  const bool hidden = published && !truthy(*published) && !config.unpublished;
  const bool later = !config.future && *document.seconds > now;
  const auto collection = std::find_if(config.collections.begin(), config.collections.end(),
                                       [&](const Collection& c) { return c.label == file.collection; });
  const bool output = is_post || (collection != config.collections.end() && collection->output);
  out.read = !hidden && !(is_post && later);
  std::string url_template;
  if (collection != config.collections.end()) url_template = collection->permalink;
  if (url_template.empty()) url_template = with_permalink_suffix("/:collection/:path", config.permalink);
  const auto url = document_url(document, url_template, config.reading.zone);
  if (!url) return out;
  out.url = *url;
  out.file = destination_of(*url, url->ends_with('/') ? ".html" : std::string_view(document.output_extension));
  out.written = out.read && !later && output;
  if (out.written && !failed) out.redirect_from = texts_of(data.merged("redirect_from"));
  if (is_post) {
    out.categories = std::move(document.categories);
    if (!failed) {
      out.tags = post::tags_of(data.fallback("tags"), front_matter);
      const auto hidden_value = data.merged("hidden");
      out.hidden = hidden_value && truthy(*hidden_value);
    }
  }
  return out;
}

Published publish_page(const SourceFile& file, const post::FrontMatter& front_matter, const SiteConfig& config) {
  Published out;
  const std::string_view name = name_of(file.path);
  const std::string_view extension = extension_of(name);
  const std::string basename = without_dots_at_end(name.substr(0, name.size() - extension.size()));
  const Data data(front_matter, config, file.path, "pages");
  const auto permalink = permalink_in(data.asked("permalink"));
  const std::string output = own_extension(permalink, extension, config);
  std::string pattern;
  if (permalink)
    pattern = *permalink;
  else if (output != ".html" && output != ".htm" && output != ".xhtml")
    pattern = "/:path/:basename:output_ext";
  else if (basename == "index")
    pattern = "/:path/";
  else
    pattern = with_permalink_suffix("/:path/:basename", config.permalink);
  const std::string_view folder = folder_of(file.path);
  out.url = page_url(pattern, folder.empty() ? "" : "/" + std::string(folder), basename, output);
  out.file = destination_of(out.url, output);
  // What defaults say of `published` does not reach pages.
  out.written = !data.has("published") || truthy(data.own_value("published")) || config.unpublished;
  if (out.written) out.redirect_from = texts_of(data.asked("redirect_from"));
  return out;
}

Published publish_static(const SourceFile& file, const SiteConfig& config) {
  Published out;
  const bool of_collection = !file.collection.empty();
  const std::string_view path = of_collection ? below_collections(file.path, config) : std::string_view(file.path);
  const std::string_view extension = extension_of(path);
  std::string cleaned = without_dots_at_end(path.substr(0, path.size() - extension.size()));
  bool output = true;
  if (of_collection) {
    const std::string folder = "_" + file.collection;
    if (const std::size_t at = cleaned.find(folder); at != std::string::npos) cleaned.erase(at, folder.size());
    const auto collection = std::find_if(config.collections.begin(), config.collections.end(),
                                         [&](const Collection& c) { return c.label == file.collection; });
    output = collection != config.collections.end() && collection->output;
    std::string url = output ? collection->permalink : "";
    if (url.empty()) url = with_permalink_suffix("/:collection/:path", config.permalink);
    const std::string_view name = name_of(path);
    const std::pair<std::string_view, std::string> tokens[] = {
        {":collection", file.collection},
        {":path", cleaned},
        {":output_ext", ""},
        {":name", without_dots_at_end(name.substr(0, name.size() - extension.size()))},
        {":title", ""}};
    for (const auto& [token, value] : tokens) {
      const std::string escaped = escape_path(value);
      for (std::size_t at = 0; (at = url.find(token, at)) != std::string::npos; at += escaped.size())
        url.replace(at, token.size(), escaped);
    }
    out.url = sanitize_url(url);
    if (out.url.ends_with('/')) out.url.pop_back();
  } else {
    out.url = "/" + cleaned;
  }
  out.url += extension;
  out.file = destination_of(out.url, "");
  const Value* published = config.defaults.empty()
                               ? nullptr
                               : default_value(config, std::string_view(out.url).substr(1),
                                               of_collection ? std::string_view(file.collection) : "", "published");
  out.written = output && (published == nullptr || truthy(*published));
  return out;
}

}  // namespace

std::string_view extension_of(std::string_view path) {
  const std::string_view name = name_of(path);
  const std::size_t begin = name.find_first_not_of('.');
  const std::size_t dot = name.rfind('.');
  if (begin == std::string_view::npos || dot == std::string_view::npos || dot < begin) return {};
  return name.substr(dot);
}

std::string output_extension(std::string_view extension, const SiteConfig& config) {
  const auto is = [&](std::string_view one) { return post::is_markdown_extension(extension, one); };
  const auto has = [&](std::string_view plugin) {
    return std::find(config.plugins.begin(), config.plugins.end(), plugin) != config.plugins.end();
  };
  if (post::is_markdown_extension(extension, config.reading.markdown_extensions)) return ".html";
  if (is("scss,sass")) return ".css";
  if (is("coffee") && has("jekyll-coffeescript")) return ".js";
  if (is("textile") && has("jekyll-textile-converter")) return ".html";
  return std::string(extension);
}

std::string destination_of(std::string_view url, std::string_view extension) {
  // File.expand_path from the root, after decoding.
  std::vector<std::string_view> parts;
  const std::string decoded = url::percent_decoded(url);
  std::string_view rest = decoded;
  while (!rest.empty()) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    if (part.empty() || part == ".") continue;
    if (part != "..")
      parts.push_back(part);
    else if (!parts.empty())
      parts.pop_back();
  }
  std::string path = fmt::format("{}", fmt::join(parts, "/"));
  if (url.ends_with('/')) path += path.empty() ? "index" : "/index";
  if (!path.ends_with(extension)) path += extension;
  return path;
}

std::string page_url(std::string_view permalink, std::string_view folder, std::string_view basename,
                     std::string_view output_extension) {
  std::string url(permalink);
  const std::pair<std::string_view, std::string_view> tokens[] = {
      {":path", folder}, {":basename", basename}, {":output_ext", output_extension}};
  for (const auto& [token, value] : tokens) {
    if (url.find(':') == std::string::npos) break;
    const std::string escaped = escape_path(value);
    for (std::size_t at = 0; (at = url.find(token, at)) != std::string::npos; at += escaped.size())
      url.replace(at, token.size(), escaped);
  }
  return sanitize_url(url);
}

std::optional<std::string> document_url(const DocumentUrl& document, std::string_view url_template,
                                        const post::Zone& zone) {
  const std::string_view name = name_of(document.path);
  const std::string_view stem = name.substr(0, name.size() - extension_of(name).size());
  const std::string_view slug = document.slug ? std::string_view(*document.slug) : stem;
  const auto value = [&](std::string_view key) -> std::optional<std::string> {
    if (key == "title") return slugified(slug, true, true);
    if (key == "slug") return slugified(slug, false, false);
    if (key == "name") return slugified(stem, false, false);
    if (key == "output_ext") return document.output_extension;
    if (key == "collection") return document.collection;
    if (key == "path") {
      std::string path(document.path.substr(0, document.path.size() - extension_of(document.path).size()));
      const std::string folder = "_" + document.collection;
      if (const std::size_t at = path.find(folder); at != std::string::npos) path.erase(at, folder.size());
      return without_dots_at_end(path);
    }
    if (key == "categories" || key == "slugified_categories") {
      std::vector<std::string> once;
      for (const std::string& category : document.categories) {
        std::string part;
        if (key == "categories")
          unicode::append_lower(part, category);
        else
          part = slugified(category, false, false);
        if (std::find(once.begin(), once.end(), part) == once.end()) once.push_back(std::move(part));
      }
      return fmt::format("{}", fmt::join(once, "/"));
    }
    return document.seconds ? date_part(key, *document.seconds, zone) : std::nullopt;
  };
  const auto url = fill_template(document.permalink ? std::string_view(*document.permalink) : url_template, value);
  if (!url) return std::nullopt;
  return sanitize_url(*url);
}

SourceFile source_file(std::string_view below, post::Role role, bool has_header, const SiteConfig& config) {
  std::string_view source = config.source;
  while (source.starts_with("./")) source.remove_prefix(2);
  while (source.ends_with('/')) source.remove_suffix(1);
  if (!source.empty() && source != "." && below.size() > source.size() && below.starts_with(source) &&
      below[source.size()] == '/')
    below.remove_prefix(source.size() + 1);
  SourceFile file{std::string(below), has_header ? Kind::page : Kind::static_file, ""};
  if (role == post::Role::post || role == post::Role::draft) {
    file.kind = role == post::Role::post ? Kind::post : Kind::draft;
    file.collection = "posts";
    return file;
  }
  const std::string_view path = below_collections(below, config);
  for (const Collection& collection : config.collections) {
    if (!path.starts_with("_" + collection.label + "/")) continue;
    file.collection = collection.label;
    if (has_header) file.kind = Kind::document;
    return file;
  }
  return file;
}

Published publish(const SourceFile& file, const post::FrontMatter& front_matter, bool bytes_valid,
                  const SiteConfig& config, std::int64_t now, std::int64_t modified) {
  if (file.kind == Kind::page) return publish_page(file, front_matter, config);
  if (file.kind == Kind::static_file) return publish_static(file, config);
  return publish_document(file, front_matter, bytes_valid, config, now, modified);
}

}  // namespace galley::site
