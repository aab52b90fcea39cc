#include "core/site/view.h"

#include <algorithm>

#include "core/archive/load.h"
#include "core/archive/walk.h"
#include "core/site/mentions.h"
#include "core/site/plugins.h"
#include "core/site/source_files.h"
#include "core/text/ascii.h"
#include "core/text/nearest.h"
#include "core/text/paths.h"

namespace galley::site {
namespace {

constexpr std::uint64_t longest_part = 4 << 20;

using paths::name_of;

bool everywhere(std::string_view, std::string_view) { return true; }

// A page's name without what servers let one leave out.
std::string_view stem_of(std::string_view file) {
  for (const std::string_view end : {"/index.html", ".html"})
    if (file.ends_with(end)) return file.substr(0, file.size() - end.size());
  return file;
}

void add_value(std::string_view value, Anchors& anchors) {
  const std::size_t liquid = std::min(value.find("{{"), value.find("{%"));
  if (liquid == std::string_view::npos)
    anchors.ids.emplace(value);
  else
    anchors.beginnings.emplace_back(value.substr(0, liquid));
}

bool is_name_character(char c) { return ascii::is_alphanumeric(c) || c == '-' || c == '_' || c == ':'; }

}  // namespace

bool Anchors::any() const {
  return std::any_of(beginnings.begin(), beginnings.end(), [](const std::string& b) { return b.empty(); });
}

bool Anchors::has(std::string_view id) const {
  return ids.contains(id) ||
         std::any_of(beginnings.begin(), beginnings.end(), [&](const std::string& b) { return id.starts_with(b); });
}

void add_anchors(std::string_view html, Anchors& anchors) {
  for (const std::string_view name : {"id", "name"}) {
    for (std::size_t at = 0; (at = html.find(name, at)) != std::string_view::npos; ++at) {
      if (at > 0 && is_name_character(html[at - 1])) continue;
      std::size_t i = at + name.size();
      while (i < html.size() && (html[i] == ' ' || html[i] == '\t')) ++i;
      if (i == html.size() || html[i] != '=') continue;
      ++i;
      while (i < html.size() && (html[i] == ' ' || html[i] == '\t')) ++i;
      if (i == html.size()) return;
      // A value without quotes ends at white space or the tag's end; Liquid may hold both.
      const bool quoted = html[i] == '"' || html[i] == '\'';
      const std::size_t begin = quoted ? i + 1 : i;
      const std::size_t end = quoted ? html.find(html[i], begin) : html.find_first_of(" \t\r\n>", begin);
      const std::string_view value = html.substr(begin, end == std::string_view::npos ? end : end - begin);
      if (!value.empty()) add_value(value, anchors);
    }
  }
}

SiteView::SiteView(archive::FileStore& files, const Site& site, const std::vector<Member>& posts, std::int64_t now,
                   unsigned jobs)
    : files_(files), site_(site), root_(source_root(site.folder, site.config)) {
  facts_.reserve(posts.size());
  for (const Member& m : posts) facts_.emplace(source_of(m.below), m.facts);
  ModelRequest request{.folder = site.folder, .now = now, .jobs = jobs};
  // Where plugins ask for the terms of posts, these are read.
  if (!plugins_ask_terms(site.config))
    request.known = [&](std::string_view source) -> std::optional<ModelRequest::Known> {
      const auto at = facts_.find(source);
      if (at == facts_.end()) return std::nullopt;
      return ModelRequest::Known{at->first, at->second};
    };
  model_ = read_site(files, site.config, request);
  read_parts();
}

const SiteView::Names& SiteView::names() const {
  std::call_once(named_, [&] {
    names_.by_name.reserve(model_.publications().size());
    for (const Publication& p : model_.publications()) {
      names_.by_name.emplace(name_of(p.file), &p);
      if (p.kind != Publication::Kind::post && p.kind != Publication::Kind::draft) continue;
      const std::string_view name = name_of(p.source);
      names_.by_stem.emplace(name.substr(0, name.rfind('.')), &p);
    }
    for (const auto& [source, facts] : facts_)
      if (!facts->file.empty() && model_.of_source(source) == nullptr)
        names_.unpublished.emplace(facts->text(facts->file), facts);
  });
  return names_;
}

void SiteView::read_parts() {
  const SiteConfig& config = site_.config;
  PluginInput input{config, files_, root_, 0, {}};
  plugins_ = all_plugins(input);
  themed_ = !config.theme.empty() || config.find("remote_theme") != nullptr ||
            std::find(plugins_.begin(), plugins_.end(), "github-pages") != plugins_.end();
  for (const std::string& path : archive::files_below(files_, root_ + "/" + config.layouts_dir, everywhere)) {
    if (const std::size_t dot = path.rfind('.'); dot != std::string::npos) layouts_.push_back(path.substr(0, dot));
    if (const auto bytes = files_.read(root_ + "/" + config.layouts_dir + "/" + path, longest_part))
      add_anchors(*bytes, shared_);
  }
  for (const std::string& path : archive::files_below(files_, root_ + "/" + config.includes_dir, everywhere)) {
    includes_.insert(path);
    if (const auto bytes = files_.read(root_ + "/" + config.includes_dir + "/" + path, longest_part))
      add_anchors(*bytes, shared_);
  }
  const post::Value* folder = config.find("plugins_dir");
  const std::string own = root_ + "/" + (folder == nullptr || folder->text.empty() ? "_plugins" : folder->text);
  for (const std::string& path : archive::files_below(files_, own, everywhere))
    if (path.ends_with(".rb"))
      if (const auto bytes = files_.read(own + "/" + path, longest_part)) plugin_code_ += *bytes + "\n";
}

std::string_view SiteView::source_of(std::string_view path) const {
  std::string_view source = site_.config.source;
  while (source.starts_with("./")) source.remove_prefix(2);
  while (source.ends_with('/')) source.remove_suffix(1);
  if (!source.empty() && source != "." && path.size() > source.size() && path.starts_with(source) &&
      path[source.size()] == '/')
    path.remove_prefix(source.size() + 1);
  return path;
}

bool SiteView::exists(std::string_view source) const {
  return files_.type(root_ + "/" + std::string(source)) == archive::FileType::file;
}

std::vector<std::string_view> SiteView::unnamed_files(const std::vector<std::string>& folders, unsigned jobs) const {
  std::vector<std::string_view> sources;
  for (const Publication& p : model_.publications()) {
    const auto holds = [&](std::string_view folder) {
      while (folder.ends_with('/')) folder.remove_suffix(1);
      while (folder.starts_with('/')) folder.remove_prefix(1);
      return p.source.size() > folder.size() && p.source.starts_with(folder) && p.source[folder.size()] == '/';
    };
    if (p.kind == Publication::Kind::static_file && std::any_of(folders.begin(), folders.end(), holds))
      sources.push_back(p.source);
  }
  std::sort(sources.begin(), sources.end());
  return unmentioned(files_, root_, site_.config, sources, jobs);
}

bool SiteView::has_plugin(std::string_view name) const {
  return std::find(plugins_.begin(), plugins_.end(), name) != plugins_.end();
}

std::shared_ptr<const Anchors> SiteView::anchors_of_page(const std::string& source) const {
  const std::lock_guard lock(mutex_);
  if (const auto known = pages_.find(source); known != pages_.end()) return known->second;
  std::shared_ptr<const Anchors>& out = pages_[source];
  auto bytes = files_.read(root_ + "/" + source, longest_part);
  if (!bytes) return out;
  body::HtmlParser parser;
  const post::Post page = post::read_post(std::make_unique<const Source>(source, std::move(*bytes)), source,
                                          post::Role::document, site_.reading, parser);
  const PostFacts facts = gather_facts(page, site_.config, {});
  if (facts.shows_others || !facts.tags.empty()) {
    const auto asks = [&](const TagFact& tag) { return facts.text(tag.name) != "include"; };
    if (facts.shows_others || std::any_of(facts.tags.begin(), facts.tags.end(), asks)) return out;
  }
  auto anchors = std::make_shared<Anchors>();
  for (const WordFact& word : facts.anchors) add_value(facts.text(word.text), *anchors);
  return out = std::move(anchors);
}

SiteView::Answer SiteView::has_anchor(const Publication& page, std::string_view id) const {
  if (page.kind == Publication::Kind::redirect || page.kind == Publication::Kind::generated) return Answer::unknown;
  if (!page.file.ends_with(".html") && !page.file.ends_with(".htm") && !page.file.ends_with(".xhtml"))
    return Answer::unknown;
  const bool copied = page.kind == Publication::Kind::static_file;
  if (const auto known = facts_.find(page.source); known != facts_.end() && !copied) {
    const PostFacts& facts = *known->second;
    Anchors own;
    for (const WordFact& word : facts.anchors) add_value(facts.text(word.text), own);
    if (own.has(id)) return Answer::yes;
    const auto asks = [&](const TagFact& tag) {
      const std::string_view name = facts.text(tag.name);
      return name != "include" && name != "post_url" && name != "link";
    };
    if (facts.shows_others || std::any_of(facts.tags.begin(), facts.tags.end(), asks)) return Answer::unknown;
  } else {
    const auto own = anchors_of_page(std::string(page.source));
    if (own == nullptr) return Answer::unknown;
    if (own->has(id)) return Answer::yes;
  }
  if (copied) return Answer::no;
  if (shared_.has(id)) return Answer::yes;
  return themed_ ? Answer::unknown : Answer::no;
}

bool SiteView::own_plugins_say(std::string_view word) const {
  for (std::size_t at = 0; (at = plugin_code_.find(word, at)) != std::string::npos; ++at) {
    const char before = at == 0 ? ' ' : plugin_code_[at - 1];
    const char after = at + word.size() < plugin_code_.size() ? plugin_code_[at + word.size()] : ' ';
    if ((before == '"' || before == '\'') && after == before) return true;
    if (before == ':' && !is_name_character(after)) return true;
  }
  return false;
}

const PostFacts* SiteView::facts_of(std::string_view source) const {
  const auto known = facts_.find(source);
  return known == facts_.end() ? nullptr : known->second;
}

const PostFacts* SiteView::unpublished_at(std::string_view file) const {
  const auto& unpublished = names().unpublished;
  const auto at = unpublished.find(file);
  return at == unpublished.end() ? nullptr : at->second;
}

std::vector<const Publication*> SiteView::posts_named(std::string_view stem) const {
  std::vector<const Publication*> out;
  const auto [begin, end] = names().by_stem.equal_range(stem);
  for (auto i = begin; i != end; ++i) out.push_back(i->second);
  return out;
}

const Publication* SiteView::nearest(std::string_view file) const {
  // The same name elsewhere, if that is one alone; else the likest name in the same folder.
  const std::string_view name = name_of(file);
  if (name != "index.html") {
    const auto [begin, end] = names().by_name.equal_range(name);
    if (begin != end && std::next(begin) == end) return begin->second;
  }
  static constexpr std::size_t most = 2000;
  std::string_view folder = file.substr(0, file.size() - name_of(file).size());
  if (name == "index.html" && !folder.empty()) {
    folder.remove_suffix(1);
    folder = folder.substr(0, folder.size() - name_of(folder).size());
  }
  const std::string prefix(folder);
  const auto& all = model_.publications();
  auto at = std::lower_bound(all.begin(), all.end(), prefix,
                             [](const Publication& p, const std::string& f) { return p.file < f; });
  std::vector<std::string_view> words;
  std::vector<const Publication*> pages;
  for (; at != all.end() && at->file.starts_with(prefix) && words.size() < most; ++at) {
    words.push_back(stem_of(std::string_view(at->file).substr(prefix.size())));
    pages.push_back(&*at);
  }
  if (words.size() == most) return nullptr;
  const std::string_view word = stem_of(file.substr(prefix.size()));
  std::string_view best = galley::nearest(word, words);
  // Letters in another order are two edits each, but a likely slip.
  if (best.empty())
    if (const auto same = std::find_if(words.begin(), words.end(),
                                       [&](std::string_view w) {
                                         return w.size() == word.size() &&
                                                std::is_permutation(w.begin(), w.end(), word.begin());
                                       });
        same != words.end())
      best = *same;
  const auto found = std::find(words.begin(), words.end(), best);
  return best.empty() || found == words.end() ? nullptr : pages[static_cast<std::size_t>(found - words.begin())];
}

}  // namespace galley::site
