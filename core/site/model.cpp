#include "core/site/model.h"

#include <algorithm>
#include <tuple>

#include "core/archive/load.h"
#include "core/archive/parallel.h"
#include "core/site/plugins.h"
#include "core/site/source_files.h"
#include "core/text/unicode.h"
#include "core/text/utf8.h"

namespace galley::site {
namespace {

using Kind = SourceFile::Kind;

/// Utils.has_yaml_header?: the first line is `---`, with white space after it, and ends.
bool has_header(std::string_view head) {
  if (!head.starts_with("---")) return false;
  const std::size_t end = head.find('\n');
  return end != std::string_view::npos &&
         head.substr(3, end - 3).find_first_not_of(" \t\v\f\r") == std::string_view::npos;
}

bool reads_utf8(const SiteConfig& config) {
  return config.encoding.size() >= 4 && (config.encoding.starts_with("utf") || config.encoding.starts_with("UTF"));
}

struct Read {
  SourceFile file;
  std::optional<Published> published;
};

Read read_one(archive::FileStore& files, const std::string& root, SourceFile file, const SiteConfig& config,
              const ModelRequest& request) {
  Read out{std::move(file), std::nullopt};
  const std::string path = root + "/" + out.file.path;
  static constexpr std::uint64_t head_size = 4096;
  const bool is_post = out.file.kind == Kind::post || out.file.kind == Kind::draft;
  if (request.known && is_post)
    if ((out.published = request.known(out.file))) return out;
  if (!is_post) {
    const auto head = files.read_head(path, head_size);
    if (!head) return out;
    if (!has_header(*head)) {
      out.file.kind = Kind::static_file;
      out.published = publish(out.file, {}, true, config, request.now);
      return out;
    }
    out.file.kind = out.file.collection.empty() ? Kind::page : Kind::document;
    if (request.known)
      if ((out.published = request.known(out.file))) return out;
    if (const post::FrontMatter front_matter = post::read_front_matter(*head);
        head->size() < head_size || (front_matter.present() && front_matter.cut.close.end + 8 < head_size)) {
      out.published = publish(out.file, front_matter, true, config, request.now);
      return out;
    }
  }
  const auto bytes = files.read(path, archive::max_post_bytes);
  if (!bytes) return out;
  const bool checks_utf8 = is_post && reads_utf8(config);
  const bool valid = !checks_utf8 || utf8::valid(*bytes);
  std::int64_t modified = request.now;
  if (out.file.kind == Kind::draft)
    if (const auto mark = files.mark(path)) modified = mark->modified_ns / 1'000'000'000;
  out.published = publish(out.file, post::read_front_matter(*bytes), valid, config, request.now, modified);
  return out;
}

Publication::Kind kind_of(Kind kind) {
  switch (kind) {
    case Kind::post:
      return Publication::Kind::post;
    case Kind::draft:
      return Publication::Kind::draft;
    case Kind::document:
      return Publication::Kind::document;
    case Kind::page:
      return Publication::Kind::page;
    case Kind::static_file:
      break;
  }
  return Publication::Kind::static_file;
}

using unicode::downcased;

/// `limit_posts`: the newest so many of what was read.
void limit_posts(std::vector<Read>& all, const SiteConfig& config, std::int64_t now) {
  const post::Value* limit = config.find("limit_posts");
  if (limit == nullptr || limit->scalar.type != post::Scalar::Type::integer || limit->scalar.integer <= 0) return;
  std::vector<Read*> posts;
  for (Read& one : all)
    if (one.published && one.published->read && (one.file.kind == Kind::post || one.file.kind == Kind::draft))
      posts.push_back(&one);
  const auto most = static_cast<std::size_t>(limit->scalar.integer);
  if (posts.size() <= most) return;
  std::sort(posts.begin(), posts.end(), [&](const Read* a, const Read* b) {
    return std::pair(a->published->seconds.value_or(now), std::string_view(a->file.path)) <
           std::pair(b->published->seconds.value_or(now), std::string_view(b->file.path));
  });
  for (std::size_t i = 0; i + most < posts.size(); ++i)
    posts[i]->published->read = posts[i]->published->written = false;
}

}  // namespace

std::string_view to_string(Publication::Kind kind) {
  static constexpr std::string_view names[] = {"post",        "draft",    "document", "page",
                                               "static file", "redirect", "generated"};
  return names[static_cast<std::size_t>(kind)];
}

SiteModel::SiteModel(std::vector<Publication> publications, std::string opaque)
    : publications_(std::move(publications)), opaque_(std::move(opaque)) {
  std::sort(publications_.begin(), publications_.end(), [](const Publication& a, const Publication& b) {
    return std::tie(a.file, a.kind, a.source) < std::tie(b.file, b.kind, b.source);
  });
  by_source_.reserve(publications_.size());
  for (std::uint32_t i = 0; i < publications_.size(); ++i)
    if (publications_[i].kind < Publication::Kind::redirect) by_source_.emplace(publications_[i].source, i);
}

const Publication* SiteModel::at_file(std::string_view file) const {
  const auto at = std::lower_bound(publications_.begin(), publications_.end(), file,
                                   [](const Publication& p, std::string_view name) { return p.file < name; });
  return at == publications_.end() || at->file != file ? nullptr : &*at;
}

const Publication* SiteModel::at_file_of_any_case(std::string_view file) const {
  std::call_once(folded_->made, [&] {
    for (std::uint32_t i = 0; i < publications_.size(); ++i)
      folded_->by_file.emplace(downcased(publications_[i].file), i);
  });
  const auto at = folded_->by_file.find(downcased(file));
  return at == folded_->by_file.end() ? nullptr : &publications_[at->second];
}

const Publication* SiteModel::of_source(std::string_view source) const {
  const auto at = by_source_.find(source);
  return at == by_source_.end() ? nullptr : &publications_[at->second];
}

bool SiteModel::has_folder(std::string_view folder) const {
  const std::string prefix = std::string(folder) + "/";
  const auto at = std::lower_bound(publications_.begin(), publications_.end(), prefix,
                                   [](const Publication& p, const std::string& name) { return p.file < name; });
  return at != publications_.end() && at->file.starts_with(prefix);
}

SiteModel read_site(archive::FileStore& files, const SiteConfig& config, const ModelRequest& request) {
  const std::string root = source_root(request.folder, config);
  std::vector<SourceFile> found = find_source_files(files, root, config);
  std::vector<Read> all;
  all.reserve(found.size());
  archive::in_order<Read>(
      found.size(), request.jobs,
      [&](std::size_t i) { return read_one(files, root, std::move(found[i]), config, request); },
      [&](std::size_t, Read one) {
        all.push_back(std::move(one));
        return true;
      });
  limit_posts(all, config, request.now);
  std::vector<Publication> publications;
  publications.reserve(all.size());
  PluginInput input{config, files, root, request.now, {}, {}, {}};
  for (Read& one : all) {
    if (!one.published) continue;
    if (one.published->read && (one.file.kind == Kind::post || one.file.kind == Kind::draft))
      input.posts.push_back(&*one.published);
    if (!one.published->written) continue;
    publications.push_back({kind_of(one.file.kind), one.file.path, one.published->url, one.published->file});
    for (const std::string& from : one.published->redirect_from) input.redirects.push_back({from, one.file.path});
  }
  add_generated(input, publications);
  return SiteModel(std::move(publications), why_opaque(input));
}

}  // namespace galley::site
