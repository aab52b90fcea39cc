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
              std::int64_t now) {
  Read out{std::move(file), std::nullopt};
  const std::string path = root + "/" + out.file.path;
  static constexpr std::uint64_t head_size = 4096;
  const bool is_post = out.file.kind == Kind::post || out.file.kind == Kind::draft;
  if (!is_post) {
    const auto head = files.read_head(path, head_size);
    if (!head) return out;
    if (!has_header(*head)) {
      out.file.kind = Kind::static_file;
      out.published = publish(out.file, {}, true, config, now);
      return out;
    }
    out.file.kind = out.file.collection.empty() ? Kind::page : Kind::document;
    if (const post::FrontMatter front_matter = post::read_front_matter(*head);
        head->size() < head_size || (front_matter.present() && front_matter.cut.close.end + 8 < head_size)) {
      out.published = publish(out.file, front_matter, true, config, now);
      return out;
    }
  }
  const auto bytes = files.read(path, archive::max_post_bytes);
  if (!bytes) return out;
  const bool checks_utf8 = is_post && reads_utf8(config);
  const bool valid = !checks_utf8 || utf8::valid(*bytes);
  std::int64_t modified = now;
  if (out.file.kind == Kind::draft)
    if (const auto mark = files.mark(path)) modified = mark->modified_ns / 1'000'000'000;
  out.published = publish(out.file, post::read_front_matter(*bytes), valid, config, now, modified);
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

std::string folded(std::string_view text) {
  std::string out;
  unicode::append_lower(out, text);
  return out;
}

// What becomes of a file, from its facts or from reading it.
struct Entry {
  Publication publication;
  bool is_post = false, read = false, written = false, hidden = false;
  std::optional<std::int64_t> seconds;
  const PostFacts* facts = nullptr;
  const Published* full = nullptr;  // where there are no facts
};

Entry entry_of(const ModelRequest::Known& known, Kind kind, const SiteConfig& config, std::int64_t now) {
  const PostFacts& f = *known.facts;
  Entry out;
  const bool later = !config.future && f.seconds && *f.seconds > now;
  out.is_post = kind == Kind::post;
  out.written = f.written && !later;
  out.read = out.written || (!out.is_post && !f.unpublished);
  out.hidden = f.hidden;
  out.seconds = f.seconds;
  out.facts = known.facts;
  out.publication = {kind_of(kind), known.source, f.text(f.url), f.text(f.file)};
  return out;
}

Entry entry_of(const Read& read) {
  Entry out;
  const Published& p = *read.published;
  out.is_post = read.file.kind == Kind::post || read.file.kind == Kind::draft;
  out.read = p.read;
  out.written = p.written;
  out.hidden = p.hidden;
  out.seconds = p.seconds;
  out.full = &p;
  out.publication = {kind_of(read.file.kind), read.file.path, p.url, p.file};
  return out;
}

/// `limit_posts`: the newest so many of what was read.
void limit_posts(std::vector<Entry>& all, const SiteConfig& config, std::int64_t now) {
  const post::Value* limit = config.find("limit_posts");
  if (limit == nullptr || limit->scalar.type != post::Scalar::Type::integer || limit->scalar.integer <= 0) return;
  std::vector<Entry*> posts;
  for (Entry& one : all)
    if (one.read && one.is_post) posts.push_back(&one);
  const auto most = static_cast<std::size_t>(limit->scalar.integer);
  if (posts.size() <= most) return;
  std::sort(posts.begin(), posts.end(), [&](const Entry* a, const Entry* b) {
    return std::pair(a->seconds.value_or(now), a->publication.source) <
           std::pair(b->seconds.value_or(now), b->publication.source);
  });
  for (std::size_t i = 0; i + most < posts.size(); ++i) posts[i]->read = posts[i]->written = false;
}

}  // namespace

std::string_view to_string(Publication::Kind kind) {
  static constexpr std::string_view names[] = {"post",        "draft",    "document", "page",
                                               "static file", "redirect", "generated"};
  return names[static_cast<std::size_t>(kind)];
}

SiteModel::SiteModel(std::vector<Publication> publications, std::deque<std::string> texts, std::string opaque)
    : publications_(std::move(publications)), texts_(std::move(texts)), opaque_(std::move(opaque)) {
  const auto before = [](const Publication& a, const Publication& b) {
    return std::tie(a.file, a.kind, a.source) < std::tie(b.file, b.kind, b.source);
  };
  if (!std::is_sorted(publications_.begin(), publications_.end(), before))
    std::sort(publications_.begin(), publications_.end(), before);
}

const Publication* SiteModel::at_file(std::string_view file) const {
  const auto at = std::lower_bound(publications_.begin(), publications_.end(), file,
                                   [](const Publication& p, std::string_view name) { return p.file < name; });
  return at == publications_.end() || at->file != file ? nullptr : &*at;
}

const Publication* SiteModel::at_file_of_any_case(std::string_view file) const {
  std::call_once(indices_->folded, [&] {
    for (std::uint32_t i = 0; i < publications_.size(); ++i)
      indices_->by_folded_file.emplace(folded(publications_[i].file), i);
  });
  const auto at = indices_->by_folded_file.find(folded(file));
  return at == indices_->by_folded_file.end() ? nullptr : &publications_[at->second];
}

const Publication* SiteModel::of_source(std::string_view source) const {
  std::call_once(indices_->sources, [&] {
    indices_->by_source.reserve(publications_.size());
    for (std::uint32_t i = 0; i < publications_.size(); ++i)
      if (publications_[i].kind < Publication::Kind::redirect) indices_->by_source.emplace(publications_[i].source, i);
  });
  const auto at = indices_->by_source.find(source);
  return at == indices_->by_source.end() ? nullptr : &publications_[at->second];
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
  std::vector<Entry> all;
  all.reserve(found.size());
  std::deque<std::string> texts;
  const auto keep = [&](std::string text) -> std::string_view { return texts.emplace_back(std::move(text)); };
  std::vector<SourceFile> unknown;
  for (SourceFile& file : found) {
    // A file without front matter is copied, whatever it is called; drafts have the date of their file.
    const auto known = request.known && file.kind != Kind::draft ? request.known(file.path) : std::nullopt;
    if (known && !known->facts->file.empty() && (file.kind == Kind::post || known->facts->has_front_matter)) {
      const Kind kind = file.kind == Kind::post ? Kind::post : file.collection.empty() ? Kind::page : Kind::document;
      all.push_back(entry_of(*known, kind, config, request.now));
    } else {
      unknown.push_back(std::move(file));
    }
  }
  std::deque<Read> read;
  archive::in_order<Read>(
      unknown.size(), request.jobs,
      [&](std::size_t i) { return read_one(files, root, std::move(unknown[i]), config, request.now); },
      [&](std::size_t, Read one) {
        if (!one.published) return true;
        read.push_back(std::move(one));
        all.push_back(entry_of(read.back()));
        return true;
      });
  limit_posts(all, config, request.now);
  std::vector<Publication> publications;
  publications.reserve(all.size());
  PluginInput input{config, files, root, request.now, keep};
  for (const Entry& one : all) {
    if (one.read && one.is_post) input.posts.push_back({one.seconds, one.hidden, one.full});
    if (!one.written) continue;
    Publication p = one.publication;
    if (one.full != nullptr) {
      p = {p.kind, keep(std::string(p.source)), keep(std::string(p.url)), keep(std::string(p.file))};
      for (const std::string& from : one.full->redirect_from) input.redirects.emplace_back(from, p.source);
    } else {
      for (const WordFact& word : one.facts->redirects)
        input.redirects.emplace_back(one.facts->text(word.text), p.source);
    }
    publications.push_back(p);
  }
  add_generated(input, publications);
  return SiteModel(std::move(publications), std::move(texts), why_opaque(input));
}

}  // namespace galley::site
