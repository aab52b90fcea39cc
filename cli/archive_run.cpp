#include "cli/archive_run.h"

#include <algorithm>

#include "core/archive/load.h"
#include "core/content/sketch.h"
#include "rules/suppressions.h"

namespace galley::cli {

ArchiveRun::ArchiveRun(archive::FileStore& files, const NamedPosts& posts, const std::vector<config::PostSetup>& setups,
                       const site::Sites& sites)
    : files_(files), posts_(posts), setups_(setups), sites_(sites) {
  std::map<const config::PostRules*, bool> judged;
  for (const config::PostSetup& setup : setups) {
    const auto [known, is_new] = judged.try_emplace(setup.rules, false);
    if (is_new) known->second = rules::has_judges(setup.rules->selection);
    active_ = active_ || known->second;
  }
  if (!active_) return;
  places_.assign(posts.posts.size(), none);
  for (const archive::Input& input : posts.posts) {
    const site::Site* site = &sites.at(input.site);
    auto& scope = scopes_[site];
    if (!scope) scope = std::make_unique<Scope>();
    scope->site = input.site.empty() ? nullptr : site;
    scope_of_.push_back(scope.get());
  }
}

site::PostFacts ArchiveRun::gather(std::size_t post, const post::Post& read) const {
  site::PostFacts facts = site::gather_facts(read, sites_.at(posts_.posts[post].site).config);
  facts.speaks = rules::speaks_to_galley(read.source->bytes());
  return facts;
}

void ArchiveRun::put(std::size_t post, site::PostFacts facts) {
  Scope& scope = *scope_of_[post];
  places_[post] = scope.facts.size();
  scope.facts.push_back(std::move(facts));
  scope.posts.push_back(post);
}

std::u32string ArchiveRun::text_of(std::size_t post) const {
  const archive::Input& input = posts_.posts[post];
  body::HtmlParser parser;
  const bool is_stdin = !posts_.stdin_path.empty() && input.path == posts_.stdin_path;
  auto bytes = is_stdin ? tl::expected<std::string, archive::FileError>(posts_.stdin_bytes)
                        : files_.read(input.path, archive::max_post_bytes);
  if (!bytes) return {};
  return content::compared_text(archive::make_post(std::move(*bytes), input, *setups_[post].reading, parser).document);
}

void ArchiveRun::judge() {
  for (const auto& [site, scope] : scopes_) {
    Scope& s = *scope;
    s.archive = {s.facts, s.site, [this, &s](std::size_t i) { return text_of(s.posts[i]); }};
    std::vector<rules::Judges::Holds> holds;
    for (const std::size_t post : s.posts)
      holds.push_back({&setups_[post].rules->selection, &setups_[post].rules->settings});
    s.judges = std::make_unique<const rules::Judges>(s.archive, std::move(holds));
  }
}

std::vector<rules::Finding> ArchiveRun::about(std::size_t post, const site::PostFacts* newer) const {
  if (places_[post] == none) return {};
  const Scope& scope = *scope_of_[post];
  return scope.judges->about(places_[post], newer != nullptr ? *newer : scope.facts[places_[post]]);
}

bool ArchiveRun::speaks(std::size_t post) const {
  return places_[post] != none && scope_of_[post]->facts[places_[post]].speaks;
}

}  // namespace galley::cli
